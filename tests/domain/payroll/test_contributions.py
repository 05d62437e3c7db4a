"""What is paid to BPJS, and what of it counts in the gross income."""

from typing import Any

import pytest

from shared.domain.months import Month
from shared.domain.payroll.contributions import contributions
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import Effect, Line, LineCode, Remark
from shared.domain.payroll.model import AccidentRisk, Sector, SocialSecurity
from tests.domain.payroll.employments import insured


def paid(
    wage: int, month: str = "2026-06", sector: Sector = Sector.OTHER, **terms: Any
) -> dict[LineCode, Line]:
    """The lines of a month by code."""
    bpjs = SocialSecurity.model_validate(terms)
    return {
        line.code: line for line in contributions(bpjs, wage=wage, month=Month.parse(month), sector=sector)
    }


def amounts(lines: dict[LineCode, Line]) -> dict[str, int]:
    """Their amounts."""
    return {code.value: line.amount for code, line in lines.items()}


class TestContributions:
    def test_are_shares_of_the_wage(self) -> None:
        assert amounts(paid(10_000_000)) == {
            "HEALTH_EMPLOYER": 400_000,
            "HEALTH_WORKER": 100_000,
            "JHT_EMPLOYER": 370_000,
            "JHT_WORKER": 200_000,
            "JP_EMPLOYER": 200_000,
            "JP_WORKER": 100_000,
            "ACCIDENT": 24_000,
            "JKM": 30_000,
        }

    def test_count_in_gross_income_where_the_employer_pays_for_risks(self) -> None:
        assert {code.value for code, line in paid(10_000_000).items() if line.taxable} == {
            "HEALTH_EMPLOYER",
            "ACCIDENT",
            "JKM",
        }

    @pytest.mark.parametrize(
        ("month", "cap"),
        [
            ("2024-02", 9_559_600),
            ("2024-03", 10_042_300),
            ("2025-02", 10_042_300),
            ("2025-03", 10_547_400),
            ("2026-02", 10_547_400),
            ("2026-03", 11_086_300),
        ],
    )
    def test_for_the_pension_are_capped_anew_each_march(self, month: str, cap: int) -> None:
        for wage in (cap, cap + 1, 50_000_000):
            assert paid(wage, month)[LineCode.JP_WORKER].base == cap
        assert paid(cap - 100, month)[LineCode.JP_WORKER].base == cap - 100

    @pytest.mark.parametrize(
        ("wage", "minimum", "base"),
        [
            (11_999_999, None, 11_999_999),
            (12_000_000, None, 12_000_000),
            (12_000_001, None, 12_000_000),
            (3_000_000, 5_729_876, 5_729_876),
            (6_000_000, 5_729_876, 6_000_000),
        ],
    )
    def test_for_health_lie_between_minimum_wage_and_cap(
        self, wage: int, minimum: int | None, base: int
    ) -> None:
        assert paid(wage, minimum_wage=minimum)[LineCode.HEALTH_WORKER].base == base

    @pytest.mark.parametrize(
        ("wage", "minimum", "remark"),
        [
            (12_000_000, None, None),
            (12_000_001, None, Remark.WAGE_MAX),
            (3_000_000, 5_729_876, Remark.MINIMUM_WAGE),
            (5_729_876, 5_729_876, None),
            (3_000_000, 13_000_000, Remark.WAGE_MAX),
        ],
    )
    def test_for_health_say_what_takes_the_place_of_the_wage(
        self, wage: int, minimum: int | None, remark: Remark | None
    ) -> None:
        lines = paid(wage, minimum_wage=minimum, extra_family_members=2)

        health = (LineCode.HEALTH_EMPLOYER, LineCode.HEALTH_WORKER, LineCode.HEALTH_FAMILY)
        assert {lines[code].remark for code in health} == {remark}
        assert lines[LineCode.JHT_WORKER].remark is None

    @pytest.mark.parametrize(("members", "amount"), [(1, 80_000), (3, 240_000)])
    def test_for_further_family_members_are_the_workers(self, members: int, amount: int) -> None:
        line = paid(8_000_000, extra_family_members=members)[LineCode.HEALTH_FAMILY]

        assert (line.amount, line.effect) == (amount, Effect.DEDUCTED)

    @pytest.mark.parametrize(
        ("risk", "amount"),
        list(zip(AccidentRisk, [24_000, 54_000, 89_000, 127_000, 174_000], strict=True)),
    )
    def test_for_accidents_go_by_risk(self, risk: AccidentRisk, amount: int) -> None:
        assert paid(10_000_000, accident=risk)[LineCode.ACCIDENT].amount == amount

    @pytest.mark.parametrize(
        ("month", "amount"),
        [("2025-01", 24_000), ("2025-02", 12_000), ("2026-01", 12_000), ("2026-02", 24_000)],
    )
    def test_for_accidents_were_halved_for_a_year(self, month: str, amount: int) -> None:
        lines = paid(10_000_000, month, Sector.LABOUR_INTENSIVE)

        assert lines[LineCode.ACCIDENT].amount == amount

    def test_are_none_without_participation(self) -> None:
        off: dict[str, Any] = {"health": False, "jht": False, "jp": False, "accident": None, "jkm": False}

        assert paid(10_000_000, **off) == {}

    def test_do_not_go_by_pay_that_varies(self) -> None:
        plain, varied = (take_home(insured(variable_pay=amount)) for amount in (0, 2_000_000))

        assert plain.totals.contributions == varied.totals.contributions


class TestWorkersShare:
    def test_paid_by_the_employer_is_not_deducted(self) -> None:
        lines = paid(10_000_000, employer_pays_worker_share=True)

        assert {line.effect for line in lines.values()} == {Effect.EMPLOYER}

    def test_paid_by_the_employer_counts_as_income_for_health_only(self) -> None:
        own, borne = (
            take_home(insured(salary=10_000_000, bpjs={"employer_pays_worker_share": borne}))
            for borne in (False, True)
        )

        assert borne.months[0].gross == own.months[0].gross + 100_000
        pension = {step.code.value: step.amount for step in borne.settlement}["PENSION_CONTRIBUTIONS"]
        assert pension == 0
