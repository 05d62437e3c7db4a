"""Access and refresh tokens: issued at sign-in, exchanged at refresh."""

from dataclasses import dataclass
from datetime import timedelta

from dev.stack.auth import people, sessions
from dev.stack.auth.answers import JsonObject, Refusal
from dev.stack.auth.clock import now
from dev.stack.auth.database import Transaction
from dev.stack.auth.parts import Parts
from dev.stack.auth.people import Person
from dev.stack.auth.sessions import Device, RefreshToken, Session


@dataclass(frozen=True)
class Granted:
    """Who goes on with which session and refresh token, and how they came to it."""

    person: Person
    session: Session
    refresh_token: str
    method: str


_NOT_FOUND = "Invalid Refresh Token: Refresh Token Not Found"


async def sign_in(
    parts: Parts, tx: Transaction, person: Person, *, method: str, device: Device
) -> JsonObject:
    """Begin a session and answer with its tokens. Raises what the access token hook raises."""
    person = await people.change(tx, person, last_sign_in_at=now())
    session = await sessions.begin(tx, person.id, method=method, device=device)
    refresh_token = await sessions.add_refresh_token(tx, session)
    return await _answer(parts, tx, Granted(person, session, refresh_token, method))


async def refresh(parts: Parts, tx: Transaction, token: str, device: Device) -> JsonObject | Refusal:
    """Exchange a refresh token. A Refusal that is returned, not raised, is to be said after the commit."""
    found = await sessions.find_refresh_token(tx, token)
    person = await people.by_id_locked(tx, found.user_id) if found else None
    if found is None or person is None:
        raise Refusal(400, "refresh_token_not_found", _NOT_FOUND)
    if person.is_banned:
        raise Refusal(400, "user_banned", "Invalid Refresh Token: User Banned")
    session = await _open_session(tx, found)
    current = await _exchange(parts, tx, token, session)
    if isinstance(current, Refusal):
        return current
    person = await people.change(tx, person, last_sign_in_at=person.last_sign_in_at)
    answer = await _answer(parts, tx, Granted(person, session, current, "token_refresh"))
    await sessions.mark_refreshed(tx, session, device)
    return answer


async def _open_session(tx: Transaction, token: RefreshToken) -> Session:
    session = await sessions.find_locked(tx, token.session_id) if token.session_id else None
    if session is None:
        raise Refusal(400, "refresh_token_not_found", _NOT_FOUND)
    if session.not_after and session.not_after < now():
        raise Refusal(400, "session_expired", "Invalid Refresh Token: Session Expired")
    return session


async def _exchange(parts: Parts, tx: Transaction, token: str, session: Session) -> str | Refusal:
    """The token to go on with. The session is locked, so of two tabs the second sees what the first did."""
    given = await sessions.find_refresh_token(tx, token)
    if given is None:
        raise Refusal(400, "refresh_token_not_found", _NOT_FOUND)
    if given.revoked:
        current = await sessions.current_refresh_token(tx, session)
        if current and current.parent == given.token:
            return current.token
        if now() > given.updated_at + timedelta(seconds=parts.settings.reuse_seconds):
            if parts.settings.rotation:
                await sessions.revoke_family(tx, session)
            return Refusal(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
    await sessions.use(tx, given)
    return await sessions.add_refresh_token(tx, session, parent=given.token)


async def _answer(parts: Parts, tx: Transaction, granted: Granted) -> JsonObject:
    claims = await _claims(parts, tx, granted)
    expires_at = claims["exp"]
    person = granted.person
    if parts.hook:
        claims = await parts.hook.claims(tx, person_id=person.id, claims=claims, method=granted.method)
    return {
        "access_token": parts.keys.sign(claims),
        "token_type": "bearer",
        "expires_in": parts.settings.jwt_seconds,
        "expires_at": expires_at,
        "refresh_token": granted.refresh_token,
        "user": person.shown(),
    }


async def _claims(parts: Parts, tx: Transaction, granted: Granted) -> JsonObject:
    person, session = granted.person, granted.session
    moment = int(now().timestamp())
    return {
        "iss": parts.settings.issuer,
        "sub": str(person.id),
        "aud": person.aud,
        "exp": moment + parts.settings.jwt_seconds,
        "iat": moment,
        "email": person.address,
        "phone": person.phone or "",
        "app_metadata": person.raw_app_meta_data,
        "user_metadata": person.raw_user_meta_data,
        "role": person.role,
        "aal": session.aal,
        "amr": list(await sessions.methods(tx, session.id)),
        "session_id": str(session.id),
        "is_anonymous": person.is_anonymous,
    }
