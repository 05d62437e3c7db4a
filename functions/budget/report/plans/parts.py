"""What pictures of plans are made of: every word written, every place a fraction, nothing left to decide.

`x` and `y` are fractions of a chart's width and height from its lower left corner. Series are told apart by
their number: colour, dashes and the letter of their badge follow from it.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from shared.words import Language

Tone = Literal["plain", "good", "alarm"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fact:
    """An amount, month or the like with its name."""

    label: str
    text: str
    alarm: bool = False
    swatch: str | None = None

    @property
    def told(self) -> str:
        """The fact as a part of a sentence."""
        return f"{self.label}: {self.text}".removesuffix(": ")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several: its badge (the number of its series), name, state in a word or two, and facts.

    `noted` says that its letter only points at something and is the letter of no line.
    """

    name: str
    series: int | None = None
    pill: str = ""
    tone: Tone = "plain"
    facts: tuple[Fact, ...] = ()
    sentence: str = ""
    noted: bool = False

    @property
    def told(self) -> str:
        """The entry in words."""
        begin = f"{self.name} ({self.pill})" if self.pill else self.name
        parts = "; ".join(fact.told for fact in self.facts)
        told = f"{begin} \u2013 {parts}." if parts else f"{begin}."
        return f"{told} {self.sentence}".strip()


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its words, `below` in a second line."""

    at: float
    text: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A marked point of a line."""

    x: float
    y: float
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A series through its points; `badge` is how high its letter stands at the right, None without one."""

    series: int
    points: tuple[Point, ...]
    badge: float | None = None
    strong: bool = False
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two series, as a closed outline; the lighter the wider."""

    series: int
    outline: tuple[Point, ...]
    outer: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """A letter above the chart, at `lane`, for something that happens at `x` and `y`; `noted` as above."""

    series: int
    lane: float
    x: float
    y: float
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """An upright line with words on it."""

    at: float
    text: str
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lines over time."""

    kind: Literal["lines"] = "lines"
    title: str
    caption: str = ""
    zero: float
    marks: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    bands: tuple[Band, ...] = ()
    pins: tuple[Pin, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def told(self) -> str:
        """The chart in words; its lines are told where their names are."""
        return f"{self.title}. {self.caption}".strip()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column, from one height to another."""

    tone: str
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Column:
    """A month's pieces, and where its mark stands."""

    sign: str
    year: str
    pieces: tuple[Piece, ...]
    mark: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChart:
    """Stacked columns, one a month, with the legend beneath."""

    kind: Literal["columns"] = "columns"
    title: str
    caption: str = ""
    zero: float
    marks: tuple[Tick, ...]
    columns: tuple[Column, ...]
    legend: tuple[Fact, ...]
    alt: str

    @property
    def told(self) -> str:
        """The chart in words."""
        return " ".join([f"{self.title}.", *(f"{fact.told}." for fact in self.legend), self.alt])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """A list of entries; the legend of a chart where they have badges."""

    kind: Literal["entries"] = "entries"
    title: str = ""
    rows: tuple[Entry, ...]
    more: str = ""

    @property
    def told(self) -> str:
        """The entries in words."""
        return " ".join([*(row.told for row in self.rows), self.more]).strip()


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount as a bar from `start` to `end` on a scale that all bars of its name share."""

    label: str
    text: str
    start: float
    end: float
    alarm: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One of several ways, to stand beside the others."""

    entry: Entry
    bars: tuple[Bar, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Ways beside each other."""

    kind: Literal["cards"] = "cards"
    cards: tuple[Card, ...]

    @property
    def told(self) -> str:
        """The ways in words."""
        return " ".join(_card_told(card) for card in self.cards)


@dataclass(frozen=True, slots=True)
class Filling:
    """Something that is filled month by month: the line from 0 to 1, 1 being its target."""

    entry: Entry
    points: tuple[Point, ...]
    reached: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fillings:
    """What is filled over the same months, one below the other."""

    kind: Literal["fillings"] = "fillings"
    title: str
    caption: str = ""
    ticks: tuple[Tick, ...]
    rows: tuple[Filling, ...]
    more: str = ""

    @property
    def told(self) -> str:
        """All of them in words."""
        return " ".join([f"{self.title}.", *(row.entry.told for row in self.rows), self.more]).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Sentences under a heading."""

    kind: Literal["sentences"] = "sentences"
    title: str
    texts: tuple[str, ...]

    @property
    def told(self) -> str:
        """The sentences."""
        return " ".join(self.texts)


Panel = LineChart | ColumnChart | Entries | Cards | Fillings | Sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPicture:
    """Everything on the page. `name` is what its file is called."""

    language: Language
    name: str
    kicker: str
    heading: str
    period: str
    sentence: str
    alarm: bool = False
    figures: tuple[Fact, ...] = ()
    panels: tuple[Panel, ...] = field(default=())
    footer: str

    @property
    def title(self) -> str:
        """What the picture is called."""
        return f"{self.kicker}: {self.heading}"

    @property
    def described(self) -> str:
        """What the picture shows, in words."""
        figures = "; ".join(figure.told for figure in self.figures)
        parts = [self.period + ".", self.sentence, figures + "." if figures else ""]
        return " ".join(part for part in (*parts, *(panel.told for panel in self.panels)) if part)

    def as_data(self) -> dict[str, Any]:
        """The picture as plain values that JSON knows."""
        return {**asdict(self), "title": self.title}


def _card_told(card: Card) -> str:
    bars = "; ".join(f"{bar.label}: {bar.text} {bar.remark}".strip() for bar in card.bars)
    return " ".join([card.entry.told, f"{bars}.", *card.remarks])
