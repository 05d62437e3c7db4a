"""Which category a transaction belongs to: own rules first, then known merchants, then a marked guess."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.categories.keywords import Lexicon, lexicon
from shared.domain.budget.categories.merchants import KnownMerchant, MerchantDictionary, merchant_dictionary
from shared.domain.budget.categories.model import (
    Bookkeeping,
    CategoryRule,
    RuleMatch,
    Suggestion,
    SuggestionOrigin,
)
from shared.domain.budget.categories.noise import clean_name, cut_name
from shared.domain.budget.categories.phrases import Phrases
from shared.domain.budget.categories.wording import words_of
from shared.domain.budget.transactions import BudgetGroup, Category


class _Reading(NamedTuple):
    """A description as it is compared: its words, the merchant in it and the words of that name."""

    words: str
    known: KnownMerchant | None
    merchant: str | None
    name_words: str


class Categorizer:
    """Suggests categories for one person. Built once for many descriptions; the same answer every time.

    Rules to an INCOME category speak only about money that came in. A rule or merchant of a spending
    category also takes money that came back, which reduces that spending.
    """

    def __init__(
        self,
        book: Bookkeeping,
        *,
        merchants: MerchantDictionary | None = None,
        hints: Lexicon | None = None,
    ) -> None:
        self._merchants = merchants or merchant_dictionary()
        self._hints = hints or lexicon()
        self._categories = {category.id: category for category in book.categories}
        self._by_code = {category.code: category.id for category in book.categories if category.code}
        self._rules = _Rules(book.rules, self._categories)
        self._choices = {(choice.merchant, choice.incoming): choice.category_id for choice in book.choices}

    def suggest(self, description: str, amount: int) -> Suggestion | None:
        """The category for a description and a signed amount in rupiah; None where nothing speaks for one."""
        reading = self._read(description)
        incoming = amount > 0
        ruled = self._rules.category_for(reading, incoming=incoming)
        if ruled is not None:
            return _suggestion(ruled, SuggestionOrigin.RULE, reading)
        traded = self._by_merchant(reading, incoming=incoming)
        if traded is not None:
            return _suggestion(traded, SuggestionOrigin.MERCHANT, reading)
        guessed = self._guess(reading, incoming=incoming)
        return _suggestion(guessed, SuggestionOrigin.SUGGESTION, reading) if guessed else None

    def by_rule(self, description: str, amount: int) -> UUID | None:
        """The category that the person's own rules give, None where none speaks."""
        return self._rules.category_for(self._read(description), incoming=amount > 0)

    def merchant_of(self, description: str) -> str | None:
        """The merchant's name without what banks write around it; None where there is no name."""
        return self._read(description).merchant

    def _read(self, description: str) -> _Reading:
        words = words_of(description)
        known = self._merchants.find(words) or self._find_cut(description)
        merchant = known.name if known else clean_name(description)
        return _Reading(words, known, merchant, words_of(merchant) if merchant else "")

    def _find_cut(self, description: str) -> KnownMerchant | None:
        beginning = cut_name(description)
        return self._merchants.find_cut(words_of(beginning)) if beginning else None

    def _by_merchant(self, reading: _Reading, *, incoming: bool) -> UUID | None:
        """Money from a merchant is a refund only where the text says so; it might as well be pay."""
        if incoming and not self._hints.speaks_of_refund(reading.words):
            return None
        return self._of_known(reading)

    def _of_known(self, reading: _Reading) -> UUID | None:
        code = reading.known.category if reading.known else None
        return self._by_code.get(code) if code else None

    def _guess(self, reading: _Reading, *, incoming: bool) -> UUID | None:
        chosen = self._choices.get((reading.name_words, incoming))
        if chosen in self._categories:
            return chosen
        refund = incoming and self._hints.speaks_of_refund(reading.words)
        code = self._hints.guess(reading.words, incoming=incoming and not refund)
        if code is not None:
            return self._by_code.get(code)
        return self._of_known(reading) if incoming else None


class _Rules:
    """A person's rules, ready to be asked."""

    def __init__(self, rules: Sequence[CategoryRule], categories: dict[UUID, Category]) -> None:
        usable = [(words_of(rule.pattern), rule) for rule in rules if rule.category_id in categories]
        # The sort is stable: of equals the older rule, which comes first, stays first.
        usable.sort(key=lambda pair: (pair[1].match is not RuleMatch.EXACT, -pair[1].priority, -len(pair[0])))
        self._only_income = {
            category.id for category in categories.values() if category.budget_group is BudgetGroup.INCOME
        }
        self._exact: dict[str, list[UUID]] = {}
        for words, rule in usable:
            if words and rule.match is RuleMatch.EXACT:
                self._exact.setdefault(words, []).append(rule.category_id)
        contains = [(words, rule) for words, rule in usable if rule.match is RuleMatch.CONTAINS]
        self._contains = Phrases(
            (words, (rank, rule.category_id)) for rank, (words, rule) in enumerate(contains)
        )

    def category_for(self, reading: _Reading, *, incoming: bool) -> UUID | None:
        """The category of the first rule that meets the description or the merchant's name."""
        for category_id in self._meeting(reading):
            if incoming or category_id not in self._only_income:
                return category_id
        return None

    def _meeting(self, reading: _Reading) -> list[UUID]:
        texts = (reading.words, reading.name_words)
        exact = [category for text in texts for category in self._exact.get(text, ())]
        contained = {found.meaning for text in texts for found in self._contains.within(text)}
        return exact + [category for _, category in sorted(contained, key=lambda ranked: ranked[0])]


def _suggestion(category_id: UUID, origin: SuggestionOrigin, reading: _Reading) -> Suggestion:
    return Suggestion(category_id=category_id, origin=origin, merchant=reading.merchant)
