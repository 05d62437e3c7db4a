"""How many tokens a person may use a day: what is used, what is reserved, and what is left."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from pydantic import Field

from shared.domain.assumptions.dated import assumptions
from shared.domain.days import JAKARTA
from shared.domain.values import Value
from shared.errors import TooMany
from shared.words import Words

CHARACTERS_PER_TOKEN = 3
"""Indonesian takes more tokens than English; a low estimate keeps what is reserved on the safe side."""


class QuotaSpent(TooMany):
    """The day's tokens are used up. Chat never answers with this: the offline advisor answers instead."""

    code = "ai_quota_spent"
    says = Words(
        id="Jatah AI-mu hari ini sudah habis. Besok jatahnya kembali.",
        en="Your AI allowance for today is used up. It is back tomorrow.",
    )


class Reservation(Value):
    """Tokens that a turn may use; after `until` its function is taken for dead and they are free again."""

    turn_id: UUID
    tokens: int = Field(ge=0)
    until: datetime


class QuotaStanding(Value):
    """A person's day: tokens used, and those that running turns have reserved."""

    day: date
    used: int = Field(ge=0)
    reserved: int = Field(ge=0)

    def left(self, limit: int) -> int:
        """What may still be reserved."""
        return max(0, limit - self.used - self.reserved)


def limit_on(day: date, *, configured: int | None) -> int:
    """Tokens a person may use on `day`: as configured, else as assumed."""
    return configured if configured is not None else _assumed("tokens_per_day", day)


def answer_tokens(day: date) -> int:
    """Tokens set aside for the words of one answer."""
    return _assumed("tokens_per_answer", day)


def tokens_in(characters: int) -> int:
    """About how many tokens so many characters take, rather too many than too few."""
    return characters // CHARACTERS_PER_TOKEN


def seconds_to_midnight(now: datetime) -> int:
    """Whole seconds until the day ends in Jakarta, at least one."""
    local = now.astimezone(JAKARTA)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), JAKARTA)
    return max(1, int((midnight - local).total_seconds()))


def end_of_day(day: date) -> datetime:
    """The moment at which `day` is over in Jakarta."""
    return datetime.combine(day + timedelta(days=1), time(), JAKARTA)


def _assumed(name: str, day: date) -> int:
    return int(assumptions("advisor")[name].on(day).value)
