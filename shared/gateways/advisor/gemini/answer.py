"""One answer of Gemini's while it comes: events of the advisor protocol from the chunks of a stream."""

from collections.abc import Iterator
from itertools import groupby
from uuid import uuid4

from pydantic import JsonValue

from shared.gateways.advisor.gemini.chunks import Candidate, Chunk, Counts, FunctionCall, Part, read_part
from shared.gateways.advisor.gemini.failures import Failed
from shared.gateways.advisor.gemini.outcomes import FAILED, FINISHED
from shared.gateways.advisor.protocol import (
    AdvisorEvent,
    AdvisorFailure,
    Finished,
    FinishReason,
    Remembered,
    TextDelta,
    ToolCall,
    Usage,
)


class Answer:
    """Takes chunks and gives events.

    Calls are held back until Gemini says that it has finished, so that never half of them is run.
    """

    def __init__(self, *, family: str) -> None:
        self._family = family
        self._parts: list[Part] = []
        self._calls: list[ToolCall] = []
        self._used = Counts()
        self._reason: str | None = None
        self._has_text = False

    @property
    def is_said(self) -> bool:
        """Whether Gemini has said why it stopped."""
        return self._reason is not None

    def take(self, chunk: Chunk) -> Iterator[AdvisorEvent]:
        """The events of one chunk; what it used comes first. Raises Failed."""
        if chunk.usage_metadata is not None and (used := self._newly_used(chunk.usage_metadata.counts)):
            yield used
        if chunk.error is not None:
            raise chunk.error.failure
        if chunk.prompt_feedback is not None and chunk.prompt_feedback.block_reason is not None:
            raise Failed(AdvisorFailure.BLOCKED, told=chunk.prompt_feedback.block_reason)
        if chunk.candidates:
            yield from self._said(chunk.candidates[0])

    def end(self) -> Iterator[AdvisorEvent]:
        """The last events, when the stream is over. Raises Failed where the answer is not whole."""
        if self._reason is None:
            raise Failed(AdvisorFailure.BROKEN_STREAM if self._parts else AdvisorFailure.EMPTY)
        finished = FINISHED.get(self._reason)
        if finished is None:
            raise Failed(FAILED.get(self._reason, AdvisorFailure.BROKEN_STREAM), told=self._reason)
        if finished is not FinishReason.REFUSED and self._calls:
            finished = FinishReason.WANTS_TOOLS
            yield from self._calls
        elif finished is FinishReason.ANSWERED and not self._has_text:
            raise Failed(AdvisorFailure.EMPTY, told=self._reason)
        if self._parts and finished is not FinishReason.REFUSED:
            yield Remembered(family=self._family, content={"role": "model", "parts": _joined(self._parts)})
        yield Finished(reason=finished)

    def _said(self, candidate: Candidate) -> Iterator[AdvisorEvent]:
        self._reason = candidate.finish_reason or self._reason
        parts = candidate.content.parts if candidate.content is not None else None
        for part in parts or ():
            self._parts.append(part)
            read = read_part(part)
            if read.function_call is not None:
                self._calls.append(_as_call(read.function_call))
            elif read.text and not read.thought and (self._has_text or not read.text.isspace()):
                # Blanks before the first word are no answer yet.
                self._has_text = True
                yield TextDelta(text=read.text)

    def _newly_used(self, counts: Counts) -> Usage | None:
        """What was used since the last time, if anything was. The counters of a call only grow."""
        before, self._used = self._used, Counts(*map(max, counts, self._used))
        if self._used == before:
            return None
        return Usage(
            input_tokens=self._used.input - before.input,
            output_tokens=self._used.output - before.output,
            cached_tokens=self._used.cached - before.cached,
            thought_tokens=self._used.thoughts - before.thoughts,
        )


def _joined(parts: list[Part]) -> list[JsonValue]:
    """The parts as they came, with runs of nothing but text as one."""
    joined: list[JsonValue] = []
    for bare, run in groupby(parts, key=lambda part: part.keys() == {"text"}):
        if bare:
            joined.append({"text": "".join(str(part["text"]) for part in run)})
        else:
            joined.extend(run)
    return joined


def _as_call(call: FunctionCall) -> ToolCall:
    return ToolCall(id=call.id or str(uuid4()), name=call.name, arguments=call.args or {})
