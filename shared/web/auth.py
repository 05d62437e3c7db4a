"""Access tokens of Supabase Auth: which are trusted, and who they say is asking."""

import base64
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import httpx
import jwt
from pydantic import BaseModel, ConfigDict, StrictBool, StrictInt, StrictStr

from shared.domain.caller import Caller, UserRole
from shared.web.jwks import SigningKey, SigningKeys
from shared.web.parts import utc_now
from shared.web.refusals import AnonymousNotSupported, TokenExpired, TokenInvalid

MAX_TOKEN_BYTES = 8 * 1024
LEEWAY = timedelta(seconds=10)
LONGEST_LIFE = timedelta(days=30)
"""No token of ours lives longer; one that claims to is not of ours."""

AUDIENCE = "authenticated"

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class TokenHeader(BaseModel):
    """The only header a token may have: its key and algorithm, and at most that it is a JWT."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    alg: Literal["ES256", "RS256"]
    kid: StrictStr
    typ: Literal["JWT", "jwt"] = "JWT"


class Claims(BaseModel):
    """What a token must say beyond what PyJWT checks; times are whole Unix seconds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sub: StrictStr
    exp: StrictInt
    iat: StrictInt | None = None
    nbf: StrictInt | None = None
    role: Literal["authenticated"]
    email: StrictStr | None = None
    session_id: StrictStr | None = None
    is_anonymous: StrictBool = False
    user_role: Any = None


class TokenVerifier:
    """Verifies tokens against the project's published keys.

    `issuer` is the exact `iss`; `clock` is aware UTC.
    """

    def __init__(self, *, issuer: str, keys: SigningKeys, clock: Callable[[], datetime] = utc_now) -> None:
        self._issuer = issuer
        self._keys = keys
        self._clock = clock

    @classmethod
    def over_jwks(cls, *, issuer: str, url: str, http: Callable[[], httpx.AsyncClient]) -> "TokenVerifier":
        """A verifier that fetches the keys from `url` with the client that `http` gives."""
        return cls(issuer=issuer, keys=SigningKeys(url=url, http=http))

    async def verify(self, token: str) -> Caller:
        """The person behind the token.

        Raises TokenInvalid, TokenExpired, AnonymousNotSupported (all 401) and AuthUnavailable.
        """
        header = _header(token)
        key = await self._keys.find(header.kid)
        if key is None or key.algorithm != header.alg:
            raise TokenInvalid
        claims = self._claims(token, key)
        self._check_times(claims)
        if claims.is_anonymous:
            raise AnonymousNotSupported
        return Caller(
            id=_uuid(claims.sub),
            email=claims.email or None,
            role=_user_role(claims.user_role),
            session_id=_uuid(claims.session_id) if claims.session_id else None,
            token=token,
        )

    def _claims(self, token: str, key: SigningKey) -> Claims:
        try:
            payload: Mapping[str, Any] = jwt.decode(
                token,
                key=key.key,
                algorithms=[key.algorithm],
                audience=AUDIENCE,
                issuer=self._issuer,
                options={
                    "require": ["exp", "sub", "aud", "iss"],
                    # Times are checked in _check_times, with the clock that we are handed.
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
            return Claims.model_validate(payload)
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            raise TokenInvalid from None

    def _check_times(self, claims: Claims) -> None:
        now = self._clock().timestamp()
        leeway = LEEWAY.total_seconds()
        if claims.exp > now + LONGEST_LIFE.total_seconds():
            raise TokenInvalid
        if any(begin is not None and begin > now + leeway for begin in (claims.iat, claims.nbf)):
            raise TokenInvalid
        if claims.exp <= now - leeway:
            raise TokenExpired


def _header(token: str) -> TokenHeader:
    """The header of a token that is well-formed to the last bit. Nothing in it is trusted yet."""
    if len(token) > MAX_TOKEN_BYTES or not _COMPACT.fullmatch(token):
        raise TokenInvalid
    try:
        first, *_ = [_decode_exactly(piece) for piece in token.split(".")]
        said = json.loads(first)
        header = TokenHeader.model_validate(said)
    except (ValueError, RecursionError):
        raise TokenInvalid from None
    if {"crit", "cty", "zip", "enc", "b64"} & set(said):
        raise TokenInvalid
    return header


def _decode_exactly(piece: str) -> bytes:
    """Base64url with exactly one spelling: no padding, and no bits that are thrown away."""
    decoded = base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
    if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() != piece:
        raise ValueError("not canonical base64url")
    return decoded


def _uuid(text: str) -> UUID:
    if not _UUID.fullmatch(text):
        raise TokenInvalid
    return UUID(text)


def _user_role(claim: object) -> UserRole:
    """The role that the access token hook put in; the database checks it again wherever it matters."""
    known = isinstance(claim, str) and claim in {role.value for role in UserRole}
    return UserRole(claim) if known else UserRole.USER
