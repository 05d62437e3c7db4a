"""What people agreed to and took back."""

from collections.abc import Mapping
from typing import Any

from tests.database.expected.call import Call
from tests.database.expected.model import ID, INSTANTS, OWNER, SELECT, Column, Table
from tests.database.expected.platform_functions import CALLERS

CONSENTS: Mapping[str, Table] = {
    "consents": Table(
        service="select",
        policies={"select": "owners read their consents"},
        columns={
            "id": ID,
            "user_id": OWNER,
            "purpose": Column(owner=SELECT, other="ai_processing", needed=True),
            "version": Column(
                owner=SELECT, other="2026-01-02", canary="2026-01-17", telling=False, needed=True
            ),
            "granted": Column(owner=SELECT, other=False, canary=True, telling=False, needed=True),
            **INSTANTS,
        },
    ),
}

CONSENT_FUNCTIONS: Mapping[str, frozenset[str]] = {
    "public.give_consent(jsonb)": CALLERS,
    "private.give_consent(jsonb)": CALLERS,
}

CONSENT_DEFINERS: frozenset[str] = frozenset({"private.give_consent(jsonb)"})

WITHDRAWN = {"purpose": "ai_processing", "version": "2026-01-17", "granted": False}
CONSENT_CALLS: tuple[Call, ...] = (
    Call(function="public.give_consent", given={"decision": WITHDRAWN}),
    Call(function="private.give_consent", given={"decision": WITHDRAWN}),
)

CONSENTS_REFUSED: Mapping[str, list[Any]] = {
    "consents.purpose": ["", "AI_PROCESSING", "marketing"],
    "consents.version": ["2025-12-31", "-infinity"],
}
CONSENTS_TOGETHER: Mapping[str, tuple[str, list[Mapping[str, Any]]]] = {
    "consents_version_written_check": (
        "consents",
        # In Jakarta the day is over seven hours before it is in UTC.
        [
            {"version": "infinity"},
            {"version": "2026-03-02", "created_at": "2026-03-01T16:59:59Z"},
        ],
    ),
}
CONSENTS_TAKEN: Mapping[str, list[Any]] = {"consents.version": ["2026-01-01", "2026-11-23"]}
