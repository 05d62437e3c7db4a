"""Proposals of one person's conversations, in MongoDB: offered, decided, and shown beside their answers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import JsonValue
from pymongo import ASCENDING, IndexModel, ReturnDocument

from shared.domain.caller import Caller
from shared.domain.conversation.proposals import (
    KEPT,
    LONGEST_SUMMARY,
    MOST_OPEN,
    Hold,
    Proposal,
    ProposalNotFound,
    ProposalState,
)
from shared.stores.documents import Document, Documents, Rules, from_bson, to_bson

STORED_STATES = (ProposalState.PENDING, ProposalState.CONFIRMED, ProposalState.REJECTED)
"""That a proposal has expired is told by the time, not written."""

RULES = Rules(
    name="chat_proposals",
    schema={
        "bsonType": "object",
        "required": [
            *("_id", "user_id", "session_id", "tool", "language", "summary", "arguments", "state"),
            *("created_at", "expires_at"),
        ],
        "properties": {
            "_id": {"bsonType": "binData"},
            "user_id": {"bsonType": "binData"},
            "session_id": {"bsonType": "binData"},
            "turn_id": {"bsonType": ["binData", "null"]},
            "tool": {"bsonType": "string"},
            "language": {"enum": ["id", "en"]},
            "summary": {"bsonType": "string", "minLength": 1, "maxLength": LONGEST_SUMMARY},
            "details": {"bsonType": "array"},
            "arguments": {"bsonType": "object"},
            "state": {"enum": [state.value for state in STORED_STATES]},
            "hold": {"bsonType": ["object", "null"], "required": ["id", "until"]},
            "result": {"bsonType": ["object", "null"]},
            "created_at": {"bsonType": "date"},
            "expires_at": {"bsonType": "date"},
            "decided_at": {"bsonType": ["date", "null"]},
        },
    },
    indexes=(
        # A session's proposals that wait, the oldest first; and all of a session, for when it goes.
        IndexModel([("user_id", ASCENDING), ("session_id", ASCENDING), ("created_at", ASCENDING)]),
        # Only what nobody decided is forgotten; the others are told for as long as their session.
        IndexModel(
            [("expires_at", ASCENDING)],
            expireAfterSeconds=int(KEPT.total_seconds()),
            partialFilterExpression={"state": ProposalState.PENDING.value},
        ),
    ),
)


class ChatProposals:
    """The caller's proposals. Somebody else's are not there. Every method raises ChatStoreUnavailable."""

    def __init__(self, *, documents: Documents, caller: Caller) -> None:
        self._documents = documents
        self._owner = caller.id

    async def add(self, proposal: Proposal) -> None:
        """Keep a proposal."""
        async with self._documents.using(RULES) as proposals:
            await proposals.insert_one(_to_document(proposal) | {"user_id": self._owner})

    async def find(self, session_id: UUID, proposal_id: UUID) -> Proposal:
        """One proposal of a session. Raises ProposalNotFound."""
        async with self._documents.using(RULES) as proposals:
            found = await proposals.find_one(self._one(proposal_id, session_id))
        if found is None:
            raise ProposalNotFound
        return _from_document(found)

    async def waiting(self, session_id: UUID, *, now: datetime) -> tuple[Proposal, ...]:
        """Those of a session that may still be decided, the oldest first, at most MOST_OPEN."""
        asked = {**self._of(session_id), "state": ProposalState.PENDING.value, "expires_at": {"$gt": now}}
        async with self._documents.using(RULES) as proposals:
            rows = proposals.find(asked).sort([("created_at", ASCENDING), ("_id", ASCENDING)])
            return tuple(_from_document(row) for row in await rows.limit(MOST_OPEN).to_list())

    async def among(self, ids: Collection[UUID]) -> tuple[Proposal, ...]:
        """Those of these proposals that are still kept, the oldest first."""
        asked = {"_id": {"$in": list(ids)}, "user_id": self._owner}
        async with self._documents.using(RULES) as proposals:
            rows = proposals.find(asked).sort([("created_at", ASCENDING), ("_id", ASCENDING)])
            return tuple([_from_document(row) async for row in rows])

    async def take(
        self, session_id: UUID, proposal_id: UUID, *, hold: Hold, now: datetime
    ) -> Proposal | None:
        """Take a proposal that waits for one confirm. None where it may not be taken; `find` says why.

        One that another confirm holds may be taken when that is dead, after the ten minutes too, since it
        may have written.
        """
        free: list[Document] = [
            {"hold": None, "expires_at": {"$gt": now}},
            {"hold.until": {"$lte": now}},
        ]
        asked = {
            **self._one(proposal_id, session_id),
            "state": ProposalState.PENDING.value,
            "$or": free,
        }
        return await self._update(asked, {"hold": to_bson(hold.model_dump())})

    async def give_back(self, proposal_id: UUID, *, hold_id: UUID) -> None:
        """Let go of what was taken and not written."""
        await self._update(self._held(proposal_id, hold_id), {"hold": None})

    async def confirm(
        self, proposal_id: UUID, *, hold_id: UUID, result: dict[str, JsonValue], now: datetime
    ) -> Proposal | None:
        """Say that it is written, with its result. None where the hold is no longer this one."""
        changes: dict[str, Any] = {
            "state": ProposalState.CONFIRMED.value,
            "hold": None,
            "result": to_bson(result),
            "decided_at": now,
        }
        return await self._update(self._held(proposal_id, hold_id), changes)

    async def reject(self, session_id: UUID, proposal_id: UUID, *, now: datetime) -> Proposal | None:
        """Turn a waiting proposal down. None where it may not be; `find` says why."""
        asked = {
            **self._one(proposal_id, session_id),
            "state": ProposalState.PENDING.value,
            "hold": None,
            "expires_at": {"$gt": now},
        }
        return await self._update(asked, {"state": ProposalState.REJECTED.value, "decided_at": now})

    async def withdraw(self, session_id: UUID, *, turn_id: UUID, now: datetime) -> None:
        """Let what a turn offered expire now, where nobody decided it; a confirm that holds one goes on."""
        asked = {**self._of(session_id), "turn_id": turn_id, "state": ProposalState.PENDING.value}
        async with self._documents.using(RULES) as proposals:
            await proposals.update_many(asked, {"$min": {"expires_at": now}})

    async def remove_all(self, session_id: UUID) -> None:
        """Remove a session's proposals."""
        async with self._documents.using(RULES) as proposals:
            await proposals.delete_many(self._of(session_id))

    async def _update(self, asked: Document, changes: Document) -> Proposal | None:
        """Change the one proposal that meets every condition, in one step; None where none does."""
        async with self._documents.using(RULES) as proposals:
            changed = await proposals.find_one_and_update(
                asked, {"$set": changes}, return_document=ReturnDocument.AFTER
            )
        return None if changed is None else _from_document(changed)

    def _of(self, session_id: UUID) -> Document:
        return {"user_id": self._owner, "session_id": session_id}

    def _one(self, proposal_id: UUID, session_id: UUID) -> Document:
        return {"_id": proposal_id, **self._of(session_id)}

    def _held(self, proposal_id: UUID, hold_id: UUID) -> Document:
        return {
            "_id": proposal_id,
            "user_id": self._owner,
            "state": ProposalState.PENDING.value,
            "hold.id": hold_id,
        }


def _to_document(proposal: Proposal) -> Document:
    fields = to_bson(proposal.model_dump())
    return {"_id": fields.pop("id"), **fields}


def _from_document(document: Document) -> Proposal:
    fields = from_bson(document)
    return Proposal.model_validate({"id": fields.pop("_id"), **fields})
