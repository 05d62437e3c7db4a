"""How long a year of take-home pay takes, beside the same arithmetic on bare integers.

Every round computes both, in time of the processor, so that a busy machine counts little. The limit looks
nothing up by date, gives no reasons and names no sources: it is what the sums alone cost. "Answer" is the
whole of a request but for the network: reading the JSON, the year, its words, its sources, and writing the
JSON.
"""

import json
import time
from bisect import bisect_left
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from statistics import median

from functions.budget.models.take_home import TakeHomeView
from shared.domain.assumptions.dated import tables
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.model import Employment

ROUNDS = 41
REPEATS = 5
TODAY = date(2026, 11, 22)
YEARS: Mapping[str, Mapping[str, object]] = {
    "a plain year": {"salary": 9_000_000},
    "a raise, THR, a bonus": {
        "salary": 9_000_000,
        "changes": [{"from_month": "2026-07", "salary": 12_500_000}],
        "thr": {"month": "2026-03", "amount": 9_000_000},
        "extra_pay": [{"month": "2026-12", "kind": "BONUS", "amount": 20_000_000}],
    },
    "grossed up": {"salary": 9_000_000, "method": "GROSS_UP"},
}

_TER = tables("income_tax")["ter_a"].on(TODAY).rows
ENDS = tuple(row.up_to for row in _TER if row.up_to is not None)
RATES = tuple(int(row.rate * 10_000) for row in _TER)
PASAL_17 = ((60_000_000, 5), (250_000_000, 15), (500_000_000, 25), (5_000_000_000, 30))


def run() -> str:
    """The table: median microseconds of each, and the engine as a multiple of the limit."""
    lines = [f"{'':24}{'integers (limit)':>18}{'engine':>12}{'':>8}{'answer':>14}"]
    for name, terms in YEARS.items():
        body = json.dumps({"year": 2026, "ptkp": "TK/0", **terms})
        employment = Employment.model_validate_json(body)
        if bare_year(terms) != take_home(employment).totals.take_home:
            raise AssertionError(f"{name}: the limit computes something else")
        limit, engine, answer = _medians(
            lambda terms=terms: bare_year(terms),
            lambda employment=employment: take_home(employment),
            lambda body=body: _answer(body),
        )
        ratio = f"{engine / limit:.0f} x"
        lines.append(f"{name:24}{limit:15.1f} µs{engine:9.0f} µs{ratio:>8}{answer:11.0f} µs")
    return "\n".join(lines)


def bare_year(terms: Mapping[str, object]) -> int:
    """What is left of the year in whole rupiah: single, all of BPJS, the lowest risk, in 2026."""
    gross_up = terms.get("method") == "GROSS_UP"
    gross = pension = withheld = left = 0
    for month in range(1, 13):
        wage, extra = _pay(terms, month)
        health = min(wage, 12_000_000)
        jp = part(min(wage, 10_547_400 if month < 3 else 11_086_300), 100)
        jht = part(wage, 200)
        pension += jht + jp
        taxable = wage + extra + part(health, 400) + part(wage, 24) + part(wage, 30)
        tax = partial(_tax, taxable=taxable, month=month, so_far=(gross, pension, withheld))
        allowance = _borne(tax, -withheld if month == 12 else 0) if gross_up else 0
        due = tax(allowance)
        gross += taxable + allowance
        withheld += due
        left += wage + extra + allowance - due - jht - jp - part(health, 100)
    return left


def part(amount: int, rate: int) -> int:
    """Ten-thousandths of an amount, half to even."""
    whole, rest = divmod(amount * rate, 10_000)
    return whole + (rest > 5_000 or (rest == 5_000 and whole & 1))


def _pay(terms: Mapping[str, object], month: int) -> tuple[int, int]:
    wage, extra = 9_000_000, 0
    if "changes" in terms and month >= 7:
        wage = 12_500_000
    if "thr" in terms and month == 3:
        extra = 9_000_000
    if "extra_pay" in terms and month == 12:
        extra = 20_000_000
    return wage, extra


def _tax(allowance: int, *, taxable: int, month: int, so_far: tuple[int, int, int]) -> int:
    gross, pension, withheld = so_far
    if month < 12:
        return _month_tax(taxable + allowance)
    return _year_tax(gross + taxable + allowance, pension) - withheld


def _month_tax(gross: int) -> int:
    return part(gross, RATES[bisect_left(ENDS, gross)])


def _year_tax(gross: int, pension: int) -> int:
    taxable = max(0, gross - min(part(gross, 500), 6_000_000) - pension - 54_000_000) // 1_000 * 1_000
    tax = below = 0
    for end, rate in PASAL_17:
        tax += max(0, min(taxable, end) - below) * rate // 100
        below = end
    return tax


def _borne(tax: Callable[[int], int], allowance: int) -> int:
    while (more := tax(allowance)) != allowance:
        allowance = more
    return allowance


def _answer(body: str) -> bytes:
    pay = take_home(Employment.model_validate(json.loads(body)))
    return TakeHomeView.of(pay, today=TODAY, language="id").model_dump_json().encode()


def _medians(*tasks: Callable[[], object]) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for times, task in zip(taken, tasks, strict=True):
            times.append(_timed(task))
    return [median(times[1:]) for times in taken]


def _timed(task: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(REPEATS):
        task()
    return (time.process_time() - begun) / REPEATS * 1_000_000


if __name__ == "__main__":
    print(run())
