"""A walk through the life of an account, and what is compared of every answer: not wording, not chance.

The recordings beside this file hold what real Supabase Auth (v2.196) answered on the same walk.
"""

import re
from typing import Any, TypeGuard

import httpx
import jwt

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_VOLATILE_PARAMETER = re.compile(r"\b(access_token|refresh_token|expires_at|error_description)=[^&]*")
_VOLATILE_CLAIMS = {"exp": "<unix>", "iat": "<unix>", "timestamp": "<unix>", "kid": "<key>"}

Essence = dict[str, Any]


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether parsed JSON is an object."""
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def essence_of_answer(answer: httpx.Response) -> Essence:
    """Status, error code, the keys of the body and of the user in it, and where it redirects to."""
    essence: Essence = {"status": answer.status_code}
    body = answer.json() if "json" in answer.headers.get("content-type", "") else None
    if is_object(body):
        essence["keys"] = sorted(body)
        if is_object(body.get("user")):
            essence["user_keys"] = sorted(body["user"])
        if "error_code" in body:
            essence["error_code"] = body["error_code"]
            essence["error_header"] = answer.headers.get("x-sb-error-code")
    if "location" in answer.headers:
        essence["location"] = _VOLATILE_PARAMETER.sub(r"\1=…", answer.headers["location"])
    return essence


def essence_of_token(token: str) -> Essence:
    """Header and claims of an access token; `aud` as a string and as a list of one are the same."""
    claims = jwt.decode(token, options={"verify_signature": False})
    if claims["aud"] == ["authenticated"]:
        claims["aud"] = "authenticated"
    return {"header": _masked(jwt.get_unverified_header(token)), "claims": _masked(claims)}


def _masked(value: object, name: str = "") -> object:
    if is_object(value):
        return {key: _masked(inner, key) for key, inner in sorted(value.items())}
    if _is_list(value):
        return [_masked(inner) for inner in value]
    if isinstance(value, str) and _UUID.fullmatch(value) and name != "kid":
        return "<uuid>"
    return _VOLATILE_CLAIMS.get(name, value)
