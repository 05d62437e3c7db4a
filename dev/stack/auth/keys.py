"""The keys that sign and verify access tokens, and their public half as a JWKS."""

import json
from dataclasses import dataclass
from typing import Any

import jwt
from jwt import PyJWK

from dev.stack.auth.answers import JsonObject, Refusal
from dev.stack.auth.settings import Settings

_MADE_PUBLIC = ("kty", "crv", "alg", "kid", "x", "y", "n", "e")


@dataclass(frozen=True)
class _Key:
    id: str
    algorithm: str
    material: Any


class Keys:
    """Signs with the one key that may sign, verifies with all."""

    def __init__(self, settings: Settings) -> None:
        """Raises ValueError unless exactly one of GOTRUE_JWT_KEYS may sign (or only the secret is set)."""
        jwks: list[dict[str, Any]] = json.loads(settings.jwt_keys or "[]")
        legacy = _Key(settings.jwt_key_id, "HS256", settings.jwt_secret)
        known = [_Key(jwk.get("kid", ""), jwk["alg"], PyJWK(jwk).key) for jwk in jwks]
        signing = [key for key, jwk in zip(known, jwks, strict=True) if "sign" in jwk.get("key_ops", [])]
        if jwks and len(signing) != 1:
            raise ValueError("GOTRUE_JWT_KEYS needs exactly one key with the operation sign")
        self._signing = signing[0] if signing else legacy
        self._by_id = {key.id: key for key in known}
        self._legacy = legacy
        self._public = [_published(jwk) for jwk in jwks if jwk["kty"] != "oct"]

    @property
    def jwks(self) -> JsonObject:
        """The public keys; secrets of symmetric keys are left out."""
        return {"keys": list(self._public)}

    def sign(self, claims: JsonObject) -> str:
        """An access token with these claims."""
        headers = {"kid": self._signing.id} if self._signing.id else None
        return jwt.encode(claims, self._signing.material, self._signing.algorithm, headers)

    def read(self, token: str) -> dict[str, Any]:
        """The claims of a token that one of our keys signed and that still holds. Raises 403 `bad_jwt`."""
        try:
            key = self._key_for(jwt.get_unverified_header(token))
            return jwt.decode(
                token, key.material, [key.algorithm], options={"verify_aud": False, "verify_iat": False}
            )
        except jwt.ExpiredSignatureError:
            why = "token has invalid claims: token is expired"
        except jwt.PyJWTError as error:
            why = f"token is malformed: {error}"
        message = f"invalid JWT: unable to parse or verify signature, {why}"
        raise Refusal(403, "bad_jwt", message)

    def _key_for(self, header: dict[str, Any]) -> _Key:
        if "kid" in header:
            key = self._by_id.get(header["kid"])
            if key is None and header["kid"] == self._legacy.id and self._legacy.id:
                return self._legacy
            if key is None:
                raise jwt.InvalidTokenError(f"unrecognized JWT kid {header['kid']}")
            return key
        if header.get("alg") == "HS256" and self._legacy.material:
            return self._legacy
        raise jwt.InvalidTokenError("missing kid")


def _published(jwk: dict[str, Any]) -> JsonObject:
    public: JsonObject = {name: jwk[name] for name in _MADE_PUBLIC if name in jwk}
    public["use"] = "sig"
    public["key_ops"] = ["verify"]
    return public
