"""The stream protocol of a turn, as server-sent events.

    turn_started        the message is stored and being answered            {user_message, advisor, language}
    tool_started        a tool runs, and what for                           {call_id, name, purpose}
    tool_finished       it has ended; `failure` is a code or null           {call_id, name, failure}
    text                the next piece of the answer                        {text}
    text_restarted      drop the text so far, the answer begins anew        {}
    provenance          where each figure of the answer comes from          {facts, figures}
    usage               what the answer took                                {model, tokens, …}
    done                the stored answer                                   {message}
    error               a problem (RFC 9457); the turn may be sent again    {title, status, code, …}

Every stream ends with exactly one of `done` and `error`. A field without a value is null. Comments keep the
connection alive. Each piece of text has been checked: every figure in it follows from a fact. The answer is
stored before `provenance`, so what a client sees as whole is kept even when it leaves right then. There is no
resuming: the same `client_message_id` again gives the stored answer of a finished turn, or runs an unfinished
one anew.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from types import MappingProxyType

from pydantic import BaseModel

from functions.chat.models import MessageView
from shared.advice.turn import AnswerRestarted, AnswerText, ToolFinished, ToolStarted
from shared.domain.conversation.model import AiMetadata, Provenance
from shared.domain.values import Value
from shared.web.problems import Problem
from shared.web.sse import ServerEvent
from shared.words import Language


class TurnStarted(Value):
    """The message is stored and being answered."""

    user_message: MessageView
    advisor: str
    language: Language


class TurnDone(Value):
    """The answer as it is stored."""

    message: MessageView


EVENTS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "turn_started": TurnStarted,
        "tool_started": ToolStarted,
        "tool_finished": ToolFinished,
        "text": AnswerText,
        "text_restarted": AnswerRestarted,
        "provenance": Provenance,
        "usage": AiMetadata,
        "done": TurnDone,
        "error": Problem,
    }
)
"""Each event's model by its name."""

_NAMES = {model: name for name, model in EVENTS.items()}


async def server_events(events: AsyncGenerator[BaseModel]) -> AsyncGenerator[ServerEvent]:
    """The events of a turn as they are sent. An error that is raised becomes `error` on the way out."""
    async with aclosing(events):
        async for event in events:
            yield ServerEvent(_NAMES[type(event)], event)
