"""Opaque cursors: where the next page of a list begins."""

import base64
import binascii
import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

LONGEST = 512

P = TypeVar("P", bound=BaseModel)

BAD_CURSOR = Words(
    id="Kursor ini tidak dikenal. Pakai next_cursor dari halaman sebelumnya.",
    en="This cursor is not known. Use next_cursor of the page before.",
)


def to_cursor(place: BaseModel) -> str:
    """The place as text that is safe in a URL."""
    return base64.urlsafe_b64encode(place.model_dump_json().encode()).decode().rstrip("=")


def from_cursor(cursor: str, place: type[P]) -> P:
    """The place that a cursor names. Raises InvalidInput (`/query/cursor`) for anything else."""
    unknown = InvalidInput(FieldProblem("/query/cursor", BAD_CURSOR))
    if len(cursor) > LONGEST:
        raise unknown
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return place.model_validate(json.loads(raw))
    except (ValueError, ValidationError, binascii.Error, RecursionError):
        raise unknown from None
