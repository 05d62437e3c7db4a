"""What I agree to, over HTTP."""

from collections.abc import Callable
from typing import Protocol

from functions.account.models.consents import ConsentsView, ConsentView, ConsentWish
from shared.domain.caller import AccountGone, Caller
from shared.domain.consent.model import ConsentTextOutdated
from shared.errors import TooMany
from shared.services.consents import ConsentService
from shared.stores.database import DatabaseUnavailable
from shared.web.routing import Call, Router


class ConsentDeps(Protocol):
    """What this topic works with."""

    @property
    def consents(self) -> Callable[[Caller], ConsentService]:
        """The service by caller."""
        ...


router = Router[ConsentDeps](name="account", base="/api/v1")


@router.get("/users/me/consents", answers=ConsentsView, rate="read", raises=(DatabaseUnavailable,))
async def list_consents(call: Call[ConsentDeps]) -> ConsentsView:
    """Read what I am asked to agree to, and what I decided.

    One entry a purpose, with the text to show before I decide. Only `GRANTED` lets anything leave; after a
    new version of the text the state is `OUTDATED` until I agree again.
    """
    standing = await call.deps.consents(call.caller).read()
    return ConsentsView.of(standing, call.language)


@router.post(
    "/users/me/consents",
    answers=ConsentView,
    status=200,
    rate="write",
    idempotent=True,
    raises=(ConsentTextOutdated, AccountGone, TooMany, DatabaseUnavailable),
    example={"purpose": "ai_processing", "granted": True, "version": "2026-11-23"},
)
async def decide_consent(call: Call[ConsentDeps], body: ConsentWish) -> ConsentView:
    """Grant a consent, or take it back.

    To grant, `version` is that of the text I was shown; if it is not in force any more, the answer is
    `consent_text_outdated` and names the one that is. Taking back always works and holds at once. Deciding
    the same again changes nothing.
    """
    consents = call.deps.consents(call.caller)
    decision_id = call.new_id("consent")
    if body.granted:
        now = await consents.grant(decision_id, body.purpose, version=body.version)
    else:
        now = await consents.withdraw(decision_id, body.purpose)
    return ConsentView.of(now, call.language)
