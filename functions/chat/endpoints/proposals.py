"""What the co-pilot offers to write, over HTTP: nothing is saved before I say yes here."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from functions.chat.models.proposals import DecidedProposalView, DecisionWish, ProposalListView
from shared.domain.budget.budgets import BudgetRefused
from shared.domain.budget.categories.model import RuleRefused
from shared.domain.budget.entries import EntriesRefused
from shared.domain.caller import Caller
from shared.domain.conversation.errors import ChatStoreUnavailable, SessionNotFound
from shared.domain.conversation.proposals import (
    ProposalConfirmed,
    ProposalExpired,
    ProposalInProgress,
    ProposalNotFound,
    ProposalRejected,
)
from shared.domain.goals.lifecycle import GoalCannotMove, GoalNotReached, NotSetAside
from shared.domain.goals.refusals import (
    ContributionRefused,
    GoalAtItsEnd,
    GoalRefused,
    NotEnoughFree,
    TooManyGoals,
)
from shared.errors import NotFound
from shared.services.conversations import ConversationService
from shared.services.proposals import ProposalService
from shared.web.routing import Call, Router


class ProposalDeps(Protocol):
    """What this topic works with."""

    @property
    def conversations(self) -> Callable[[Caller], ConversationService]:
        """What was said, by caller."""
        ...

    @property
    def proposals(self) -> Callable[[Caller], ProposalService]:
        """What was offered, by caller."""
        ...


router = Router[ProposalDeps](name="chat", base="/api/v1/chat")


@router.get(
    "/sessions/{session_id}/proposals",
    answers=ProposalListView,
    rate="read",
    raises=(SessionNotFound, ChatStoreUnavailable),
)
async def list_proposals(call: Call[ProposalDeps], session_id: UUID) -> ProposalListView:
    """List what waits for my yes in a conversation, the oldest first.

    A proposal waits ten minutes; where the turn that offered it gives no answer, it expires at once. Nothing
    of it is saved until it is confirmed.
    """
    await call.deps.conversations(call.caller).find(session_id)
    waiting = await call.deps.proposals(call.caller).waiting(session_id, now=call.now)
    return ProposalListView.of(waiting, now=call.now)


@router.post(
    "/sessions/{session_id}/proposals/{proposal_id}",
    answers=DecidedProposalView,
    status=200,
    rate="write",
    raises=(
        *(ProposalNotFound, ProposalExpired, ProposalInProgress, ProposalConfirmed, ProposalRejected),
        *(EntriesRefused, BudgetRefused, RuleRefused, GoalRefused, ContributionRefused, NotFound),
        *(NotEnoughFree, NotSetAside, GoalAtItsEnd, GoalCannotMove, GoalNotReached, TooManyGoals),
        ChatStoreUnavailable,
    ),
    example={"decision": "CONFIRM"},
)
async def decide_proposal(
    call: Call[ProposalDeps], session_id: UUID, proposal_id: UUID, body: DecisionWish
) -> DecidedProposalView:
    """Confirm or reject a proposal.

    CONFIRM saves what was proposed as me, once: the same again gives the first result, also after it was cut
    off. What the save refuses comes back as its own problem, and the proposal can be tried again until it
    expires. REJECT saves nothing.
    """
    service = call.deps.proposals(call.caller)
    decided = await service.decide(session_id, proposal_id, body.decision, now=call.now)
    return DecidedProposalView.after(decided, now=call.now)
