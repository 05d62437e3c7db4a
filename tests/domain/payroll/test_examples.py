"""Worked examples that were published, with their figures.

Where an example names parts of the gross income that are not told apart here (premiums at a rate of its
own), its gross income is entered as salary.
"""

from typing import Any, NamedTuple

import pytest

from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import LineCode, SettlementCode, amount_of
from shared.domain.payroll.model import AccidentRisk, SocialSecurity
from shared.domain.payroll.result import TakeHome
from tests.domain.payroll.employments import employment, insured


class Example(NamedTuple):
    """Terms, and what the source prints: tax by month (negative: returned) and steps of the settlement."""

    source: str
    terms: dict[str, Any]
    withheld: dict[int, int]
    steps: dict[str, int] = {}  # noqa: RUF012 - never changed


def _extra(month: int, kind: str, amount: int, year: int = 2024) -> dict[str, Any]:
    return {"month": f"{year}-{month:02}", "kind": kind, "amount": amount}


OFFICIAL = [
    Example(
        "PMK 168/2023 annex B.I.1, Tuan A, K/0: overtime in February and May, bonus in July, THR in December",
        {
            "year": 2024,
            "ptkp": "K/0",
            "salary": 30_080_000,
            "pension_fund": 100_000,
            "zakat": {"amount": 200_000, "through_employer": True},
            "extra_pay": [
                _extra(2, "OVERTIME", 5_000_000),
                _extra(5, "OVERTIME", 5_000_000),
                _extra(7, "BONUS", 20_000_000),
            ],
            "thr": {"month": "2024-12", "amount": 60_000_000},
        },
        {1: 3_910_400, 2: 4_911_200, 5: 4_911_200, 7: 9_014_400, 11: 3_910_400, 12: 14_595_000},
        {
            "GROSS": 450_960_000,
            "POSITION_COST": 6_000_000,
            "PENSION_CONTRIBUTIONS": 1_200_000,
            "GIVING": 2_400_000,
            "NET": 441_360_000,
            "PTKP": 58_500_000,
            "TAXABLE": 382_860_000,
            "YEAR_TAX": 64_715_000,
            "WITHHELD_BEFORE": 50_120_000,
        },
    ),
    Example(
        "PMK 168/2023 annex B.I.2.1.1, Tuan B, TK/0: begins on 1 September, tax is returned",
        {"year": 2024, "salary": 15_500_000, "pension_fund": 100_000, "first_month": "2024-09"},
        {9: 1_085_000, 11: 1_085_000, 12: -2_975_000},
        {"POSITION_COST": 2_000_000, "NET": 59_600_000, "TAXABLE": 5_600_000, "YEAR_TAX": 280_000},
    ),
    Example(
        "PMK 168/2023 annex B.I.2.2.1, Tuan D at PT W, TK/0: leaves at the end of August",
        {"year": 2024, "salary": 17_500_000, "pension_fund": 100_000, "last_month": "2024-08"},
        {1: 1_400_000, 7: 1_400_000, 8: -3_620_000},
        {
            "POSITION_COST": 4_000_000,
            "NET": 135_200_000,
            "TAXABLE": 81_200_000,
            "YEAR_TAX": 6_180_000,
            "WITHHELD_BEFORE": 9_800_000,
        },
    ),
    Example(
        "PMK 168/2023 annex B.I.2.2.2, Tuan D at PT AB with the certificate of PT W, TK/0",
        {
            "year": 2024,
            "salary": 22_500_000,
            "pension_fund": 100_000,
            "first_month": "2024-09",
            "earlier_job": {"net": 135_200_000, "withheld": 6_180_000},
        },
        {9: 2_025_000, 11: 2_025_000, 12: 7_065_000},
        {"NET": 87_600_000, "TAXABLE": 168_800_000, "YEAR_TAX": 19_320_000, "WITHHELD_BEFORE": 6_075_000},
    ),
    Example(
        "PMK 168/2023 annex B.I.3, Tuan F, K/3: table C",
        {"year": 2024, "ptkp": "K/3", "salary": 30_000_000},
        {8: 3_300_000},
    ),
    Example(
        "PMK 168/2023 annex B.I.4, Tuan G, TK/0: tax borne by the employer, Rp13,777,062.39 before rounding",
        {"year": 2024, "salary": 51_827_997, "method": "NET"},
        {8: 13_777_062},
    ),
    Example(
        "PMK 168/2023 annex B.I.5, Tuan H, K/2: table B, own pension contribution does not lower the month",
        {"year": 2024, "ptkp": "K/2", "salary": 6_800_000, "pension_fund": 100_000},
        {7: 34_000},
    ),
    Example(
        "PMK 168/2023 annex B.I.6, Tuan I, table B: 19 % of Rp55,000,000; the annex misprints Rp10,545,000",
        {"year": 2024, "ptkp": "K/1", "salary": 55_000_000},
        {8: 10_450_000},
    ),
    Example(
        "PP 58/2023, explanation of art. 2(1), Tuan R, K/0",
        {"year": 2024, "ptkp": "K/0", "salary": 10_000_000, "pension_fund": 100_000},
        {1: 200_000, 11: 200_000, 12: 515_000},
        {"TAXABLE": 54_300_000, "YEAR_TAX": 2_715_000},
    ),
    Example(
        "PMK 105/2025 annex B.3, Tuan C, TK/0: ten months in tourism, what is over stays with the state",
        {
            "salary": 9_000_000,
            "first_month": "2026-03",
            "sector": "TOURISM",
            "extra_pay": [_extra(7, "BONUS", 5_000_000, 2026)],
        },
        {3: 157_500, 7: 840_000, 11: 157_500, 12: 0},
        {"POSITION_COST": 4_750_000, "YEAR_TAX": 1_812_500, "WITHHELD_BEFORE": 2_100_000, "DUE": -287_500},
    ),
    Example(
        "PMK 72/2025 art. 5(5a), Tuan Angga, K/3, as told by the tax press on 29 October 2025: a hotel",
        {
            "year": 2025,
            "ptkp": "K/3",
            "salary": 9_000_000,
            "sector": "TOURISM",
            "extra_pay": [_extra(3, "BONUS", 18_000_000, 2025)],
        },
        {1: 112_500, 3: 2_700_000, 11: 112_500, 12: -1_200_000},
        {"YEAR_TAX": 2_400_000, "WITHHELD_BEFORE": 3_825_000, "DUE": -1_425_000},
    ),
]


def _outcome(pay: TakeHome) -> tuple[dict[int, int], dict[str, int]]:
    withheld = {month.month.month: month.withheld for month in pay.months}
    return withheld, {step.code.value: step.amount for step in pay.settlement}


@pytest.mark.parametrize("example", OFFICIAL, ids=[example.source for example in OFFICIAL])
def test_official_example_comes_out(example: Example) -> None:
    withheld, steps = _outcome(take_home(employment(**example.terms)))

    assert {month: withheld[month] for month in example.withheld} == example.withheld
    assert {code: steps[code] for code in example.steps} == example.steps


def test_tuan_g_is_grossed_up_as_printed() -> None:
    pay = take_home(employment(year=2024, salary=51_827_997, method="NET"))

    assert pay.months[7].gross == 65_605_059
    assert pay.months[7].take_home == 51_827_997


FEBRUARY: list[tuple[int, dict[str, Any], int]] = [
    (9_000_000, {"ptkp": "K/1"}, 141_129),
    (9_000_000, {"tax_number": "NONE"}, 197_581),
    (10_000_000, {}, 261_350),
    (11_000_000, {}, 402_479),
    (13_198_727, {}, 687_500),
    (13_198_728, {}, 825_000),
]
"""Wage, terms and tax of February 2026 with all of BPJS, group I, from a public suite of payslips (ID-21-1,
ID-52-2, ID-84-1, ID-21-2) that cites PP 58/2023, PMK 168/2023 and the BPJS regulations."""


@pytest.mark.parametrize(("wage", "terms", "tax"), FEBRUARY)
def test_published_payslip_of_february_2026(wage: int, terms: dict[str, Any], tax: int) -> None:
    pay = take_home(insured(salary=wage, **terms))

    assert pay.months[1].withheld == tax


def test_published_payslip_of_december_alone() -> None:
    """ID-122-1 of the same suite: a year that is December, without and with zakat through the employer."""
    terms: dict[str, Any] = {"salary": 60_000_000, "first_month": "2026-12"}
    plain = take_home(insured(**terms))
    given = take_home(insured(**terms, zakat={"amount": 1_500_000, "through_employer": True}))

    assert plain.months[0].withheld == 249_650
    assert plain.months[0].take_home == 58_319_487
    assert given.months[0].withheld == 174_650


def test_published_payslip_of_a_labour_intensive_employer() -> None:
    """PP 36/2025 art. 10A: half the accident insurance until January 2026, the whole from February on."""
    pay = take_home(
        employment(
            salary=12_000_000,
            sector="LABOUR_INTENSIVE",
            bpjs=SocialSecurity(accident=AccidentRisk.VERY_LOW),
        )
    )

    assert [amount_of(month.lines, LineCode.ACCIDENT) for month in pay.months[:2]] == [14_400, 28_800]


def test_settlement_is_told_in_the_order_of_the_law() -> None:
    pay = take_home(employment(salary=20_000_000, tax_number="NONE"))

    assert [step.code for step in pay.settlement] == [
        SettlementCode.GROSS,
        SettlementCode.POSITION_COST,
        SettlementCode.PENSION_CONTRIBUTIONS,
        SettlementCode.GIVING,
        SettlementCode.NET,
        SettlementCode.PTKP,
        SettlementCode.TAXABLE,
        SettlementCode.BRACKET,
        SettlementCode.BRACKET,
        SettlementCode.SURCHARGE,
        SettlementCode.YEAR_TAX,
        SettlementCode.WITHHELD_BEFORE,
        SettlementCode.DUE,
    ]
