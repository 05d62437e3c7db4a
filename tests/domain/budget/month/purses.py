"""People with some money in the bank and rules that they keep."""

from datetime import date
from typing import Any

from shared.domain.budget.recurrence import RecurringRule
from tests.builders.bookings import Purse, named_id
from tests.builders.ledger import Ledger


def rule(amount: int, day: int, *, merchant: str | None = "Kos", **more: Any) -> RecurringRule:
    """A recurring transaction on one day of each month."""
    told: dict[str, Any] = {
        "id": named_id(f"{merchant}/{amount}/{day}"),
        "account_id": named_id("bank"),
        "merchant": merchant,
        "amount": amount,
        "rrule": f"FREQ=MONTHLY;BYMONTHDAY={day}",
        "starts_on": date(2026, 1, 1),
    }
    return RecurringRule(**{**told, **more})


def purse(amount: int, **more: Any) -> Ledger:
    """Somebody with that much in the bank and nothing else."""
    return Ledger(accounts={"bank": Purse(opening=amount)}, **more)
