"""What a person agrees to: purposes, the texts they read, and the decisions they made."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.domain.values import Value
from shared.errors import Conflict
from shared.words import Words


class Purpose(StrEnum):
    """What personal data may be used for, beyond what Fintar cannot do without."""

    AI_PROCESSING = "ai_processing"


class ConsentText(Value):
    """What a person reads before they decide; `version` is the day it was written."""

    version: date
    checked_on: date
    review_after: date
    source: str = Field(min_length=1)
    title: Words
    question: Words
    leaves: tuple[Words, ...] = Field(min_length=1)
    stays: tuple[Words, ...] = Field(min_length=1)
    recipient: Words
    why: Words
    kept: Words
    without: Words
    withdraw: Words
    rights: Words


class Decision(Value):
    """What a person decided about one version of a text, and when."""

    id: UUID
    purpose: Purpose
    version: date
    granted: bool
    created_at: AwareDatetime


class ConsentState(StrEnum):
    """What holds for a purpose. Only GRANTED lets anything leave; OUTDATED was granted to an older text."""

    NOT_ASKED = "NOT_ASKED"
    GRANTED = "GRANTED"
    OUTDATED = "OUTDATED"
    WITHDRAWN = "WITHDRAWN"


class ConsentTextOutdated(Conflict):
    """Consent was given to a text that is not the one in force; `version` is that one."""

    code = "consent_text_outdated"
    says = Words(
        id="Teks persetujuannya bukan yang berlaku sekarang. Baca dan setujui versi {version}.",
        en="This is not the text that is in force. Read and agree to version {version}.",
    )

    def __init__(self, version: date) -> None:
        super().__init__(version=version.isoformat())
