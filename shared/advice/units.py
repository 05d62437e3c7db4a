"""Numbers in digits with what they count: patterns and the figures that they find."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from shared.advice.counted import (
    FOREIGN,
    MULTIPLE,
    MULTIPLES,
    OF_THEM,
    PART,
    PARTS,
    THINGS,
)
from shared.advice.kinds import ONE, SIZES, Found, Kind
from shared.advice.numerals import (
    ABOUT,
    ALONE,
    ANY_SCALE,
    GAP,
    LETTER_SCALE,
    MANY,
    NUMBER,
    SAFE_SCALE,
    SCALE,
    SPACED,
    Reading,
    read_number,
    roughly,
    scaled,
)
from shared.advice.spelled import TIMES

PERCENT_WORD = "persen|prosen|perseratus|percent|per cent|pct"
MONTHS_WORD = "bulan|bln|months?"
YEARS_WORD = "tahun|thn|years?|yrs?"
DAYS_WORD = "hari|days?"
WEEKS_WORD = "minggu|pekan|mgg|weeks?"
POINTS_WORD = "poin|points?"
ENDING = r"(?:an|nya|mu)?\b"
SOME = r"(?:-?an(?= ))?"
"""`17-an juta`."""

TO = r" ?(?:-|s/d|sampai|hingga|to|atau|or) ?"
"""Between the ends of a range: `Rp5-7 juta`."""

MORE = r"(?: (?P<more>\d{1,3}) ?(?:ribu|rb|rbu|thousand|k)(?:an)?\b)?"
MARKED = re.compile(
    rf"(?:\brp\.?|\bidr){GAP}{NUMBER}(?:{SOME}{GAP}{MANY}(?P<scale>{ANY_SCALE}){ABOUT}{MORE})?"
    rf"(?:(?={TO}(?:rp\.? ?)?\d{{1,4}}(?:[.,]\d{{1,3}})? ?(?P<upper>{SAFE_SCALE})))?",
    re.IGNORECASE,
)
SCALED = re.compile(
    rf"{ALONE}{NUMBER}{SOME}{GAP}{MANY}(?P<scale>{SAFE_SCALE}){ABOUT}{MORE}(?: ?rupiah\b)?", re.IGNORECASE
)
LETTERED = re.compile(rf"{ALONE}{NUMBER} ?(?P<scale>[MBT])(?!\w)(?!/)")
NAMED = re.compile(rf"{ALONE}{NUMBER}{GAP}(?:rupiah|idr|perak)(?:nya|mu)?\b", re.IGNORECASE)
BARE = re.compile(
    rf"{ALONE}(?P<number>{SPACED}|\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,3}}(?:'\d{{3}})+|\d{{5,}})(?!\d)"
)
FOUR = re.compile(r"(?<![\w.,/:-])(?P<number>(?!19|20)\d{4})(?![\w/:-]|[.,]\d)")
PERCENT = re.compile(
    rf"{ALONE}{NUMBER}{GAP}(?:%|(?P<permille>\u2030)|(?:{PERCENT_WORD}){ENDING}"
    r"|(?P<basis>bps|basis points?)\b)",
    re.IGNORECASE,
)
POINTS = re.compile(
    rf"(?<![\d.,/]){NUMBER}(?: ?(?:/|dari|out of) ?100\b|{GAP}(?:{POINTS_WORD}){ENDING})", re.IGNORECASE
)
SPAN = re.compile(
    rf"{ALONE}{NUMBER}[ -]?(?:(?:{MONTHS_WORD})|(?P<years>{YEARS_WORD})){ENDING}", re.IGNORECASE
)
DAYS = re.compile(rf"{ALONE}{NUMBER}[ -]?(?:(?:{DAYS_WORD})|(?P<weeks>{WEEKS_WORD})){ENDING}", re.IGNORECASE)
COUNTS = re.compile(rf"(?<![\w.,/-]){NUMBER}[ -]{OF_THEM}(?:{THINGS})(?:mu|nya)?\b(?! lain)", re.IGNORECASE)
SCORE = re.compile(
    r"\b(?:skor|nilai|score|rating)(?:mu|nya|ku)?"
    r"(?: (?:kesehatan|keuangan(?:mu)?|kamu|total|is|of|adalah|sekarang|saat ini|sebesar"
    r"|financial|health|at)){0,4}"
    rf"[ :=]{{1,3}}(?P<number>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?![\w%]|[.,]\d| ?(?:{SAFE_SCALE}|%|juta|kali)\b)",
    re.IGNORECASE,
)
SAID_OF_MONEY = re.compile(
    r"\b(?:gaji|pemasukan|penghasilan|pendapatan|pengeluaran|tabungan|h?utang|cicilan|sisa|saldo|bayar|hemat"
    r"|income|salary|savings|debt|spending|balance)(?:mu|nya|ku)?(?: (?:kamu|uang|uangmu))?"
    r"(?: (?:cuma|hanya|sekitar|kira-kira|tinggal|adalah|sebesar|is|about|only|now)){0,2}[ :=]{1,3}"
    r"(?P<number>\d{1,3}(?:[.,]\d)?)(?![\w%:]|[.,]\d)"
    r"(?=[.!?;,)]|\n|\Z| (?:sebulan|sehari|setahun|saja|per|a month|lebih)\b)",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"(?<![\w.,/:])(?P<number>\d{1,6}[.,]\d{1,4})(?![\w/:]|[.,]\d| ?%)", re.IGNORECASE)

Finder = Callable[[str], Iterator[Found]]


def _numbers(pattern: re.Pattern[str], kind: Kind) -> Finder:
    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            plain = read_number(match["number"])
            yield Found(kind, match.start(), match.end(), scaled(plain, _sizes(kind, match)), plain)

    return find


def _sizes(kind: Kind, match: re.Match[str]) -> tuple[Decimal, ...]:
    told = match.groupdict()
    named = next((size for unit, size in SIZES.items() if told.get(unit)), ONE)
    return (Decimal("0.01"),) if kind is Kind.PERCENT and named is ONE else named


def _amounts(pattern: re.Pattern[str]) -> Finder:
    def find(text: str) -> Iterator[Found]:
        for match in pattern.finditer(text):
            readings = scaled(read_number(match["number"]), scale_of(match))
            if match.groupdict().get("about"):
                readings = tuple(map(roughly, readings))
            if match.groupdict().get("more"):
                readings = _joined(readings, match["more"])
            yield Found(Kind.MONEY, match.start(), match.end(), readings, readings)

    return find


def scale_of(match: re.Match[str]) -> tuple[Decimal, ...]:
    """What the scale after an amount may be; one where it has none."""
    told = match.groupdict()
    scale = (told.get("scale") or told.get("upper") or "").lower()
    many = Decimal(TIMES.get((told.get("many") or "").lower(), 1))
    return tuple(size * many for size in LETTER_SCALE.get(scale) or (SCALE.get(scale, Decimal(1)),))


def _joined(readings: tuple[Reading, ...], more: str) -> tuple[Reading, ...]:
    """`1 juta 500 ribu` is one amount."""
    return tuple(Reading(it.value + Decimal(more) * 1000, Decimal(1000), it.rough) for it in readings)


def _bare_amounts(text: str) -> Iterator[Found]:
    """An amount without any mark beside a word of money; people leave out thousands and millions."""
    for match in SAID_OF_MONEY.finditer(text):
        sizes = (Decimal(1), Decimal(1000), Decimal(1_000_000))
        readings = scaled(read_number(match["number"]), sizes)
        yield Found(Kind.MONEY, match.start("number"), match.end("number"), readings, readings)


def _parts(text: str) -> Iterator[Found]:
    for match in PART.finditer(text):
        word = (match["part"] or match["rest"] or "").lower()
        value = Decimal(PARTS[word]) if word else Decimal(match["over"]) / Decimal(match["under"])
        if value >= 1:
            continue
        start = match.start("rest") if match["rest"] else match.start()
        readings = (Reading(value, Decimal("0.1")),)
        yield Found(Kind.PART, start, match.end(), readings, readings)


def _multiples(text: str) -> Iterator[Found]:
    for match in MULTIPLE.finditer(text):
        word = match["word"]
        readings = (
            (Reading(Decimal(MULTIPLES[word.lower()]), Decimal(1)),) if word else read_number(match["number"])
        )
        if readings[0].value != 1:
            yield Found(Kind.TIMES, match.start(), match.end(), readings, readings)


def _counts(text: str) -> Iterator[Found]:
    for found in _numbers(COUNTS, Kind.COUNT)(text):
        if found.readings[0].value != 1:
            yield found


def _scores(text: str) -> Iterator[Found]:
    for match in SCORE.finditer(text):
        readings = read_number(match["number"])
        yield Found(Kind.POINTS, match.start("number"), match.end("number"), readings, readings)


def _foreign(text: str) -> Iterator[Found]:
    for match in FOREIGN.finditer(text):
        yield Found(Kind.FOREIGN, match.start(), match.end())


WITH_UNITS: tuple[Finder, ...] = (
    _foreign,
    _amounts(MARKED),
    _amounts(SCALED),
    _amounts(NAMED),
    _amounts(LETTERED),
    _numbers(PERCENT, Kind.PERCENT),
    _parts,
    _numbers(POINTS, Kind.POINTS),
    _numbers(DAYS, Kind.DAYS),
    _numbers(SPAN, Kind.MONTHS),
    _multiples,
    _counts,
)
"""In this order, because a later finder would take a part of what an earlier one reads whole."""

WITHOUT_UNITS: tuple[Finder, ...] = (
    _scores,
    _amounts(BARE),
    _amounts(FOUR),
    _bare_amounts,
    _numbers(DECIMAL, Kind.PLAIN),
)
"""These come last: they would take the digits of anything."""
