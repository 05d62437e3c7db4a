"""What the chat function works with; the one place that names its stores and its advisor."""

import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from functions.chat.service import ChatService
from functions.chat.tools import caller_tools
from shared.advice.tools import Toolbox
from shared.advice.turn import Turn
from shared.domain.caller import Caller
from shared.domain.conversation.keeping import ConversationStores
from shared.gateways.advisor.offline import OfflineAdvisor
from shared.gateways.advisor.protocol import Advisor
from shared.services.budget import BudgetService, FactsReader
from shared.services.conversations import ConversationService
from shared.services.snapshot import SnapshotService
from shared.settings import MongoSettings, SupabaseSettings, WebSettings, load
from shared.stores.budget_facts import BudgetFactsRows
from shared.stores.database import Database
from shared.stores.http import shared_client
from shared.stores.idempotency_keys import IdempotencyKeyStore
from shared.stores.rate_limits import RateLimitStore
from shared.web.health import Check
from shared.web.parts import WebParts
from shared.web.wiring import real_parts

if TYPE_CHECKING:
    from shared.stores.documents import Documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """What a caller's chat is made of, and the web layer's parts. Everything acts as the caller alone.

    `close` gives back what the running loop holds open; a cloud just freezes it.
    """

    web: WebParts
    stores: Callable[[Caller], ConversationStores]
    facts: Callable[[Caller], FactsReader]
    advisor: Advisor = field(default_factory=OfflineAdvisor)
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    close: Callable[[], Awaitable[None]] | None = None

    def conversations(self, caller: Caller) -> ConversationService:
        """The caller's conversations."""
        return ConversationService(owner=caller.id, stores=self.stores(caller))

    def chat(self, caller: Caller) -> ChatService:
        """Turns in the caller's conversations; the tools read through services that act as the caller."""
        facts = self.facts(caller)
        snapshots = SnapshotService(facts=facts)
        budget = BudgetService(snapshots=snapshots, facts=facts)
        toolbox = Toolbox(caller_tools(snapshots=snapshots, budget=budget))
        return ChatService(
            owner=caller.id,
            stores=self.stores(caller),
            turns=lambda setting: Turn(advisor=self.advisor, toolbox=toolbox, setting=setting),
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Deps":
        """The real parts. Raises MissingSetting, naming the variable."""
        supabase, web = load(SupabaseSettings, environment), load(WebSettings, environment)
        database = Database(url=supabase.url, publishable_key=supabase.publishable_key, http=shared_client)
        stores, documents = _mongo(load(MongoSettings, environment))
        return cls(
            web=real_parts(
                supabase=supabase,
                web=web,
                http=shared_client,
                rate_limits=RateLimitStore(database),
                idempotency=IdempotencyKeyStore(database),
            ),
            stores=stores,
            facts=lambda caller: BudgetFactsRows(database=database, caller=caller),
            checks={"database": database.ping, "mongo": documents.ping},
            close=documents.close,
        )


def _mongo(settings: MongoSettings) -> "tuple[Callable[[Caller], ConversationStores], Documents]":
    """Conversations in MongoDB, and the connection to it."""
    # pymongo takes 250 ms to import, which describing the routes need not pay.
    from shared.stores.ai_analytics import AiAnalytics  # noqa: PLC0415
    from shared.stores.chat_messages import ChatMessages  # noqa: PLC0415
    from shared.stores.chat_sessions import ChatSessions  # noqa: PLC0415
    from shared.stores.documents import Documents  # noqa: PLC0415

    documents = Documents(url=settings.url, database=settings.database)

    def stores(caller: Caller) -> ConversationStores:
        return ConversationStores(
            sessions=ChatSessions(documents=documents, caller=caller),
            messages=ChatMessages(documents=documents, caller=caller),
            analytics=AiAnalytics(documents=documents, caller=caller),
        )

    return stores, documents
