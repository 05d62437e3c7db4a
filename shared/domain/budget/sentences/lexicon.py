"""The words that the grammar knows, read from the TOML files beside it and from the merchant dictionary."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from shared.domain.budget.categories.merchants import merchant_groups
from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.data import load
from shared.domain.budget.sentences.near import (
    SHORTEST_DECIDING,
    SHORTEST_WRITTEN,
    NearWords,
    without_doubles,
)
from shared.domain.budget.sentences.tokens import Kind, Sentence

ENDINGS = ("nya", "ku", "mu", "lah")
"""What may hang on any word: `parkirnya`."""

ITEM_ENDINGS = ("an", "s")
"""What may hang on a thing: `bensinan`, `coffees`; on other words it makes another word (`kasihan`)."""


WEIGHTS: Mapping[str, int] = {"general": 1, "specific": 3, "telling": 4}
"""How much a word tells about the category; a place or a shop is one less than the thing itself."""


class Word(NamedTuple):
    """What a phrase may be: an act, something to spend on or to earn by, a merchant, a word of the grammar.

    `category` is the code of a system category; `incoming` is the one it has when the same word (`angpao`)
    is money that came in. `weight` is how much it tells. `merchant` is the name as it is usually written.
    """

    roles: frozenset[Role] = frozenset()
    act: Act | None = None
    category: str | None = None
    incoming: str | None = None
    weight: int = 0
    merchant: str | None = None
    strength: int = 0
    guessed: bool = False

    def has(self, *roles: Role) -> bool:
        """Whether it has one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_specific(self) -> bool:
        """Whether it names a thing, more than `makan` or `belanja` do."""
        return self.weight >= WEIGHTS["specific"]

    @property
    def is_item(self) -> bool:
        """Whether money is spent on it or earned by it."""
        return self.category is not None or self.merchant is not None


class Found(NamedTuple):
    """A phrase in a sentence and how many tokens it takes."""

    word: Word
    length: int


class Lexicon:
    """Phrases by their tokens. Looking one up takes as many steps as the longest phrase has tokens."""

    def __init__(
        self,
        words: Mapping[str, Word],
        measures: Mapping[str, Any],
        slang: Mapping[str, tuple[int, ...]],
        slips: Mapping[str, Sequence[str]],
    ) -> None:
        self.words = words
        self.slang = slang
        self.things = frozenset(measures["things"])
        self.times = frozenset(measures["times"])
        self.people = frozenset(measures["people"])
        self.periods = frozenset(measures["periods"])
        self.percent = frozenset(measures["percent"])
        self.ordinals = frozenset(measures["ordinals"])
        self.groups: Mapping[str, int] = measures["groups"]
        self._lengths = _lengths_by_first_token([*words, *slang])
        named = (phrase for phrase, word in words.items() if word.has(Role.NUMBERED, Role.NAMED_BY_NUMBER))
        self._number_beginnings = frozenset(phrase.split(" ")[0] for phrase in (*slang, *self.groups, *named))
        self._near = NearWords(word for word, meaning in words.items() if meaning.is_item and not meaning.act)
        self._deciding = frozenset(slips["deciding"])
        tokens = {token for phrase in words for token in phrase.split(" ")}
        self._any_near = NearWords(sorted(tokens | {*slips["others"]}), SHORTEST_DECIDING - 1)

    def find(self, sentence: Sentence, at: int) -> Found | None:
        """The longest phrase that begins at a token; a word with an ending counts as the word."""
        phrase = self._longest(sentence, at, self.words)
        if phrase is not None:
            return Found(self.words[phrase[0]], phrase[1])
        if sentence.token(at).kind is not Kind.WORD:
            return None
        return self._inflected(sentence.text(at))

    def begins_number(self, word: str) -> bool:
        """Whether a word may begin a slang amount, a group of people, or a name with a number."""
        return word in self._number_beginnings

    def find_slang(self, sentence: Sentence, at: int) -> tuple[tuple[int, ...], int] | None:
        """The amounts that a slang word stands for, and how many tokens it takes."""
        phrase = self._longest(sentence, at, self.slang)
        return (self.slang[phrase[0]], phrase[1]) if phrase else None

    def known(self, word: str) -> Word | None:
        """What a single word means by itself."""
        return self.words.get(word)

    def _longest(self, sentence: Sentence, at: int, phrases: Mapping[str, object]) -> tuple[str, int] | None:
        for length in self._lengths.get(sentence.text(at), ()):
            phrase = " ".join(sentence.text(place) for place in range(at, at + length))
            if phrase in phrases:
                return phrase, length
        return None

    def _inflected(self, text: str) -> Found | None:
        for ending in ENDINGS:
            stem = text.removesuffix(ending)
            if stem != text and len(stem) > 2 and stem in self.words:
                return Found(self.words[stem], 1)
        for ending in ITEM_ENDINGS:
            meant = self.words.get(text.removesuffix(ending)) if len(text) > 5 else None
            if meant is not None and meant.is_item and not meant.act and not meant.roles:
                return Found(meant, 1)
        near = self._deciding_slip(text) or self._near.find(text)
        return Found(self.words[near]._replace(guessed=True), 1) if near else None

    def _deciding_slip(self, text: str) -> str | None:
        """The word that decides the direction and is one slip away, if nothing else known is as near."""
        plain = without_doubles(text)
        if plain in self._deciding:
            return plain
        if len(text) < SHORTEST_WRITTEN:
            return None
        near = self._any_near.all_of(text)
        meant = sorted(near & self._deciding)
        if not meant or len(meant[0]) < SHORTEST_DECIDING:
            return None
        alike = {(word.act, word.category) for word in (self.words.get(one, Word()) for one in near)}
        return meant[0] if len(alike) == 1 else None


@cache
def lexicon() -> Lexicon:
    """The lexicon over all files, built once."""
    grammar = {**load("lexicon"), **load("acts"), **load("persons")}
    words: dict[str, Word] = {}
    _add_grammar(words, grammar)
    _add_spending(words, load("spending"), load("either"))
    _add_merchants(words)
    _pass_on_acts(words)
    return Lexicon(words, grammar["measures"], dict(_slang(grammar)), grammar["slips"])


def phrase_of(text: str) -> str:
    """A phrase as its tokens with single spaces, as `Lexicon` compares it."""
    words = text.lower().split()
    if text.isascii() and all(word.isalpha() for word in words):
        return " ".join(words)
    return " ".join(token.text for token in Sentence(text).tokens)


def _add_grammar(words: dict[str, Word], grammar: dict[str, Any]) -> None:
    for name, phrases in grammar["acts"].items():
        for phrase in phrases:
            _add(words, phrase, Word(act=Act(name)))
    for name, phrases in grammar["grammar"].items():
        for phrase in phrases:
            _add(words, phrase, Word(frozenset({Role(name)})))
    for strength, phrases in grammar["joins"].items():
        for phrase in phrases:
            _add(words, phrase, Word(frozenset({Role.JOIN}), strength=int(strength)))
    persons = {
        "family": Role.FAMILY,
        "children": Role.CHILDREN,
        "others": Role.OTHERS,
        "titles": Role.TITLE,
        "names": Role.NAME,
    }
    for name, role in persons.items():
        for phrase in grammar["persons"][name]:
            _add(words, phrase, Word(frozenset({role})))


def _add_spending(words: dict[str, Word], spending: dict[str, Any], either: dict[str, Any]) -> None:
    for code, kinds in spending.items():
        for kind, phrases in kinds.items():
            for phrase in phrases:
                _add(words, phrase, Word(category=code, weight=WEIGHTS[kind]))
    for entry in either["words"]:
        for phrase in entry["words"]:
            both = Word(category=entry["out"], incoming=entry["in"], weight=WEIGHTS["specific"])
            _add(words, phrase, both)


def _add_merchants(words: dict[str, Word]) -> None:
    """Merchants by name. A pattern that begins with a word of the grammar (`topup ovo`) stays a sentence."""
    for group in merchant_groups():
        for merchant in group.merchants if group.category else ():
            weight = WEIGHTS["general" if merchant.via else "specific"]
            known = Word(category=group.category, weight=weight, merchant=merchant.name)
            for pattern in merchant.patterns:
                first = words.get(pattern.split()[0], Word())
                if not (first.act or first.roles):
                    _add(words, pattern, known)


def _pass_on_acts(words: dict[str, Word]) -> None:
    """`bayar kos` is paying, as `bayar` is; a `transfer fee` is no transfer."""
    for phrase, word in words.items():
        if " " in phrase and word.act is None and word.category not in {None, "needs.fees"}:
            first = words.get(phrase.split(" ")[0], Word())
            words[phrase] = word._replace(act=first.act)


def _add(words: dict[str, Word], text: str, meant: Word) -> None:
    """Give a phrase one more meaning; its first category stays."""
    phrase = phrase_of(text)
    known = words.get(phrase, Word())
    about = known if known.category is not None else meant
    words[phrase] = Word(
        roles=known.roles | meant.roles,
        act=known.act or meant.act,
        category=about.category,
        incoming=about.incoming,
        weight=about.weight,
        merchant=known.merchant or meant.merchant,
        strength=max(known.strength, meant.strength),
    )


def _slang(grammar: dict[str, Any]) -> Iterable[tuple[str, tuple[int, ...]]]:
    for amount, phrases in grammar["slang"].items():
        for phrase in phrases:
            yield phrase_of(phrase), (int(amount),)
    for phrase, amounts in grammar["slang_twice"].items():
        yield phrase_of(phrase), tuple(amounts)


def _lengths_by_first_token(phrases: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        tokens = phrase.split(" ")
        lengths.setdefault(tokens[0], set()).add(len(tokens))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
