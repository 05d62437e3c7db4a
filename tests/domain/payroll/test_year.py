"""What holds for every year of pay."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.months import Month
from shared.domain.payroll.engine import OWN_SHARES, take_home
from shared.domain.payroll.lines import Effect, LineCode, amount_of, taxable, total
from shared.domain.payroll.model import AccidentRisk, EarlierJob, Employment, SocialSecurity, terms_in
from shared.domain.payroll.rules import highest_tax
from tests.domain.payroll.employments import employment

SINGLE = [f"{kind}/{number}" for kind in ("TK", "K") for number in range(4)]
PAY = st.integers(min_value=0, max_value=2_000_000_000)
OWN_DEDUCTIONS = (LineCode.PENSION_FUND, LineCode.RELIGIOUS_DONATION, LineCode.ZAKAT)


@st.composite
def securities(draw: st.DrawFn) -> SocialSecurity:
    """Any participation in BPJS."""
    return SocialSecurity(
        health=draw(st.booleans()),
        jht=draw(st.booleans()),
        jp=draw(st.booleans()),
        accident=draw(st.sampled_from([None, *AccidentRisk])),
        jkm=draw(st.booleans()),
        employer_pays_worker_share=draw(st.booleans()),
        extra_family_members=draw(st.integers(0, 3)),
    )


@st.composite
def years(draw: st.DrawFn, methods: tuple[str, ...] = ("GROSS", "GROSS_UP", "NET")) -> Employment:
    """Any year of pay, with changes, extra pay and giving."""
    year = draw(st.sampled_from([2024, 2025, 2026, 2027]))
    first = draw(st.integers(1, 12))
    last = draw(st.integers(first, 12))
    worked = st.integers(first, last)
    salary = draw(st.integers(min_value=1_000_000, max_value=2_000_000_000))
    terms: dict[str, Any] = {
        "year": year,
        "ptkp": draw(st.sampled_from(SINGLE)),
        "salary": salary,
        "fixed_allowances": draw(st.integers(0, 20_000_000)),
        "variable_pay": draw(st.integers(0, 20_000_000)),
        "first_month": Month(year, first),
        "last_month": Month(year, last),
        "method": draw(st.sampled_from(methods)),
        "tax_number": draw(st.sampled_from(["NPWP", "NIK", "NONE"])),
        "bpjs": draw(securities()),
        "thr": draw(st.none() | st.builds(_thr, st.just(year), worked, st.integers(0, 24))),
        "extra_pay": [
            {"month": Month(year, month), "kind": "BONUS", "amount": draw(PAY)}
            for month in draw(st.sets(worked, max_size=3))
        ],
        "pension_fund": draw(st.integers(0, 200_000)),
        "zakat": draw(st.none() | st.sampled_from(ZAKATS)),
    }
    if last > first:
        month = draw(st.integers(first + 1, last))
        changed = draw(st.integers(min_value=1_000_000, max_value=2_000_000_000))
        terms["changes"] = [{"from_month": Month(year, month), "salary": changed}]
    return employment(**terms)


@st.composite
def earlier_jobs(draw: st.DrawFn) -> EarlierJob:
    """Any certificate: of somebody whose tax was right, too little or far too much."""
    net = draw(st.integers(0, 500_000_000) | st.integers(0, 100_000_000_000))
    most = highest_tax(net, Month(2026, 1).first_day)
    return EarlierJob(net=net, withheld=draw(st.sampled_from([0, most]) | st.integers(0, most)))


ZAKATS: list[dict[str, Any]] = [
    {"base": base, "through_employer": through} for base in ("GROSS", "NET") for through in (True, False)
]


def _thr(year: int, month: int, served: int) -> dict[str, Any]:
    return {"month": Month(year, month), "months_of_service": served}


class TestMoney:
    @given(years())
    def test_is_conserved(self, year: Employment) -> None:
        pay = take_home(year)

        for month in pay.months:
            assert month.take_home + month.deducted == month.paid == total(month.lines, Effect.PAID)
            assert month.gross == taxable(month.lines)
            assert month.employer == total(month.lines, Effect.EMPLOYER)
            own = sum(
                line.amount
                for line in month.lines
                if line.effect is Effect.DEDUCTED and line.code in (*OWN_SHARES, *OWN_DEDUCTIONS)
            )
            earned = month.paid - amount_of(month.lines, LineCode.TAX_RETURNED)
            assert earned == month.take_home + own + month.withheld
        for name in ("gross", "paid", "deducted", "take_home", "employer", "withheld"):
            assert getattr(pay.totals, name) == sum(getattr(month, name) for month in pay.months)

    @given(years())
    def test_is_the_agreed_pay_and_nothing_else(self, year: Employment) -> None:
        for month in take_home(year).months:
            terms = terms_in(year, month.month)
            extra = sum(one.amount for one in year.extra_pay if one.month == month.month)
            tax = amount_of(
                month.lines, LineCode.TAX_RETURNED, LineCode.TAX_ALLOWANCE, LineCode.TAX_BORNE_BY_EMPLOYER
            )
            thr = amount_of(month.lines, LineCode.THR)
            assert month.paid == terms.wage + terms.variable_pay + extra + thr + tax


class TestWithheld:
    @given(years(methods=("GROSS",)))
    def test_comes_to_the_tax_of_the_year(self, year: Employment) -> None:
        pay = take_home(year)
        steps = {step.code.value: step.amount for step in pay.settlement}
        own = sum(
            line.amount
            for month in pay.months
            for line in month.lines
            if line.effect is Effect.DEDUCTED
            and line.code in (LineCode.JHT_WORKER, LineCode.JP_WORKER, LineCode.PENSION_FUND)
        )
        given_away = sum(amount_of(month.lines, LineCode.ZAKAT) for month in pay.months)

        taxed = _article_17(pay.totals.gross, len(pay.months), own + given_away, steps["PTKP"])
        assert pay.totals.withheld == taxed + (taxed // 5 if year.tax_number == "NONE" else 0)

    @given(years())
    def test_is_never_below_zero_but_in_the_last_month(self, year: Employment) -> None:
        pay = take_home(year)

        assert all(month.withheld >= 0 for month in pay.months[:-1])
        assert pay.totals.withheld >= 0


def _article_17(gross: int, months: int, deducted: int, untaxed: int) -> int:
    """The tax of a year in whole rupiah, by the law and with integers alone."""
    cost = min(_half_even(gross * 5, 100), months * 500_000)
    taxable_income = max(0, gross - cost - deducted - untaxed) // 1000 * 1000
    ends = [60_000_000, 250_000_000, 500_000_000, 5_000_000_000]
    tax, below = 0, 0
    for end, rate in zip([*ends, None], [5, 15, 25, 30, 35], strict=True):
        inside = max(0, (taxable_income if end is None else min(taxable_income, end)) - below)
        tax += inside * rate // 100
        below = end or below
    return tax


def _half_even(number: int, by: int) -> int:
    whole, rest = divmod(number, by)
    return whole + (rest * 2 > by or (rest * 2 == by and whole % 2 == 1))


class TestMorePay:
    @given(
        st.integers(1_000_000, 500_000_000),
        st.integers(1_000, 5_000_000),
        st.sampled_from(SINGLE),
        st.sampled_from(["NPWP", "NONE"]),
        st.booleans(),
    )
    def test_of_a_thousand_or_more_never_lowers_the_year(
        self, salary: int, more: int, ptkp: str, number: str, insured: bool
    ) -> None:
        """Below a thousand it may: taxable income moves in whole thousands."""
        bpjs = {"bpjs": SocialSecurity()} if insured else {}
        less = employment(salary=salary, ptkp=ptkp, tax_number=number, **bpjs)

        assert (
            take_home(less.model_copy(update={"salary": salary + more})).totals.take_home
            >= take_home(less).totals.take_home
        )

    def test_of_a_rupiah_may_lower_a_month(self) -> None:
        at_edge, over = (take_home(employment(salary=salary)) for salary in (10_050_000, 10_050_001))

        assert over.months[0].take_home < at_edge.months[0].take_home
        assert over.totals.take_home == at_edge.totals.take_home + 12


class TestCertificateOfAnEarlierJob:
    @given(earlier_jobs())
    def test_brings_income_and_tax_together(self, earlier: EarlierJob) -> None:
        terms: dict[str, Any] = {"salary": 20_000_000, "first_month": "2026-07"}
        alone = take_home(employment(**terms))
        joined = take_home(employment(**terms, earlier_job=earlier))

        steps = {step.code.value: step.amount for step in joined.settlement}
        assert joined.months[:-1] == alone.months[:-1]
        assert joined.totals.withheld == steps["YEAR_TAX"] - earlier.withheld
