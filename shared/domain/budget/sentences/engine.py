"""Reads a sentence such as `ngopi 35rb kemarin pakai gopay` into proposals: nothing saved, nothing guessed.

The text goes through four steps, each linear in its length:

    text, tokens        one way of writing, then numbers, words and signs
    marking             each stretch of tokens by what it is: amount, day, account, word of the lexicon
    segments, clauses   one for each entry, with exactly one amount of its own
    entries, proposals  what was done with the money, what a list shares, and what has to be asked
"""

from collections.abc import Sequence
from datetime import date

from shared.domain.budget.sentences.accounts import Accounts
from shared.domain.budget.sentences.clauses import Clause, clauses_of
from shared.domain.budget.sentences.entries import entries_of
from shared.domain.budget.sentences.lexicon import lexicon
from shared.domain.budget.sentences.marking import Marker
from shared.domain.budget.sentences.model import MAX_CHARACTERS, MAX_PROPOSALS, Reading
from shared.domain.budget.sentences.proposals import Reader, proposal_of
from shared.domain.budget.sentences.purpose import Categories
from shared.domain.budget.sentences.tokens import Kind, Sentence
from shared.domain.budget.sentences.unread import (
    no_entry_at_all,
    unread_entry,
    unread_pieces,
    unread_text,
    why_unread,
)
from shared.domain.budget.transactions import Account, Category


def read_sentence(
    text: str, *, today: date, accounts: Sequence[Account], categories: Sequence[Category]
) -> Reading:
    """Read what a person wrote about their money.

    `today` is the day to count from; `accounts` and `categories` are the person's own, with the system's
    categories among them. At most 1000 characters and 20 entries are read; the rest is named in `unread`.
    Never raises, whatever the text.
    """
    if len(text) > MAX_CHARACTERS:
        return Reading(unread=(unread_text(text, "too_long"),))
    sentence = Sentence(text)
    if all(token.kind is Kind.LINE for token in sentence.tokens):
        return Reading(unread=(unread_text(text, "empty"),))
    reader = Reader(sentence, today, Accounts(accounts), Categories(categories))
    marks = Marker(sentence, lexicon(), reader.accounts, today).run()
    code = no_entry_at_all(marks, sentence)
    return Reading(unread=(unread_text(text, code),)) if code else _read(clauses_of(marks, sentence), reader)


def _read(clauses: Sequence[Clause], reader: Reader) -> Reading:
    entries = entries_of(clauses, reader.sentence) if clauses else []
    wanted = [entry for entry in entries if why_unread(entry, reader.today) is None]
    unread = list(unread_pieces(entries, reader.sentence, reader.today))
    unread += [unread_entry(entry, reader.sentence, "too_many") for entry in wanted[MAX_PROPOSALS:][:1]]
    if not wanted and not unread:
        unread = [unread_text(reader.sentence.original, "nothing_recognised")]
    proposals = tuple(proposal_of(entry, reader) for entry in wanted[:MAX_PROPOSALS])
    return Reading(proposals=proposals, unread=tuple(unread))
