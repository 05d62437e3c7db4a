"""What comes out of reading a sentence: proposals to confirm, and what could not be read."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from shared.domain.money import Amount, Fraction, Rupiah
from shared.domain.values import Value
from shared.words import Words

MAX_CHARACTERS = 1000
"""The longest text that is read."""

MAX_PROPOSALS = 20
"""How many entries one text may hold."""


class Direction(StrEnum):
    """Where the money went: to the person, away from them, or between two accounts of theirs."""

    IN = "IN"
    OUT = "OUT"
    TRANSFER = "TRANSFER"


class Part(StrEnum):
    """The part of a proposal that a word of the sentence, or a question, is about."""

    AMOUNT = "amount"
    DIRECTION = "direction"
    BOOKED_ON = "booked_on"
    ACCOUNT = "account_id"
    TO_ACCOUNT = "to_account_id"
    CATEGORY = "category_id"
    MERCHANT = "merchant"
    ENTRY = "entry"


class Understood(Value):
    """What one piece of the text was read as. `start` and `end` count characters of the text as it came."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    part: Part
    value: str


class Candidate(Value):
    """One possible answer to a question: the value for the part, and how to say it."""

    value: str
    says: Words


class Unclear(Value):
    """A question that only the person can answer. Without candidates the answer is open."""

    code: str
    part: Part
    says: Words
    candidates: tuple[Candidate, ...] = ()


class Doubt(Value):
    """One reason why a proposal is less than certain; `factor` is what it multiplies the confidence by."""

    code: str
    says: Words
    factor: Fraction


class Proposal(Value):
    """An entry to confirm; nothing is saved.

    `amount` is whole rupiah, signed as in NewTransaction (a transfer is negative), and None as long as a
    question about amount or direction is open; `magnitude` has no sign and is known while only the direction
    is asked. `confidence` is 0 to 1: the product of the factors in
    `doubts`, each naming its reason. What is listed in `unclear` must be answered before saving.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    amount: Rupiah | None
    magnitude: Amount | None
    direction: Direction | None
    booked_on: date | None
    account_id: UUID | None
    to_account_id: UUID | None
    category_id: UUID | None
    category_code: str | None
    merchant: str | None
    note: str | None
    confidence: Fraction = Field(ge=Decimal(0), le=Decimal(1))
    doubts: tuple[Doubt, ...]
    understood: tuple[Understood, ...]
    unclear: tuple[Unclear, ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing has to be asked before it can be saved."""
        return not self.unclear


class Unread(Value):
    """A piece of the text that gave no proposal, and why."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    code: str
    says: Words


class Reading(Value):
    """What a text says: proposals in the order of the text, and the pieces that gave none."""

    proposals: tuple[Proposal, ...] = ()
    unread: tuple[Unread, ...] = ()
