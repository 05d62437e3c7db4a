"""The holiday allowance and zakat, and what of them goes into a budget."""

from typing import Any

import pytest

from shared.domain.months import Month
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import LineCode, amount_of
from shared.domain.payroll.result import TakeHome
from tests.domain.payroll.employments import employment, insured

MARCH = "2026-03"


def lines(pay: TakeHome) -> list[tuple[str, str, int]]:
    """The proposed budget lines."""
    return [(line.category_code, str(line.month), line.amount) for line in pay.budget_lines]


class TestHolidayAllowance:
    @pytest.mark.parametrize(
        ("served", "amount"),
        [
            (0, 0),
            (1, 750_000),
            (5, 3_750_000),
            (11, 8_250_000),
            (12, 9_000_000),
            (13, 9_000_000),
            (240, 9_000_000),
        ],
    )
    def test_is_a_twelfth_of_the_wage_for_each_month_served(self, served: int, amount: int) -> None:
        terms: dict[str, Any] = {"fixed_allowances": 1_000_000, "variable_pay": 3_000_000}
        pay = take_home(employment(**terms, thr={"month": MARCH, "months_of_service": served}))

        assert amount_of(pay.months[2].lines, LineCode.THR) == amount

    def test_goes_by_the_wage_of_its_month(self) -> None:
        pay = take_home(
            employment(
                changes=[{"from_month": MARCH, "salary": 12_000_000}],
                thr={"month": MARCH, "months_of_service": 6},
            )
        )

        assert amount_of(pay.months[2].lines, LineCode.THR) == 6_000_000

    def test_is_taxed_with_its_month(self) -> None:
        pay = take_home(employment(thr={"month": MARCH, "amount": 8_000_000}))

        assert [month.withheld for month in pay.months[1:4]] == [120_000, 1_120_000, 120_000]
        assert pay.holiday is not None
        assert pay.holiday.after_tax == 8_000_000 - 1_120_000 + 120_000

    @pytest.mark.parametrize("terms", [{"method": "NET"}, {"sector": "TOURISM"}])
    def test_is_whole_where_somebody_else_bears_the_tax(self, terms: dict[str, Any]) -> None:
        pay = take_home(employment(**terms, thr={"month": MARCH, "amount": 8_000_000}))

        assert pay.holiday is not None
        assert pay.holiday.after_tax == 8_000_000

    def test_becomes_budget_lines(self) -> None:
        pay = take_home(employment(thr={"month": MARCH, "amount": 8_000_000}))

        assert lines(pay) == [
            ("income.bonus", MARCH, 7_000_000),
            ("saving.emergency", MARCH, 1_400_000),
        ]

    def test_of_a_rupiah_leaves_nothing_to_set_aside(self) -> None:
        pay = take_home(employment(thr={"month": MARCH, "amount": 1}))

        assert lines(pay) == [("income.bonus", MARCH, 1)]

    def test_is_in_no_budget_before_a_month_of_service(self) -> None:
        pay = take_home(employment(thr={"month": MARCH, "months_of_service": 0}))

        assert pay.budget_lines == ()
        assert "NO_THR_YET" in [note.code for note in pay.notes]


class TestZakat:
    @pytest.mark.parametrize(
        ("salary", "amount"), [(7_640_143, 0), (7_640_144, 191_004), (7_640_145, 191_004)]
    )
    def test_begins_with_the_nisab(self, salary: int, amount: int) -> None:
        pay = take_home(employment(salary=salary, zakat={}))

        assert {one.amount for one in pay.zakat} == {amount}
        assert (pay.zakat[0].base, pay.zakat[0].nisab) == (salary, 7_640_144)

    @pytest.mark.parametrize(("year", "nisab"), [(2024, 6_859_394), (2025, 7_140_498), (2026, 7_640_144)])
    def test_goes_by_the_nisab_of_its_year(self, year: int, nisab: int) -> None:
        assert {one.nisab for one in take_home(employment(year=year, zakat={})).zakat} == {nisab}

    def test_counts_a_month_with_the_holiday_allowance_as_it_is(self) -> None:
        pay = take_home(employment(salary=5_000_000, zakat={}, thr={"month": MARCH, "amount": 5_000_000}))

        assert [one.amount for one in pay.zakat][1:4] == [0, 250_000, 0]
        assert ("giving.charity", MARCH, 250_000) in lines(pay)

    def test_on_what_is_left_is_less(self) -> None:
        pay = take_home(insured(salary=12_000_000, zakat={"base": "NET"}))

        left = 12_000_000 - 240_000 - 105_474 - 120_000 - pay.months[0].withheld
        assert pay.zakat[0].base == left

    @pytest.mark.parametrize("terms", [{"sector": "TOURISM"}, {"method": "NET"}])
    def test_on_what_is_left_does_not_take_off_a_tax_that_others_bear(self, terms: dict[str, Any]) -> None:
        pay = take_home(insured(salary=9_000_000, zakat={"base": "NET"}, **terms))

        assert {one.base for one in pay.zakat} == {9_000_000 - 90_000 - 180_000 - 90_000}
        assert {month.take_home for month in pay.months} == {one.base for one in pay.zakat}

    def test_of_ones_own_choice_is_taken_as_it_is(self) -> None:
        pay = take_home(employment(salary=3_000_000, zakat={"amount": 50_000}))

        assert {(one.amount, one.nisab) for one in pay.zakat} == {(50_000, None)}

    def test_is_not_there_unless_asked_for(self) -> None:
        assert take_home(employment()).zakat == ()

    def test_through_the_employer_lowers_the_tax_of_the_year(self) -> None:
        own, through = (
            take_home(employment(salary=20_000_000, zakat={"through_employer": through}))
            for through in (False, True)
        )

        assert [one.amount for one in own.zakat] == [one.amount for one in through.zakat]
        assert own.totals.withheld - through.totals.withheld == 6_000_000 * 15 // 100
        assert amount_of(through.months[0].lines, LineCode.ZAKAT) == 500_000
        assert amount_of(own.months[0].lines, LineCode.ZAKAT) == 0
        assert len(own.budget_lines) == 12
        assert through.budget_lines == (), "what the employer passes on is not paid again"

    def test_does_not_count_the_allowance_for_tax(self) -> None:
        pay = take_home(employment(salary=10_000_000, method="GROSS_UP", zakat={}))

        assert {one.base for one in pay.zakat} == {10_000_000}


class TestBudgetLines:
    def test_rest_on_figures_that_are_cited(self) -> None:
        pay = take_home(employment(zakat={}, thr={"month": MARCH, "amount": 8_000_000}))

        first_day = Month.parse(MARCH).first_day
        assert ("budget.savings_rate_good", first_day) in pay.used
        assert ("zakat.nisab_month", first_day) in pay.used
