"""What the budget function takes and answers about transactions."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.domain.budget.categories.filing import FiledAs, FiledProposal
from shared.domain.budget.categories.model import RuleEffect
from shared.domain.budget.entries import SavedTransaction
from shared.domain.budget.recurrence import Unreadable
from shared.domain.budget.sentences.model import (
    MAX_CHARACTERS,
    Candidate,
    Direction,
    Doubt,
    Part,
    Unclear,
    Understood,
    Unread,
)
from shared.domain.budget.transactions import MAX_ENTRIES, NewTransaction
from shared.domain.budget.transfers import Move, TransferOffer
from shared.domain.money import Fraction
from shared.domain.values import Value
from shared.services.transactions import DueReview, FiledReading
from shared.words import Language


class SentenceToRead(Value):
    """What somebody typed or said about their money, in Indonesian or English."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_CHARACTERS)]


class EntriesToSave(Value):
    """Transactions to save, all or none."""

    entries: tuple[NewTransaction, ...] = Field(min_length=1, max_length=MAX_ENTRIES)


class TransferToLink(Value):
    """Two of my transactions that are one transfer."""

    out_id: UUID
    in_id: UUID


class SavedTransactions(Value):
    """Transactions as they are kept, in the order they were sent; a transfer has two, out and in."""

    items: tuple[SavedTransaction, ...]


class CandidateView(Value):
    """One possible answer: the value to put into the field, and how to say it."""

    value: str
    label: str

    @classmethod
    def of(cls, candidate: Candidate, language: Language) -> "CandidateView":
        """The candidate in the reader's language."""
        return cls(value=candidate.value, label=candidate.says.into(language))


class QuestionView(Value):
    """What only the person can answer, and possible answers; without any, the answer is open."""

    code: str
    part: Part
    message: str
    candidates: tuple[CandidateView, ...]

    @classmethod
    def of(cls, unclear: Unclear, language: Language) -> "QuestionView":
        """The question in the reader's language."""
        candidates = tuple(CandidateView.of(candidate, language) for candidate in unclear.candidates)
        return cls(
            code=unclear.code, part=unclear.part, message=unclear.says.into(language), candidates=candidates
        )


class DoubtView(Value):
    """A reason why a proposal is less than certain; the confidence is the product of the factors."""

    code: str
    message: str
    factor: Fraction

    @classmethod
    def of(cls, doubt: Doubt, language: Language) -> "DoubtView":
        """The doubt in the reader's language."""
        return cls(code=doubt.code, message=doubt.says.into(language), factor=doubt.factor)


class ProposalView(Value):
    """An entry to confirm; nothing is saved.

    `entry` is ready to be sent to POST /financial/transactions; it is null while `unclear` asks something.
    `amount` is signed; `magnitude` is the same without a sign, known even while the direction is asked.
    `start` and `end` count characters of the text. `filed_as` says where the category comes from: an own
    RULE, the SENTENCE itself, a known MERCHANT, or a mere SUGGESTION.
    """

    start: int
    end: int
    amount: int | None
    magnitude: int | None
    direction: Direction | None
    booked_on: date | None
    account_id: UUID | None
    to_account_id: UUID | None
    category_id: UUID | None
    filed_as: FiledAs | None
    merchant: str | None
    note: str | None
    confidence: Fraction
    doubts: tuple[DoubtView, ...]
    understood: tuple[Understood, ...]
    unclear: tuple[QuestionView, ...]
    entry: NewTransaction | None

    @classmethod
    def of(cls, filed: FiledProposal, language: Language) -> "ProposalView":
        """The proposal in the reader's language."""
        proposal = filed.proposal
        return cls(
            start=proposal.start,
            end=proposal.end,
            amount=proposal.amount,
            magnitude=proposal.magnitude,
            direction=proposal.direction,
            booked_on=proposal.booked_on,
            account_id=proposal.account_id,
            to_account_id=proposal.to_account_id,
            category_id=proposal.category_id,
            filed_as=filed.filed_as,
            merchant=proposal.merchant,
            note=proposal.note,
            confidence=proposal.confidence,
            doubts=tuple(DoubtView.of(doubt, language) for doubt in proposal.doubts),
            understood=proposal.understood,
            unclear=tuple(QuestionView.of(unclear, language) for unclear in proposal.unclear),
            entry=filed.entry,
        )


class UnreadView(Value):
    """A piece of the text that gave no proposal, and why."""

    start: int
    end: int
    text: str
    code: str
    message: str

    @classmethod
    def of(cls, unread: Unread, language: Language) -> "UnreadView":
        """The piece with its reason in the reader's language."""
        return cls(
            start=unread.start,
            end=unread.end,
            text=unread.text,
            code=unread.code,
            message=unread.says.into(language),
        )


class SentenceView(Value):
    """What a text says: proposals in its order, and the pieces that could not be read."""

    proposals: tuple[ProposalView, ...]
    unread: tuple[UnreadView, ...]

    @classmethod
    def of(cls, reading: FiledReading, language: Language) -> "SentenceView":
        """The reading in the reader's language."""
        return cls(
            proposals=tuple(ProposalView.of(filed, language) for filed in reading.proposals),
            unread=tuple(UnreadView.of(unread, language) for unread in reading.unread),
        )


class DueView(Value):
    """A recurring transaction that is due; `entry` is what confirming it would save."""

    recurring_id: UUID
    due_on: date
    entry: NewTransaction


class UnreadableRuleView(Value):
    """A recurring transaction whose rule cannot be followed, and why."""

    recurring_id: UUID
    rrule: str
    message: str

    @classmethod
    def of(cls, unreadable: Unreadable, language: Language) -> "UnreadableRuleView":
        """The rule with its reason in the reader's language."""
        return cls(
            recurring_id=unreadable.rule.id,
            rrule=unreadable.rule.rrule,
            message=unreadable.why.into(language),
        )


class DueDaysView(Value):
    """What is due, oldest first; `left_out` counts older due days that would be too many at once.

    The 100 oldest active recurring transactions are looked at; `rules_left_out` counts the others.
    """

    items: tuple[DueView, ...]
    left_out: int
    unreadable: tuple[UnreadableRuleView, ...]
    rules_left_out: int

    @classmethod
    def of(cls, review: DueReview, language: Language) -> "DueDaysView":
        """What is due in the reader's language."""
        days = review.days
        return cls(
            items=tuple(
                DueView(recurring_id=due.rule.id, due_on=due.due_on, entry=due.rule.entry(due.due_on))
                for due in days.due
            ),
            left_out=days.left_out,
            unreadable=tuple(UnreadableRuleView.of(each, language) for each in days.unreadable),
            rules_left_out=review.rules_left_out,
        )


class TransferOfferView(Value):
    """Two transactions that look like one transfer.

    `key` put into insight_dismissals sets the offer aside. `hinted`: a text speaks of a transfer or names
    the other account.
    """

    key: str
    out: Move
    into: Move
    days_apart: int
    hinted: bool

    @classmethod
    def of(cls, offer: TransferOffer) -> "TransferOfferView":
        """The offer as it is shown."""
        return cls(
            key=offer.key, out=offer.out, into=offer.into, days_apart=offer.days_apart, hinted=offer.hinted
        )


class TransferOffersView(Value):
    """Pairs that look like transfers, the likeliest first; each transaction is in one at most."""

    items: tuple[TransferOfferView, ...]


class RuleEffectView(RuleEffect):
    """How many transactions changed, or would, and how many were left because their month is closed."""
