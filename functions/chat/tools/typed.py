"""Tools whose arguments are a model: what an advisor is told of them and what is checked are one thing."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, JsonValue

from shared.advice.schemas import schema_of
from shared.advice.tools import Findings, ToolSetting
from shared.gateways.advisor.protocol import ToolDeclaration
from shared.words import Words

A = TypeVar("A", bound=BaseModel)


def declared(
    name: str, description: Words, arguments: type[BaseModel], *, leave_out: Collection[str] = ()
) -> ToolDeclaration:
    """What an advisor is told of a tool with these arguments, but for those that `leave_out` names."""
    return ToolDeclaration(
        name=name, description=description, parameters=schema_of(arguments, leave_out=frozenset(leave_out))
    )


class TypedTool(ABC, Generic[A]):
    """A tool that is asked with a model."""

    purpose: ClassVar[Words]
    declaration: ClassVar[ToolDeclaration]
    arguments: type[A]

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Check the arguments and answer. Raises pydantic's ValidationError, and what answering raises."""
        return await self.answer(self.arguments.model_validate(dict(arguments)), setting=setting)

    @abstractmethod
    async def answer(self, asked: A, *, setting: ToolSetting) -> Findings:
        """What is found for checked arguments. Raises FintarError."""
