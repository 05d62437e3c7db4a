"""Proposals read from a sentence, filed as the person would: own rules go before what the words hint at."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.categories.categorizer import Categorizer
from shared.domain.budget.categories.wording import visible_line
from shared.domain.budget.sentences.model import Direction, Part, Proposal
from shared.domain.budget.transactions import NewTransaction, TransactionSource


class FiledAs(StrEnum):
    """Where the category of a proposal comes from; SENTENCE: from the words that were typed."""

    RULE = "RULE"
    SENTENCE = "SENTENCE"
    MERCHANT = "MERCHANT"
    SUGGESTION = "SUGGESTION"


class FiledProposal(NamedTuple):
    """A proposal with its category, where that comes from, and the entry to save once nothing is unclear."""

    proposal: Proposal
    filed_as: FiledAs | None
    entry: NewTransaction | None


def file_proposal(proposal: Proposal, *, text: str, categorizer: Categorizer) -> FiledProposal:
    """The proposal under the category that the person's rules give, else its own, else a suggested one.

    `text` is the piece that the proposal was read from. A transfer has no category.
    """
    if proposal.direction in (None, Direction.TRANSFER):
        return FiledProposal(proposal, FiledAs.SENTENCE if proposal.category_id else None, _entry(proposal))
    amount = proposal.amount or (1 if proposal.direction is Direction.IN else -1)
    described = [piece for piece in (proposal.merchant, proposal.note, text) if piece]
    ruled = next(filter(None, (categorizer.by_rule(piece, amount) for piece in described)), None)
    if ruled is not None:
        return _filed(proposal, ruled, FiledAs.RULE)
    if proposal.category_id is not None:
        return FiledProposal(proposal, FiledAs.SENTENCE, _entry(proposal))
    suggested = categorizer.suggest(proposal.merchant or proposal.note or text, amount)
    if suggested is None:
        return FiledProposal(proposal, None, _entry(proposal))
    return _filed(proposal, suggested.category_id, FiledAs(suggested.origin.value))


def _filed(proposal: Proposal, category_id: UUID, filed_as: FiledAs) -> FiledProposal:
    still_unclear = tuple(question for question in proposal.unclear if question.part is not Part.CATEGORY)
    filed = proposal.model_copy(
        update={"category_id": category_id, "category_code": None, "unclear": still_unclear}
    )
    return FiledProposal(filed, filed_as, _entry(filed))


def _entry(proposal: Proposal) -> NewTransaction | None:
    """What saving would send, None as long as something must be answered first."""
    if not proposal.is_clear or not proposal.amount or proposal.account_id is None:
        return None
    if proposal.booked_on is None or (
        proposal.direction is Direction.TRANSFER and proposal.to_account_id is None
    ):
        return None
    return NewTransaction(
        account_id=proposal.account_id,
        to_account_id=proposal.to_account_id,
        booked_on=proposal.booked_on,
        amount=proposal.amount,
        category_id=proposal.category_id,
        merchant=_cut(proposal.merchant, 120),
        note=_cut(proposal.note, 500),
        source=TransactionSource.SENTENCE,
    )


def _cut(text: str | None, longest: int) -> str | None:
    line = visible_line(text)
    return visible_line(line[:longest]) if line else None
