"""A sentence as clauses: one for each entry, with exactly one amount of its own.

A segment with several amounts is cut where the words of the next one begin: `kopi 20rb roti 10rb`,
`20rb kopi 10rb roti`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.amount_roles import AmountRole
from shared.domain.budget.sentences.judging import Amount
from shared.domain.budget.sentences.marks import (
    AccountMark,
    AmountMark,
    DateMark,
    Mark,
    OtherMark,
    WordMark,
    is_act,
    is_content,
    is_preposition,
)
from shared.domain.budget.sentences.segments import Segment, segments_of
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
    return [clause for segment in segments for clause in _cut(segment, sentence)]


def _cut(segment: Segment, sentence: Sentence) -> Iterator[Clause]:
    """A segment as clauses, each from the end of the one before up to the words of the next."""
    mains = [number for number, mark in enumerate(segment.marks) if _is_main(segment, mark)]
    amount_first = bool(mains) and _puts_amounts_first(segment.marks, mains[0], mains[-1])
    begin = 0
    for earlier, later in pairwise(mains):
        if segment.roles.get(segment.marks[later].first) is AmountRole.TOTAL:
            cut = _total_begins(segment.marks, earlier, later, sentence)
        else:
            cut = _boundary(segment.marks[:later], begin, earlier, amount_first=amount_first)
        if cut is not None:
            yield _clause(segment, begin, cut)
            begin = cut
    yield _clause(segment, begin, len(segment.marks))


def _puts_amounts_first(marks: Sequence[Mark], first: int, last: int) -> bool:
    """`20rb kopi 10rb roti`; but `transfer 500rb ke jago admin 2500` has its words before the amounts."""
    if any(is_content(mark) for mark in marks[:first]):
        return False
    content_behind = any(is_content(mark) for mark in marks[last + 1 :])
    return content_behind or not any(is_act(mark) for mark in marks[:first])


def _is_main(segment: Segment, mark: Mark) -> bool:
    role = segment.roles.get(mark.first) if isinstance(mark, AmountMark) else None
    return role in {AmountRole.MAIN, AmountRole.TOTAL}


def _clause(segment: Segment, begin: int, end: int) -> Clause:
    """The clause of some marks of a segment; what parts it from the one before is the segment's own join."""
    marks = segment.marks[begin:end]
    amounts = [mark for mark in marks if isinstance(mark, AmountMark)]
    mains = [mark for mark in amounts if _is_main(segment, mark)]
    beside = [(segment.roles[mark.first], mark.amount) for mark in amounts if not _is_main(segment, mark)]
    return Clause(
        marks=tuple(marks),
        main=mains[0] if mains else None,
        beside=tuple(beside),
        several=tuple(mark.amount for mark in mains[1:]),
        is_total=bool(mains) and segment.roles[mains[0].first] is AmountRole.TOTAL,
        join=0 if begin else segment.join,
        heading=segment.heading,
    )


def _total_begins(marks: Sequence[Mark], earlier: int, later: int, sentence: Sentence) -> int:
    """Where a total begins: at its word or `=`, or with the amount."""
    for place in range(earlier + 1, later):
        mark = marks[place]
        says_total = isinstance(mark, WordMark) and mark.word.has(Role.TOTAL)
        if says_total or sentence.sign(mark.first) == "=":
            return place
    return later


def _boundary(marks: Sequence[Mark], begin: int, earlier: int, *, amount_first: bool) -> int | None:
    """Where the clause of the amount behind these marks begins; None where nothing between tells."""
    later = len(marks)
    between = range(earlier + 1, later)
    if not any(is_content(marks[place]) or is_act(marks[place]) for place in between):
        days = [place for place in between if isinstance(marks[place], DateMark | AccountMark)]
        if not days or not amount_first:
            return None
        return days[0] if isinstance(marks[0], DateMark | AccountMark) else later
    if not amount_first:
        led_by = tuple(kind for kind in (DateMark, AccountMark) if _leads(marks[begin:earlier], kind))
        return _after_additions(marks, earlier + 1, led_by)
    acts = [place for place in between if is_act(marks[place])]
    return acts[-1] if acts and acts[-1] > earlier + 1 else later


def _leads(marks: Sequence[Mark], kind: type[DateMark] | type[AccountMark]) -> bool:
    """Whether a day or an account stands before the entry, so that the next one begins with its own."""
    first = next((mark for mark in marks if not is_preposition(mark)), None)
    return isinstance(first, kind)


def _after_additions(marks: Sequence[Mark], at: int, led_by: tuple[type[Mark], ...]) -> int:
    """The first mark that is no addition to the amount before it."""
    while at < len(marks):
        following = marks[at + 1] if at + 1 < len(marks) else None
        if isinstance(marks[at], led_by) or (is_preposition(marks[at]) and isinstance(following, led_by)):
            break
        if is_preposition(marks[at]):
            at += 2
            while at < len(marks) and isinstance(marks[at], OtherMark):
                at += 1
        elif _says_where_to(marks, at):
            at += 1
        elif is_content(marks[at]) or is_act(marks[at]):
            break
        else:
            at += 1
    return min(at, len(marks))


def _says_where_to(marks: Sequence[Mark], at: int) -> bool:
    """Whether `masuk bca` tells where the amount before it went: the next entry has a verb of its own."""
    mark = marks[at]
    if not (isinstance(mark, WordMark) and mark.word.act is Act.ENTER):
        return False
    named = next((place for place in range(at + 1, len(marks)) if not is_preposition(marks[place])), at)
    return isinstance(marks[named], AccountMark) and any(is_act(later) for later in marks[named + 1 :])
