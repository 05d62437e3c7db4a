"""Finding transactions: what is looked for, and what there is of it."""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.domain.budget.sentences.model import Direction
from shared.domain.money import Amount
from shared.domain.values import Value
from shared.words import Language

MOST_WORDS = 8
"""How many words of a text are looked for."""

MOST_FOUND = 50
"""How many transactions one search tells; its sums are of all of them."""


class TransactionSearch(Value):
    """What transactions must be: all conditions together, each only where it is given.

    `words` all stand in the merchant or the note. Amounts are whole rupiah without a sign. Transfers between
    one's own accounts are found only where `direction` asks for them.
    """

    words: tuple[str, ...] = Field(default=(), max_length=MOST_WORDS)
    category_id: UUID | None = None
    account_id: UUID | None = None
    direction: Direction | None = None
    first_day: date | None = None
    last_day: date | None = None
    least: Amount | None = None
    most: Amount | None = None
    at_most: int = Field(default=10, ge=0, le=MOST_FOUND)


class FoundTransaction(Value):
    """One transaction, or the part of a split one that was found. `amount` is signed whole rupiah."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    transaction_id: UUID
    booked_on: date
    amount: int
    merchant: str | None
    note: str | None
    category: str | None
    category_en: str | None
    account: str
    to_account: str | None = None

    def filed_under(self, language: Language) -> str | None:
        """Its category in the reader's language; None without one."""
        return self.category_en if language == "en" and self.category_en else self.category


class FoundTransactions(Value):
    """How many were found, what came in and went out with all of them, and the newest.

    Whole rupiah, zero or more. `largest`, `first_on` and `last_on` are None where nothing was found.
    """

    count: int
    incoming: int
    outgoing: int
    largest: int | None
    first_on: date | None
    last_on: date | None
    items: tuple[FoundTransaction, ...]
