"""What is paid to BPJS in a month, by the worker and by the employer.

Gross income holds what the employer pays for health, accident and life insurance (PMK 168/2023 art. 5(3)),
not what it pays for old age and pension (art. 7c). The worker's own old-age and pension contributions lower
the income of the year, the one for health does not (art. 10(1)b).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from shared.domain.months import Month
from shared.domain.payroll.lines import Effect, Line, LineCode, Remark
from shared.domain.payroll.model import Sector, SocialSecurity
from shared.domain.payroll.rules import ACCIDENT, number, part, rupiah

RELIEF = "bpjs.jkk_labour_intensive_part"


class _Base(NamedTuple):
    """What contributions are counted on in rupiah, why it is not the wage, and the limit it rests on."""

    amount: int
    remark: Remark | None = None
    rests_on: tuple[str, ...] = ()


def contributions(bpjs: SocialSecurity, *, wage: int, month: Month, sector: Sector) -> Iterator[Line]:
    """The lines of a month for a wage: salary and fixed allowances, in rupiah."""
    day, whole = month.first_day, _Base(wage)
    if bpjs.health:
        yield from _health(bpjs, wage, day)
    if bpjs.jht:
        yield _line(LineCode.JHT_EMPLOYER, whole, day, "bpjs.jht_employer")
        yield _own(bpjs, _line(LineCode.JHT_WORKER, whole, day, "bpjs.jht_worker"))
    if bpjs.jp:
        capped = _within(wage, "bpjs.jp_wage_max", day)
        yield _line(LineCode.JP_EMPLOYER, capped, day, "bpjs.jp_employer")
        yield _own(bpjs, _line(LineCode.JP_WORKER, capped, day, "bpjs.jp_worker"))
    if bpjs.accident is not None:
        yield _accident(ACCIDENT[bpjs.accident], whole, day, sector)
    if bpjs.jkm:
        yield _line(LineCode.JKM, whole, day, "bpjs.jkm", taxable=True)


def _within(wage: int, limit: str, day: date, *, at_least: int = 0) -> _Base:
    """The wage between a minimum wage and the limit in force."""
    most, counted = rupiah(limit, day), max(wage, at_least)
    if counted > most:
        return _Base(most, Remark.WAGE_MAX, (limit,))
    return _Base(counted, Remark.MINIMUM_WAGE if counted > wage else None, (limit,))


def _health(bpjs: SocialSecurity, wage: int, day: date) -> Iterator[Line]:
    base = _within(wage, "bpjs.health_wage_max", day, at_least=bpjs.minimum_wage or 0)
    yield _line(LineCode.HEALTH_EMPLOYER, base, day, "bpjs.health_employer", taxable=True)
    yield _own(bpjs, _line(LineCode.HEALTH_WORKER, base, day, "bpjs.health_worker"), taxable=True)
    if bpjs.extra_family_members:
        each = _line(LineCode.HEALTH_FAMILY, base, day, "bpjs.health_family_member")
        rate = number("bpjs.health_family_member", day) * bpjs.extra_family_members
        yield each._replace(effect=Effect.DEDUCTED, amount=part(base.amount, rate), rate=rate)


def _accident(assumption: str, base: _Base, day: date, sector: Sector) -> Line:
    whole = _line(LineCode.ACCIDENT, base, day, assumption, taxable=True)
    if sector is not Sector.LABOUR_INTENSIVE:
        return whole
    paid_part = number(RELIEF, day)
    rate = number(assumption, day) * paid_part
    return whole._replace(
        amount=part(base.amount, rate),
        rate=rate,
        remark=Remark.RELIEF if paid_part < 1 else None,
        rests_on=(assumption, RELIEF),
    )


def _line(code: LineCode, base: _Base, day: date, assumption: str, *, taxable: bool = False) -> Line:
    """What the employer pays at the rate in force."""
    rate = number(assumption, day)
    return Line(
        code=code,
        effect=Effect.EMPLOYER,
        amount=part(base.amount, rate),
        taxable=taxable,
        base=base.amount,
        rate=rate,
        remark=base.remark,
        rests_on=(assumption, *base.rests_on),
    )


def _own(bpjs: SocialSecurity, line: Line, *, taxable: bool = False) -> Line:
    """The worker's share: deducted, or paid by the employer, where it counts as that payment does."""
    if bpjs.employer_pays_worker_share:
        return line._replace(taxable=taxable)
    return line._replace(effect=Effect.DEDUCTED)
