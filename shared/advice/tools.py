"""Tools that an advisor may ask for, and what comes of asking.

A tool is built over services that already act as the caller: there is no argument by which an advisor could
name a person. What goes wrong comes back as data with a hint, so that the advisor can say so.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

import structlog
from pydantic import Field, JsonValue, ValidationError

from shared.domain.conversation.model import Fact
from shared.domain.values import Value
from shared.errors import FintarError
from shared.gateways.advisor.protocol import (
    Missing,
    Remark,
    ToolCall,
    ToolDeclaration,
    ToolFailure,
    ToolResult,
)
from shared.words import Language, Words

log = structlog.stdlib.get_logger("fintar.tools")

UNKNOWN_TOOL = Words(
    id="Alat itu tidak ada. Yang ada: {names}.",
    en="There is no such tool. There are: {names}.",
)
WRONG_ARGUMENTS = Words(
    id="Isian alat ini tidak sesuai skemanya.",
    en="The arguments do not fit this tool's schema.",
)
SAY_SO = Words(
    id="{detail} Katakan bahwa datanya belum bisa dibaca sekarang; jangan menebak angka.",
    en="{detail} Say that the data cannot be read right now; do not guess figures.",
)


class ToolSetting(Value):
    """What every tool of a turn is told: the time, and the language for labels."""

    now: datetime
    language: Language


class NoArguments(Value):
    """The arguments of a tool that takes none."""


class Findings(Value):
    """What a tool found."""

    facts: tuple[Fact, ...] = ()
    remarks: tuple[Remark, ...] = ()
    missing: tuple[Missing, ...] = ()
    data: dict[str, JsonValue] = Field(default_factory=dict)


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
    """The tools of one turn."""

    def __init__(self, tools: Sequence[Tool]) -> None:
        self._tools = {tool.declaration.name: tool for tool in tools}

    @property
    def declarations(self) -> tuple[ToolDeclaration, ...]:
        """What the advisor is told."""
        return tuple(tool.declaration for tool in self._tools.values())

    def purpose(self, name: str, language: Language) -> str:
        """What the tool is for, in the person's words; its bare name where there is no such tool."""
        tool = self._tools.get(name)
        return tool.purpose.into(language) if tool is not None else name

    async def run_all(self, calls: Sequence[ToolCall], *, setting: ToolSetting) -> tuple[ToolResult, ...]:
        """Run the calls side by side; the results stand in the order of the calls."""
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(self._run(call, setting=setting)) for call in calls]
        return tuple(task.result() for task in running)

    async def _run(self, call: ToolCall, *, setting: ToolSetting) -> ToolResult:
        tool = self._tools.get(call.name)
        if tool is None:
            names = ", ".join(self._tools)
            return _failed(call, "unknown_tool", UNKNOWN_TOOL.into(setting.language, names=names))
        try:
            found = await tool.run(call.arguments, setting=setting)
        except ValidationError:
            return _failed(call, "wrong_arguments", WRONG_ARGUMENTS.into(setting.language))
        except FintarError as error:
            log.warning("tool_failed", tool=call.name, code=error.code)
            hint = SAY_SO.into(setting.language, detail=error.detail(setting.language))
            return _failed(call, error.code, hint)
        return ToolResult(
            call_id=call.id,
            name=call.name,
            facts=found.facts,
            remarks=found.remarks,
            missing=found.missing,
            data=found.data,
        )


def _failed(call: ToolCall, code: str, hint: str) -> ToolResult:
    return ToolResult(call_id=call.id, name=call.name, failure=ToolFailure(code=code, hint=hint))
