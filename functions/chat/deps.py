"""What the chat function works with; it names its stores, but those behind the tools, and its advisors."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from functions.chat.service import ChatService
from functions.chat.tools.registry import toolbox_of
from functions.chat.tools.services import ToolServices
from functions.chat.tools.wiring import ServicesOfCaller
from shared.advice.advisors import Advisors
from shared.advice.capabilities import SKILLS
from shared.advice.gate import names_in
from shared.advice.knowing import Known
from shared.advice.model import TurnSetting
from shared.advice.preparing import Preparation
from shared.advice.quota import TurnQuota
from shared.advice.turn import Turn
from shared.domain.caller import Caller
from shared.domain.conversation.keeping import ConversationStores
from shared.domain.usage.keeping import Quotas
from shared.gateways.advisor.protocol import Advisor
from shared.services.conversations import ConversationService
from shared.services.running_turns import RunningTurns
from shared.services.turns import TurnService
from shared.services.usage import SummaryService, UsageService
from shared.settings import AdvisorSettings, MongoSettings, QuotaSettings, SupabaseSettings, WebSettings, load
from shared.stores.consents import Consents
from shared.stores.database import Database
from shared.stores.http import LONG_PATIENCE, patient_client, shared_client
from shared.stores.idempotency_keys import IdempotencyKeyStore
from shared.stores.rate_limits import RateLimitStore
from shared.stores.roles import Roles
from shared.stores.users import Users
from shared.web.health import Check
from shared.web.parts import WebParts
from shared.web.wiring import real_parts
from shared.words import Language

if TYPE_CHECKING:
    from shared.services.proposals import ProposalService
    from shared.stores.documents import Documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """What a caller's chat is made of, and the web layer's parts. Everything acts as the caller alone.

    `advisors` are asked in their order; those outside spend from the turn's quota, and are told what is
    `known`. `running` are the turns of this process. `close` gives back what the running loop holds open; a
    cloud just freezes it.
    """

    web: WebParts
    stores: Callable[[Caller], ConversationStores]
    services: Callable[[Caller], ToolServices]
    quotas: Callable[[Caller], Quotas]
    advisors: Callable[[Caller, TurnQuota], Sequence[Advisor]]
    usage: Callable[[Caller], UsageService]
    summary: Callable[[Caller], SummaryService]
    known: Callable[[Caller], Callable[[datetime, Language], Awaitable[Known]]] | None = None
    tokens_per_day: int | None = None
    running: RunningTurns = field(default_factory=RunningTurns)
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    close: Callable[[], Awaitable[None]] | None = None

    def conversations(self, caller: Caller) -> ConversationService:
        """The caller's conversations."""
        return ConversationService(owner=caller.id, stores=self.stores(caller))

    def turns(self, caller: Caller) -> TurnService:
        """Turns in the caller's conversations, as they are kept."""
        return TurnService(
            owner=caller.id, stores=self.stores(caller), running=self.running, clock=self.web.clock
        )

    def proposals(self, caller: Caller) -> "ProposalService":
        """What tools offered the caller to write; it is written through the same services."""
        return self.services(caller).proposals()

    def chat(self, caller: Caller) -> ChatService:
        """Turns in the caller's conversations, as they are answered."""
        return ChatService(
            turns=self.turns(caller),
            conversations=self.conversations(caller),
            analytics=self.stores(caller).analytics,
            prepare=Preparation(
                turns=lambda setting, quota: self._turn(caller, setting, quota),
                quota=lambda turn_id: self._quota(caller, turn_id),
                known=self.known(caller) if self.known is not None else None,
            ).prepare,
        )

    def _turn(self, caller: Caller, setting: TurnSetting, quota: TurnQuota) -> Turn:
        """A turn with the tools that matter in it; they read through services that act as the caller."""
        tools = toolbox_of(self.services(caller))
        return Turn(
            advisors=self.advisors(caller, quota),
            toolbox=tools.for_turn(setting.tools, among=SKILLS[setting.capability].tools),
            setting=setting,
        )

    def _quota(self, caller: Caller, turn_id: UUID) -> TurnQuota:
        return TurnQuota(
            quotas=self.quotas(caller),
            turn_id=turn_id,
            configured=self.tokens_per_day,
            clock=self.web.clock,
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Deps":
        """The real parts. Raises MissingSetting, naming the variable."""
        supabase, web = load(SupabaseSettings, environment), load(WebSettings, environment)
        database = Database(url=supabase.url, publishable_key=supabase.publishable_key, http=shared_client)
        patient = Database(
            url=supabase.url,
            publishable_key=supabase.publishable_key,
            http=patient_client,
            patience=LONG_PATIENCE,
        )
        mongo = _mongo(load(MongoSettings, environment))
        advisors = Advisors(load(AdvisorSettings, environment))
        tokens_per_day = load(QuotaSettings, environment).tokens_per_day

        def made(caller: Caller) -> ServicesOfCaller:
            return ServicesOfCaller(database, patient, mongo, caller)

        async def close() -> None:
            await asyncio.gather(mongo.close(), advisors.close())

        return cls(
            web=real_parts(
                supabase=supabase,
                web=web,
                http=shared_client,
                rate_limits=RateLimitStore(database),
                idempotency=IdempotencyKeyStore(database),
            ),
            stores=lambda caller: _stores(mongo, caller),
            services=lambda caller: made(caller).services,
            quotas=lambda caller: _quotas(mongo, caller),
            advisors=lambda caller, quota: advisors.for_turn(
                quota=quota,
                consent=Consents(database=database, caller=caller),
                own_names=names_in(Users(database=database, caller=caller)),
            ),
            known=(lambda caller: made(caller).known) if advisors.ask_outside else None,
            usage=lambda caller: _usage(mongo, caller, tokens_per_day),
            summary=lambda caller: _summary(mongo, database, caller),
            tokens_per_day=tokens_per_day,
            checks={"database": database.ping, "mongo": mongo.ping},
            close=close,
        )


def _mongo(settings: MongoSettings) -> "Documents":
    # pymongo takes 250 ms to import, which describing the routes need not pay.
    from shared.stores.documents import Documents  # noqa: PLC0415

    return Documents(url=settings.url, database=settings.database)


def _stores(documents: "Documents", caller: Caller) -> ConversationStores:
    """Conversations in MongoDB."""
    from shared.stores.ai_analytics import AiAnalytics  # noqa: PLC0415 - as above
    from shared.stores.chat_messages import ChatMessages  # noqa: PLC0415
    from shared.stores.chat_proposals import ChatProposals  # noqa: PLC0415
    from shared.stores.chat_sessions import ChatSessions  # noqa: PLC0415

    return ConversationStores(
        sessions=ChatSessions(documents=documents, caller=caller),
        messages=ChatMessages(documents=documents, caller=caller),
        offered=ChatProposals(documents=documents, caller=caller),
        analytics=AiAnalytics(documents=documents, caller=caller),
    )


def _quotas(documents: "Documents", caller: Caller) -> Quotas:
    from shared.stores.ai_quota import AiQuota  # noqa: PLC0415 - as above

    return AiQuota(documents=documents, caller=caller)


def _usage(documents: "Documents", caller: Caller, tokens_per_day: int | None) -> UsageService:
    from shared.stores.ai_analytics import AiAnalytics  # noqa: PLC0415 - as above

    uses = AiAnalytics(documents=documents, caller=caller)
    return UsageService(quotas=_quotas(documents, caller), uses=uses, configured=tokens_per_day)


def _summary(documents: "Documents", database: Database, caller: Caller) -> SummaryService:
    from shared.stores.ai_summary import AiSummary  # noqa: PLC0415 - as above

    roles = Roles(database=database, caller=caller)
    return SummaryService(roles=roles, summary=AiSummary(documents=documents))
