"""Numbers spelled in words, with what they count: `lima juta`, `empat belas langganan`, `dua kali lipat`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from shared.advice.counted import FOREIGN_WORD, OF_THEM, OFTEN, THINGS
from shared.advice.dates import Day
from shared.advice.kinds import ONE, SIZES, Found, Kind
from shared.advice.numerals import Reading, roughly, scaled
from shared.advice.spelled import Spelled, find_slang, find_spelled
from shared.advice.units import (
    DAYS_WORD,
    ENDING,
    MONTHS_WORD,
    PERCENT_WORD,
    POINTS_WORD,
    WEEKS_WORD,
    YEARS_WORD,
)

UNIT = re.compile(
    rf"[ -]{{1,2}}(?:(?P<percent>{PERCENT_WORD}|%)|(?P<months>{MONTHS_WORD})|(?P<years>{YEARS_WORD})"
    rf"|(?P<days>{DAYS_WORD})|(?P<weeks>{WEEKS_WORD})|(?P<points>{POINTS_WORD})|(?P<money>rupiah|perak)"
    rf"|(?P<foreign>{FOREIGN_WORD})|(?P<times>kali(?: lipat)?|times|fold)"
    rf"|(?P<things>{OF_THEM}(?:{THINGS}))){ENDING}",
    re.IGNORECASE,
)
KINDS = {
    "percent": Kind.PERCENT,
    "months": Kind.MONTHS,
    "years": Kind.MONTHS,
    "days": Kind.DAYS,
    "weeks": Kind.DAYS,
    "points": Kind.POINTS,
    "money": Kind.MONEY,
    "foreign": Kind.FOREIGN,
    "times": Kind.TIMES,
    "things": Kind.COUNT,
}
AFTER_MARK = re.compile(r"\b(?:rp\.?|idr) ?\Z", re.IGNORECASE)
OFTEN_AFTER = re.compile(OFTEN, re.IGNORECASE)
TANGGAL_BEFORE = re.compile(r"\b(?:tanggal|tgl\.?) \Z", re.IGNORECASE)
LAST_OF_MONTH = 31
SCORE_BEFORE = re.compile(r"\b(?:skor|score|nilai)(?:mu|nya)?(?: adalah| is| kamu)?:? \Z", re.IGNORECASE)
SELDOM = 3
"""Up to how many times something is done so often: advice, and nobody's figure."""


def find_worded(text: str) -> Iterator[Found]:
    """Figures whose number is spelled."""
    for number in (*find_spelled(text), *find_slang(text)):
        if (day := _day(text, number)) is not None:
            yield day
            continue
        unit = UNIT.match(text, number.end)
        kind = _kind(text, number, unit)
        if kind is None or _is_small_talk(text, number, kind, unit):
            continue
        end = unit.end() if unit is not None else number.end
        plain = _readings(number)
        size = SIZES.get((unit.lastgroup or "") if unit else "", ONE)
        sizes = (Decimal("0.01"),) if kind is Kind.PERCENT else size
        yield Found(kind, number.start, end, scaled(plain, sizes), plain)


def _day(text: str, number: Spelled) -> Found | None:
    """A day of a month: `tanggal dua puluh tujuh`."""
    is_told = TANGGAL_BEFORE.search(text[max(0, number.start - 10) : number.start]) is not None
    if not is_told or not 1 <= number.value <= LAST_OF_MONTH or number.value % 1:
        return None
    return Found(Kind.DATE, number.start, number.end, day=Day(None, None, int(number.value)))


def _readings(number: Spelled) -> tuple[Reading, ...]:
    reading = Reading(number.value, number.step)
    if number.rough:
        return (roughly(reading),)
    if number.slang and number.value < 1000:
        return scaled((reading,), (Decimal(1), Decimal(1000)))
    return (reading,)


def _kind(text: str, number: Spelled, unit: re.Match[str] | None) -> Kind | None:
    before = text[max(0, number.start - 24) : number.start]
    if number.slang or AFTER_MARK.search(before):
        return Kind.MONEY
    if unit is not None:
        return KINDS[unit.lastgroup or ""]
    if SCORE_BEFORE.search(before):
        return Kind.POINTS
    return Kind.MONEY if number.value >= 1000 else None


def _is_small_talk(text: str, number: Spelled, kind: Kind, unit: re.Match[str] | None) -> bool:
    if kind is Kind.COUNT:
        return number.value == 1
    if kind is not Kind.TIMES or unit is None:
        return False
    return number.value == 1 or (number.value <= SELDOM and OFTEN_AFTER.match(text, unit.end()) is not None)
