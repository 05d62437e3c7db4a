"""A sentence as clauses: one for each entry, with exactly one amount of its own.

A segment with several amounts is cut where the words of the next one begin: `kopi 20rb roti 10rb`,
`20rb kopi 10rb roti`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.domain.budget.sentences.amount_roles import AmountRole
from shared.domain.budget.sentences.judging import Amount
from shared.domain.budget.sentences.marks import (
    AccountMark,
    AmountMark,
    DateMark,
    Mark,
    OtherMark,
    is_preposition,
)
from shared.domain.budget.sentences.segments import Segment, is_act, is_content, segments_of
from shared.domain.budget.sentences.tokens import Sentence


@dataclass(frozen=True)
class Clause:
    """The marks of one entry: its own amount, and amounts that say more about it.

    `several`: amounts that stand side by side with nothing to tell which of them it is. `join` is how
    strongly it is parted from the clause before. Up to token `heading` it is a heading, which holds for what
    follows too.
    """

    marks: tuple[Mark, ...]
    main: AmountMark | None
    beside: tuple[tuple[AmountRole, Amount], ...] = ()
    several: tuple[Amount, ...] = ()
    is_total: bool = False
    join: int = 0
    heading: int = 0

    @property
    def first(self) -> int:
        """The first token."""
        return min(mark.first for mark in self.marks)

    @property
    def last(self) -> int:
        """The token after the last."""
        return max(mark.last for mark in self.marks)


def clauses_of(marks: Sequence[Mark], sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, in its order. Without any amount it is one clause."""
    segments = segments_of(marks, sentence)
    return [clause for segment in segments for clause in _cut(segment)]


def _cut(segment: Segment) -> Iterator[Clause]:
    """A segment as clauses, each from the end of the one before up to the words of the next."""
    mains = [number for number, mark in enumerate(segment.marks) if _is_main(segment, mark)]
    if len(mains) < 2:
        yield _clause(segment, segment.marks, mains, segment.join)
        return
    amount_first = _puts_amounts_first(segment.marks, mains[0], mains[-1])
    begin = 0
    group = [mains[0]]
    for earlier, later in pairwise(mains):
        cut = _boundary(segment.marks, earlier, later, amount_first=amount_first)
        if cut is None:
            group.append(later)
            continue
        yield _clause(
            segment,
            segment.marks[begin:cut],
            [number - begin for number in group],
            0 if begin else segment.join,
        )
        begin, group = cut, [later]
    yield _clause(
        segment, segment.marks[begin:], [number - begin for number in group], 0 if begin else segment.join
    )


def _puts_amounts_first(marks: Sequence[Mark], first: int, last: int) -> bool:
    """`20rb kopi 10rb roti`; but `transfer 500rb ke jago admin 2500` has its words before the amounts."""
    if any(is_content(mark) for mark in marks[:first]):
        return False
    return any(is_content(mark) for mark in marks[last + 1 :]) or not any(
        is_act(mark) for mark in marks[:first]
    )


def _is_main(segment: Segment, mark: Mark) -> bool:
    role = segment.roles.get(mark.first) if isinstance(mark, AmountMark) else None
    if role is AmountRole.TOTAL:
        return not segment.holds(AmountRole.MAIN)
    return role is AmountRole.MAIN


def _clause(segment: Segment, marks: Sequence[Mark], mains: Sequence[int], join: int) -> Clause:
    amounts = [mark for number, mark in enumerate(marks) if number in mains and isinstance(mark, AmountMark)]
    main = amounts[0] if amounts else None
    beside = [
        (segment.roles[mark.first], mark.amount)
        for mark in marks
        if isinstance(mark, AmountMark) and mark not in amounts and mark.first in segment.roles
    ]
    is_total = main is not None and segment.roles.get(main.first) is AmountRole.TOTAL
    return Clause(
        tuple(marks),
        main,
        tuple(beside),
        tuple(mark.amount for mark in amounts[1:]),
        is_total,
        join,
        segment.heading,
    )


def _boundary(marks: Sequence[Mark], earlier: int, later: int, *, amount_first: bool) -> int | None:
    """Where the clause of the later amount begins; None where nothing between them tells."""
    between = range(earlier + 1, later)
    if not any(is_content(marks[place]) or is_act(marks[place]) for place in between):
        days = [place for place in between if isinstance(marks[place], DateMark | AccountMark)]
        if not days or not amount_first:
            return None
        return days[0] if isinstance(marks[0], DateMark | AccountMark) else later
    if not amount_first:
        return min(_after_additions(marks, earlier + 1), later)
    acts = [place for place in between if is_act(marks[place])]
    return acts[-1] if acts and acts[-1] > earlier + 1 else later


def _after_additions(marks: Sequence[Mark], at: int) -> int:
    """The first mark that is no addition to the amount before it."""
    while at < len(marks):
        if is_preposition(marks[at]):
            at += 2
            while at < len(marks) and isinstance(marks[at], OtherMark):
                at += 1
        elif is_content(marks[at]) or is_act(marks[at]):
            break
        else:
            at += 1
    return at
