"""Passwords: what is asked of them, and bcrypt, which is slow on purpose and therefore runs in a thread."""

import asyncio
import secrets

import bcrypt
from pydantic import JsonValue

from dev.stack.auth.answers import WeakPassword, invalid
from dev.stack.auth.settings import Settings

_COST = 10
_LONGEST_IN_BYTES = 72


def check_strength(password: str, settings: Settings) -> None:
    """Raise WeakPassword, or `validation_failed` for one longer than bcrypt reads."""
    if len(password.encode()) > _LONGEST_IN_BYTES:
        raise invalid(f"Password cannot be longer than {_LONGEST_IN_BYTES} characters")
    messages: list[str] = []
    reasons: list[JsonValue] = []
    if len(password.encode()) < settings.password_length:
        messages.append(f"Password should be at least {settings.password_length} characters.")
        reasons.append("length")
    sets = _character_sets(settings)
    if any(not set(password) & set(characters) for characters in sets):
        messages.append(f"Password should contain at least one character of each: {', '.join(sets)}.")
        reasons.append("characters")
    if reasons:
        raise WeakPassword(" ".join(messages), reasons)


def _character_sets(settings: Settings) -> list[str]:
    """The required sets, separated by colons; a colon that is meant itself is written with a backslash."""
    spared = settings.password_characters.replace("\\:", "\0")
    return [part.replace("\0", ":") for part in spared.split(":") if part]


async def hashed(password: str) -> str:
    """The bcrypt hash of a password."""
    return await asyncio.to_thread(lambda: bcrypt.hashpw(password.encode(), bcrypt.gensalt(_COST)).decode())


async def matches(password: str, encrypted: str | None) -> bool:
    """Whether the password is the one that was hashed."""
    if not encrypted or len(password.encode()) > _LONGEST_IN_BYTES:
        return False
    return await asyncio.to_thread(bcrypt.checkpw, password.encode(), encrypted.encode())


def made_up() -> str:
    """A password that nobody knows, for accounts that sign in by link first."""
    return secrets.token_urlsafe(48)
