"""Nothing in another currency is read as rupiah."""

import pytest

from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.reasons import Reason
from shared.domain.budget.imports.refusals import ForeignCurrency
from tests.domain.budget.imports.files import asked, booked, looked_at, refused


class TestCurrencies:
    @pytest.mark.parametrize("heading", ["Currency", "Mata Uang", "CCY", "Kode Mata Uang"])
    def test_a_row_in_another_currency_is_refused(self, heading: str) -> None:
        text = (
            f"Tanggal,Keterangan,{heading},Jumlah\n25/02/2026,Kopi,USD,-35\n26/02/2026,Roti,IDR,-20000\n"
            "27/02/2026,Nasi,Rp.,-7000\n28/02/2026,Teh,rupiah,-5000\n01/03/2026,Jus,,-9000\n"
        )

        file = looked_at(text)

        assert refused(file) == {2: "currency_foreign", 6: "currency_missing"}
        assert file.rows[0].reason == Reason("currency_foreign", "currency", "USD")
        assert [description for *_, description in booked(file)] == ["Roti", "Nasi", "Teh"]

    def test_a_column_that_says_nothing_is_no_matter(self) -> None:
        assert len(booked(looked_at("Tanggal,Keterangan,Currency,Jumlah\n25/02/2026,Kopi,,-35\n"))) == 1

    def test_no_mapping_reads_it_as_rupiah(self) -> None:
        text = "Tanggal,Keterangan,Currency,Jumlah\n25/02/2026,Kopi,SGD,-35\n"
        told = Mapping(date=0, description=(1, 2), amount=3)

        assert refused(looked_at(text, told=told)) == {2: "currency_foreign"}

    @pytest.mark.parametrize(
        "amount",
        [
            "$35.00",
            "USD 35",
            "€5",
            "5 €",
            "-$35.00",
            "(US$ 35.00)",
            "35,00 EUR",
            "S$12",
            "RM 10",
            "¥500",
            "35 dolar",
        ],
    )
    def test_an_amount_in_another_currency_is_refused_as_such(self, amount: str) -> None:
        file = looked_at(f'Tanggal;Keterangan;Jumlah\n25/02/2026;Kopi;"{amount}"\n26/02/2026;Roti;-20000\n')

        assert refused(file) == {2: "amount_foreign"}
        assert file.rows[0].reason is not None
        assert file.rows[0].reason.value == amount

    @pytest.mark.parametrize(
        "amount", ["35rb", "1,5jt", "35K", "XYZ 35", "$", "USD", "sekitar $5", "$5 dan €5"]
    )
    def test_what_is_no_amount_at_all_is_only_that(self, amount: str) -> None:
        file = looked_at(f'Tanggal;Keterangan;Jumlah\n25/02/2026;Kopi;"{amount}"\n26/02/2026;Roti;-20000\n')

        assert refused(file) == {2: "amount_unreadable"}

    def test_a_whole_file_of_them_is_told_row_by_row(self) -> None:
        file = looked_at("Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,$35.00\n26/02/2026,Roti,$2.00\n")

        assert asked(file) == []
        assert refused(file) == {2: "amount_foreign", 3: "amount_foreign"}

    def test_a_heading_that_names_another_currency_is_never_rupiah(self) -> None:
        text = "Tanggal,Keterangan,Amount (USD)\n25/02/2026,Kopi,-35.00\n"
        told = Mapping(date=0, description=(1,), amount=2)

        assert refused(looked_at(text, told=told)) == {2: "currency_foreign"}

    @pytest.mark.parametrize(
        "above", ["Currency,=,USD", '"Kode Mata Uang : USD"', "Mata Uang: sgd", "Account Currency", "CCY,USD"]
    )
    def test_a_statement_in_another_currency_is_refused_as_a_whole(self, above: str) -> None:
        text = f"Informasi\n{above}\nTanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-35\n"
        if above == "Account Currency":
            assert len(booked(looked_at(text))) == 1
            return

        with pytest.raises(ForeignCurrency) as refusal:
            looked_at(text)

        assert refusal.value.fields[0].pointer == "/lines/2"
        assert refusal.value.detail("en").startswith(
            f"This statement is in {refusal.value.values['currency']}."
        )

    @pytest.mark.parametrize("above", ["Currency,=,IDR", '"Kode Mata Uang : Rp"', "Mata Uang : Rupiah"])
    def test_a_statement_in_rupiah_is_read(self, above: str) -> None:
        assert len(booked(looked_at(f"{above}\nTanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-35\n"))) == 1
