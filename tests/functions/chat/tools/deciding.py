"""What tools propose, and what a yes makes of it."""

from typing import Any

from functions.chat.tools.registry import writers_of
from shared.domain.conversation.proposals import Decision, Proposal, ProposalState
from tests.functions.chat.tools.household import Household
from tests.functions.chat.tools.test_telling import kept_by


async def proposed(household: Household, tool: str, **arguments: Any) -> Proposal:
    """What a call proposes; nothing is written by it."""
    before = kept_by(household)
    outcome = await household.call(tool, **arguments)
    assert outcome.result.failure is None, outcome.result.failure
    assert outcome.proposal is not None, outcome.result
    assert kept_by(household) == before
    assert household.proposals.kept[outcome.proposal.id].state is ProposalState.PENDING
    return household.proposals.kept[outcome.proposal.id]


async def confirmed(household: Household, made: Proposal) -> Proposal:
    """The proposal after a yes."""
    service = household.services.proposals()
    return await service.decide(household.session_id, made.id, Decision.CONFIRM, now=household.now)


async def written_twice(household: Household, made: Proposal) -> None:
    """Do what a proposal says again, as after a cut-off confirm: nothing more is there."""
    after = kept_by(household)
    writer = writers_of(household.services)[made.tool]()
    await writer.write(made.arguments, proposal_id=made.id, now=household.now)
    assert kept_by(household) == after
