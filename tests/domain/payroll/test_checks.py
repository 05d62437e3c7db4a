"""Terms of pay that cannot be, and where they are pointed at."""

from typing import Any

import pytest

from shared.domain.payroll import checks
from shared.domain.payroll.checks import EmploymentRefused
from shared.domain.payroll.engine import take_home
from shared.words import Words
from tests.domain.payroll.employments import employment, insured

RAISE = {"from_month": "2026-07", "salary": 9_000_000}
BONUS = {"month": "2026-06", "kind": "BONUS", "amount": 1_000_000}


def refusals(**terms: Any) -> list[tuple[str, Words]]:
    """What is wrong with some terms."""
    with pytest.raises(EmploymentRefused) as refused:
        take_home(employment(**terms))
    return [(problem.pointer, problem.message) for problem in refused.value.fields]


class TestRefusals:
    @pytest.mark.parametrize("status", ["K/I/0", "K/I/1", "K/I/2", "K/I/3"])
    def test_of_incomes_joined_say_why(self, status: str) -> None:
        assert refusals(ptkp=status) == [("/ptkp", checks.JOINED_INCOME)]

    @pytest.mark.parametrize("year", [2000, 2023])
    def test_of_a_year_before_the_monthly_rates(self, year: int) -> None:
        assert refusals(year=year) == [
            (
                "/year",
                Words(
                    id="Tarif efektif bulanan baru berlaku mulai 2024.",
                    en="The monthly effective rates begin with 2024.",
                ),
            )
        ]

    @pytest.mark.parametrize(
        ("terms", "found"),
        [
            ({"first_month": "2025-12"}, [("/first_month", checks.NOT_THIS_YEAR)]),
            ({"last_month": "2027-01"}, [("/last_month", checks.NOT_THIS_YEAR)]),
            ({"first_month": "2026-05", "last_month": "2026-04"}, [("/last_month", checks.ENDS_EARLY)]),
        ],
    )
    def test_of_months_outside_the_year(self, terms: dict[str, Any], found: list[tuple[str, Words]]) -> None:
        assert refusals(**terms) == found

    @pytest.mark.parametrize(
        ("changes", "found"),
        [
            ([RAISE | {"from_month": "2026-03"}], [("/changes/0/from_month", checks.CHANGE_TOO_EARLY)]),
            ([RAISE | {"from_month": "2026-02"}], [("/changes/0/from_month", checks.CHANGE_TOO_EARLY)]),
            ([RAISE | {"from_month": "2026-12"}], [("/changes/0/from_month", checks.NOT_WORKED)]),
            ([RAISE | {"from_month": "2027-07"}], [("/changes/0/from_month", checks.NOT_WORKED)]),
            ([RAISE, RAISE | {"salary": 1}], [("/changes/1/from_month", checks.CHANGED_TWICE)]),
            ([{"from_month": "2026-07"}], [("/changes/0", checks.CHANGES_NOTHING)]),
            (
                [RAISE | {"from_month": "2026-03"}, {"from_month": "2026-08"}],
                [
                    ("/changes/0/from_month", checks.CHANGE_TOO_EARLY),
                    ("/changes/1", checks.CHANGES_NOTHING),
                ],
            ),
        ],
    )
    def test_of_changes(self, changes: list[dict[str, Any]], found: list[tuple[str, Words]]) -> None:
        assert refusals(first_month="2026-03", last_month="2026-11", changes=changes) == found

    @pytest.mark.parametrize(
        ("thr", "found"),
        [
            ({"month": "2026-03"}, [("/thr", checks.THR_ONE_OF)]),
            ({"month": "2026-03", "amount": 1, "months_of_service": 3}, [("/thr", checks.THR_ONE_OF)]),
            ({"month": "2026-12", "amount": 1}, [("/thr/month", checks.NOT_WORKED)]),
        ],
    )
    def test_of_a_holiday_allowance(self, thr: dict[str, Any], found: list[tuple[str, Words]]) -> None:
        assert refusals(last_month="2026-11", thr=thr) == found

    def test_of_extra_pay(self) -> None:
        extra = [BONUS, BONUS | {"kind": "OVERTIME"}, BONUS, BONUS | {"month": "2026-01"}]

        assert refusals(first_month="2026-02", extra_pay=extra) == [
            ("/extra_pay/2", checks.PAID_TWICE),
            ("/extra_pay/3/month", checks.NOT_WORKED),
        ]

    @pytest.mark.parametrize("method", ["GROSS_UP", "NET"])
    def test_of_the_state_and_the_employer_bearing_one_tax(self, method: str) -> None:
        assert refusals(sector="TOURISM", method=method) == [("/method", checks.STATE_AND_EMPLOYER)]

    @pytest.mark.parametrize(
        ("terms", "pointer"),
        [
            ({"pension_fund": 8_000_001}, "/pension_fund"),
            ({"religious_donation": 8_000_001}, "/religious_donation"),
            ({"zakat": {"amount": 8_000_001, "through_employer": True}}, "/zakat/amount"),
        ],
    )
    def test_of_deductions_above_the_pay(self, terms: dict[str, Any], pointer: str) -> None:
        assert refusals(**terms) == [
            (
                pointer,
                Words(
                    id="Potongan di Januari 2026 melebihi yang dibayar bulan itu.",
                    en="What is deducted in January 2026 is more than what is paid.",
                ),
            )
        ]

    @pytest.mark.parametrize(
        ("net", "most", "in_words"),
        [(0, 0, "Rp0"), (30_000_000, 12_600_000, "Rp12,600,000"), (101, 42, "Rp42")],
    )
    def test_of_more_tax_than_any_income_brings(self, net: int, most: int, in_words: str) -> None:
        """The highest rate is 35 %, a fifth more without a number."""
        terms: dict[str, Any] = {"first_month": "2026-07"}
        ((pointer, message),) = refusals(**terms, earlier_job={"net": net, "withheld": most + 1})

        assert pointer == "/earlier_job/withheld"
        assert f"at most {in_words} of tax" in message.en
        take_home(employment(**terms, earlier_job={"net": net, "withheld": most}))

    def test_of_contributions_above_the_pay(self) -> None:
        with pytest.raises(EmploymentRefused) as refused:
            take_home(insured(salary=0, bpjs={"minimum_wage": 5_000_000}))

        assert refused.value.fields[0].pointer == "/bpjs"


class TestNoRefusal:
    def test_of_all_that_is_paid_being_deducted(self) -> None:
        pay = take_home(employment(salary=4_000_000, pension_fund=4_000_000))

        assert pay.totals.take_home == 0

    @pytest.mark.parametrize("method", ["GROSS_UP", "NET"])
    @pytest.mark.parametrize("terms", [{"salary": 10_000_001}, {"tax_number": "NONE"}, {"year": 2024}])
    def test_of_an_employer_who_bears_what_the_state_does_not(
        self, terms: dict[str, Any], method: str
    ) -> None:
        pay = take_home(employment(**terms, sector="LABOUR_INTENSIVE", method=method))

        assert {month.take_home for month in pay.months} == {terms.get("salary", 8_000_000)}

    def test_of_zakat_that_does_not_pass_the_employer(self) -> None:
        assert take_home(employment(zakat={"amount": 9_000_000})).months[0].take_home == 7_880_000

    def test_of_a_year_without_pay(self) -> None:
        assert take_home(employment(salary=0)).totals.take_home == 0

    def test_of_changes_in_any_order(self) -> None:
        changes = [RAISE, {"from_month": "2026-04", "fixed_allowances": 500_000}]
        pay = take_home(employment(changes=changes))

        assert [month.gross for month in pay.months] == [8_000_000] * 3 + [8_500_000] * 3 + [9_500_000] * 6
