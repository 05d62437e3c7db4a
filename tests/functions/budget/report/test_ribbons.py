"""The flow laid out: nothing leaves the area, nothing touches, and ribbons keep their width."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.budget.report.flow import Branch, Flow, Stream, Tone
from functions.budget.report.ribbons import Area, Diagram, Node, lay_out

AREA = Area(height=276, columns=(0, 104, 218, 342), node=7, gap=4, lines=(26, 0, 26, 18))
SLACK = 1e-6

amounts = st.integers(1, 999_999_999_999_999)


def streams(tone: Tone, *, at_most: int) -> st.SearchStrategy[tuple[Stream, ...]]:
    return st.lists(amounts, min_size=1, max_size=at_most).map(
        lambda sizes: tuple(Stream("nama", size, tone) for size in sizes)
    )


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Any flow of up to four branches with three parts each, its last source making up the difference."""
    parts = draw(st.lists(streams(Tone.NEEDS, at_most=3), min_size=1, max_size=4))
    branches = tuple(
        Branch(Stream("grup", sum(one.amount for one in group), Tone.NEEDS), group) for group in parts
    )
    total = sum(branch.whole.amount for branch in branches)
    shares = draw(st.lists(st.integers(1, 100), min_size=1, max_size=4))
    sizes = [max(1, total * one // sum(shares)) for one in shares[1:]]
    first = total - sum(sizes)
    sources = [first, *sizes] if first > 0 else [total]
    return Flow(tuple(Stream("sumber", size, Tone.INCOME) for size in sources), branches)


def in_column(diagram: Diagram, number: int) -> Sequence[Node]:
    return [node for node in diagram.nodes if node.column == number]


class TestLayOut:
    @given(flows())
    def test_stays_within_the_area(self, flow: Flow) -> None:
        diagram = lay_out(flow, AREA)

        assert all(node.y >= -SLACK for node in diagram.nodes)
        assert all(node.y + node.height <= AREA.height + SLACK for node in diagram.nodes)

    @given(flows())
    def test_leaves_every_label_its_line(self, flow: Flow) -> None:
        diagram = lay_out(flow, AREA)

        for number, line in enumerate(AREA.lines):
            middles = [node.y + node.height / 2 for node in in_column(diagram, number)]
            assert all(below - above >= line - SLACK for above, below in pairwise(middles))

    @given(flows())
    def test_keeps_nodes_apart(self, flow: Flow) -> None:
        diagram = lay_out(flow, AREA)

        for number in range(4):
            for above, below in pairwise(in_column(diagram, number)):
                assert below.y - (above.y + above.height) >= AREA.gap - SLACK

    @given(flows())
    def test_ribbons_into_and_out_of_all_of_it_are_as_high_as_it(self, flow: Flow) -> None:
        diagram = lay_out(flow, AREA)

        [whole] = in_column(diagram, 1)
        out = [one for one in diagram.ribbons if one.x1 == whole.x + AREA.node]
        assert sum(one.height for one in out) == pytest.approx(whole.height)
        assert out[0].y1 == pytest.approx(whole.y)

    def test_draws_in_proportion(self) -> None:
        parts = (Stream("a", 3_000_000, Tone.NEEDS), Stream("b", 1_000_000, Tone.NEEDS))
        flow = Flow(
            (Stream("Gaji", 4_000_000, Tone.INCOME),), (Branch(Stream("k", 4_000_000, Tone.NEEDS), parts),)
        )

        larger, smaller = in_column(lay_out(flow, AREA), 3)

        assert larger.height == pytest.approx(3 * smaller.height)

    def test_puts_a_single_source_in_the_place_of_all(self) -> None:
        whole = Stream("Gaji", 4_000_000, Tone.INCOME)
        flow = Flow((whole,), (Branch(Stream("Sisa", 4_000_000, Tone.LEFT), ()),))

        first, last = lay_out(flow, AREA).nodes

        assert (first.column, first.x, first.stream) == (1, 0, whole)
        assert last.column == 2
