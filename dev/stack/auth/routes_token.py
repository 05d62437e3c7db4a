"""POST /token: tokens for a password, a refresh token or a PKCE code. POST /logout ends sessions."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth import bearer, bodies, flow_states, grants, passwords, people, sessions
from dev.stack.auth.answers import JsonObject, Refusal, WeakPassword, invalid
from dev.stack.auth.parts import Parts

_REFRESH_TOKEN = re.compile(r"[a-z0-9]{12}")


class WithPassword(bodies.Body):
    """Sign in with a password."""

    email: str = ""
    phone: str = ""
    password: str = ""


class WithRefreshToken(bodies.Body):
    """Go on with a session."""

    refresh_token: str = ""


class WithCode(bodies.Body):
    """Finish a PKCE flow."""

    auth_code: str = ""
    code_verifier: str = ""


async def token(parts: Parts, request: Request) -> Response:
    """Give tokens by the grant that the query names."""
    by_grant = {"password": _by_password, "refresh_token": _by_refresh_token, "pkce": _by_code}
    grant = by_grant.get(request.query_params.get("grant_type", ""))
    if grant is None:
        raise Refusal(400, "invalid_credentials", "unsupported_grant_type")
    parts.limits.admit(request, "token")
    return JSONResponse(await grant(parts, request))


async def _by_password(parts: Parts, request: Request) -> JsonObject:
    body = await bodies.read(request, WithPassword)
    _check_login(parts, body)
    wrong = Refusal(400, "invalid_credentials", "Invalid login credentials")
    async with parts.database.transaction() as tx:
        person = await people.by_email(tx, body.email, parts.settings.jwt_audience)
    if person is None or not person.encrypted_password:
        raise wrong
    if person.is_banned:
        raise Refusal(400, "user_banned", "User is banned")
    if not await passwords.matches(body.password, person.encrypted_password):
        raise wrong
    if not person.is_confirmed:
        raise Refusal(400, "email_not_confirmed", "Email not confirmed")
    async with parts.database.transaction() as tx:
        answer = await grants.sign_in(parts, tx, person, method="password", device=bearer.device_of(request))
    answer["weak_password"] = _weakness(parts, body.password)
    return answer


def _check_login(parts: Parts, body: WithPassword) -> None:
    if body.email and body.phone:
        raise invalid("Only an email address or phone number should be provided on login.")
    if body.phone:
        raise Refusal(422, "phone_provider_disabled", "Phone logins are disabled")
    if not body.email:
        raise invalid("missing email or phone")
    if not parts.settings.email_enabled:
        raise Refusal(422, "email_provider_disabled", "Email logins are disabled")


def _weakness(parts: Parts, password: str) -> JsonObject | None:
    try:
        passwords.check_strength(password, parts.settings)
    except WeakPassword as weak:
        return {"message": weak.message, "reasons": weak.reasons}
    return None


async def _by_refresh_token(parts: Parts, request: Request) -> JsonObject:
    body = await bodies.read(request, WithRefreshToken)
    if not _REFRESH_TOKEN.fullmatch(body.refresh_token):
        raise invalid("Refresh token is not valid")
    async with parts.database.transaction() as tx:
        answer = await grants.refresh(parts, tx, body.refresh_token, bearer.device_of(request))
    if isinstance(answer, Refusal):
        raise answer
    return answer


async def _by_code(parts: Parts, request: Request) -> JsonObject:
    body = await bodies.read(request, WithCode)
    if not body.auth_code or not body.code_verifier:
        raise invalid("invalid request: both auth code and code verifier should be non-empty")
    async with parts.database.transaction() as tx:
        flow = await flow_states.take(tx, body.auth_code)
        person = await people.by_id(tx, flow.user_id) if flow else None
        if flow is None or person is None:
            raise Refusal(404, "flow_state_not_found", "invalid flow state, no valid flow state found")
        flow.check(body.code_verifier)
        answer = await grants.sign_in(
            parts, tx, person, method=flow.authentication_method, device=bearer.device_of(request)
        )
        await flow_states.finish(tx, flow)
    return answer


async def logout(parts: Parts, request: Request) -> Response:
    """End the session of the token, all others, or all."""
    claims = bearer.claims_of(parts, request)
    scope = request.query_params.get("scope") or "global"
    async with parts.database.transaction() as tx:
        caller = await bearer.require_person(tx, claims)
        if scope not in {"global", "local", "others"}:
            raise invalid(f'Unsupported logout scope "{scope}"')
        if scope == "global" or caller.session is None:
            await sessions.end_all(tx, caller.person.id)
        elif scope == "local":
            await sessions.end(tx, caller.session)
        else:
            await sessions.end_others(tx, caller.session)
    return Response(status_code=204)
