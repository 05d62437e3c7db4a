"""One person's proposals, each to write a line on a notepad."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from pydantic import JsonValue

from shared.domain.caller import Caller
from shared.domain.conversation.proposals import Decision, Offer, Proposal, row_id
from shared.services.proposals import ProposalService
from tests.builders.proposals import NOON, later
from tests.fakes.proposals import FakeProposals
from tests.fakes.web import a_caller


class NotepadWriter:
    """Writes a line under an id that follows from the proposal's; may refuse, break, or take its time."""

    def __init__(self) -> None:
        self.lines: dict[UUID, str] = {}
        self.tried = 0
        self.refuses: Exception | None = None
        self.breaks_after_writing: BaseException | None = None
        self.may_write = asyncio.Event()
        self.may_write.set()
        self.writes = asyncio.Event()

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Write the line, once however often it is asked for."""
        self.tried += 1
        self.writes.set()
        await self.may_write.wait()
        if self.refuses is not None:
            raise self.refuses
        line_id = row_id(proposal_id, "line")
        self.lines.setdefault(line_id, str(arguments["line"]))
        if self.breaks_after_writing is not None:
            raise self.breaks_after_writing
        return {"line": str(line_id)}


class Desk:
    """One person's proposals, and where they are written."""

    def __init__(self) -> None:
        self.caller = a_caller()
        self.kept = FakeProposals()
        self.notepad = NotepadWriter()
        self.session_id, self.turn_id = uuid4(), uuid4()
        self.service = self.as_person(self.caller)

    def as_person(self, caller: Caller) -> ProposalService:
        """The service as somebody would use it."""
        return ProposalService(
            owner=caller.id,
            store=self.kept.as_caller(caller),
            writers={"note": lambda: self.notepad},
        )

    async def offer(self, line: str = "Kopi") -> Proposal:
        """A line that waits since noon."""
        offer = Offer(
            session_id=self.session_id,
            turn_id=self.turn_id,
            tool="note",
            language="id",
            summary=f"Tulis {line}.",
            details=(),
            arguments={"line": line},
        )
        return await self.service.offer(offer, now=NOON)

    async def decide(self, made: Proposal, decision: Decision, *, minutes: float = 1) -> Proposal:
        """Say yes or no, so many minutes after noon."""
        return await self.service.decide(self.session_id, made.id, decision, now=later(minutes))
