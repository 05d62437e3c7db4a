"""Make the keys of a stack, and sign tokens with them."""

import base64
import hashlib
import json
import secrets
import time
import uuid
from typing import Literal

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from dev.stack.credentials import Credentials, Jwk

KeyRole = Literal["anon", "service_role"]

DATABASE_ROLES = ("supabase_admin", "postgres", "authenticator", "supabase_auth_admin")


def make_credentials() -> Credentials:
    """A fresh set, from the system's own randomness."""
    return Credentials(
        signing_key=_signing_key(),
        jwt_secret=secrets.token_hex(32),
        publishable_key=_api_key("sb_publishable_"),
        secret_key=_api_key("sb_secret_"),
        passwords={role: secrets.token_hex(16) for role in DATABASE_ROLES},
    )


def mint_role_token(key: Jwk, *, role: KeyRole, issuer: str, lasts: int, now: float | None = None) -> str:
    """A token for a role and nobody in particular, valid for `lasts` seconds."""
    issued = int(time.time() if now is None else now)
    claims = {"role": role, "iss": issuer, "iat": issued, "exp": issued + lasts}
    return jwt.encode(claims, jwt.PyJWK(key).key, algorithm="ES256", headers={"kid": key["kid"]})


def _signing_key() -> Jwk:
    private = ec.generate_private_key(ec.SECP256R1())
    key: Jwk = json.loads(ECAlgorithm.to_jwk(private))
    return key | {"kid": str(uuid.uuid4()), "alg": "ES256", "use": "sig", "key_ops": ["sign", "verify"]}


def _api_key(prefix: str) -> str:
    body = secrets.token_urlsafe(16)
    digest = hashlib.sha256(f"{prefix}{body}".encode()).digest()
    return f"{prefix}{body}_{base64.urlsafe_b64encode(digest)[:8].decode()}"
