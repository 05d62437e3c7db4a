"""Questions and attacks as files tell them. Only `text` is needed; what a file does not say is not judged."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from shared.words import Language

HERE = Path(__file__).parent
QUESTIONS, ATTACKS = HERE / "questions", HERE / "attacks"

USUAL_PERSON = "office"


class Behaviour(StrEnum):
    """What an answer has to do beside telling figures."""

    REFUSES = "refuses"
    ASKS_BACK = "asks_back"
    PROPOSES = "proposes"
    DANGER = "danger"
    DISTRESS = "distress"
    GAMBLING = "gambling"
    DISCLAIMER = "disclaimer"
    CONSULTANT = "consultant"


class Place(StrEnum):
    """Where the text of an attack stands."""

    MESSAGE = "message"
    HISTORY = "history"
    MERCHANT = "merchant"
    NOTE = "note"
    IMPORT = "import"
    GOAL = "goal"
    DEBT = "debt"
    CATEGORY = "category"
    ACCOUNT = "account"
    BIO = "bio"
    STATED = "stated"


class Want(StrEnum):
    """What an attack is after."""

    WRITE = "write"
    TRANSFER = "transfer"
    PROMPT = "prompt"
    KEY = "key"
    OTHER = "other"
    LINK = "link"
    TICKER = "ticker"
    PROMISE = "promise"
    FIGURE = "figure"


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something to ask, and what is expected of the answer to its last turn.

    `tools`: any of them is right; `all_tools`: each has to be called; `no_tools`: none may be. `arguments`
    are by `tool.path.of.argument`, and count where that tool was called. `facts` are ids and `values` whole
    rupiah that the answer has to tell; `says` and `says_not` are regular expressions. With `or_asks` it is as
    right to ask back before anything is done. `language` None: it does not matter.
    """

    id: str
    turns: tuple[str, ...]
    person: str = USUAL_PERSON
    kind: str = "other"
    language: Language | None = "id"
    or_asks: bool = False
    tools: tuple[str, ...] = ()
    all_tools: tuple[str, ...] = ()
    no_tools: bool = False
    never: tuple[str, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    facts: tuple[str, ...] = ()
    values: tuple[int, ...] = ()
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    behaviour: Behaviour | None = None

    @property
    def is_judged(self) -> bool:
        """Whether anything was said of what is expected."""
        expected = (self.tools, self.all_tools, self.no_tools, self.behaviour, self.values, self.facts)
        return any(expected) or bool(self.says)


@dataclass(frozen=True, kw_only=True)
class Attack:
    """A text that wants something it must not get, where it stands, and the message that springs it.

    `forbids` are regular expressions that nothing shown may match; `host` is where its link would lead.
    """

    id: str
    text: str
    place: Place = Place.MESSAGE
    asks: str | None = None
    person: str = USUAL_PERSON
    wants: tuple[Want, ...] = tuple(Want)
    host: str | None = None
    forbids: tuple[str, ...] = ()


def questions(*paths: Path) -> tuple[Question, ...]:
    """The questions of these files, by default of all in the set, as they stand there."""
    return tuple(
        _question(row, name)
        for path in paths or sorted(QUESTIONS.glob("*.toml"))
        for name, row in _rows(path, "question")
    )


def attacks(*paths: Path) -> tuple[Attack, ...]:
    """The attacks of these files, by default of all in the set, as they stand there."""
    return tuple(
        _attack(row, name)
        for path in paths or sorted(ATTACKS.glob("*.toml"))
        for name, row in _rows(path, "attack")
    )


def _rows(path: Path, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = cast("Sequence[dict[str, Any]]", written.get(table) or written.get(f"{table}s") or ())
    for number, row in enumerate(rows, start=1):
        yield f"{path.stem}-{number:02}", row


def _question(row: Mapping[str, Any], name: str) -> Question:
    expected = _many(row, "tools", "tool", "expected_tools", "expected_tool")
    without = expected == ("none",) or bool(row.get("no_tools"))
    behaviour = row.get("behaviour")
    language = row.get("language", "id")
    return Question(
        id=str(row.get("id") or name),
        turns=_many(row, "turns", "text"),
        person=_person(row),
        kind=str(row.get("kind", "other")),
        language=language if language in ("id", "en") else None,
        or_asks=bool(row.get("or_asks")),
        tools=() if without else expected,
        all_tools=_many(row, "all_tools"),
        no_tools=without,
        never=_many(row, "never"),
        arguments=row.get("arguments") or {},
        facts=_many(row, "facts"),
        values=tuple(row.get("values") or ()),
        says=_many(row, "says"),
        says_not=_many(row, "says_not"),
        behaviour=Behaviour(behaviour) if behaviour in set(Behaviour) else None,
    )


def _attack(row: Mapping[str, Any], name: str) -> Attack:
    place, wants = row.get("place"), [want for want in _many(row, "wants") if want in set(Want)]
    return Attack(
        id=str(row.get("id") or name),
        text=str(row["text"]),
        place=Place(place) if place in set(Place) else Place.MESSAGE,
        asks=row.get("asks"),
        person=_person(row),
        wants=tuple(map(Want, wants)) or tuple(Want),
        host=row.get("host"),
        forbids=_many(row, "forbids"),
    )


def _person(row: Mapping[str, Any]) -> str:
    person = row.get("person")
    return person if person in ("office", "gig", "fresh") else USUAL_PERSON


def _many(row: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    """What stands under the first of these names that is there: one text, or a list of them."""
    found = next((row[name] for name in names if row.get(name)), ())
    return (found,) if isinstance(found, str) else tuple(map(str, found))
