"""What identifies people is taken out of every text of a request, and put back into what comes of it.

To an outside model a person, an account or a phone is a mark such as `[orang 1]`, the same in the whole turn.
What the model says and asks for gets names, accounts, phones and addresses back before anybody here sees it,
so that a transaction is booked, found and told under its real name. Identity numbers, cards and codes never
come back.
"""

import hashlib
from collections.abc import Iterator, Set
from typing import cast

from pydantic import JsonValue

from shared.domain.conversation.model import Fact
from shared.domain.redaction.engine import Redactor, redacted
from shared.gateways.advisor.protocol import (
    AdvisorSaid,
    HistoryItem,
    Remembered,
    ToolCall,
    ToolDeclaration,
    ToolResult,
    ToolRound,
    TurnRequest,
    UserSaid,
)
from shared.words import Words

LONGEST_MARK = 24
"""Characters after `[` within which a mark ends, so that a stream need not wait for longer."""

MOST_PASSES = 3
"""How often the texts of a request are read for names; a name from one may tell of another elsewhere."""

MOST_KNOWN = 512
"""How many tool declarations are remembered to hold nobody's data."""

_AS_IT_CAME = frozenset({"thoughtSignature", "thought_signature", "id", "name", "role"})
"""What a model's own content must be given back with to the letter, and what nobody writes."""

_WRITTEN = frozenset({"args", "response"})
"""Where in it the same words are somebody's own: the name of a goal is a name."""

_clean: dict[bytes, bool] = {}


def redact(text: str, *, limit: int) -> str:
    """`text` without what identifies people, cut at `limit` characters: for analysis."""
    return redacted(text)[:limit]


def redact_request(request: TurnRequest, redactor: Redactor) -> TurnRequest:
    """The request with marks in place of what identifies somebody, in every text of it."""
    _learn(request, redactor)
    schema = request.answer_schema
    return request.model_copy(
        update={
            "system": redactor.redact(request.system),
            "history": tuple(_item(item, redactor) for item in request.history),
            "tools": tuple(_declaration(tool, redactor) for tool in request.tools),
            "answer_schema": None if schema is None else redactor.redact_json(schema),
        }
    )


def restore_call(call: ToolCall, redactor: Redactor) -> ToolCall:
    """The call with what its arguments mean."""
    return call.model_copy(update={"arguments": redactor.restore_json(call.arguments)})


def restore_remembered(remembered: Remembered, redactor: Redactor) -> Remembered:
    """The model's own content as it would read without marks; another turn may number them otherwise."""
    return remembered.model_copy(
        update={"content": _own_content(remembered.content, redactor, restores=True)}
    )


class RestoredText:
    """Text that comes piece by piece; what may be a mark waits until it is known to be one."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._waiting = ""
        self._before = ""

    def add(self, piece: str) -> str:
        """What can be told now."""
        text = self._waiting + piece
        opened = text.rfind("[")
        is_open = "]" not in text[opened:] and len(text) - opened <= LONGEST_MARK
        # What follows a mark decides whether it is part of an address.
        waits = opened >= 0 and (is_open or text.endswith("]"))
        cut = opened if waits else len(text)
        self._waiting = text[cut:]
        return self._told(text[:cut])

    def rest(self) -> str:
        """What is still waiting, at the end."""
        text, self._waiting = self._waiting, ""
        return self._told(text)

    def _told(self, text: str) -> str:
        """The text restored; what stood before it decides as well."""
        told = self._redactor.restore(self._before + text)[len(self._before) :]
        self._before = text[-1:] or self._before
        return told


def _learn(request: TurnRequest, redactor: Redactor) -> None:
    """Get to know everybody first: who is named once is known in every text. The message is read last."""
    texts = (request.system, *(text for item in request.history for text in _texts(item)))
    for _ in range(MOST_PASSES):
        known = redactor.names_known
        for text in texts:
            redactor.redact(text)
        if redactor.names_known == known:
            break
    said = [item.text for item in request.history if isinstance(item, UserSaid)]
    if said:
        redactor.learn(said[-1])


def _texts(item: HistoryItem) -> Iterator[str]:
    if not isinstance(item, ToolRound):
        yield item.text
        return
    yield item.text
    for call in item.calls:
        yield from _strings(call.arguments)
    for result in item.results:
        yield from _strings(result.data)
        yield from (remark.text for remark in result.remarks)
        yield from (fact.label for fact in result.facts)


def _strings(value: JsonValue) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
        case _:
            return


def _item(item: HistoryItem, redactor: Redactor) -> HistoryItem:
    changes: dict[str, object] = {"text": redactor.redact(item.text)}
    if isinstance(item, ToolRound):
        changes["calls"] = tuple(
            call.model_copy(update={"arguments": redactor.redact_json(call.arguments)}) for call in item.calls
        )
        changes["results"] = tuple(_result(result, redactor) for result in item.results)
    if isinstance(item, ToolRound | AdvisorSaid) and item.remembered is not None:
        content = _own_content(item.remembered.content, redactor, restores=False)
        changes["remembered"] = item.remembered.model_copy(update={"content": content})
    return item.model_copy(update=changes)


def _result(result: ToolResult, redactor: Redactor) -> ToolResult:
    redact_text = redactor.redact
    failure = result.failure
    return result.model_copy(
        update={
            "facts": tuple(_fact(fact, redactor) for fact in result.facts),
            "remarks": tuple(
                each.model_copy(update={"text": redact_text(each.text)}) for each in result.remarks
            ),
            "missing": tuple(
                each.model_copy(update={"name": redact_text(each.name), "hint": redact_text(each.hint)})
                for each in result.missing
            ),
            "data": redactor.redact_json(result.data),
            "failure": failure and failure.model_copy(update={"hint": redact_text(failure.hint)}),
        }
    )


def _fact(fact: Fact, redactor: Redactor) -> Fact:
    label, formula = redactor.redact(fact.label), redactor.redact(fact.formula)
    if label == fact.label and formula == fact.formula:
        return fact
    return fact.model_copy(update={"label": label, "formula": formula})


def _own_content(
    content: JsonValue, redactor: Redactor, *, restores: bool, as_it_came: Set[str] = _AS_IT_CAME
) -> JsonValue:
    """What a model gave, with every text in it changed and nothing else."""
    match content:
        case str():
            return redactor.restore(content) if restores else redactor.redact(content)
        case dict():
            return {
                key: inner
                if key in as_it_came
                else _own_content(
                    inner,
                    redactor,
                    restores=restores,
                    as_it_came=frozenset() if key in _WRITTEN else as_it_came,
                )
                for key, inner in content.items()
            }
        case list():
            return [
                _own_content(inner, redactor, restores=restores, as_it_came=as_it_came) for inner in content
            ]
        case _:
            return content


def _declaration(tool: ToolDeclaration, redactor: Redactor) -> ToolDeclaration:
    """Declarations are ours and hold nobody's data; should one ever do, it is redacted like the rest."""
    if _holds_nobody(tool.model_dump_json()):
        return tool
    description = Words(*map(redactor.redact, tool.description))
    parameters = cast("dict[str, JsonValue]", redactor.redact_json(tool.parameters))
    return tool.model_copy(update={"description": description, "parameters": parameters})


def _holds_nobody(written: str) -> bool:
    """Whether there is nothing to take out. Remembered by digest: declarations are the same all day."""
    digest = hashlib.sha256(written.encode()).digest()
    known = _clean.get(digest)
    if known is None:
        if len(_clean) >= MOST_KNOWN:
            _clean.clear()
        known = _clean[digest] = redacted(written) == written
    return known
