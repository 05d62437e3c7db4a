"""Days of the week: `senin`, `jumat kemarin`, `hari minggu`, `last friday`, `senin minggu lalu`.

    weekday := ["hari" | "on" | "last" | "this" | "next"] name ["lalu" | "kemarin" | "ini" | "depan" | week]
    week    := "minggu" ("lalu" | "ini" | "depan") | ("last" | "this" | "next") "week"

`minggu` is Sunday and also "week": alone it is Sunday, and `minggu lalu` is last week.
"""

from datetime import date, timedelta

from shared.domain.budget.sentences.calendar import WEEKDAYS, within
from shared.domain.budget.sentences.dates import LAST, NEXT, THIS
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.sentences.when import ReadWhen, When, either, roughly

BEFORE = frozenset({"hari", "on", "hr", "pas"})
EVE = frozenset({"malam", "malem", "mlm"})
"""`malam minggu` is the evening before Sunday."""

EVERY = frozenset({"per", "tiap", "setiap", "every", "each"})
WEEK = frozenset({"minggu", "week", "mggu", "pekan", "mgg"})
PARTS_OF_DAY = frozenset(
    {"pagi", "siang", "sore", "malam", "malem", "subuh", "morning", "afternoon", "evening", "night"}
)
SUNDAY = 6


BEGINNINGS = frozenset({*WEEKDAYS, *BEFORE, *EVE, *WEEK, "last", "this", "next"})


def read_weekday(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """A day of the week, or a whole week, that begins at a token."""
    return _week(sentence, at, today) or _day(sentence, at, today)


def _week(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    """`minggu lalu`, `last week`, perhaps with a weekday behind it: `last week friday`."""
    offset, after = _week_said(sentence, at)
    if offset is None:
        return None
    weekday = WEEKDAYS.get(sentence.word(after))
    if weekday is not None and sentence.word(after) not in WEEK:
        return ReadWhen(_in_week(weekday, offset, today), after + 1)
    if offset == 0:
        return ReadWhen(roughly(today), after)
    sunday = _before(SUNDAY, today) if offset < 0 and sentence.word(at) == "minggu" else None
    return ReadWhen(roughly(within(today + timedelta(weeks=offset)), sunday), after)


def _week_said(sentence: Sentence, at: int) -> tuple[int | None, int]:
    words = sentence.word(at), sentence.word(at + 1)
    if words[0] in WEEK:
        skipped = 1 if words[1] in {"yang", "yg"} else 0
        return _offset(sentence.word(at + 1 + skipped)), at + 2 + skipped
    if words[1] in WEEK and words[0] in {"last", "this", "next"}:
        return _offset(words[0]), at + 2
    return None, at


def _offset(word: str) -> int | None:
    if word in LAST:
        return -1
    if word in THIS:
        return 0
    return 1 if word in NEXT else None


def _day(sentence: Sentence, at: int, today: date) -> ReadWhen | None:
    place = at + 1 if sentence.word(at) in BEFORE | EVE else at
    direction = None
    if sentence.word(place) in {"last", "this", "next"}:
        direction, place = _offset(sentence.word(place)), place + 1
    weekday = WEEKDAYS.get(sentence.word(place))
    if weekday is None or _is_every(sentence, at, place):
        return None
    weekday = (weekday - 1) % 7 if sentence.word(at) in EVE else weekday
    after = place + 2 if sentence.word(place + 1) in PARTS_OF_DAY else place + 1
    week, after_week = _week_said(sentence, after)
    if week is not None:
        return ReadWhen(_in_week(weekday, week, today), after_week)
    after = (
        after + 1
        if sentence.word(after) in {"yang", "yg"} and _offset(sentence.word(after + 1)) is not None
        else after
    )
    behind = _offset(sentence.word(after))
    after = after + 1 if behind is not None else after
    return ReadWhen(_relative(weekday, direction if behind is None else behind, today), after)


def _is_every(sentence: Sentence, at: int, place: int) -> bool:
    """`per minggu`, `tiap jumat` and `minggu ke 2` name no day."""
    before, after = sentence.text(at - 1), sentence.word(place + 1)
    return before in EVERY or before == "/" or (sentence.word(place) in WEEK and after in {"ke", "an"})


def _relative(weekday: int, direction: int | None, today: date) -> When:
    """The weekday before today; said without `lalu` on that very weekday, it may be today."""
    before = _before(weekday, today)
    ahead = before + timedelta(weeks=1)
    ahead = ahead + timedelta(weeks=1) if ahead == today else ahead
    if direction is not None and direction > 0:
        return When(within(ahead), weekday=weekday)
    if direction == 0:
        return _in_week(weekday, 0, today)
    if direction is None and today.weekday() == weekday:
        return either(today, before)._replace(weekday=weekday)
    return When(within(before), ahead=within(ahead), weekday=weekday)


def _before(weekday: int, today: date) -> date:
    days = (today.weekday() - weekday) % 7
    return today - timedelta(days=days or 7)


def _in_week(weekday: int, weeks: int, today: date) -> When:
    monday = today - timedelta(days=today.weekday())
    return When(within(monday + timedelta(days=weekday, weeks=weeks)), weekday=weekday)
