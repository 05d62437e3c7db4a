"""Files of no known bank: read where they prove how, asked about where they do not."""

from datetime import date

import pytest

from shared.domain.budget.imports.amounts import DecimalMark, Direction
from shared.domain.budget.imports.dates import DateOrder
from shared.domain.budget.imports.examination import MappingOutside
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.refusals import NoTable
from tests.domain.budget.imports.files import asked, booked, code_of, looked_at, refused, workbook

AMBIGUOUS = "Tanggal,Keterangan,Jumlah\n01/02/2026,Kopi,-15.000\n03/04/2026,Gaji,500.000\n"
CLEAR = "Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-15.000\n26/02/2026,Gaji,7.500.000\n"


class TestProof:
    def test_a_day_beyond_the_twelfth_proves_the_order(self) -> None:
        assert booked(looked_at(CLEAR)) == [
            ("2026-02-25", -15_000, "Kopi"),
            ("2026-02-26", 7_500_000, "Gaji"),
        ]

    def test_without_proof_order_and_mark_are_asked_and_nothing_is_read(self) -> None:
        file = looked_at(AMBIGUOUS)

        assert asked(file) == ["date_order", "decimal_mark"]
        assert file.rows == ()
        assert [option.shows for option in file.questions[0].options] == [
            "01/02/2026 → 2026-02-01",
            "01/02/2026 → 2026-01-02",
        ]
        assert [(option.value, option.shows) for option in file.questions[1].options] == [
            (".", "-15.000 → -15"),
            (",", "-15.000 → -15000"),
        ]

    def test_answers_settle_it(self) -> None:
        told = Mapping(
            date=0, description=(1,), amount=2, date_order=DateOrder.DMY, decimal_mark=DecimalMark.COMMA
        )

        assert booked(looked_at(AMBIGUOUS, told=told)) == [
            ("2026-02-01", -15_000, "Kopi"),
            ("2026-04-03", 500_000, "Gaji"),
        ]

    def test_an_answer_that_the_file_contradicts_is_asked_again(self) -> None:
        told = Mapping(
            date=0, description=(1,), amount=2, date_order=DateOrder.MDY, decimal_mark=DecimalMark.POINT
        )

        assert asked(looked_at(CLEAR, told=told)) == ["date_order", "decimal_mark"]

    def test_a_remembered_answer_gives_way_to_proof(self) -> None:
        remembered = Mapping(
            date=0, description=(1,), amount=2, date_order=DateOrder.MDY, decimal_mark=DecimalMark.POINT
        )

        assert booked(looked_at(CLEAR, remembered=remembered))[0] == ("2026-02-25", -15_000, "Kopi")

    def test_a_remembered_answer_settles_what_is_open(self) -> None:
        remembered = Mapping(
            date=0, description=(1,), amount=2, date_order=DateOrder.DMY, decimal_mark=DecimalMark.COMMA
        )

        assert booked(looked_at(AMBIGUOUS, remembered=remembered))[1] == ("2026-04-03", 500_000, "Gaji")

    def test_dates_that_contradict_each_other_are_asked_about(self) -> None:
        text = "Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-15000\n02/25/2026,Gaji,7500000\n"

        assert asked(looked_at(text)) == ["date_order"]

    def test_cells_that_agree_in_every_reading_need_no_proof(self) -> None:
        text = "Tanggal,Keterangan,Jumlah\n05/05/2026,Kopi,-15000\n06/06/2026,Gaji,7500000\n"

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, 7_500_000]

    def test_numbers_and_days_of_a_workbook_are_what_they_are(self) -> None:
        file = looked_at(
            workbook(
                [
                    ["Tanggal", "Keterangan", "Jumlah"],
                    [date(2026, 2, 1), "Kopi", -15.5],
                    [date(2026, 3, 2), "Gaji", 500000],
                ]
            )
        )

        assert booked(file) == [("2026-02-01", -16, "Kopi"), ("2026-03-02", 500_000, "Gaji")]

    def test_one_column_proves_the_mark_for_the_other(self) -> None:
        text = "Date,Description,Debit,Credit\n25/02/2026,Kopi,15.000,\n26/02/2026,Gaji,,1.500.000\n"

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, 1_500_000]

    def test_three_digits_of_sen_are_refused_alone_never_read_as_fifteen_rupiah(self) -> None:
        text = 'Date,Description,Amount\n25/02/2026,Kopi,-15.000\n26/02/2026,Gaji,"7,500,000.00"\n'

        file = looked_at(text)

        assert booked(file) == [("2026-02-26", 7_500_000, "Gaji")]
        assert refused(file) == {2: "amount_unclear"}


class TestDirection:
    def test_amounts_without_any_sign_are_asked_about(self) -> None:
        text = "Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,15000\n26/02/2026,Roti,20000\n"

        assert asked(looked_at(text)) == ["positive_is"]
        told = Mapping(date=0, description=(1,), amount=2, positive_is=Direction.OUT)
        assert [amount for _, amount, _ in booked(looked_at(text, told=told))] == [-15_000, -20_000]

    def test_a_running_balance_can_prove_it(self) -> None:
        text = (
            "Tanggal,Keterangan,Jumlah,Saldo\n25/02/2026,Kopi,15000,85000\n"
            "26/02/2026,Roti,20000,65000\n27/02/2026,Nasi,5000,60000\n"
        )

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, -20_000, -5_000]

    def test_the_balance_of_a_card_proves_nothing(self) -> None:
        text = (
            "Tanggal,Keterangan,Jumlah,Saldo\n25/02/2026,Kopi,15000,15000\n"
            "26/02/2026,Roti,20000,35000\n27/02/2026,Nasi,5000,40000\n"
        )

        assert asked(looked_at(text, liability=True)) == ["positive_is"]

    def test_a_signed_file_of_a_card_is_asked_about(self) -> None:
        assert asked(looked_at(CLEAR, liability=True)) == ["positive_is"]

    def test_a_column_of_markers_says_it(self) -> None:
        text = "Tanggal,Uraian Transaksi,Tipe,Nominal\n25/02/2026,Kopi,D,15000\n26/02/2026,Gaji,K,7500000\n"

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, 7_500_000]

    def test_a_column_of_kinds_is_no_marker(self) -> None:
        text = (
            "Tanggal,Keterangan,Tipe,Nominal\n25/02/2026,Kopi,QRIS,-15000\n26/02/2026,Gaji,Transfer,7500000\n"
        )

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, 7_500_000]

    def test_a_row_without_the_marker_that_others_have_is_refused(self) -> None:
        text = "Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,15000 DB\n26/02/2026,Gaji,7500000\n"

        assert refused(looked_at(text)) == {3: "marker_unknown"}

    def test_money_out_may_be_written_with_a_minus_throughout(self) -> None:
        text = "Date,Description,Debit,Credit\n25/02/2026,Kopi,-15000,\n26/02/2026,Gaji,,7500000\n"

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, 7_500_000]

    def test_a_single_minus_among_money_out_is_refused(self) -> None:
        text = "Date,Description,Debit,Credit\n25/02/2026,Kopi,15000,\n26/02/2026,Batal,-15000,\n"

        assert refused(looked_at(text)) == {3: "amount_sign"}

    @pytest.mark.parametrize(
        "rows",
        [
            "25/02/2026,Kopi,-15000,115000\n26/02/2026,Roti,20000,95000\n27/02/2026,Nasi,-5000,100000\n",
            "25/02/2026,Kopi,15000,85000\n26/02/2026,Roti,-20000,105000\n",
        ],
        ids=["most", "one pair"],
    )
    def test_signs_that_the_balances_turn_around_are_asked_about(self, rows: str) -> None:
        text = f"Tanggal,Keterangan,Jumlah,Saldo\n{rows}"
        told = Mapping(date=0, description=(1,), amount=2, balance=3)
        turned = told.model_copy(update={"positive_is": Direction.OUT})

        for answers in ({}, {"told": told}, {"remembered": told}):
            assert asked(looked_at(text, **answers)) == ["positive_is"]
        file = looked_at(text, told=turned)
        assert file.balance is not None
        assert (asked(file), file.balance.disagreeing) == ([], ())

    def test_an_answer_about_signs_stands_whatever_the_balances_say(self) -> None:
        text = "Tanggal,Keterangan,Jumlah,Saldo\n25/02/2026,Kopi,15000,85000\n26/02/2026,Roti,-20000,105000\n"
        told = Mapping(date=0, description=(1,), amount=2, balance=3, positive_is=Direction.IN)

        file = looked_at(text, told=told)

        assert [amount for _, amount, _ in booked(file)] == [15_000, -20_000]
        assert {row.line: code_of(row) for row in file.rows if row.reason} == {3: "balance_disagrees"}

    def test_columns_that_the_balances_turn_around_are_asked_about(self) -> None:
        text = (
            "Date,Description,Debit,Credit,Balance\n25/02/2026,Kopi,15000,,100000\n"
            "26/02/2026,Roti,20000,,120000\n27/02/2026,Nasi,,5000,115000\n"
        )
        swapped = Mapping(date=0, description=(1,), debit=3, credit=2, balance=4)

        assert asked(looked_at(text)) == ["balance"]
        assert [amount for _, amount, _ in booked(looked_at(text, told=swapped))] == [15_000, 20_000, -5_000]


class TestRows:
    @pytest.mark.parametrize(
        ("row", "code"),
        [
            (",Kopi,-1", "date_missing"),
            ("kemarin,Kopi,-1", "date_unreadable"),
            ("31/02/2026,Kopi,-1", "date_impossible"),
            ("25/02/1999,Kopi,-1", "date_impossible"),
            ("25/02/2026,Kopi,", "amount_missing"),
            ("25/02/2026,Kopi,0", "amount_zero"),
            ("25/02/2026,Kopi,lima ribu", "amount_unreadable"),
            ("25/02/2026,Kopi,-1.5E+07", "amount_unreadable"),
            ("25/02/2026,Kopi,9999999999999999", "amount_out_of_range"),
            ("25/02/2026,Saldo Awal,1000000", "summary"),
            ("25/02/2026,Kopi 2,500,15000", "too_many_cells"),
        ],
    )
    def test_a_row_that_cannot_be_read_is_refused_alone_with_line_and_reason(
        self, row: str, code: str
    ) -> None:
        file = looked_at(f"Tanggal,Keterangan,Jumlah\n25/02/2026,Roti,-20000\n{row}\n26/02/2026,Nasi,-7000\n")

        assert refused(file) == {3: code}
        assert [description for _, _, description in booked(file)] == ["Roti", "Nasi"]

    def test_both_sides_filled_is_refused(self) -> None:
        text = "Date,Description,Debit,Credit\n25/02/2026,Kopi,15000,15000\n26/02/2026,Gaji,,7500000\n"

        assert refused(looked_at(text)) == {2: "amount_on_both_sides"}

    def test_cells_that_start_like_formulas_are_data(self) -> None:
        text = 'Tanggal,Keterangan,Jumlah\n25/02/2026,"=HYPERLINK(""http://x"")",-15000\n26/02/2026,@SUM(A1),-1\n'

        assert [text for *_, text in booked(looked_at(text))] == ['=HYPERLINK("http://x")', "@SUM(A1)"]

    def test_invisible_signs_and_line_breaks_leave_the_description(self) -> None:
        text = 'Tanggal,Keterangan,Jumlah\n25/02/2026,"Ko\u202epi\n \tpagi\x07",-15000\n'

        assert booked(looked_at(text)) == [("2026-02-25", -15_000, "Kopi pagi")]

    def test_lines_are_counted_as_an_editor_counts_them(self) -> None:
        text = 'Judul\n\nTanggal,Keterangan,Jumlah\n25/02/2026,"dua\nbaris",-15000\n\nsalah,Kopi,-1\n'

        assert [row.line for row in looked_at(text).rows] == [4, 7]

    def test_repeated_headers_and_sums_are_counted_not_refused(self) -> None:
        text = CLEAR + "Tanggal,Keterangan,Jumlah\n27/02/2026,Roti,-1\nTotal,,7.484.999\n"

        file = looked_at(text)

        assert (len(booked(file)), refused(file), file.skipped) == (3, {}, 2)

    def test_a_merchant_called_total_is_no_sum(self) -> None:
        text = "Keterangan,Tanggal,Jumlah\nTotal Buah Segar,25/02/2026,-50000\n"

        assert booked(looked_at(text)) == [("2026-02-25", -50_000, "Total Buah Segar")]

    def test_a_balance_that_does_not_follow_is_reported_on_its_line(self) -> None:
        text = (
            "Tanggal,Keterangan,Jumlah,Saldo\n25/02/2026,Kopi,-15000,85000\n26/02/2026,Roti,-20000,65000\n"
            "27/02/2026,Nasi,-5000,61000\n28/02/2026,Teh,-1000,60000\n"
        )

        file = looked_at(text)

        assert file.balance is not None
        assert file.balance.disagreeing == (4,)
        assert [(row.line, code_of(row)) for row in file.rows if row.reason] == [(4, "balance_disagrees")]
        assert len(booked(file)) == 4

    def test_the_newest_may_come_first(self) -> None:
        text = (
            "Tanggal,Keterangan,Jumlah,Saldo\n27/02/2026,Nasi,-5000,60000\n26/02/2026,Roti,-20000,65000\n"
            "25/02/2026,Kopi,-15000,85000\n"
        )

        file = looked_at(text)

        assert file.balance is not None
        assert (file.balance.checked, file.balance.disagreeing) == (2, ())

    def test_a_guess_that_the_balances_contradict_is_asked_about(self) -> None:
        text = (
            "Tanggal,Keterangan,Jumlah,Saldo\n25/02/2026,Kopi,-15000,1\n26/02/2026,Roti,20000,2\n"
            "27/02/2026,Nasi,-5000,3\n28/02/2026,Teh,-1000,4\n"
        )

        assert asked(looked_at(text)) == ["balance"]


class TestColumns:
    @pytest.mark.parametrize(
        "header",
        ["Tanggal,Keterangan,Jumlah,Nominal", "Tanggal,Keterangan,Debit,Jumlah", "A,B,C,D"],
    )
    def test_headings_that_leave_a_choice_are_asked_about(self, header: str) -> None:
        file = looked_at(f"{header}\n25/02/2026,Kopi,15000,15000\n")

        assert asked(file) == ["columns"]
        assert [column.index for column in file.columns] == [0, 1, 2, 3]
        assert file.columns[1].samples == ("Kopi",)

    def test_a_file_without_a_header_is_asked_about_and_read_as_told(self) -> None:
        text = "25/02/2026,Kopi,-15000\n26/02/2026,Gaji,7500000\n"
        told = Mapping(date=0, description=(1,), amount=2)

        assert asked(looked_at(text)) == ["columns"]
        assert len(booked(looked_at(text, told=told))) == 2

    def test_a_mapping_beyond_the_file_is_refused(self) -> None:
        with pytest.raises(MappingOutside) as refusal:
            looked_at(CLEAR, told=Mapping(date=0, amount=9))

        assert refusal.value.fields[0].pointer == "/query/mapping"

    def test_the_same_headings_are_the_same_layout_whatever_is_below(self) -> None:
        other = "tanggal;KETERANGAN;Jumlah (IDR)\n01/01/2026;x;1\n"

        assert looked_at(CLEAR).layout == looked_at(other).layout
        assert looked_at(CLEAR).layout != looked_at(CLEAR.replace("Jumlah", "Nominal")).layout

    def test_a_row_number_before_the_table_is_no_matter(self) -> None:
        text = ",Tanggal,Keterangan,Jumlah\n0,25/02/2026,Kopi,-15000\n1,26/02/2026,Gaji,7500000\n"

        assert [amount for _, amount, _ in booked(looked_at(text))] == [-15_000, 7_500_000]

    def test_empty_cells_at_the_end_of_every_row_are_no_matter(self) -> None:
        text = "Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-15000,\n26/02/2026,Gaji,7500000,\n"

        assert len(booked(looked_at(text))) == 2

    def test_a_letter_is_no_table(self) -> None:
        with pytest.raises(NoTable):
            looked_at("Halo, apa kabar?\nSemoga baik.\n")
