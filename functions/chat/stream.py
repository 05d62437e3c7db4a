"""The stream protocol of a turn, as server-sent events.

    turn_started        the message is stored and being answered            {user_message, advisor, language}
    advisor_changed     another advisor answers instead, and why            {advisor, reason, message}
    tool_started        a tool runs, and what for, in the person's words    {call_id, name, purpose}
    tool_finished       it has ended; `failure` is a code or null           {call_id, name, failure}
    card                figures, perhaps a small chart, to show beside      {title, figures, chart}
    proposal            a write that waits for the person's yes             {id, tool, summary, details, …}
    text                the next piece of the answer                        {text}
    text_restarted      drop the text so far, the answer begins anew        {}
    provenance          where each figure of the answer comes from          {facts, figures}
    usage               what the answer took                                {model, tokens, …}
    done                the stored answer                                   {message}
    error               a problem (RFC 9457); the message can be tried again  {title, status, code, …}

Every stream ends with exactly one of `done` and `error`. A field without a value is null. Comments (`: …`)
keep the connection alive while nothing happens. Each piece of text has been checked: every figure in it
follows from a fact. `text_restarted` drops text alone: cards and proposals stay. The answer is stored before
`provenance`, so what a client sees as whole is kept even when it leaves right then.

A client that leaves cancels the turn. `POST …/messages/{id}/stop` ends it with `error` of code
`turn_stopped`: nothing partial is stored, and what a turn without an answer offered expires at once. There is
no resuming: `POST …/messages/{id}/retry`, or the same `client_message_id` again, gives the stored answer of a
finished turn (its cards, its text in one piece), or runs an unfinished one anew; while it runs, the answer is
409 `turn_in_progress`.
"""

from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from types import MappingProxyType

from pydantic import BaseModel

from functions.chat.models.messages import MessageView
from shared.advice.events import (
    AdvisorChanged,
    AnswerRestarted,
    AnswerText,
    Card,
    ProposalOffered,
    ToolFinished,
    ToolStarted,
)
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
        "advisor_changed": AdvisorChanged,
        "tool_started": ToolStarted,
        "tool_finished": ToolFinished,
        "card": Card,
        "proposal": ProposalOffered,
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


def replayed(message: MessageView, answer: MessageView, language: Language) -> Iterator[BaseModel]:
    """A turn that was answered before, as it would have been streamed."""
    advisor = answer.ai_metadata.model if answer.ai_metadata is not None else ""
    yield TurnStarted(user_message=message, advisor=advisor, language=language)
    yield from answer.cards
    yield AnswerText(text=answer.content)
    yield from closing(answer)


def closing(answer: MessageView) -> Iterator[BaseModel]:
    """What follows the text of a stored answer."""
    yield answer.provenance or Provenance()
    if answer.ai_metadata is not None:
        yield answer.ai_metadata
    yield TurnDone(message=answer)


async def server_events(events: AsyncGenerator[BaseModel]) -> AsyncGenerator[ServerEvent]:
    """The events of a turn as they are sent. An error that is raised becomes `error` on the way out."""
    async with aclosing(events):
        async for event in events:
            yield ServerEvent(_NAMES[type(event)], event)
