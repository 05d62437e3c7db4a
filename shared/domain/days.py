"""Which day it is for people in Indonesia."""

import re
from datetime import date, datetime, timedelta, timezone
from typing import Annotated

from pydantic import BeforeValidator

from shared.words import Words

_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_DAY = Words(id="Harus tanggal seperti 2026-11-22.", en="Must be a date like 2026-11-22.")

JAKARTA = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time, UTC+7 without summer time: where most people live and months are counted."""


def _written_as_day(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and _WRITTEN.fullmatch(value)):
        return value
    raise ValueError(_NO_DAY)


Day = Annotated[date, BeforeValidator(_written_as_day)]
"""A date written as `2026-11-22` and no other way: an instant is another day elsewhere, a number is none."""


def today_in_jakarta(*, now: datetime) -> date:
    """The day in Jakarta at `now`, an aware instant."""
    return now.astimezone(JAKARTA).date()
