"""Tools that an advisor may ask for, and what comes of asking.

A tool is built over services that already act as the caller: there is no argument by which an advisor could
name a person. What goes wrong comes back as data with a hint, so that the advisor can say so or ask better.
A tool that writes does not: it gives a proposal, which its person confirms through a call of their own.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

import structlog
from pydantic import Field, JsonValue, ValidationError

from shared.advice.capping import LONGEST_REMARK, MOST_FACTS, MOST_MISSING, MOST_REMARKS, Data, capped, plain
from shared.advice.events import Card, ProposalOffered
from shared.advice.relevance import PersonState, Serves
from shared.domain.conversation.model import Fact, SessionType
from shared.domain.values import Value
from shared.errors import Conflict, FieldProblem, FintarError, Forbidden, InvalidInput, NotFound
from shared.gateways.advisor.protocol import (
    Missing,
    Remark,
    ToolCall,
    ToolDeclaration,
    ToolFailure,
    ToolResult,
)
from shared.web.invalid import problems_of
from shared.words import Language, Words

log = structlog.stdlib.get_logger("fintar.tools")

MOST_CALLS = 8
"""How many calls of one round are run: what each finds goes into every following request."""

PATIENCE = 8.0
"""Seconds that a tool may take: others wait for it, and a turn has 25 for everything."""

UNKNOWN_TOOL = Words(
    id="Alat itu tidak ada. Yang ada: {names}.",
    en="There is no such tool. There are: {names}.",
)
WRONG_ARGUMENTS = Words(
    id="Isian alat ini belum benar. {fields} Perbaiki lalu panggil lagi, atau tanyakan yang belum diketahui.",
    en=(
        "The arguments of this tool are not right. {fields} Correct them and call again, or ask what is not "
        "known."
    ),
)
REFUSED = Words(
    id="{detail} {fields} Sampaikan ini, atau perbaiki isian lalu panggil lagi; jangan menebak angka.",
    en="{detail} {fields} Tell this, or correct the arguments and call again; do not guess figures.",
)
SAY_SO = Words(
    id="{detail} Katakan bahwa datanya belum bisa dibaca sekarang; jangan menebak angka.",
    en="{detail} Say that the data cannot be read right now; do not guess figures.",
)
BROKEN = Words(
    id="Alat ini sedang rusak. Katakan bahwa datanya belum bisa dibaca sekarang; jangan menebak angka.",
    en="This tool is broken right now. Say that the data cannot be read; do not guess figures.",
)
TOO_SLOW = Words(
    id="Alat ini terlalu lama. Katakan bahwa datanya belum bisa dibaca sekarang; jangan menebak angka.",
    en="This tool takes too long. Say that the data cannot be read right now; do not guess figures.",
)
TOO_MANY = Words(
    id=f"Paling banyak {MOST_CALLS} alat sekaligus. Panggil lagi yang masih perlu.",
    en=f"At most {MOST_CALLS} tools at once. Call again those that are still needed.",
)
UNKNOWN = Words(id="Alat yang tidak dikenal", en="An unknown tool")
MOST_FIELDS = 5
"""How many wrong fields one hint names."""

UNKNOWN_NAME = "unknown_tool"

REFUSALS = (InvalidInput, Conflict, NotFound, Forbidden)
"""Errors that say something about what was asked; the others are about us."""


class ToolSetting(Value):
    """What every tool of a turn is told: the time, the language for labels, which conversation and turn.

    `state` is what is known of the person already; without a session nothing can be proposed.
    """

    now: datetime
    language: Language
    session_id: UUID | None = None
    turn_id: UUID | None = None
    session_type: SessionType | None = None
    state: PersonState = PersonState()


class NoArguments(Value):
    """The arguments of a tool that takes none."""


class Findings(Value):
    """What a tool found: facts with ids, the engine's own words, what is missing, and other data.

    `cards` are shown to the person and never sent to a model; `proposal` is a write that waits for a yes.
    """

    facts: tuple[Fact, ...] = ()
    remarks: tuple[Remark, ...] = ()
    missing: tuple[Missing, ...] = ()
    data: dict[str, JsonValue] = Field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    proposal: ProposalOffered | None = None


class Outcome(NamedTuple):
    """What came of a call: what the advisor is told, and what the person is shown besides."""

    result: ToolResult
    cards: tuple[Card, ...] = ()
    proposal: ProposalOffered | None = None


class Explained:
    """A refusal that has data for the advisor too, such as the names that could be meant."""

    data: Mapping[str, JsonValue]


class Tool(Protocol):
    """One thing an advisor may ask for, acting as the caller alone."""

    @property
    def declaration(self) -> ToolDeclaration:
        """What the advisor is told about it."""
        ...

    @property
    def purpose(self) -> Words:
        """What it is for, as the person reads it while it runs."""
        ...

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Do it. Raises pydantic's ValidationError for wrong arguments and any FintarError."""
        ...


class Toolbox:
    """The tools of one turn. `serves` says by name what each is for; without an entry, for everything."""

    def __init__(
        self, tools: Sequence[Tool], *, serves: Mapping[str, Serves] | None = None, patience: float = PATIENCE
    ) -> None:
        self._tools = {tool.declaration.name: tool for tool in tools}
        self._serves = serves or {}
        self._patience = patience

    @property
    def declarations(self) -> tuple[ToolDeclaration, ...]:
        """What the advisor is told."""
        return tuple(tool.declaration for tool in self._tools.values())

    def for_turn(self, setting: ToolSetting, *, among: Collection[str] | None = None) -> "Toolbox":
        """Only the tools that matter in this turn, and of these only those `among` the names."""
        everywhere = Serves()
        kept = [
            tool
            for name, tool in self._tools.items()
            if (among is None or name in among)
            and self._serves.get(name, everywhere).fits(setting.session_type, setting.state)
        ]
        return Toolbox(kept, serves=self._serves, patience=self._patience)

    def purpose(self, name: str, language: Language) -> str:
        """What the tool is for, in the person's words; one that a model made up is just unknown."""
        tool = self._tools.get(name)
        return (tool.purpose if tool is not None else UNKNOWN).into(language)

    def shown_name(self, name: str) -> str:
        """The tool's name for a client; what a model made up is not told."""
        return name if name in self._tools else UNKNOWN_NAME

    async def run_all(self, calls: Sequence[ToolCall], *, setting: ToolSetting) -> tuple[Outcome, ...]:
        """Run the calls side by side; the outcomes stand in the order of the calls."""
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(self._run(call, setting=setting)) for call in calls[:MOST_CALLS]]
        hint = TOO_MANY.into(setting.language)
        refused = (_failed(call, "too_many_calls", hint) for call in calls[MOST_CALLS:])
        return (*(task.result() for task in running), *refused)

    async def _run(self, call: ToolCall, *, setting: ToolSetting) -> Outcome:
        tool = self._tools.get(call.name)
        language = setting.language
        if tool is None:
            names = ", ".join(self._tools)
            return _failed(call, "unknown_tool", UNKNOWN_TOOL.into(language, names=names))
        arguments = whole_numbers(call.arguments)
        try:
            async with asyncio.timeout(self._patience):
                found = await tool.run(arguments, setting=setting)
        except TimeoutError:
            log.warning("tool_too_slow", tool=call.name)
            return _failed(call, "too_slow", TOO_SLOW.into(language))
        except ValidationError as error:
            fields = field_words(problems_of(error, arguments), language)
            return _failed(call, "wrong_arguments", WRONG_ARGUMENTS.into(language, fields=fields))
        except FintarError as error:
            log.warning("tool_failed", tool=call.name, code=error.code)
            return _refused(call, error, language)
        except Exception:
            # One broken tool must not take the answer from those that run beside it.
            log.exception("tool_broke", tool=call.name)
            return _failed(call, "internal_error", BROKEN.into(language))
        return Outcome(_told(call, found), cards=found.cards, proposal=found.proposal)


def whole_numbers(arguments: Mapping[str, JsonValue]) -> Data:
    """The arguments with whole numbers as such: models write 18000000 as 18000000.0 now and then."""
    return {name: _whole(value) for name, value in arguments.items() if value is not None}


def field_words(problems: Sequence[FieldProblem], language: Language) -> str:
    """The wrong fields in one line: `item/price: Wajib diisi.`"""
    told = (
        f"{problem.pointer.removeprefix('/') or '.'}: {problem.message.into(language)}"
        for problem in problems[:MOST_FIELDS]
    )
    return " ".join(told)


def _whole(value: JsonValue) -> JsonValue:
    match value:
        case float() if value.is_integer():
            return int(value)
        case dict():
            return {name: _whole(inner) for name, inner in value.items() if inner is not None}
        case list():
            return [_whole(inner) for inner in value]
        case _:
            return value


def _told(call: ToolCall, found: Findings) -> ToolResult:
    """What was found, each fact once, and no more of it than an advisor needs."""
    facts = {fact.id: fact for fact in reversed(found.facts)}
    return ToolResult(
        call_id=call.id,
        name=call.name,
        facts=tuple(reversed(facts.values()))[:MOST_FACTS],
        remarks=tuple(
            Remark(code=it.code, text=plain(it.text, longest=LONGEST_REMARK) or "")
            for it in found.remarks[:MOST_REMARKS]
        ),
        missing=tuple(
            Missing(name=it.name, hint=plain(it.hint, longest=LONGEST_REMARK) or it.name)
            for it in found.missing[:MOST_MISSING]
        ),
        data=capped(found.data),
    )


def _refused(call: ToolCall, error: FintarError, language: Language) -> Outcome:
    data = capped(error.data) if isinstance(error, Explained) else {}
    if not isinstance(error, REFUSALS):
        return _failed(call, error.code, SAY_SO.into(language, detail=error.detail(language)))
    fields = error.fields if isinstance(error, InvalidInput) else ()
    hint = REFUSED.into(language, detail=error.detail(language), fields=field_words(fields, language))
    return _failed(call, error.code, " ".join(hint.split()), data)


def _failed(call: ToolCall, code: str, hint: str, data: Data | None = None) -> Outcome:
    failure = ToolFailure(code=code, hint=plain(hint, longest=LONGEST_REMARK) or code)
    return Outcome(ToolResult(call_id=call.id, name=call.name, failure=failure, data=data or {}))
