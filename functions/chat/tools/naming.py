"""What a person calls one of their goals, debts, categories or accounts, as the one that is meant.

Only the caller's own rows are looked at. Exact names go before names in another case, these before names that
hold all the words that were said, and these before names of which the words are a longer form. What fits
several is not guessed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from pydantic import JsonValue

from shared.advice.capping import plain
from shared.advice.policy.harmless import harmless
from shared.advice.tools import Explained
from shared.domain.conversation.engine import clean_text
from shared.errors import InvalidInput
from shared.words import Words

T = TypeVar("T")

MOST_CANDIDATES = 12

KINDS: Mapping[str, Words] = {
    "goal": Words(id="tujuan", en="goal"),
    "debt": Words(id="utang", en="debt"),
    "category": Words(id="kategori", en="category"),
    "account": Words(id="rekening", en="account"),
    "income": Words(id="pemasukan", en="income"),
}


class _NotOne(InvalidInput, Explained):
    """What was said does not name exactly one thing."""

    def __init__(self, said: str, *, kind: str, candidates: Sequence[str]) -> None:
        told = [plain(name, longest=80) or "-" for name in candidates[:MOST_CANDIDATES]]
        words = KINDS[kind]
        super().__init__(
            name=plain(said, longest=80) or "",
            names=", ".join(told) or "-",
            what_id=words.id,
            what_en=words.en,
        )
        self.data = {"of": kind, "candidates": list[JsonValue](told)}


class NameUnknown(_NotOne):
    """Nothing of the person's own is called so."""

    code = "name_unknown"
    says = Words(
        id='Tidak ada {what_id} bernama "{name}". Yang ada: {names}.',
        en='There is no {what_en} called "{name}". There are: {names}.',
    )


class NameUnclear(_NotOne):
    """Several things are called so, and only the person knows which one is meant."""

    code = "name_unclear"
    says = Words(
        id='Beberapa {what_id} cocok dengan "{name}": {names}. Tanyakan yang mana.',
        en='More than one {what_en} fits "{name}": {names}. Ask which one is meant.',
    )


class NameNeeded(_NotOne):
    """The person did not say which one, and several can be meant."""

    code = "name_needed"
    says = Words(
        id="Sebutkan {what_id} yang mana: {names}. Tanyakan dulu.",
        en="Say which {what_en} is meant: {names}. Ask first.",
    )


class Named(NamedTuple, Generic[T]):
    """Something with the names that people call it by, the first of which is shown."""

    value: T
    names: Sequence[str]


def meant(said: str, among: Iterable[Named[T]], *, kind: str) -> T:
    """The one that `said` names. Raises NameUnknown and NameUnclear, each with the names that there are."""
    known = list(among)
    for rule in _RULES:
        fitting = [each for each in known if any(rule(_words(said), _words(name)) for name in each.names)]
        if len(fitting) == 1:
            return fitting[0].value
        if fitting:
            raise NameUnclear(said, kind=kind, candidates=[each.names[0] for each in fitting])
    raise NameUnknown(said, kind=kind, candidates=[each.names[0] for each in known])


def _words(text: str) -> str:
    """The words as a model was told them, in which nothing is left to open."""
    return " ".join(harmless(clean_text(text)).split())


def _same(said: str, name: str) -> bool:
    return said == name


def _same_letters(said: str, name: str) -> bool:
    return said.casefold() == name.casefold()


def _holds_words(said: str, name: str) -> bool:
    told = said.casefold().split()
    return bool(told) and all(any(part.startswith(word) for part in _parts(name)) for word in told)


def _is_part(said: str, name: str) -> bool:
    """Whether all words of the name were said: `utang pinjol kredivo` means Kredivo."""
    told = set(_parts(said))
    return bool(_parts(name)) and all(part in told for part in _parts(name))


def _parts(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()


_RULES: tuple[Callable[[str, str], bool], ...] = (_same, _same_letters, _holds_words, _is_part)
