"""Idempotency-Key: a repeated POST gives its first answer again, and has one effect.

Only answers of 2xx are kept. A refusal (4xx) or a failure (5xx) frees the key, so that the same
request may be tried again with it. A request that is cut off leaves its claim to the lease that
the keys give. A repeat that runs anew finds its own rows, because the moment of the first claim
stays and `Call.new_id` gives the same ids; after 24 hours the key, and with it the ids, are new.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import structlog
from starlette.requests import Request
from starlette.responses import Response

from shared.domain.caller import Caller
from shared.domain.requests import KeyClaim, KeyState, StoredAnswer
from shared.errors import FieldProblem
from shared.web.bodies import JsonBody
from shared.web.refusals import IdempotencyKeyInProgress, IdempotencyKeyInvalid, IdempotencyKeyReused
from shared.web.routing import RepeatKey, Upload

HEADER = "Idempotency-Key"
_VISIBLE = re.compile(r"[\x21-\x7e]{1,255}")

log = structlog.stdlib.get_logger("fintar.idempotency")


class IdempotencyKeys(Protocol):
    """Where keys are claimed, one caller's never meeting another's. A claim is leased for a minute."""

    async def claim(self, caller: Caller, *, key: str, fingerprint: str) -> KeyClaim:
        """Claim the key for this request, or say what became of it."""
        ...

    async def keep(self, caller: Caller, *, key: str, answer: StoredAnswer) -> None:
        """Keep the answer for 24 hours."""
        ...

    async def release(self, caller: Caller, *, key: str) -> None:
        """Free the key for any request; the moment of its first claim stays."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An Idempotency-Key with the fingerprint of the request that it came with."""

    key: str
    fingerprint: str


def asked_with(request: Request, body: JsonBody | Upload | None) -> Asked | None:
    """The request's key with its fingerprint, None without one. Raises IdempotencyKeyInvalid."""
    given = request.headers.getlist(HEADER)
    if not given:
        return None
    if len(given) > 1 or not _VISIBLE.fullmatch(given[0]):
        raise IdempotencyKeyInvalid(FieldProblem(f"/header/{HEADER}", IdempotencyKeyInvalid.says))
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    fingerprint = hashlib.sha256(asked + _said(body)).hexdigest()
    return Asked(key=given[0], fingerprint=fingerprint)


def _said(body: JsonBody | Upload | None) -> bytes:
    if isinstance(body, Upload):
        return f"{body.media_type} {body.encoding}\n".encode() + body.content
    return body.canonical() if body else b""


async def answer_once(
    keys: IdempotencyKeys,
    caller: Caller,
    asked: Asked,
    carry_out: Callable[[RepeatKey], Awaitable[Response]],
) -> Response:
    """The first answer if there is one; otherwise carry the request out and keep its answer.

    Raises IdempotencyKeyReused, IdempotencyKeyInProgress and whatever carrying it out raises.
    """
    claim = await keys.claim(caller, key=asked.key, fingerprint=asked.fingerprint)
    if claim.state is KeyState.REUSED:
        raise IdempotencyKeyReused(FieldProblem(f"/header/{HEADER}", IdempotencyKeyReused.says))
    if claim.answer is not None:
        return _replay(claim.answer)
    if claim.claimed_at is None:
        raise IdempotencyKeyInProgress
    repeat = RepeatKey(key=asked.key, fingerprint=asked.fingerprint, claimed_at=claim.claimed_at)
    try:
        response = await carry_out(repeat)
    except Exception:
        await _release(keys, caller, asked.key)
        raise
    await _keep(keys, caller, asked.key, response)
    return response


def _replay(answer: StoredAnswer) -> Response:
    headers = {"Idempotency-Replayed": "true"}
    if not answer.body:
        return Response(status_code=answer.status, headers=headers)
    return Response(answer.body.encode(), answer.status, {**headers, "Content-Type": answer.content_type})


async def _keep(keys: IdempotencyKeys, caller: Caller, key: str, response: Response) -> None:
    if not 200 <= response.status_code < 300:
        await _release(keys, caller, key)
        return
    answer = StoredAnswer(
        status=response.status_code,
        content_type=response.headers.get("content-type", "application/json"),
        body=bytes(response.body).decode(),
    )
    try:
        await keys.keep(caller, key=key, answer=answer)
    except Exception as error:
        # The effect stands, so the caller gets the answer; a repeat finds its own rows after the lease.
        log.warning("answer_not_kept", exc_info=error)


async def _release(keys: IdempotencyKeys, caller: Caller, key: str) -> None:
    try:
        await keys.release(caller, key=key)
    except Exception as error:
        log.warning("key_not_released", exc_info=error)
