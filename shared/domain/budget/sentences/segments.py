"""A sentence as segments between joins, each with at least one amount of its own.

    sentence := segment {join segment}
    join     := newline > ";" > "terus", "lalu" > "." > "," > "dan", "&", "+" > "sama"

A segment without an amount belongs to the neighbour that the weaker join parts it from: in `dikasih 100rb
sama ibu terus beli pulsa 50rb` the mother gave.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.amount_roles import AmountRole, amount_roles
from shared.domain.budget.sentences.counts import Count
from shared.domain.budget.sentences.marks import (
    AccountMark,
    AmountMark,
    CountMark,
    DateMark,
    Mark,
    OtherMark,
    WordMark,
    is_content,
    is_preposition,
)
from shared.domain.budget.sentences.tokens import Sentence

NEW_LINE = 7
EDGE = 9
"""Stronger than any join: the ends of the text."""


@dataclass
class Segment:
    """Marks between two joins, how strong the join before them is, and the join itself."""

    join: int
    heading: int = 0
    joiner: WordMark | None = None
    marks: list[Mark] = field(default_factory=list[Mark])
    roles: dict[int, AmountRole] = field(default_factory=dict[int, AmountRole])

    def holds(self, *roles: AmountRole) -> bool:
        return any(role in roles for role in self.roles.values())


def segments_of(marks: Sequence[Mark], sentence: Sentence) -> list[Segment]:
    """The segments of a sentence. Without any amount it is one."""
    return _merged(_segments(marks, sentence))


def _segments(marks: Sequence[Mark], sentence: Sentence) -> list[Segment]:
    roles = amount_roles(marks, sentence)
    segments = [Segment(EDGE)]
    for number, mark in enumerate(marks):
        if isinstance(mark, WordMark) and mark.word.has(Role.JOIN) and not mark.word.act:
            segments.append(Segment(mark.word.strength, joiner=mark))
            continue
        if isinstance(mark, AmountMark):
            segments[-1].roles[mark.first] = roles[number]
        segments[-1].marks.append(mark)
    return _summed_up(
        [_with_heading(_without_bare(segment), sentence) for segment in segments if segment.marks]
    )


def _summed_up(segments: list[Segment]) -> list[Segment]:
    """Where a total tells the amount, small numbers count things: `galon 2 sama gas 1, total 65rb`."""
    amounts = [
        (segment, mark) for segment in segments for mark in segment.marks if isinstance(mark, AmountMark)
    ]
    totals = [
        mark
        for segment, mark in amounts
        if segment.roles.get(mark.first) is AmountRole.TOTAL and not mark.amount.bare
    ]
    mains = [mark for segment, mark in amounts if segment.roles.get(mark.first) is AmountRole.MAIN]
    if not totals or any(not mark.amount.bare for mark in mains):
        return segments
    for segment in segments:
        bare = {mark.first for mark in segment.marks if isinstance(mark, AmountMark) and mark.amount.bare}
        _count_instead(segment, bare)
    return segments


def _with_heading(segment: Segment, sentence: Sentence) -> Segment:
    """What stands before a colon and further words is a heading: `belanja pakai gopay: beras 75rb`."""
    for place, mark in enumerate(segment.marks):
        if isinstance(mark, AmountMark):
            break
        if sentence.sign(mark.first) == ":" and any(
            is_content(later) for later in segment.marks[place + 1 : place + 3]
        ):
            segment.heading = mark.last
    return segment


def _without_bare(segment: Segment) -> Segment:
    """Small numbers without a unit count things where a real amount stands by."""
    amounts = [mark for mark in segment.marks if isinstance(mark, AmountMark)]
    bare = {
        mark.first
        for place, mark in enumerate(segment.marks)
        if isinstance(mark, AmountMark) and mark.amount.bare and not _parts_nouns(segment.marks, place)
    }
    others = [mark for mark in amounts if mark.first not in bare]
    if not bare or all(segment.roles[mark.first] is AmountRole.CORRECTION for mark in others):
        return segment
    _count_instead(segment, bare)
    return segment


def _count_instead(segment: Segment, bare: set[int]) -> None:
    """Take amounts for counts."""
    segment.marks = [_counting(mark) if mark.first in bare else mark for mark in segment.marks]
    segment.roles = {first: role for first, role in segment.roles.items() if first not in bare}


def _counting(mark: Mark) -> Mark:
    """A small number as a count: the `4` of `dibagi 4`."""
    values = mark.amount.values if isinstance(mark, AmountMark) else ()
    return CountMark(mark.first, mark.last, Count(Decimal(values[0]), "") if values else None)


def _parts_nouns(marks: Sequence[Mark], place: int) -> bool:
    """Whether a number stands between two things and may be the price of the first: `kopi 20 roti 15rb`."""
    around = [*marks[max(place - 1, 0) : place], *marks[place + 1 : place + 2]]
    return len(around) == 2 and all(_is_noun(other) for other in around)


def _is_noun(mark: Mark) -> bool:
    if isinstance(mark, OtherMark):
        return mark.is_word
    return isinstance(mark, WordMark) and mark.word.is_item


def _merged(segments: list[Segment]) -> list[Segment]:
    """Give each segment without an amount to a neighbour."""
    while len(segments) > 1:
        place = next(
            (
                at
                for at, segment in enumerate(segments)
                if not segment.holds(AmountRole.MAIN, AmountRole.TOTAL)
            ),
            None,
        )
        if place is None:
            break
        left = _goes_left(segments, place)
        first = place - 1 if left else place
        segments[first : first + 2] = [_joined(segments[first], segments[first + 1])]
    return segments


def _joined(left: Segment, right: Segment) -> Segment:
    heading = left.heading if left.roles else max(right.heading, left.marks[-1].last)
    # `sama` that joins no entries says with whom.
    within = [right.joiner] if right.joiner is not None and right.joiner.word.has(Role.BY) else []
    marks = [*left.marks, *within, *right.marks]
    return Segment(left.join, heading, left.joiner, marks, {**left.roles, **right.roles})


def _goes_left(segments: Sequence[Segment], place: int) -> bool:
    segment = segments[place]
    if place == 0 or place == len(segments) - 1:
        return place > 0
    before, after = segment.join, segments[place + 1].join
    if before != after:
        return before < after
    if before >= NEW_LINE and isinstance(segment.marks[0], DateMark):
        return False
    return segment.roles != {} or _only_adds(segment.marks)


def _only_adds(marks: Sequence[Mark]) -> bool:
    """Whether marks only say when, from where or for whom: `pakai gopay`, `buat ibu`."""
    first = marks[0]
    if is_preposition(first) or isinstance(first, DateMark | AccountMark):
        return not any(isinstance(mark, WordMark) and mark.word.act for mark in marks)
    return all(
        isinstance(mark, WordMark) and mark.word.has(Role.FILLER, Role.EACH, Role.SELF) for mark in marks
    )
