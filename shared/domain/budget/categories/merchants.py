"""The merchants and billers that are known by name, read from `merchants.toml`."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from pydantic import Field, TypeAdapter

from shared.domain.budget.categories.phrases import Found, Phrases
from shared.domain.values import Value


class Merchant(Value):
    """A merchant by the name people know, with the words it stands under on statements and receipts.

    `via`: one pays through it, so that another merchant in the same text says more.
    """

    name: str = Field(min_length=1, max_length=120)
    patterns: tuple[str, ...] = Field(min_length=1)
    via: bool = False


class MerchantGroup(Value):
    """Merchants of one kind; `category` is the code of a system category, None where a name says nothing."""

    about: str
    category: str | None = None
    since: date
    checked_on: date
    source: str = Field(min_length=1)
    merchants: tuple[Merchant, ...]


class KnownMerchant(Value):
    """A merchant with the code of its category."""

    name: str
    category: str | None
    via: bool


_GROUPS = TypeAdapter(tuple[MerchantGroup, ...])
CUT = 10
"""BCA prints only so many characters of a merchant's name when it was paid by QR."""

MOSTLY_THERE = 14
"""A longer name that is cut after `CUT` characters has lost too much to be told from others."""


class MerchantDictionary:
    """Recognises merchants in texts that went through `words_of`."""

    def __init__(self, groups: tuple[MerchantGroup, ...]) -> None:
        known = [
            (pattern, KnownMerchant(name=merchant.name, category=group.category, via=merchant.via))
            for group in groups
            for merchant in group.merchants
            for pattern in merchant.patterns
        ]
        self._phrases = Phrases(known)
        self._cut = _unambiguous_beginnings(known)

    def find(self, text: str) -> KnownMerchant | None:
        """The merchant that says most about the text.

        One that is not merely paid through, then one with a category, then the longest pattern, then
        the leftmost.
        """
        best: Found[KnownMerchant] | None = None
        for found in self._phrases.within(text):
            if best is None or _goes_before(found, best):
                best = found
        return best.meaning if best else None

    def find_cut(self, beginning: str) -> KnownMerchant | None:
        """The merchant whose name was cut off after `CUT` characters, where only one begins so."""
        return self._cut.get(beginning)


@cache
def merchant_groups() -> tuple[MerchantGroup, ...]:
    """What the file says, checked."""
    text = resources.files("shared.domain.budget.categories").joinpath("merchants.toml").read_text("utf-8")
    return _GROUPS.validate_python(tomllib.loads(text)["groups"])


@cache
def merchant_dictionary() -> MerchantDictionary:
    """The dictionary over the whole file, built once."""
    return MerchantDictionary(merchant_groups())


def _goes_before(found: Found[KnownMerchant], best: Found[KnownMerchant]) -> bool:
    """A name inside a longer one says nothing: `shopee` in `shopee pay`."""
    if best.at <= found.at and found.until <= best.until:
        return found.length > best.length
    if found.at <= best.at and best.until <= found.until:
        return True
    return _weight(found) > _weight(best)


def _weight(found: Found[KnownMerchant]) -> tuple[bool, bool, int]:
    merchant = found.meaning
    return not merchant.via, merchant.category is not None, found.length


def _unambiguous_beginnings(known: list[tuple[str, KnownMerchant]]) -> dict[str, KnownMerchant]:
    beginnings: dict[str, KnownMerchant | None] = {}
    for pattern, merchant in known:
        if CUT < len(pattern) <= MOSTLY_THERE:
            other = beginnings.setdefault(pattern[:CUT].strip(), merchant)
            if other is not None and other.name != merchant.name:
                beginnings[pattern[:CUT].strip()] = None
    return {beginning: merchant for beginning, merchant in beginnings.items() if merchant is not None}
