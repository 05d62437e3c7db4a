"""What holds for a purpose, from what its person decided."""

from collections.abc import Sequence
from datetime import date

from pydantic import AwareDatetime

from shared.domain.consent.model import ConsentState, ConsentText, ConsentTextOutdated, Decision, Purpose
from shared.domain.values import Value


class Consent(Value):
    """How things stand for one purpose. `version` and `since` are those of the latest decision."""

    purpose: Purpose
    state: ConsentState
    version: date | None
    since: AwareDatetime | None
    text: ConsentText
    history: tuple[Decision, ...]

    @property
    def is_granted(self) -> bool:
        """Whether anything may be done for this purpose."""
        return self.state is ConsentState.GRANTED


def consent(purpose: Purpose, *, text: ConsentText, decisions: Sequence[Decision]) -> Consent:
    """How things stand after `decisions` of this purpose, the latest first."""
    latest = decisions[0] if decisions else None
    return Consent(
        purpose=purpose,
        state=state_of(latest, text=text),
        version=latest.version if latest else None,
        since=latest.created_at if latest else None,
        text=text,
        history=tuple(decisions),
    )


def state_of(latest: Decision | None, *, text: ConsentText) -> ConsentState:
    """What the latest decision comes to while `text` is in force."""
    if latest is None:
        return ConsentState.NOT_ASKED
    if not latest.granted:
        return ConsentState.WITHDRAWN
    return ConsentState.GRANTED if latest.version == text.version else ConsentState.OUTDATED


def check_version(version: date | None, *, text: ConsentText) -> None:
    """Raises ConsentTextOutdated unless `version` is that of the text in force."""
    if version != text.version:
        raise ConsentTextOutdated(text.version)
