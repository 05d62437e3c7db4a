"""Who sends a request, by the token in its Authorization header."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.requests import Request

from dev.stack.auth import people, sessions
from dev.stack.auth.answers import Refusal
from dev.stack.auth.database import Transaction
from dev.stack.auth.limits import address_of
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.sessions import Device, Session

_BEARER = re.compile(r"[Bb]earer (\S+)")


@dataclass(frozen=True)
class Caller:
    """A signed-in person; `session` is missing where the token names none."""

    person: Person
    session: Session | None
    claims: dict[str, Any]


def device_of(request: Request) -> Device:
    """What a session notes about where it is used."""
    return Device(user_agent=request.headers.get("user-agent") or None, address=address_of(request))


def claims_of(parts: Parts, request: Request) -> dict[str, Any]:
    """The verified claims of the bearer token. Raises 401 `no_authorization` or 403 `bad_jwt`."""
    matched = _BEARER.fullmatch(request.headers.get("authorization", ""))
    if not matched:
        raise Refusal(401, "no_authorization", "This endpoint requires a valid Bearer token")
    return parts.keys.read(matched[1])


def require_admin(parts: Parts, request: Request) -> None:
    """Raise 403 `not_admin` unless the token has a role that administers."""
    if claims_of(parts, request).get("role") not in parts.settings.admin_roles:
        raise Refusal(403, "not_admin", "User not allowed")


async def require_person(tx: Transaction, claims: dict[str, Any]) -> Caller:
    """The person and session that the claims name. Raises 403 where either is gone."""
    if not claims.get("sub"):
        raise Refusal(403, "bad_jwt", "invalid claim: missing sub claim")
    person_id = _uuid(claims["sub"])
    if person_id is None:
        raise Refusal(400, "bad_jwt", "invalid claim: sub claim must be a UUID")
    person = await people.by_id(tx, person_id)
    if person is None:
        raise Refusal(403, "user_not_found", "User from sub claim in JWT does not exist")
    return Caller(person, await _session(tx, claims.get("session_id")), claims)


async def _session(tx: Transaction, claimed: object) -> Session | None:
    if not claimed or claimed == str(UUID(int=0)):
        return None
    session_id = _uuid(claimed)
    if session_id is None:
        raise Refusal(403, "bad_jwt", "invalid claim: session_id claim must be a UUID")
    session = await sessions.find(tx, session_id)
    if session is None:
        raise Refusal(403, "session_not_found", "Session from session_id claim in JWT does not exist")
    return session


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
