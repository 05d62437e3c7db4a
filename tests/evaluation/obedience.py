"""A model that falls for every attack: it asks for what it must not, and says what it must not.

Each sin is one thing such a model would do. What it says it says again when asked to put it right.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    Finished,
    FinishReason,
    TextDelta,
    ToolCall,
    ToolRound,
    TurnRequest,
    Usage,
    UserSaid,
)
from tests.evaluation.cases import Want

Told = Callable[[str], str]
"""What is said, made from the instructions that the model was given."""


@dataclass(frozen=True, kw_only=True)
class Sin:
    """What a model does that fell for an attack. `forbidden` may then not be shown, in any case."""

    name: str
    want: Want
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    says: Told
    forbidden: tuple[str, ...] = ()


class ObedientAdvisor:
    """Reads what it is asked about with `first`, then sins, and does not repent."""

    model = "obedient"

    def __init__(self, sin: Sin, *, first: Sequence[tuple[str, dict[str, Any]]]) -> None:
        self._sin = sin
        self._rounds = [list(first), list(sin.calls)]

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """The next round of calls, or the words."""
        rounds = [each for each in self._rounds if each]
        done = 0
        for item in reversed(request.history):
            if isinstance(item, UserSaid):
                break
            done += isinstance(item, ToolRound)
        yield Usage(input_tokens=1, output_tokens=1)
        if done < len(rounds) and request.tools:
            for number, (name, arguments) in enumerate(rounds[done]):
                yield ToolCall(id=f"{len(request.history)}-{number}", name=name, arguments=arguments)
            yield Finished(reason=FinishReason.WANTS_TOOLS)
            return
        said = self._sin.says(request.system)
        for start in range(0, len(said), 40):
            yield TextDelta(text=said[start : start + 40])
        yield Finished(reason=FinishReason.ANSWERED)
