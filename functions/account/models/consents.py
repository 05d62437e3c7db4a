"""Shapes of consents that only HTTP needs: a decision on its way in, and how each purpose stands."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from functions.account.models.accounts import View, Wish
from shared.domain.consent.engine import Consent
from shared.domain.consent.model import ConsentState, ConsentText, Purpose
from shared.domain.days import Day
from shared.words import Language


class ConsentWish(Wish):
    """What I decide about one purpose; to grant it, `version` names the text that I read."""

    purpose: Purpose
    granted: Annotated[bool, Field(strict=True)]
    version: Day | None = None


class ConsentTextView(View):
    """What to show before somebody decides. `leaves` is what is sent, `stays` what is not."""

    version: date
    title: str
    question: str
    leaves: tuple[str, ...]
    stays: tuple[str, ...]
    recipient: str
    why: str
    kept: str
    without: str
    withdraw: str
    rights: str

    @classmethod
    def of(cls, text: ConsentText, language: Language) -> "ConsentTextView":
        """The text in the reader's language."""
        plain = {"title", "question", "recipient", "why", "kept", "without", "withdraw", "rights"}
        return cls(
            version=text.version,
            leaves=tuple(each.into(language) for each in text.leaves),
            stays=tuple(each.into(language) for each in text.stays),
            **{name: getattr(text, name).into(language) for name in plain},
        )


class DecisionView(View):
    """One decision: which version of the text it was about, and when."""

    granted: bool
    version: date
    at: datetime


class ConsentView(View):
    """How one purpose stands. `version` and `since` are those of the latest decision."""

    purpose: Purpose
    granted: bool
    state: ConsentState
    version: date | None
    since: datetime | None
    text: ConsentTextView
    history: tuple[DecisionView, ...] = Field(description="The latest decisions, the newest first.")

    @classmethod
    def of(cls, consent: Consent, language: Language) -> "ConsentView":
        """The purpose as its person sees it."""
        return cls(
            purpose=consent.purpose,
            granted=consent.is_granted,
            state=consent.state,
            version=consent.version,
            since=consent.since,
            text=ConsentTextView.of(consent.text, language),
            history=tuple(
                DecisionView(granted=each.granted, version=each.version, at=each.created_at)
                for each in consent.history
            ),
        )


class ConsentsView(View):
    """Every purpose that a person is asked about."""

    items: tuple[ConsentView, ...]

    @classmethod
    def of(cls, consents: Iterable[Consent], language: Language) -> "ConsentsView":
        """The purposes as their person sees them."""
        return cls(items=tuple(ConsentView.of(each, language) for each in consents))
