"""What a file of a layout that was read before is read by."""

import pytest

from shared.domain.budget.imports.amounts import DecimalMark
from shared.domain.budget.imports.dates import DateOrder
from shared.domain.budget.imports.examination import is_remembered
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.reading import open_file
from tests.domain.budget.imports.files import asked, booked, looked_at
from tests.domain.budget.imports.test_generic import AMBIGUOUS, CLEAR


class TestMemory:
    REMEMBERED = Mapping(
        date=0,
        description=(1,),
        amount=2,
        date_order=DateOrder.DMY,
        decimal_mark=DecimalMark.COMMA,
        year=2025,
    )

    def test_a_year_is_of_one_file_and_asked_again(self) -> None:
        text = "Tanggal;Keterangan;Jumlah\n25/02;Kopi;-15.000,00\n"

        assert [day for day, *_ in booked(looked_at(text, told=self.REMEMBERED))] == ["2025-02-25"]
        assert asked(looked_at(text, remembered=self.REMEMBERED)) == ["year"]

    def test_of_another_account_only_the_columns_are_kept(self) -> None:
        columns = self.REMEMBERED.columns_only()

        assert columns == Mapping(date=0, description=(1,), amount=2)
        assert asked(looked_at(AMBIGUOUS, remembered=columns)) == ["date_order", "decimal_mark"]

    @pytest.mark.parametrize(
        ("text", "remembered"),
        [
            (CLEAR, True),
            (CLEAR.partition("\n")[2], False),
            ("Tanggal Transaksi,Keterangan,Cabang,Jumlah\n13/05/2026,Kopi,0000,35.00 DB\n", False),
        ],
        ids=["headed", "without a header", "a bank's"],
    )
    def test_a_mapping_is_remembered_for_headings_of_no_known_bank(self, text: str, remembered: bool) -> None:
        assert is_remembered(open_file(text.encode())) is remembered
