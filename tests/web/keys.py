"""Signing keys, tokens and a key endpoint, for tests of who is let in."""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from tests.fakes.web import NOON

ISSUER = "http://127.0.0.1:54321/auth/v1"
JWKS_URL = f"{ISSUER}/.well-known/jwks.json"
OWNER_ID = "0b9f9e3c-6c0b-4a35-9f5c-0a6f4c6f6f11"
SESSION_ID = "5d3c2f8e-3a39-4b06-8a0a-3f1f5f2a7b22"

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@cache
def elliptic_key(name: str) -> ec.EllipticCurvePrivateKey:
    """A P-256 key; the same for the same name."""
    return ec.generate_private_key(ec.SECP256R1())


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """An RSA key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def public_jwk(key: PrivateKey, kid: str, **extra: Any) -> dict[str, Any]:
    """The public half as it is published."""
    if isinstance(key, rsa.RSAPrivateKey):
        jwk = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {**jwk, "kid": kid, "alg": "RS256", "use": "sig", "key_ops": ["verify"], **extra}
    jwk = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**jwk, "kid": kid, "alg": "ES256", "use": "sig", "key_ops": ["verify"], **extra}


def claims(*, without: str | None = None, now: datetime = NOON, **changes: Any) -> dict[str, Any]:
    """The claims of a good access token as Supabase Auth writes them, with changes."""
    seconds = int(now.timestamp())
    good = {
        "iss": ISSUER,
        "sub": OWNER_ID,
        "aud": "authenticated",
        "exp": seconds + 3600,
        "iat": seconds,
        "email": "owner@example.com",
        "phone": "",
        "app_metadata": {"provider": "email"},
        "user_metadata": {},
        "role": "authenticated",
        "aal": "aal1",
        "amr": [{"method": "password", "timestamp": seconds}],
        "session_id": SESSION_ID,
        "is_anonymous": False,
        "user_role": "USER",
    }
    return {name: value for name, value in {**good, **changes}.items() if name != without}


def token(
    said: Mapping[str, Any] | None = None,
    *,
    kid: str = "first",
    key: PrivateKey | None = None,
    algorithm: str = "ES256",
    header: Mapping[str, Any] | None = None,
) -> str:
    """A token signed with the first key unless told otherwise."""
    return jwt.encode(
        dict(said if said is not None else claims()),
        key or elliptic_key("first"),
        algorithm=algorithm,
        headers={"kid": kid, **(header or {})},
    )


def spelled(piece: object) -> str:
    """A piece of a token, by hand."""
    raw = piece if isinstance(piece, bytes) else json.dumps(piece).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class KeyEndpoint:
    """The project's key endpoint: counts its visits and can fail."""

    def __init__(self, *keys: Mapping[str, Any]) -> None:
        self.keys: list[Mapping[str, Any]] = list(keys)
        self.visits = 0
        self.down = False
        self.answer: httpx.Response | None = None

    def client(self) -> httpx.AsyncClient:
        """A client that reaches nothing but this endpoint."""
        return httpx.AsyncClient(transport=httpx.MockTransport(self._respond))

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.visits += 1
        if self.down:
            raise httpx.ConnectError("refused", request=request)
        return self.answer or httpx.Response(200, json={"keys": self.keys})


class Seconds:
    """A monotonic clock that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now
