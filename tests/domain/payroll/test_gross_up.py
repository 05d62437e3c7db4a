"""Tax that the employer bears: the pay is found again to the rupiah."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.months import Month
from shared.domain.payroll.contributions import contributions
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import Effect, LineCode, amount_of, total
from shared.domain.payroll.model import Employment, PtkpStatus, Sector, SocialSecurity, TaxNumber, terms_in
from shared.domain.payroll.tax import Taxpayer, least_fixed_point, month_tax
from tests.domain.payroll.employments import employment
from tests.domain.payroll.test_tables import ENDS, STATUS_OF
from tests.domain.payroll.test_year import years

MARCH = Month(2026, 3)


def _pay_without_tax(year: Employment, month: Month) -> int:
    """What is paid in a month, with nothing that has to do with tax."""
    terms = terms_in(year, month)
    extra = sum(one.amount for one in year.extra_pay if one.month == month)
    return terms.wage + terms.variable_pay + extra


class TestNet:
    @given(years(methods=("GROSS_UP", "NET")))
    def test_is_found_again_from_the_gross(self, year: Employment) -> None:
        for month in take_home(year).months:
            thr = amount_of(month.lines, LineCode.THR)
            wage = terms_in(year, month.month).wage
            lines = contributions(year.bpjs, wage=wage, month=month.month, sector=Sector.OTHER)
            own = total(lines, Effect.DEDUCTED) + amount_of(
                month.lines, LineCode.PENSION_FUND, LineCode.ZAKAT
            )
            assert month.take_home == _pay_without_tax(year, month.month) + thr - own

    @given(years(methods=("GROSS_UP",)))
    def test_is_the_same_however_the_employer_bears_the_tax(self, year: Employment) -> None:
        borne = take_home(year.model_copy(update={"method": "NET"}))

        assert [month.take_home for month in borne.months] == [
            month.take_home for month in take_home(year).months
        ]

    @given(years(methods=("GROSS_UP", "NET")))
    def test_leaves_allowances_that_are_the_tax_of_the_year(self, year: Employment) -> None:
        pay = take_home(year)

        borne = (LineCode.TAX_ALLOWANCE, LineCode.TAX_BORNE_BY_EMPLOYER)
        assert pay.totals.withheld == sum(amount_of(month.lines, *borne) for month in pay.months)


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
