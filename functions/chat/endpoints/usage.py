"""How much models are used, over HTTP: my own use, and the summary for administrators."""

from collections.abc import Callable
from typing import Protocol

from functions.chat.models.usage import SummaryView, SummaryWish, UsageView
from shared.domain.caller import AccountGone, Caller
from shared.domain.conversation.errors import ChatStoreUnavailable
from shared.domain.requests import DatabaseUnavailable
from shared.services.usage import AdministratorsOnly, SummaryService, SummaryTooLong, UsageService
from shared.web.routing import Call, Router


class UsageDeps(Protocol):
    """What this topic works with."""

    @property
    def usage(self) -> Callable[[Caller], UsageService]:
        """One's own use, by caller."""
        ...

    @property
    def summary(self) -> Callable[[Caller], SummaryService]:
        """The summary, for a caller whom the database knows as an administrator."""
        ...


router = Router[UsageDeps](name="chat", base="/api/v1/chat")


@router.get("/usage", answers=UsageView, rate="read", raises=(ChatStoreUnavailable,))
async def read_usage(call: Call[UsageDeps]) -> UsageView:
    """Read how much AI I used today and in the last 30 days, and what is left today.

    When nothing is left, the offline advisor answers until the day is over in Jakarta.
    """
    return UsageView.of(await call.deps.usage(call.caller).read(now=call.now))


@router.get(
    "/analytics",
    answers=SummaryView,
    rate="read",
    raises=(AdministratorsOnly, SummaryTooLong, AccountGone, ChatStoreUnavailable, DatabaseUnavailable),
)
async def read_analytics(call: Call[UsageDeps], query: SummaryWish) -> SummaryView:
    """Read how much everybody uses models, for administrators.

    Aggregates only: by day in Jakarta, feature and model, over at most 92 days. Who is an administrator is
    asked of the database each time, whatever the token says.
    """
    summary = call.deps.summary(call.caller)
    return SummaryView.of(await summary.read(since=query.since, until=query.until, now=call.now))
