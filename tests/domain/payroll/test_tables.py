"""The tables of the law: how many rows, where they end, and what one rupiah does."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pytest

from shared.domain.assumptions.dated import DatedTable, NoValueInForce, tables
from shared.domain.months import Month
from shared.domain.payroll.model import PtkpStatus, TaxNumber
from shared.domain.payroll.rules import ptkp_of, surcharge, ter_category
from shared.domain.payroll.tax import Taxpayer, YearSoFar, YearTax, month_tax, year_tax

DAY = date(2026, 1, 1)
MARCH, DECEMBER = Month(2026, 3), Month(2026, 12)
SINGLE = Taxpayer(PtkpStatus.TK_0, TaxNumber.NPWP)
STATUS_OF = {"ter_a": PtkpStatus.TK_0, "ter_b": PtkpStatus.K_1, "ter_c": PtkpStatus.K_3}


def table(name: str) -> DatedTable:
    """A table as it is in force in 2026."""
    return tables("income_tax")[name].on(DAY)


ENDS = [
    (name, place, end)
    for name in STATUS_OF
    for place, row in enumerate(table(name).rows)
    if (end := row.up_to) is not None
]


class TestShape:
    @pytest.mark.parametrize(
        ("name", "rows", "first", "last_end", "top"),
        [
            ("ter_a", 44, 5_400_000, 1_400_000_000, "0.34"),
            ("ter_b", 40, 6_200_000, 1_405_000_000, "0.34"),
            ("ter_c", 41, 6_600_000, 1_419_000_000, "0.34"),
            ("pasal_17", 5, 60_000_000, 5_000_000_000, "0.35"),
        ],
    )
    def test_is_that_of_the_regulation(
        self, name: str, rows: int, first: int, last_end: int, top: str
    ) -> None:
        known = table(name).rows

        assert len(known) == rows
        assert (known[0].up_to, known[-2].up_to, known[-1].up_to) == (first, last_end, None)
        assert known[-1].rate == Decimal(top)

    @pytest.mark.parametrize("name", [*STATUS_OF, "pasal_17"])
    def test_climbs_strictly(self, name: str) -> None:
        ends = [row.up_to for row in table(name).rows if row.up_to is not None]
        rates = [row.rate for row in table(name).rows]

        assert ends == sorted(set(ends))
        assert rates == sorted(set(rates))

    @pytest.mark.parametrize("name", STATUS_OF)
    def test_has_tops_in_whole_ten_thousands(self, name: str) -> None:
        assert all(end % 50_000 == 0 for known, _, end in ENDS if known == name)

    def test_begins_with_2024(self) -> None:
        with pytest.raises(NoValueInForce):
            tables("income_tax")["ter_a"].on(date(2023, 12, 31))


class TestEdges:
    @pytest.mark.parametrize(("name", "place", "end"), ENDS, ids=[f"{name}-{end}" for name, _, end in ENDS])
    def test_belong_to_the_row_below(self, name: str, place: int, end: int) -> None:
        rows = table(name).rows
        taxpayer = Taxpayer(STATUS_OF[name], TaxNumber.NPWP)

        for gross, row in [(end - 1, rows[place]), (end, rows[place]), (end + 1, rows[place + 1])]:
            tax = month_tax(gross, taxpayer, MARCH)
            assert tax.rate == row.rate
            assert tax.amount == int((gross * row.rate).quantize(Decimal(1), ROUND_HALF_EVEN))
        assert month_tax(end + 1, taxpayer, MARCH).edge == end


class TestArticle17:
    @pytest.mark.parametrize(
        ("end", "below", "above", "tax"),
        [
            (60_000_000, "0.05", "0.15", 3_000_000),
            (250_000_000, "0.15", "0.25", 31_500_000),
            (500_000_000, "0.25", "0.30", 94_000_000),
            (5_000_000_000, "0.30", "0.35", 1_444_000_000),
        ],
    )
    def test_has_edges_that_belong_to_the_row_below(self, end: int, below: str, above: str, tax: int) -> None:
        known = table("pasal_17")
        rates = [known.rows[known.place(end + more)].rate for more in (-1, 0, 1)]
        at_edge, over = _settled(taxable=end), _settled(taxable=end + 1_000)

        assert rates == [Decimal(below), Decimal(below), Decimal(above)]
        assert (at_edge.year_tax, over.year_tax) == (tax, tax + 1_000 * Decimal(above))

    def test_takes_whole_thousands_only(self) -> None:
        taxed = [_settled(taxable=10_000 + more).taxable for more in (0, 999, 1_000)]

        assert taxed == [10_000, 10_000, 11_000]


class TestPositionCost:
    @pytest.mark.parametrize(
        ("gross", "months", "cost"),
        [
            (119_999_980, 12, 5_999_999),
            (120_000_000, 12, 6_000_000),
            (120_000_020, 12, 6_000_000),
            (9_999_980, 1, 499_999),
            (10_000_000, 1, 500_000),
            (10_000_020, 1, 500_000),
        ],
    )
    def test_is_capped_over_the_months_worked(self, gross: int, months: int, cost: int) -> None:
        year = YearSoFar(months=months, gross=gross)

        assert year_tax(year, SINGLE, DECEMBER, None).position_cost == cost


def _settled(*, taxable: int) -> YearTax:
    """A year of one month whose income less position cost and PTKP is `taxable`."""
    gross = taxable + 500_000 + 54_000_000
    return year_tax(YearSoFar(months=1, gross=gross), SINGLE, DECEMBER, None)


class TestStatus:
    @pytest.mark.parametrize(
        ("status", "category", "untaxed"),
        [
            ("TK/0", "a", 54_000_000),
            ("TK/1", "a", 58_500_000),
            ("K/0", "a", 58_500_000),
            ("TK/2", "b", 63_000_000),
            ("K/1", "b", 63_000_000),
            ("TK/3", "b", 67_500_000),
            ("K/2", "b", 67_500_000),
            ("K/3", "c", 72_000_000),
        ],
    )
    def test_has_its_table_and_its_untaxed_income(self, status: str, category: str, untaxed: int) -> None:
        assert ter_category(PtkpStatus(status), DAY) == f"income_tax.ter_{category}"
        assert ptkp_of(PtkpStatus(status), DAY) == untaxed

    def test_is_in_one_table_each(self) -> None:
        named = [status for name in STATUS_OF for status in table(name).applies_to]

        assert sorted(named) == sorted(status for status in PtkpStatus if not status.joined)


class TestSurcharge:
    @pytest.mark.parametrize(
        ("number", "rate", "tax"),
        [("NPWP", "0.015", 120_000), ("NIK", "0.015", 120_000), ("NONE", "0.018", 144_000)],
    )
    def test_is_for_those_without_a_number_only(self, number: str, rate: str, tax: int) -> None:
        found = month_tax(8_000_000, Taxpayer(PtkpStatus.TK_0, TaxNumber(number)), MARCH)

        assert (found.rate, found.amount) == (Decimal(rate), tax)

    @pytest.mark.parametrize(
        ("number", "month", "added"),
        [
            ("NIK", Month(2023, 12), "0.2"),
            ("NIK", Month(2024, 1), "0"),
            ("NONE", Month(2024, 1), "0.2"),
            ("NPWP", Month(2023, 12), "0"),
        ],
    )
    def test_goes_by_the_rule_of_the_date(self, number: str, month: Month, added: str) -> None:
        assert surcharge(TaxNumber(number), month) == Decimal(added)
