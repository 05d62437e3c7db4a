"""Which day it is for people in Indonesia."""

from datetime import date, datetime, timedelta, timezone

JAKARTA = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time, UTC+7 without summer time: where most people live and months are counted."""


def today_in_jakarta(*, now: datetime) -> date:
    """The day in Jakarta at `now`, an aware instant."""
    return now.astimezone(JAKARTA).date()
