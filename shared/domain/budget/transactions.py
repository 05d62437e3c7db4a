"""Money that moved: accounts, categories and transactions as a person keeps them."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from shared.domain.budget.categories.wording import seen
from shared.domain.budget.holdings import line
from shared.domain.days import Day
from shared.domain.money import MAX_RUPIAH
from shared.domain.values import Value
from shared.words import Language

MAX_ENTRIES = 100
"""How many transactions one request may save, and one sentence may propose."""


def _seen(value: object) -> object:
    return seen(value) if isinstance(value, str) else value


Merchant = Annotated[str, BeforeValidator(_seen), line(120)]
Note = Annotated[
    str,
    BeforeValidator(_seen),
    Field(
        min_length=1,
        max_length=500,
        pattern=r"^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]+$",
        description="May have several lines.",
    ),
]
MovedAmount = Annotated[
    int,
    Field(
        strict=True,
        ge=-MAX_RUPIAH,
        le=MAX_RUPIAH,
        description="Whole rupiah (IDR), never 0: positive came in, negative went out.",
    ),
]


class AccountKind(StrEnum):
    """What sort of place money lies in."""

    CASH = "CASH"
    BANK = "BANK"
    E_WALLET = "E_WALLET"
    CREDIT_CARD = "CREDIT_CARD"
    PAYLATER = "PAYLATER"
    INVESTMENT = "INVESTMENT"


class BudgetGroup(StrEnum):
    """What a category is for: money that comes in, spending that cannot wait or could, and saving."""

    INCOME = "INCOME"
    NEEDS = "NEEDS"
    WANTS = "WANTS"
    SAVING = "SAVING"


class TransactionSource(StrEnum):
    """How a transaction got in."""

    MANUAL = "MANUAL"
    SENTENCE = "SENTENCE"
    IMPORT = "IMPORT"
    RECURRING = "RECURRING"
    RECONCILIATION = "RECONCILIATION"


class Account(Value):
    """A money account of a person."""

    id: UUID
    name: str
    kind: AccountKind
    institution: str | None = None
    archived: bool = False


class Category(Value):
    """What money is for. `code` is stable for a system category and None for a person's own."""

    id: UUID
    code: str | None
    name: str
    name_en: str | None = None
    budget_group: BudgetGroup
    is_fixed: bool = False

    def named(self, language: Language) -> str:
        """Its name in the reader's language; a person's own has one name."""
        return self.name_en if language == "en" and self.name_en else self.name


class TransactionPart(Value):
    """One part of a split transaction; the parts have the sign of the whole and add up to it."""

    category_id: UUID | None = None
    amount: MovedAmount
    note: Note | None = None


class NewTransaction(Value):
    """A transaction to be saved.

    With `to_account_id` it is a transfer: `amount` is negative, leaves `account_id` and arrives in
    `to_account_id`; a transfer has no category and no parts.
    """

    account_id: UUID
    to_account_id: UUID | None = None
    booked_on: Day
    amount: MovedAmount
    category_id: UUID | None = None
    merchant: Merchant | None = None
    note: Note | None = None
    source: TransactionSource = TransactionSource.MANUAL
    parts: tuple[TransactionPart, ...] = Field(default=(), max_length=50)
    recurring_id: UUID | None = None
    due_on: Day | None = None
