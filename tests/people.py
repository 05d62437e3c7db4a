"""People for tests: each fresh, with an account of their own, signed in."""

import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import httpx
import psycopg

from dev.stack.running import Running
from shared.domain.caller import UserRole


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account, as they are after signing in."""

    id: UUID
    email: str
    password: str
    access_token: str
    refresh_token: str
    role: UserRole


class People:
    """Calls Supabase Auth: its admin API makes accounts that need no confirmation, then they sign in."""

    def __init__(self, stack: Running, http: httpx.AsyncClient) -> None:
        self._stack = stack
        self._http = http

    @classmethod
    @asynccontextmanager
    async def of(cls, stack: Running) -> AsyncGenerator[Self]:
        """People of one stack."""
        async with httpx.AsyncClient(base_url=stack.url, timeout=20, trust_env=False) as http:
            yield cls(stack, http)

    async def __call__(self, name: str, **metadata: Any) -> Person:
        """A person whose e-mail begins with `name`; `metadata` is what they tell at sign-up."""
        account = await self._make_account(name, metadata)
        return await self._sign_in(*account, UserRole.USER)

    async def consultant(self, name: str = "consultant") -> Person:
        """A consultant."""
        return await self._with_role(name, UserRole.CONSULTANT)

    async def admin(self, name: str = "admin") -> Person:
        """An administrator."""
        return await self._with_role(name, UserRole.ADMIN)

    async def sign_in_again(self, person: Person) -> Person:
        """The same person in a new session."""
        return await self._sign_in(person.email, person.password, person.role)

    async def _with_role(self, name: str, role: UserRole) -> Person:
        email, password = await self._make_account(name, {})
        connection = await psycopg.AsyncConnection.connect(self._stack.database_url, autocommit=True)
        async with connection:
            await connection.execute(
                "select private.grant_role(%s, %s::public.user_role)", (email, role.value)
            )
        return await self._sign_in(email, password, role)

    async def _make_account(self, name: str, metadata: dict[str, Any]) -> tuple[str, str]:
        email, password = f"{name}.{secrets.token_hex(6)}@example.com", secrets.token_urlsafe(12)
        wish = {"email": email, "password": password, "email_confirm": True, "user_metadata": metadata}
        key = self._stack.secret_key
        answer = await self._http.post("/auth/v1/admin/users", json=wish, headers={"apikey": key})
        answer.raise_for_status()
        return email, password

    async def _sign_in(self, email: str, password: str, role: UserRole) -> Person:
        answer = await self._http.post(
            "/auth/v1/token?grant_type=password",
            json={"email": email, "password": password},
            headers={"apikey": self._stack.publishable_key},
        )
        session = answer.raise_for_status().json()
        return Person(
            id=UUID(session["user"]["id"]),
            email=email,
            password=password,
            access_token=session["access_token"],
            refresh_token=session["refresh_token"],
            role=role,
        )
