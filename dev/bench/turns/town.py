"""Where turns are measured: a stack of its own, a model in a process of its own, and people with books."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID, uuid4, uuid5

import httpx
import jwt
import psycopg

from dev.bench.month.books import NAMESPACE, add_crowd, settle
from dev.demo.people import PASSWORD, make_demo
from dev.stack import running
from dev.stack.plan import remembered_plan
from dev.stack.running import Running
from dev.stack.state import State
from shared.domain.consent.model import Purpose
from shared.domain.consent.texts import current_text

ASKER, HERMIT = "sari@example.com", "bima@example.com"
CROWD, EACH = 200, 500
"""How many people ask at once, and how many transactions each of them has."""

NO_LIMITS: LiteralString = """
update private.rate_limit_classes set burst = 100000, refill = interval '1 millisecond'
"""
AGREE: LiteralString = """
insert into public.consents (id, user_id, purpose, version, granted)
select gen_random_uuid(), id, %s, %s, true from unnest(%s::uuid[]) as id
"""
HOUR = 3600


@dataclass(frozen=True, kw_only=True)
class Town:
    """A running stack whose functions ask `gemini`.

    People are told by their access tokens: `asker` and `hermit` have two years of a lively life, each of the
    crowd two quiet ones. All but the hermit agreed to an outside model.
    """

    stack: Running
    gemini: str
    functions: str
    process: int
    asker: str
    hermit: str
    crowd: Sequence[str]

    @property
    def environment(self) -> Mapping[str, str]:
        """What functions read, in this process or another."""
        return {**self.stack.env, **gemini_environment(self.gemini)}


def gemini_environment(url: str) -> dict[str, str]:
    """Settings that make functions ask that server, as often as they like."""
    return {
        "GEMINI_API_KEY": "a-key",
        "FINTAR_GEMINI_BASE_URL": url,
        "FINTAR_AI_TOKENS_PER_DAY": "1000000000",
        # Its people come from one town: what is cut short here would be the bench's own doing.
        "FINTAR_GEMINI_IDLE": "60",
    }


@contextmanager
def town() -> Generator[Town]:
    """All of it, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fintar-bench-") as name, _model() as gemini:
        folder = Path(name)
        # Postgres runs as another user when we are root, and must be able to pass.
        folder.chmod(0o711)
        state = folder / "stack"
        try:
            environment = gemini_environment(gemini)
            stack = running.start_throwaway(state, for_process=os.getpid(), environment=environment)
            asker, hermit, crowd = asyncio.run(_settled(stack))
            yield Town(
                stack=stack,
                gemini=gemini,
                functions=_functions(state),
                process=_process(state),
                asker=asker,
                hermit=hermit,
                crowd=crowd,
            )
        finally:
            running.stop(state)


@contextmanager
def _model() -> Generator[str]:
    command = [sys.executable, "-m", "dev.bench.turns.model"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        said = server.stdout.readline() if server.stdout is not None else ""
        try:
            yield said.strip()
        finally:
            server.terminate()


async def _settled(stack: Running) -> tuple[str, str, tuple[str, ...]]:
    """Everybody moved in and agreed: tokens of the asker, of the hermit, and of the crowd."""
    await make_demo(stack)
    asker, hermit = await _signed_in(stack, ASKER), await _signed_in(stack, HERMIT)
    crowd = [uuid5(NAMESPACE, f"talkers {number}") for number in range(CROWD)]
    await asyncio.to_thread(_move_in, stack, [UUID(asker["user"]["id"]), *crowd])
    return asker["access_token"], hermit["access_token"], tuple(_token(stack, each) for each in crowd)


async def _signed_in(stack: Running, email: str) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=stack.url, timeout=60, trust_env=False) as http:
        answer = await http.post(
            "/auth/v1/token?grant_type=password",
            json={"email": email, "password": PASSWORD},
            headers={"apikey": stack.publishable_key},
        )
    return answer.raise_for_status().json()


def _move_in(stack: Running, everybody: list[UUID]) -> None:
    with psycopg.connect(stack.admin_database_url, autocommit=True) as maker:
        add_crowd(maker, "talkers", people=CROWD, each=EACH)
        version = current_text(Purpose.AI_PROCESSING).version
        maker.execute(AGREE, (Purpose.AI_PROCESSING.value, version, everybody))
        maker.execute(NO_LIMITS)
        settle(maker)


def _token(stack: Running, person: UUID) -> str:
    """What Supabase Auth would give them."""
    now = int(time.time())
    claims = {
        "iss": f"{stack.url}/auth/v1",
        "aud": "authenticated",
        "sub": str(person),
        "iat": now,
        "exp": now + HOUR,
        "role": "authenticated",
        "email": f"{person}@example.com",
        "session_id": str(uuid4()),
        "user_role": "USER",
    }
    key = stack.signing_key
    return jwt.encode(claims, jwt.PyJWK(key).key, algorithm="ES256", headers={"kid": key["kid"]})


def _functions(state: Path) -> str:
    plan = remembered_plan(State(state))
    if plan is None:
        raise running.NotStarted(str(state))
    return plan.origin("functions")


def _process(state: Path) -> int:
    record = State(state).record()
    if record is None:
        raise running.NotStarted(str(state))
    return record.parts["functions"].pid
