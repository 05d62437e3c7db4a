"""How a tool that writes ends: nothing is written, and a proposal waits for its person."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from functions.chat.tools.services import ToolServices
from shared.advice.capping import plain
from shared.advice.events import CardFigure, ProposalOffered
from shared.advice.telling import Telling, figure_of
from shared.advice.tools import Findings, ToolSetting
from shared.domain.conversation.errors import SessionNotFound
from shared.domain.conversation.proposals import LONGEST_SUMMARY, Offer, Proposal, ProposedFigure
from shared.words import Words

MOST_DETAILS = 12

WAITS = Words(
    id="Belum disimpan. Orangnya harus menyetujui usulan ini sendiri di aplikasi, paling lama 10 menit.",
    en="Nothing is saved yet. The person has to confirm this proposal in the app within 10 minutes.",
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a tool wants to write: in words, with the facts that are shown beside it, and as arguments."""

    tool: str
    summary: str
    shown: Iterable[str]
    arguments: dict[str, JsonValue]


async def proposed(services: ToolServices, telling: Telling, setting: ToolSetting, wish: Wish) -> Findings:
    """Keep what would be written as a proposal, and tell of it.

    Raises SessionNotFound outside a conversation, TooManyProposals, and what keeping it raises.
    """
    if setting.session_id is None:
        raise SessionNotFound
    known = {fact.id: fact for fact in telling.facts}
    figures = [figure_of(known[each], setting.language) for each in wish.shown if each in known][
        :MOST_DETAILS
    ]
    offer = Offer(
        session_id=setting.session_id,
        turn_id=setting.turn_id,
        tool=wish.tool,
        language=setting.language,
        summary=plain(wish.summary, longest=LONGEST_SUMMARY) or wish.tool,
        details=tuple(ProposedFigure(**figure.model_dump()) for figure in figures),
        arguments=wish.arguments,
    )
    kept = await services.proposals().offer(offer, now=setting.now)
    telling.remark("waits_for_confirmation", telling.say(WAITS))
    return Findings(
        facts=tuple(telling.facts),
        remarks=tuple(telling.remarks),
        missing=tuple(telling.missing),
        data={"proposal": {"summary": kept.summary, "expires_at": kept.expires_at.isoformat()}},
        proposal=offered(kept),
    )


def offered(proposal: Proposal) -> ProposalOffered:
    """A proposal as a client is told of it."""
    return ProposalOffered(
        id=proposal.id,
        tool=proposal.tool,
        summary=proposal.summary,
        details=tuple(CardFigure(**figure.model_dump()) for figure in proposal.details),
        expires_at=proposal.expires_at,
    )
