"""Tax that the employer bears: the pay is found again to the rupiah."""

from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.months import Month
from shared.domain.payroll.contributions import contributions
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import Effect, LineCode, SettlementCode, amount_of, total
from shared.domain.payroll.model import (
    Employment,
    Method,
    PtkpStatus,
    Sector,
    SocialSecurity,
    TaxNumber,
    ZakatBase,
    terms_in,
)
from shared.domain.payroll.result import MonthPay, TakeHome
from shared.domain.payroll.tax import Taxpayer, least_fixed_point, month_tax
from tests.domain.payroll.employments import employment
from tests.domain.payroll.test_tables import ENDS, STATUS_OF
from tests.domain.payroll.test_year import earlier_jobs, years

MARCH = Month(2026, 3)
SECOND_JOB: dict[str, Any] = {"salary": 10_000_000, "first_month": "2026-07", "bpjs": SocialSecurity()}
BORNE_BY_EMPLOYER = (LineCode.TAX_ALLOWANCE, LineCode.TAX_BORNE_BY_EMPLOYER)


def _pay_without_tax(year: Employment, month: Month) -> int:
    """What is paid in a month, with nothing that has to do with tax."""
    terms = terms_in(year, month)
    extra = sum(one.amount for one in year.extra_pay if one.month == month)
    return terms.wage + terms.variable_pay + extra


def _agreed(year: Employment, month: MonthPay) -> int:
    """What is agreed to be left of a month: its pay less all that is not tax."""
    wage = terms_in(year, month.month).wage
    lines = contributions(year.bpjs, wage=wage, month=month.month, sector=Sector.OTHER)
    given_away = amount_of(month.lines, LineCode.PENSION_FUND, LineCode.ZAKAT)
    thr = amount_of(month.lines, LineCode.THR)
    return _pay_without_tax(year, month.month) + thr - total(lines, Effect.DEDUCTED) - given_away


def _borne(pay: TakeHome) -> list[int]:
    """What the employer gave for the tax, month by month; below zero what it took back."""
    return [amount_of(month.lines, *BORNE_BY_EMPLOYER) for month in pay.months]


def _earlier_too_much(year: Employment, pay: TakeHome) -> int:
    """What an earlier employer withheld beyond the tax of the whole year."""
    year_tax = next(step.amount for step in pay.settlement if step.code is SettlementCode.YEAR_TAX)
    return max(0, year.earlier_job.withheld - year_tax) if year.earlier_job else 0


@st.composite
def grossed_up(draw: st.DrawFn) -> Employment:
    """Any year whose tax the employer bears, with or without an earlier job."""
    year = draw(years(methods=("GROSS_UP", "NET")))
    return year.model_copy(update={"earlier_job": draw(st.none() | earlier_jobs())})


class TestNet:
    @given(grossed_up())
    def test_is_found_again_from_the_gross(self, year: Employment) -> None:
        pay = take_home(year)

        agreed = [_agreed(year, month) for month in pay.months]
        agreed[-1] += _earlier_too_much(year, pay)
        assert [month.take_home for month in pay.months] == agreed

    @given(grossed_up())
    def test_is_the_same_however_the_employer_bears_the_tax(self, year: Employment) -> None:
        one, other = (
            take_home(year.model_copy(update={"method": Method(way)})) for way in ("NET", "GROSS_UP")
        )

        assert [month.take_home for month in one.months] == [month.take_home for month in other.months]

    @given(grossed_up())
    def test_leaves_allowances_that_are_the_tax_of_the_year(self, year: Employment) -> None:
        pay = take_home(year)

        assert pay.totals.withheld == sum(_borne(pay)) - _earlier_too_much(year, pay)

    @given(grossed_up())
    def test_leaves_no_employer_with_more_than_it_gave(self, year: Employment) -> None:
        assert all(given >= 0 for given in accumulate(_borne(take_home(year))))

    @given(grossed_up().filter(lambda year: year.zakat is None or year.zakat.base is ZakatBase.GROSS))
    def test_is_never_less_than_under_gross_where_zakat_is_not_counted_on_what_is_left(
        self, year: Employment
    ) -> None:
        """Zakat on what is left grows with it, so that a year whose tax all comes back may leave less."""
        gross = take_home(year.model_copy(update={"method": Method.GROSS}))

        assert take_home(year).totals.take_home >= gross.totals.take_home


class TestLeastFixedPoint:
    @given(
        st.integers(0, 3_000_000_000),
        st.sampled_from(list(STATUS_OF.values())),
        st.sampled_from(list(TaxNumber)),
    )
    def test_reaches_every_pay(self, pay: int, status: PtkpStatus, number: TaxNumber) -> None:
        taxpayer = Taxpayer(status, number)
        allowance = least_fixed_point(lambda more: month_tax(pay + more, taxpayer, MARCH).amount, 0)

        assert month_tax(pay + allowance, taxpayer, MARCH).amount == allowance

    @pytest.mark.parametrize(("name", "end"), [(name, end) for name, _, end in ENDS])
    def test_reaches_every_pay_around_every_edge(self, name: str, end: int) -> None:
        """Above an edge less is left than at it, so some pays have two gross incomes: the lower is taken."""
        taxpayer = Taxpayer(STATUS_OF[name], TaxNumber.NPWP)
        left_at_edge = end - month_tax(end, taxpayer, MARCH).amount
        for pay in range(left_at_edge - 2, left_at_edge + 3):
            found = least_fixed_point(lambda more, pay=pay: month_tax(pay + more, taxpayer, MARCH).amount, 0)
            gross = pay + found
            assert gross - month_tax(gross, taxpayer, MARCH).amount == pay
            assert (gross <= end) is (pay <= left_at_edge)

    def test_is_the_least_by_trying_all(self) -> None:
        def tax(allowance: int) -> int:
            gross = 400 + allowance
            return gross // 10 if gross <= 450 else gross // 4

        points = [allowance for allowance in range(2_000) if tax(allowance) == allowance]

        assert len(points) > 1
        assert least_fixed_point(tax, 0) == min(points)

    @pytest.mark.parametrize(("name", "end"), [(name, end) for name, _, end in ENDS])
    def test_may_rely_on_steps_of_at_most_a_rupiah(self, name: str, end: int) -> None:
        taxpayer = Taxpayer(STATUS_OF[name], TaxNumber.NONE)
        left = [gross - month_tax(gross, taxpayer, MARCH).amount for gross in range(max(0, end - 5), end + 6)]

        assert max(later - earlier for earlier, later in pairwise(left)) <= 1


class TestLastMonth:
    def test_takes_back_what_the_allowance_was_too_much(self) -> None:
        pay = take_home(employment(salary=20_000_000, method="GROSS_UP", first_month="2026-09"))

        last = pay.months[-1]
        assert amount_of(last.lines, LineCode.TAX_ALLOWANCE) < 0
        assert amount_of(last.lines, LineCode.TAX_RETURNED) == -amount_of(last.lines, LineCode.TAX_ALLOWANCE)
        assert last.take_home == 20_000_000
        assert [note.code.value for note in pay.notes] == ["ALLOWANCE_TAKEN_BACK", "OTHER_JOB"]

    def test_is_exact_with_contributions_and_a_bonus(self) -> None:
        pay = take_home(
            employment(
                salary=15_000_000,
                method="GROSS_UP",
                bpjs=SocialSecurity(),
                extra_pay=[{"month": "2026-12", "kind": "BONUS", "amount": 30_000_000}],
            )
        )

        assert pay.months[-1].take_home == 45_000_000 - 300_000 - 110_863 - 120_000


class TestTaxOfAnEarlierJob:
    @pytest.mark.parametrize("method", ["GROSS_UP", "NET"])
    def test_withheld_too_much_goes_to_the_worker(self, method: str) -> None:
        """The year's tax is Rp1,696,200, the earlier employer alone withheld Rp3,000,000."""
        earlier = {"net": 30_000_000, "withheld": 3_000_000}
        pay = take_home(employment(**SECOND_JOB, method=method, earlier_job=earlier))
        gross = take_home(employment(**SECOND_JOB, earlier_job=earlier))

        assert _borne(pay) == [323_320] * 5 + [-1_616_600]
        assert [month.take_home for month in pay.months] == [9_600_000] * 5 + [9_600_000 + 1_303_800]
        assert pay.totals.take_home == gross.totals.take_home == 58_903_800
        told = {note.code.value: note.amount for note in pay.notes}
        assert told["ALLOWANCE_TAKEN_BACK"] == 1_616_600
        assert told["EARLIER_TAX_RETURNED"] == 1_303_800

    def test_goes_to_the_worker_where_nothing_was_given_for_it(self) -> None:
        earlier = {"net": 10_000_000, "withheld": 2_000_000}
        pay = take_home(
            employment(salary=5_000_000, first_month="2026-12", method="NET", earlier_job=earlier)
        )

        assert _borne(pay) == [0]
        assert pay.months[0].take_home == 7_000_000
        assert [note.code.value for note in pay.notes] == ["EARLIER_TAX_RETURNED"]

    def test_within_the_tax_of_the_year_lowers_what_the_employer_bears(self) -> None:
        pay = take_home(
            employment(**SECOND_JOB, method="NET", earlier_job={"net": 50_000_000, "withheld": 1_000_000})
        )

        assert sum(_borne(pay)) == pay.totals.withheld == 2_785_450 - 1_000_000
        assert {month.take_home for month in pay.months} == {9_600_000}
