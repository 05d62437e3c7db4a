"""What Supabase Auth says on the wire, in the shapes that were recorded from the real program."""

from uuid import UUID

import httpx
import jwt
from pydantic import SecretStr

from shared.domain.profile.sessions import Credentials, SignUp
from shared.gateways.identity import Identity

AYU = UUID("6f1e4a52-54b8-4f04-9d7b-2d7a35a6c9e1")
THIS_SESSION = UUID("0b0d2cf8-7f4a-4f39-8b1e-6c2d53a0e8f7")
CREDENTIALS = Credentials(email="ayu@example.com", password=SecretStr("rahasia-Panjang-123"))
SIGN_UP = SignUp(credentials=CREDENTIALS, first_name="Ayu", username="ayu")
MADE_AT = "2026-11-22T08:00:00Z"


def identity_over(
    transport: httpx.AsyncBaseTransport, *, forwarding_key: str | None = None, longest_wait: float = 8.0
) -> Identity:
    """A gateway whose network is `transport`."""
    return Identity(
        url="http://auth.test",
        publishable_key="sb_publishable_key",
        http=lambda: httpx.AsyncClient(transport=transport),
        forwarding_key=SecretStr(forwarding_key) if forwarding_key else None,
        longest_wait=longest_wait,
    )


def answering(status: int, body: object, **headers: str) -> Identity:
    """A gateway to a Supabase Auth that always gives this answer."""
    return identity_over(httpx.MockTransport(lambda _: httpx.Response(status, json=body, headers=headers)))


def refusing(status: int, code: str, message: str = "no", **headers: str) -> Identity:
    """A gateway to a Supabase Auth that says no."""
    return answering(status, {"code": status, "error_code": code, "msg": message}, **headers)


def user_body(**more: object) -> dict[str, object]:
    """A person as Supabase Auth shows them."""
    person: dict[str, object] = {
        "id": str(AYU),
        "aud": "authenticated",
        "role": "authenticated",
        "email": "ayu@example.com",
        "email_confirmed_at": MADE_AT,
        "created_at": MADE_AT,
        "updated_at": MADE_AT,
        "app_metadata": {"provider": "email", "providers": ["email"]},
        "user_metadata": {},
        "identities": [],
        "is_anonymous": False,
    }
    return person | more


def session_body(**claims: object) -> dict[str, object]:
    """A session as Supabase Auth gives it."""
    said = {"sub": str(AYU), "email": "ayu@example.com", "session_id": str(THIS_SESSION)} | claims
    return {
        "access_token": jwt.encode(said, "a secret that nobody checks here at all", "HS256"),
        "token_type": "bearer",
        "expires_in": 3600,
        "expires_at": 1_795_000_000,
        "refresh_token": "4nkvy7rbj2qs",
        "user": user_body(),
    }
