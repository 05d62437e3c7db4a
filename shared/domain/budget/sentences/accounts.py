"""A person's accounts by what they are called: their own name, their bank or wallet, or their sort."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.sentences.data import load
from shared.domain.budget.sentences.lexicon import lexicon, phrase_of
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.transactions import Account, AccountKind

ORDINARY = frozenset({"tabungan", "celengan", "dompet"})
"""Words of the lexicon that also say which account, behind `ke` or `dari`."""


MAX_WORDS = 6
CARDS = frozenset({AccountKind.CREDIT_CARD, AccountKind.PAYLATER})
"""Accounts that are paid with first and paid off later."""


class Institution(NamedTuple):
    """A bank, wallet or card by name."""

    name: str
    kind: AccountKind


class Called(NamedTuple):
    """What a phrase calls: an institution, a kind of account, or accounts of the person by their own name.

    `shy` phrases mean other things as well, and count only where an account is expected.
    """

    institution: Institution | None = None
    kind: AccountKind | None = None
    own: tuple[UUID, ...] = ()
    shy: bool = False


class Mention(NamedTuple):
    """An account that the text names: the person's accounts it may be (none: they have no such), its kind.

    `also`: further accounts at the same institution, of another kind than its name alone suggests.
    """

    ids: tuple[UUID, ...]
    kind: AccountKind | None
    text: str
    shy: bool = False
    also: tuple[UUID, ...] = ()


@cache
def phrase_book() -> tuple[Mapping[str, Called], Mapping[str, tuple[int, ...]]]:
    """Institutions and kinds by what they are called, and how many tokens a phrase may have by its first."""
    book: dict[str, Called] = {}
    names = load("accounts")
    for kind, phrases in names["kinds"].items():
        for phrase in phrases:
            book[phrase_of(phrase)] = Called(kind=AccountKind(kind))
    for kind, phrases in names["shy_kinds"].items():
        for phrase in phrases:
            book[phrase_of(phrase)] = Called(kind=AccountKind(kind), shy=True)
    for entry in (*load("banks")["institutions"], *names["institutions"]):
        institution = Institution(entry["name"], AccountKind(entry["kind"]))
        for phrase in entry.get("words", ()):
            book[phrase_of(phrase)] = Called(institution)
        for phrase in entry.get("shy", ()):
            book[phrase_of(phrase)] = Called(institution, shy=True)
    return book, _lengths(book)


def _lengths(book: Mapping[str, Called]) -> Mapping[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for phrase in book:
        tokens = phrase.split(" ")
        lengths.setdefault(tokens[0], set()).add(len(tokens))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


class Accounts:
    """Finds the accounts of one person in a sentence. Archived ones are left out."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self.open = tuple(account for account in accounts if not account.archived)
        self._book, self._book_lengths = phrase_book()
        self._kinds = {account.id: account.kind for account in self.open}
        self._institutions = {account.id: self._institution_of(account) for account in self.open}
        self._own: dict[str, Called] = {}
        for account in self.open:
            self._add_own(account)
        self._own_lengths = _lengths(self._own)

    def find(self, sentence: Sentence, at: int) -> tuple[Mention, int] | None:
        """The longest mention of an account that begins at a token, and how many tokens it takes."""
        own = _longest(sentence, at, self._own, self._own_lengths)
        known = _longest(sentence, at, self._book, self._book_lengths)
        if own is not None and (known is None or own[1] >= known[1]):
            called, length = own
            kind = self._kinds[called.own[0]] if len(called.own) == 1 else None
            at_bank = known[0].institution if known is not None and known[1] == length else None
            also = self._also_at(at_bank, called.own) if at_bank else ()
            return Mention(called.own, kind, sentence.source(at, at + length), called.shy, also), length
        if known is None:
            return None
        called, length = known
        text = sentence.source(at, at + length)
        if called.institution is None:
            return Mention(self._of_kind(called), called.kind, text, called.shy), length
        ids = self._at(called.institution) or self._of_any_bank(called.institution.kind)
        usual = tuple(key for key in ids if self._kinds[key] is called.institution.kind) or ids
        also = self._also_at(called.institution, usual)
        return Mention(usual, called.institution.kind, text, called.shy, also), length

    def _at(self, institution: Institution) -> tuple[UUID, ...]:
        return tuple(key for key, name in self._institutions.items() if name == institution.name)

    def _also_at(self, institution: Institution, usual: Sequence[UUID]) -> tuple[UUID, ...]:
        """The further accounts there; without a card among them, a card that may be of any bank."""
        at_bank = self._at(institution)
        has_card = any(self._kinds[key] in CARDS for key in at_bank)
        anywhere = () if has_card else self._of_any_bank(*CARDS)
        return tuple(key for key in (*at_bank, *anywhere) if key not in usual)

    def _of_any_bank(self, *kinds: AccountKind) -> tuple[UUID, ...]:
        """The cards of which nothing says whose they are: `Kartu Kredit`, `Paylater`."""
        cards = self.of_kind(*(kind for kind in kinds if kind in CARDS))
        return tuple(key for key in cards if self._institutions[key] is None)

    def of_kind(self, *kinds: AccountKind) -> tuple[UUID, ...]:
        """The accounts of some kinds."""
        return tuple(account.id for account in self.open if account.kind in kinds)

    def _of_kind(self, called: Called) -> tuple[UUID, ...]:
        return self.of_kind(called.kind) if called.kind else ()

    def _institution_of(self, account: Account) -> str | None:
        """The institution an account says it is at, or that its name begins or contains."""
        for text in (account.institution, account.name):
            found = self._institution_in(phrase_of(text).split(" ")) if text else None
            if found is not None:
                return found
        return account.institution

    def _institution_in(self, words: Sequence[str]) -> str | None:
        """The institution that the longest phrase among the words calls."""
        best, longest = None, 0
        for at, first in enumerate(words):
            for length in self._book_lengths.get(first, ()):
                called = self._book.get(" ".join(words[at : at + length]))
                if called is not None and called.institution is not None and length > longest:
                    best, longest = called.institution.name, length
        return best

    def _add_own(self, account: Account) -> None:
        """An account by its whole name, and by the words in it that mean nothing else."""
        phrase = phrase_of(account.name)
        if not phrase:
            return
        whole = self._own.get(phrase, Called())
        plain = phrase in self._book and not self._book[phrase].shy
        shy = (
            not plain and " " not in phrase and (lexicon().known(phrase) is not None or phrase in self._book)
        )
        self._own[phrase] = Called(own=(*whole.own, account.id), shy=shy)
        for word in phrase.split(" ")[: MAX_WORDS if " " in phrase else 0]:
            if (
                word not in self._book
                and (lexicon().known(word) is None or word in ORDINARY)
                and len(word) > 2
            ):
                called = self._own.get(word, Called(shy=True))
                self._own[word] = called._replace(own=tuple(dict.fromkeys((*called.own, account.id))))


def _longest(
    sentence: Sentence, at: int, book: Mapping[str, Called], lengths: Mapping[str, tuple[int, ...]]
) -> tuple[Called, int] | None:
    for length in lengths.get(sentence.text(at), ()):
        phrase = " ".join(sentence.text(place) for place in range(at, at + length))
        if phrase in book:
            return book[phrase], length
    return None
