"""The budget month that somebody asks for."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from shared.domain.budget.booking_days import FIRST_DAY, LAST_DAY
from shared.domain.months import Month
from shared.words import Words

EARLIEST = Month.of(FIRST_DAY)
LATEST = Month.of(LAST_DAY)
"""No transaction is booked outside these months."""

NOT_A_MONTH = Words(id="Harus bulan seperti 2026-11.", en="Must be a month like 2026-11.")
OUT_OF_REACH = Words(
    id="Bulan harus antara 2000-01 dan 2100-12.", en="The month must lie between 2000-01 and 2100-12."
)


def _readable(value: object) -> object:
    """The same value, once it is sure to be a month."""
    if not isinstance(value, Month):
        try:
            Month.parse(value if isinstance(value, str) else "")
        except ValueError:
            raise ValueError(NOT_A_MONTH) from None
    return value


def _within_reach(month: Month) -> Month:
    if not EARLIEST <= month <= LATEST:
        raise ValueError(OUT_OF_REACH)
    return month


AskedMonth = Annotated[Month, BeforeValidator(_readable), AfterValidator(_within_reach)]
"""A budget month between 2000-01 and 2100-12; what is wrong with another is said in words."""
