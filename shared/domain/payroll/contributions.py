"""What is paid to BPJS in a month, by the worker and by the employer.

Gross income holds what the employer pays for health, accident and life insurance (PMK 168/2023 art. 5(3)),
not what it pays for old age and pension (art. 7c). The worker's own old-age and pension contributions lower
the income of the year, the one for health does not (art. 10(1)b).
"""

from collections.abc import Iterator
from datetime import date

from shared.domain.months import Month
from shared.domain.payroll.lines import Effect, Line, LineCode
from shared.domain.payroll.model import Sector, SocialSecurity
from shared.domain.payroll.rules import ACCIDENT, number, part, rupiah

RELIEF = "bpjs.jkk_labour_intensive_part"


def contributions(bpjs: SocialSecurity, *, wage: int, month: Month, sector: Sector) -> Iterator[Line]:
    """The lines of a month for a wage: salary and fixed allowances, in rupiah."""
    day = month.first_day
    if bpjs.health:
        yield from _health(bpjs, wage, day)
    if bpjs.jht:
        yield _line(LineCode.JHT_EMPLOYER, wage, day, "bpjs.jht_employer")
        yield _own(bpjs, _line(LineCode.JHT_WORKER, wage, day, "bpjs.jht_worker"))
    if bpjs.jp:
        base = min(wage, rupiah("bpjs.jp_wage_max", day))
        cap = ("bpjs.jp_wage_max",)
        yield _line(LineCode.JP_EMPLOYER, base, day, "bpjs.jp_employer", *cap)
        yield _own(bpjs, _line(LineCode.JP_WORKER, base, day, "bpjs.jp_worker", *cap))
    if bpjs.accident is not None:
        yield _accident(ACCIDENT[bpjs.accident], wage, day, sector)
    if bpjs.jkm:
        yield _line(LineCode.JKM, wage, day, "bpjs.jkm", taxable=True)


def _health(bpjs: SocialSecurity, wage: int, day: date) -> Iterator[Line]:
    base = min(max(wage, bpjs.minimum_wage or 0), rupiah("bpjs.health_wage_max", day))
    cap = ("bpjs.health_wage_max",)
    yield _line(LineCode.HEALTH_EMPLOYER, base, day, "bpjs.health_employer", *cap, taxable=True)
    yield _own(bpjs, _line(LineCode.HEALTH_WORKER, base, day, "bpjs.health_worker", *cap), taxable=True)
    if bpjs.extra_family_members:
        each = number("bpjs.health_family_member", day)
        yield Line(
            code=LineCode.HEALTH_FAMILY,
            effect=Effect.DEDUCTED,
            amount=part(base, each * bpjs.extra_family_members),
            base=base,
            rate=each * bpjs.extra_family_members,
            rests_on=("bpjs.health_family_member", *cap),
        )


def _accident(assumption: str, wage: int, day: date, sector: Sector) -> Line:
    rate = number(assumption, day)
    rests_on = (assumption,)
    if sector is Sector.LABOUR_INTENSIVE:
        rate *= number(RELIEF, day)
        rests_on = (assumption, RELIEF)
    return Line(
        code=LineCode.ACCIDENT,
        effect=Effect.EMPLOYER,
        amount=part(wage, rate),
        taxable=True,
        base=wage,
        rate=rate,
        rests_on=rests_on,
    )


def _line(code: LineCode, base: int, day: date, *rests_on: str, taxable: bool = False) -> Line:
    """What the employer pays; the first figure is the rate."""
    rate = number(rests_on[0], day)
    return Line(
        code=code,
        effect=Effect.EMPLOYER,
        amount=part(base, rate),
        taxable=taxable,
        base=base,
        rate=rate,
        rests_on=rests_on,
    )


def _own(bpjs: SocialSecurity, line: Line, *, taxable: bool = False) -> Line:
    """The worker's share: deducted, or paid by the employer, where it counts as that payment does."""
    if bpjs.employer_pays_worker_share:
        return line._replace(taxable=taxable)
    return line._replace(effect=Effect.DEDUCTED)
