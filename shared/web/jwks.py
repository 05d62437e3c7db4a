"""The project's signing keys, fetched when first needed and kept fresh without making anyone wait.

For ten minutes the keys are used as they are; for the next fifty they are used while a refresh
runs beside; after an hour a refresh is waited for. When the endpoint is down, known keys stay good
for a day. An unknown `kid` waits for the refresh that runs, or asks for one: one per cooldown, however
many such tokens come.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from pydantic import JsonValue

from shared.domain.requests import AuthUnavailable
from shared.telemetry import spent

FRESH_FOR = 600.0
SERVED_STALE_FOR = 3600.0
TRUSTED_WHEN_DOWN_FOR = 86_400.0
UNKNOWN_KID_COOLDOWN = 30.0
FAILURE_COOLDOWN = 5.0
"""Seconds, each."""

MAX_BYTES = 64 * 1024
MAX_KEYS = 20
MIN_RSA_BITS = 2048


class NoKeySet(ValueError):
    """What the endpoint sent is not a JWK set."""


log = structlog.stdlib.get_logger("fintar.jwks")


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the one algorithm that it verifies."""

    algorithm: str
    key: EllipticCurvePublicKey | RSAPublicKey


class SigningKeys:
    """A cache over the JWKS endpoint. `http` gives the client to ask with, `clock` seconds."""

    def __init__(
        self, *, url: str, http: Callable[[], httpx.AsyncClient], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._http = http
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None
        self._failed = False
        self._refreshing: asyncio.Task[None] | None = None

    async def find(self, kid: str) -> SigningKey | None:
        """The key of that id, None where the project has none. Raises AuthUnavailable without keys."""
        await self._keep_fresh()
        key = self._keys.get(kid)
        if key is None and (self._running() or self._may_ask_for_unknown()):
            await self._refresh()
            key = self._keys.get(kid)
        return key

    async def _keep_fresh(self) -> None:
        age = self._age()
        if age < FRESH_FOR:
            return
        if age < SERVED_STALE_FOR:
            if self._may_try():
                self._start_refresh()
            return
        if self._may_try():
            await self._refresh()
        if self._age() >= TRUSTED_WHEN_DOWN_FOR:
            raise AuthUnavailable

    def _age(self) -> float:
        return float("inf") if self._fetched_at is None else self._clock() - self._fetched_at

    def _may_try(self) -> bool:
        return bool(self._running()) or not self._failed or self._since_try() >= FAILURE_COOLDOWN

    def _may_ask_for_unknown(self) -> bool:
        return self._since_try() >= UNKNOWN_KID_COOLDOWN

    def _since_try(self) -> float:
        return float("inf") if self._tried_at is None else self._clock() - self._tried_at

    async def _refresh(self) -> None:
        with spent("auth"):
            await asyncio.shield(self._start_refresh())

    def _running(self) -> "asyncio.Task[None] | None":
        """The refresh that runs now; a task of an event loop that is gone does not count."""
        task = self._refreshing
        if task is None or task.done() or task.get_loop() is not asyncio.get_running_loop():
            return None
        return task

    def _start_refresh(self) -> "asyncio.Task[None]":
        """One refresh at a time: the one that runs, or a new one."""
        running = self._running()
        if running is not None:
            return running
        self._tried_at = self._clock()
        self._refreshing = asyncio.create_task(self._fetch())
        return self._refreshing

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(5):
                document = await self._download()
            self._keys = usable_keys(json.loads(document))
            self._fetched_at = self._clock()
            self._failed = False
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            self._failed = True
            log.warning("signing_keys_not_fetched", error=type(error).__name__)

    async def _download(self) -> bytes:
        async with self._http().stream("GET", self._url, follow_redirects=False) as response:
            if response.status_code != 200:
                raise NoKeySet
            document = b""
            async for chunk in response.aiter_bytes():
                document += chunk
                if len(document) > MAX_BYTES:
                    raise NoKeySet
            return document


def usable_keys(document: JsonValue) -> dict[str, SigningKey]:
    """The ES256 and RS256 keys of a JWK set by their ids. Raises NoKeySet."""
    entries = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise NoKeySet
    keys: dict[str, SigningKey] = {}
    for entry in entries[:MAX_KEYS]:
        if isinstance(entry, dict) and _is_for_verifying(entry):
            key = _usable_key(entry)
            if key is not None:
                keys.setdefault(str(entry["kid"]), key)
    return keys


def _usable_key(entry: dict[str, JsonValue]) -> SigningKey | None:
    algorithm = {"EC": "ES256", "RSA": "RS256"}.get(str(entry.get("kty")))
    if algorithm is None or entry.get("alg", algorithm) != algorithm:
        return None
    try:
        key = jwt.PyJWK(entry, algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return SigningKey(algorithm, key)
    if isinstance(key, RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return SigningKey(algorithm, key)
    return None


def _is_for_verifying(entry: dict[str, JsonValue]) -> bool:
    kid, operations = entry.get("kid"), entry.get("key_ops")
    return (
        isinstance(kid, str)
        and bool(kid)
        and entry.get("use", "sig") == "sig"
        and (operations is None or (isinstance(operations, list) and "verify" in operations))
        and "d" not in entry
    )
