"""Every bank with a profile: the shape that its public sources show, read row by row."""

import pytest

from shared.domain.budget.imports.layouts import PROFILES, profile
from tests.domain.budget.imports.files import asked, booked, code_of, fixture, looked_at, refused, workbook


class TestBca:
    def test_reads_individual_statements(self) -> None:
        file = looked_at(fixture("bca_personal.csv"))

        assert file.profile == "bca.personal.en"
        assert [(day, amount) for day, amount, _ in booked(file)] == [
            ("2026-05-02", 7_500_000),
            ("2026-05-02", -35_000),
            ("2026-05-02", -35_000),
            ("2026-05-04", -1_250_000),
            ("2026-05-15", 1_235),
        ]
        assert booked(file)[0][2] == (
            "TRSF E-BANKING CR 0205/FTSCY/WS95031 7500000.00GAJI MEI PT MAJU BERSAMA"
        )

    def test_refuses_what_is_pending_with_its_line(self) -> None:
        assert refused(looked_at(fixture("bca_personal.csv"))) == {11: "pending"}

    def test_says_that_sen_were_rounded(self) -> None:
        (interest,) = [row for row in looked_at(fixture("bca_personal.csv")).rows if row.line == 10]

        assert code_of(interest) == "rounded"
        assert interest.reason is not None
        assert interest.reason.value == "1234.56"

    def test_proves_its_reading_by_the_balance_and_counts_closing_lines(self) -> None:
        file = looked_at(fixture("bca_personal.csv"))

        assert file.balance is not None
        assert (file.balance.checked, file.balance.disagreeing) == (4, ())
        assert file.skipped == 4

    def test_takes_the_year_from_the_period_across_new_year(self) -> None:
        file = looked_at(fixture("bca_personal_yearless.csv"))

        assert file.profile == "bca.personal.transaction"
        assert booked(file) == [
            ("2025-12-24", -500_000, "TRSF E-BANKING DB 2412/FTSCY/WS95051 KADO NATAL"),
            ("2026-01-05", 7_500_000, "KR OTOMATIS GAJI"),
        ]

    def test_refuses_a_day_outside_the_period(self) -> None:
        assert refused(looked_at(fixture("bca_personal_yearless.csv"))) == {
            10: "date_outside_period",
            11: "pending",
        }

    def test_asks_for_the_year_where_no_period_states_it(self) -> None:
        text = fixture("bca_personal_yearless.csv").decode().replace("Periode :", "Halaman")

        assert asked(looked_at(text)) == ["year"]

    def test_reads_business_statements(self) -> None:
        file = looked_at(fixture("bca_business.csv"))

        assert file.profile == "bca.business"
        assert booked(file) == [
            ("2026-05-13", 3_528_964, "KR OTOMATIS QRIS PENJUALAN"),
            ("2026-05-14", -2_000_000, "TRSF E-BANKING DB SEWA RUKO, MEI"),
        ]
        assert file.balance is not None
        assert file.balance.disagreeing == ()

    def test_is_no_profile_any_more_when_the_numbers_prove_another_style(self) -> None:
        text = fixture("bca_business.csv").decode()
        indonesian = text.replace(",", "@").replace(".", ",").replace("@", ".").replace('"."', '","')

        file = looked_at(indonesian)

        assert file.profile == "generic"
        assert [amount for _, amount, _ in booked(file)] == [3_528_964, -2_000_000]


class TestMandiri:
    def test_reads_nine_columns(self) -> None:
        file = looked_at(fixture("mandiri_business.csv"))

        assert file.profile == "mandiri.business"
        assert booked(file) == [
            ("2026-05-01", 7_500_000, "DR 0000012345678 KR 1230001234567 GAJI/PT MAJU BERSAMA/JKT"),
            ("2026-05-03", -1_250_000, "MCM InhouseTrf KE BU RATNA KOS MEI G075070944 0305"),
            ("2026-05-31", -12_500, "BIAYA ADM BULANAN"),
        ]

    def test_reads_kopra_with_months_in_both_languages(self) -> None:
        file = looked_at(fixture("mandiri_kopra.csv"))

        assert file.profile == "mandiri.kopra"
        assert booked(file) == [
            ("2026-08-03", -1_250_000, "KOS AGUSTUS BU RATNA MCM InhouseTrf KE BU RATNA"),
            ("2026-08-07", 7_500_000, "GAJI"),
        ]
        assert file.balance is not None
        assert file.balance.disagreeing == ()

    @pytest.mark.parametrize("between", [[], [""]], ids=["close together", "with merged columns"])
    def test_reads_livin_with_times_under_the_days(self, between: list[str]) -> None:
        def spread(*cells: object) -> list[object]:
            return [part for cell in cells for part in (cell, *between)]

        file = looked_at(
            workbook(
                [
                    spread("Nama/Name", ":", "SARI DEWI"),
                    spread(
                        "No", "Tanggal", "Keterangan", "Dana Masuk (IDR)", "Dana Keluar (IDR)", "Saldo (IDR)"
                    ),
                    spread("No", "Date", "Remarks", "Incoming (IDR)", "Outgoing (IDR)", "Balance (IDR)"),
                    spread("1", "27 Jun 2026", "Pembayaran QR ke", "", "35.000,00", "2.004.500,00"),
                    spread("", "10:11 WIB", "KOPI KENANGAN", "", "", ""),
                    spread("2", "28 Jun 2026", "Transfer dari PT MAJU", "7.500.000,00", "", "9.504.500,00"),
                    spread("", "08:00 WIB", "", "", "", ""),
                ]
            )
        )

        assert file.profile == "mandiri.livin"
        assert booked(file) == [
            ("2026-06-27", -35_000, "Pembayaran QR ke KOPI KENANGAN"),
            ("2026-06-28", 7_500_000, "Transfer dari PT MAJU"),
        ]
        assert file.balance is not None
        assert file.balance.disagreeing == ()


class TestBri:
    def test_reads_movements(self) -> None:
        file = looked_at(fixture("bri_movements.csv"))

        assert file.profile == "bri.movements.remark"
        assert booked(file) == [
            ("2026-07-10", -1_250_000, "NBMB SARI DEWI TO RATNA ESB:NBMB:0001500F:1 Kos Juli"),
            ("2026-07-11", 7_500_000, "GAJI PT MAJU BERSAMA"),
        ]
        assert file.balance is not None
        assert file.balance.disagreeing == ()

    def test_reads_movements_without_the_remark(self) -> None:
        lines = fixture("bri_movements.csv").decode().splitlines()
        short = "\n".join(line.rpartition(",")[0] for line in lines)

        assert looked_at(short).profile == "bri.movements"


@pytest.mark.parametrize("name", PROFILES)
def test_every_layout_has_its_order_and_decimal_mark(name: str) -> None:
    for layout in profile(name).layouts:
        assert layout.name.startswith(name)
        assert layout.mapping.date_order is not None
        assert layout.mapping.decimal_mark is not None
