"""Idempotency keys in Postgres, where the caller is known by their token alone."""

from typing import Any

from shared.domain.caller import Caller
from shared.domain.requests import KeyClaim, KeyState, StoredAnswer
from shared.stores.database import Database, Row


class IdempotencyKeyStore:
    """The keys of all callers, through the database functions that know only one's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, caller: Caller, *, key: str, fingerprint: str) -> KeyClaim:
        """Claim the key for this request, or say what became of it."""
        rows = await self._call(
            caller, "claim_idempotency_key", {"idempotency_key": key, "fingerprint": fingerprint}
        )
        return _claim(rows[0])

    async def keep(self, caller: Caller, *, key: str, answer: StoredAnswer) -> None:
        """Keep the answer for 24 hours."""
        await self._call(
            caller,
            "keep_idempotent_answer",
            {
                "idempotency_key": key,
                "status": answer.status,
                "content_type": answer.content_type,
                "body": answer.body,
            },
        )

    async def release(self, caller: Caller, *, key: str) -> None:
        """Free the key for any request; the moment of its first claim stays."""
        await self._call(caller, "release_idempotency_key", {"idempotency_key": key})

    async def _call(self, caller: Caller, name: str, values: dict[str, Any]) -> list[Row]:
        return await self._database.run(self._database.as_caller(caller).rpc(name, values))


def _claim(row: Row) -> KeyClaim:
    state = KeyState(str(row["state"]))
    if state is not KeyState.REPLAY:
        return KeyClaim.model_validate({"state": state, "claimed_at": row["claimed_at"]})
    answer = StoredAnswer.model_validate(
        {"status": row["status"], "content_type": row["content_type"], "body": row["body"] or ""}
    )
    return KeyClaim(state=state, answer=answer)
