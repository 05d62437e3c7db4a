"""The files of known merchants and hints: complete, sourced, and no pattern means two things."""

from collections import Counter
from datetime import date

import pytest

from shared.domain.budget.categories.keywords import keywords
from shared.domain.budget.categories.merchants import MerchantGroup, merchant_dictionary, merchant_groups
from shared.domain.budget.categories.wording import words_of
from tests.builders.bookkeeping import CODES

MERCHANTS = [(merchant, group) for group in merchant_groups() for merchant in group.merchants]
PATTERNS = [(pattern, merchant.name) for merchant, _ in MERCHANTS for pattern in merchant.patterns]


class TestMerchants:
    def test_are_at_least_320(self) -> None:
        assert len({merchant.name for merchant, _ in MERCHANTS}) == len(MERCHANTS) >= 320

    def test_have_patterns_as_they_are_compared(self) -> None:
        assert [pattern for pattern, _ in PATTERNS if words_of(pattern) != pattern] == []

    def test_have_patterns_of_their_own(self) -> None:
        assert [
            pattern for pattern, times in Counter(pattern for pattern, _ in PATTERNS).items() if times > 1
        ] == []

    def test_have_no_pattern_that_hits_the_name_of_another(self) -> None:
        names = [merchant.name for merchant, _ in MERCHANTS]
        hits = [
            (pattern, owner, name)
            for pattern, owner in PATTERNS
            for name in names
            if name != owner and f" {pattern} " in f" {words_of(name)} "
        ]

        assert hits == []

    def test_are_found_by_each_of_their_patterns(self) -> None:
        found = [(pattern, merchant_dictionary().find(pattern)) for pattern, _ in PATTERNS]

        assert [(pattern, known.name) for pattern, known in found if known] == PATTERNS

    @pytest.mark.parametrize("group", merchant_groups(), ids=lambda group: group.about)
    def test_belong_to_a_known_category_with_a_source_and_a_date(self, group: MerchantGroup) -> None:
        assert group.category is None or group.category in CODES
        assert date(2026, 1, 1) <= group.checked_on <= group.since
        assert len(group.source) > 20

    def test_without_a_category_are_only_ways_of_paying(self) -> None:
        assert all(merchant.via for merchant, group in MERCHANTS if group.category is None)


class TestHints:
    def test_belong_to_known_categories_of_their_direction(self) -> None:
        assert set(keywords().out) <= {code for code in CODES if not code.startswith("income.")}
        assert set(keywords().incoming) <= {code for code in CODES if code.startswith("income.")}

    def test_are_written_as_they_are_compared(self) -> None:
        hints = [
            hint
            for each in (keywords().out, keywords().incoming)
            for words in each.values()
            for hint in words
        ]
        hints += keywords().refund.words

        assert [hint for hint in hints if words_of(hint) != hint] == []

    def test_hint_at_one_category_each(self) -> None:
        for direction in (keywords().out, keywords().incoming):
            times = Counter(hint for words in direction.values() for hint in words)

            assert [hint for hint, count in times.items() if count > 1] == []
