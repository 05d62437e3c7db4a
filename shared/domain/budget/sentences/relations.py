"""Takes the marks of one clause apart: who, from where, to where, for what, when.

named := [preposition] (account | person | thing | word)
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from shared.domain.budget.sentences.accounts import CARDS, Mention
from shared.domain.budget.sentences.acts import PERSONS, PREPOSITIONS, Act, Role
from shared.domain.budget.sentences.clauses import Clause
from shared.domain.budget.sentences.counts import Count
from shared.domain.budget.sentences.lexicon import Word
from shared.domain.budget.sentences.marks import (
    AccountMark,
    AmountMark,
    CountMark,
    DateMark,
    Mark,
    OtherMark,
    WordMark,
    is_preposition,
)
from shared.domain.budget.sentences.meaning import Meaning, Named, NamedAccount, NamedAct, NamedDay, Subject
from shared.domain.budget.sentences.when import either
from shared.domain.budget.transactions import AccountKind


def meaning_of(clause: Clause) -> Meaning:
    """A clause, taken apart."""
    acts = tuple(_acts(clause.marks))
    named = tuple(_named(clause.marks))
    return Meaning(
        clause=clause,
        acts=acts,
        named=named,
        accounts=tuple(_accounts(clause)),
        days=tuple(_days(clause)),
        counts=tuple(_counts(clause.marks)),
        roles=frozenset(
            role for mark in clause.marks if isinstance(mark, WordMark) for role in mark.word.roles
        ),
        subject=_subject(clause.marks, named),
        is_negated=_is_negated(clause.marks),
    )


def _with_prepositions(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Role | None]]:
    """Each mark with the preposition that governs it, which holds over fillers, titles and `rekening`."""
    by: Role | None = None
    for mark in marks:
        if isinstance(mark, WordMark) and (role := _preposition(mark.word)) is not None:
            by = role
            continue
        yield mark, by
        by = by if _lets_on(mark, by) else None


def _lets_on(mark: Mark, by: Role | None) -> bool:
    """Whether a preposition reaches beyond a mark: `dari rekening bca`, `buat bayar kos`."""
    if not isinstance(mark, WordMark):
        return isinstance(mark, OtherMark)
    if mark.word.act is not None:
        return by is Role.FOR
    return mark.word.has(Role.FILLER, Role.ACCOUNT_WORD, Role.TITLE, Role.SELF)


def _preposition(word: Word) -> Role | None:
    if word.is_item:
        return None
    return next((role for role in word.roles if role in PREPOSITIONS), None)


def _acts(marks: Sequence[Mark]) -> Iterator[NamedAct]:
    governed = {mark.first: by for mark, by in _with_prepositions(marks)}
    for mark in marks:
        if isinstance(mark, WordMark) and mark.word.act is not None:
            yield NamedAct(mark.word.act, mark, governed.get(mark.first))


def _counts(marks: Sequence[Mark]) -> Iterator[Count]:
    for mark in marks:
        if isinstance(mark, CountMark) and mark.counted is not None:
            yield mark.counted


def _named(marks: Sequence[Mark]) -> Iterator[Named]:
    for mark, by in _with_prepositions(marks):
        if isinstance(mark, WordMark | OtherMark):
            yield Named(mark, by)


def _accounts(clause: Clause) -> Iterator[NamedAccount]:
    """Accounts; two side by side are one that both describe: `kartu kredit bca`."""
    found: list[NamedAccount] = []
    between: list[Mark] = []
    leads = True
    for mark, by in _with_prepositions(clause.marks):
        if isinstance(mark, AccountMark):
            joined = _one_of(found[-1], between, mark, by) if found else None
            between = []
            if joined is not None:
                found[-1] = joined
            else:
                found.append(NamedAccount(mark, by, leads or mark.first < clause.heading))
        else:
            between.append(mark)
        leads = leads and not _is_matter(mark)
    return (account._replace(owner=_owner(clause.marks, account.mark)) for account in found)


def _owner(marks: Sequence[Mark], account: AccountMark) -> Mark | None:
    following = next((mark for mark in marks if mark.first >= account.last and not _is_title(mark)), None)
    if following is None:
        return None
    if isinstance(following, OtherMark):
        return following if following.is_word else None
    somebody = isinstance(following, WordMark) and any(role in PERSONS for role in following.word.roles)
    return following if somebody else None


def _is_title(mark: Mark) -> bool:
    if not isinstance(mark, WordMark) or mark.word.has(*PERSONS):
        return False
    return mark.word.has(Role.TITLE, Role.ON_BEHALF)


def _one_of(
    before: NamedAccount, between: Sequence[Mark], mark: AccountMark, by: Role | None
) -> NamedAccount | None:
    """Two mentions that are one account: side by side, or the second instead of the first."""
    if not _takes_back(between):
        return _both(before, mark) if by is None else None
    known = before.mention.ids and mark.mention.ids
    ids = tuple(dict.fromkeys((*before.mention.ids, *mark.mention.ids))) if known else ()
    mention = Mention(ids, before.mention.kind, f"{before.mention.text} / {mark.mention.text}")
    return before._replace(mark=AccountMark(before.mark.first, mark.last, mention))


def _takes_back(between: Sequence[Mark]) -> bool:
    """Whether what stands between two marks is only `eh`, `atau`, `salah`, perhaps with a preposition."""
    small = all(is_preposition(mark) or _is_small(mark) for mark in between)
    return small and any(
        isinstance(mark, WordMark) and mark.word.has(Role.OTHERWISE, Role.CORRECTION) for mark in between
    )


def _is_small(mark: Mark) -> bool:
    """Whether a mark is a sign or a word that names nothing."""
    if isinstance(mark, OtherMark):
        return not mark.is_word
    return isinstance(mark, WordMark) and not (mark.word.is_item or mark.word.act)


def _both(before: NamedAccount, mark: AccountMark) -> NamedAccount | None:
    """One account by two names, where they stand side by side and some account has both."""
    if before.mark.last != mark.first:
        return None
    fitting = {*mark.mention.ids, *mark.mention.also}
    ids = tuple(key for key in (*before.mention.ids, *before.mention.also) if key in fitting)
    kinds = before.mention.kind, mark.mention.kind
    general = None in kinds or kinds[0] is not kinds[1]
    if not ids and (AccountKind.CASH in kinds or (before.mention.ids and not general)):
        return None
    text = f"{before.mention.text} {mark.mention.text}"
    kind = next((kind for kind in kinds if kind in CARDS), kinds[0])
    mention = Mention(ids, kind, text)
    return before._replace(mark=AccountMark(before.mark.first, mark.last, mention))


def _days(clause: Clause) -> Sequence[NamedDay]:
    """Days; one that is taken back for another (`kemarin eh senin`) is either of them."""
    found: list[NamedDay] = []
    between: list[Mark] = []
    leads = True
    for mark in clause.marks:
        if isinstance(mark, DateMark):
            before = found[-1].mark if found else None
            if before is not None and _takes_back(between):
                again = either(before.when.day, mark.when.day)
                found[-1] = found[-1]._replace(mark=DateMark(before.first, mark.last, again))
            else:
                found.append(NamedDay(mark, leads or mark.first < clause.heading))
            between = []
        else:
            between.append(mark)
        leads = leads and not _is_matter(mark)
    return found


def _is_matter(mark: Mark) -> bool:
    """Whether a mark already speaks of the entry itself: its amount, or what it was for."""
    if isinstance(mark, OtherMark):
        return mark.is_word
    return isinstance(mark, AmountMark) or (isinstance(mark, WordMark) and mark.word.is_item)


def _subject(marks: Sequence[Mark], named: Sequence[Named]) -> Subject | None:
    """Who did it, if somebody stands before the verb: `budi transfer 500rb`, but `aku transfer budi`.

    Sure where only people stand there; in `nemenin adek beli sepatu` it may be anybody.
    """
    acts = [place for place, mark in enumerate(marks) if isinstance(mark, WordMark) and mark.word.act]
    act = acts[0] if acts else None
    if act is None or any(isinstance(mark, AmountMark) for mark in marks[:act]):
        return None
    before = [one for one in named if one.mark.first < marks[act].first and _speaks(one)]
    if not before or any(one.by is not None or one.word.has(Role.SELF) or one.word.is_item for one in before):
        return None
    return Subject(before[-1], sure=before[0].is_person)


def _speaks(named: Named) -> bool:
    """Whether a word is somebody, something, or unknown: more than a small word."""
    if isinstance(named.mark, OtherMark):
        return named.mark.is_word
    return named.is_person or named.word.is_item or named.word.has(Role.SELF)


def _is_negated(marks: Sequence[Mark]) -> bool:
    """`belum bayar`, `gak beli`: called off anywhere, or denied right before the verb. A refund did come."""
    said = [mark for mark in marks if not (isinstance(mark, WordMark) and mark.word.has(Role.FILLER))]
    words = [mark.word for mark in said if isinstance(mark, WordMark)]
    if any(word.act is Act.REFUND for word in words):
        return False
    if any(word.has(Role.CALLED_OFF) for word in words):
        return True
    return any(_denies(mark, after) for mark, after in pairwise(said))


def _denies(mark: Mark, after: Mark) -> bool:
    return (
        isinstance(mark, WordMark)
        and mark.word.has(Role.NEGATION)
        and isinstance(after, WordMark)
        and (after.word.act is not None or after.word.is_item)
    )
