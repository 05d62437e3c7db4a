"""A flow laid out on a plane: nodes in columns, ribbons between them, labels that do not touch.

Lengths are points of the page; y grows downwards. Money only sets proportions here, so these are
floats and no amounts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from functions.budget.report.flow import Flow, Stream, Tone

_THINNEST = 1.5
"""The least height of a node in points, so that a small stream can still be seen."""

_HALVINGS = 40


class Area(NamedTuple):
    """Where a flow is laid out, and how much room its labels need.

    `columns` are the left edges of the four columns, `node` is the width of a node, `gap` the least
    space between two nodes of a column and `lines` for each column the least distance between the
    middles of two. A column of n nodes needs a height of n times its line.
    """

    height: float
    columns: tuple[float, float, float, float]
    node: float
    gap: float
    lines: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A stream as an upright bar in a column (0: sources, 1: all, 2: groups, 3: categories).

    What all of it comes to needs no name, unless it is the only source.
    """

    column: int
    x: float
    y: float
    height: float
    stream: Stream


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band of one `height` from a node's right edge to the left edge of a node further right."""

    x1: float
    y1: float
    x2: float
    y2: float
    height: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Diagram:
    """What is to be drawn; the nodes of a column in order from the top."""

    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]


@dataclass(frozen=True, slots=True)
class _Stack:
    """A column's nodes as heights and upper edges, and how far down they reach with their labels."""

    heights: Sequence[float]
    tops: Sequence[float]
    reach: float


def lay_out(flow: Flow, area: Area) -> Diagram:
    """The flow within `area`, drawn as large as its fullest column allows.

    A single source is all there is: it takes the place of both first columns.
    """
    columns = _columns(flow)
    scale = _scale(columns, flow.total, area)
    edges = area.columns if columns[0] else (0.0, area.columns[0], *area.columns[2:])
    nodes = tuple(
        Node(number, edges[number], top, height, stream)
        for number, streams in enumerate(columns)
        for stream, top, height in _placed(streams, scale, area, area.lines[number])
    )
    return Diagram(nodes, tuple(_ribbons(flow, nodes, area.node, scale)))


def _columns(flow: Flow) -> tuple[Sequence[Stream], ...]:
    alone = len(flow.sources) == 1
    return (
        () if alone else flow.sources,
        flow.sources if alone else (Stream("", flow.total, Tone.INCOME),),
        tuple(branch.whole for branch in flow.branches),
        tuple(part for branch in flow.branches for part in branch.parts),
    )


def _scale(columns: Sequence[Sequence[Stream]], total: int, area: Area) -> float:
    """Points for one rupiah: the most with which every column fits."""
    low, high = 0.0, area.height / max(1, total)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = all(
            _stacked(column, middle, area.gap, line).reach <= area.height
            for column, line in zip(columns, area.lines, strict=True)
        )
        low, high = (middle, high) if fits else (low, middle)
    return low


def _stacked(streams: Sequence[Stream], scale: float, gap: float, line: float) -> _Stack:
    heights = [max(_THINNEST, stream.amount * scale) for stream in streams]
    tops: list[float] = []
    for number, height in enumerate(heights):
        if number == 0:
            tops.append(max(0.0, (line - height) / 2))
        else:
            above = heights[number - 1]
            tops.append(tops[-1] + max(above + gap, (above - height) / 2 + line))
    reach = tops[-1] + max(heights[-1], (heights[-1] + line) / 2) if tops else 0.0
    return _Stack(heights, tops, reach)


def _placed(
    streams: Sequence[Stream], scale: float, area: Area, line: float
) -> Iterable[tuple[Stream, float, float]]:
    """The streams of a column with upper edge and height, the column as a whole centred."""
    stack = _stacked(streams, scale, area.gap, line)
    free = area.height - stack.reach
    for stream, top, height in zip(streams, stack.tops, stack.heights, strict=True):
        yield stream, top + free / 2, height


def _ribbons(flow: Flow, nodes: Sequence[Node], width: float, scale: float) -> Iterable[Ribbon]:
    sources, (whole,), groups, parts = (
        [node for node in nodes if node.column == number] for number in range(4)
    )
    yield from _into(whole, sources, width, scale)
    yield from _out_of(whole, groups, width, scale)
    waiting = iter(parts)
    for group, branch in zip(groups, flow.branches, strict=True):
        yield from _out_of(group, [next(waiting) for _ in branch.parts], width, scale)


def _into(whole: Node, sources: Sequence[Node], width: float, scale: float) -> Iterable[Ribbon]:
    at = whole.y
    for node in sources:
        height = node.stream.amount * scale
        yield Ribbon(node.x + width, node.y, whole.x, at, height, node.stream.tone)
        at += height


def _out_of(whole: Node, parts: Sequence[Node], width: float, scale: float) -> Iterable[Ribbon]:
    at = whole.y
    for node in parts:
        height = node.stream.amount * scale
        yield Ribbon(whole.x + width, at, node.x, node.y, height, node.stream.tone)
        at += height
