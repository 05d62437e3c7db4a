"""Why a text, or a piece of it, is no entry."""

from collections.abc import Iterator, Sequence
from datetime import date

from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.amount_roles import AmountRole
from shared.domain.budget.sentences.clauses import Clause
from shared.domain.budget.sentences.entries import Entry
from shared.domain.budget.sentences.marks import AmountMark, Mark, WordMark
from shared.domain.budget.sentences.meaning import Meaning
from shared.domain.budget.sentences.model import MAX_CHARACTERS, Unread
from shared.domain.budget.sentences.says import UNREAD
from shared.domain.budget.sentences.tokens import Sentence


def no_entry_at_all(marks: Sequence[Mark], sentence: Sentence) -> str | None:
    """A question begins with its word, or has one and ends with its sign; a command begins with its verb."""
    spoken = [
        mark.word if isinstance(mark, WordMark) else None
        for mark in marks
        if not (isinstance(mark, WordMark) and mark.word.has(Role.FILLER, Role.SELF, Role.JOIN))
    ]
    first = spoken[0] if spoken else None
    if first is not None and first.has(Role.COMMAND):
        return "command"
    asks = first is not None and first.has(Role.QUESTION)
    asked = "?" in sentence.original and any(word is not None and word.has(Role.QUESTION) for word in spoken)
    return "question" if asks or asked else None


def why_unread(entry: Entry, today: date) -> str | None:
    """Why an entry gives no proposal; None where it does."""
    meaning = entry.meaning
    if meaning.is_negated:
        return "negated"
    if meaning.clause.main is not None:
        return None
    if _tells_aside(meaning.clause):
        return "aside"
    past = entry.day is not None and entry.day.day is not None and entry.day.day <= today
    return None if _wants_amount(meaning, past=past) else "nothing_recognised"


def _tells_aside(clause: Clause) -> bool:
    return any(role is AmountRole.ASIDE for role, _ in clause.beside)


def _wants_amount(meaning: Meaning, *, past: bool) -> bool:
    """Whether a clause without an amount still speaks of one: `ngopi kemarin pakai gopay`."""
    known = len(meaning.acts) + len(meaning.items)
    told = any(one.act is not Act.USE for one in meaning.acts) or past or bool(meaning.accounts)
    about = bool(meaning.items or meaning.accounts)
    return told and about and known >= len(meaning.unknown) and Role.PLAN not in meaning.roles


def unread_pieces(entries: Sequence[Entry], sentence: Sentence, today: date) -> Iterator[Unread]:
    """The pieces of a text that gave no proposal."""
    for entry in entries:
        code = why_unread(entry, today)
        if code is not None:
            yield unread_entry(entry, sentence, code)
        elif _tells_aside(entry.meaning.clause):
            yield from _asides(entry.meaning.clause, sentence)


def _asides(clause: Clause, sentence: Sentence) -> Iterator[Unread]:
    for mark in clause.marks:
        if isinstance(mark, AmountMark) and mark is not clause.main:
            yield _unread(
                sentence.token(mark.first).start, sentence.token(mark.last - 1).end, sentence, "aside"
            )


def unread_entry(entry: Entry, sentence: Sentence, code: str) -> Unread:
    """A whole entry that gives no proposal."""
    clause = entry.meaning.clause
    return _unread(sentence.token(clause.first).start, sentence.token(clause.last - 1).end, sentence, code)


def unread_text(text: str, code: str) -> Unread:
    """A whole text that gives no proposal; of a long one its beginning."""
    begins = text[:MAX_CHARACTERS]
    return Unread(start=0, end=len(begins), text=begins, code=code, says=UNREAD[code])


def _unread(start: int, end: int, sentence: Sentence, code: str) -> Unread:
    return Unread(start=start, end=end, text=sentence.original[start:end], code=code, says=UNREAD[code])
