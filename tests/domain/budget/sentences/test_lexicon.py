"""The word lists: no code that does not exist, no word that contradicts itself."""

from collections import Counter
from typing import Any

import pytest

from shared.domain.budget.sentences.acts import PREPOSITIONS, Act, Role
from shared.domain.budget.sentences.calendar import WEEKDAYS
from shared.domain.budget.sentences.data import load
from shared.domain.budget.sentences.lexicon import lexicon
from shared.domain.budget.sentences.near import is_one_slip
from shared.domain.budget.sentences.tokens import Sentence
from tests.builders.sentences import CODES


def phrases(lists: dict[str, Any]) -> list[str]:
    return [phrase for words in lists.values() for phrase in words]


class TestFiles:
    def test_spending_names_only_categories_of_the_system(self) -> None:
        both = [code for entry in load("either")["words"] for code in (entry["in"], entry["out"])]

        assert {*load("spending"), *both} <= set(CODES)

    def test_a_verb_means_one_act(self) -> None:
        twice = [phrase for phrase, times in Counter(phrases(load("acts")["acts"])).items() if times > 1]
        acts = load("acts")["acts"]

        assert [phrase for phrase in twice if sum(phrase in words for words in acts.values()) > 1] == []

    def test_no_phrase_swallows_a_day(self) -> None:
        days = {*WEEKDAYS, "kemarin", "besok", "lusa", "yesterday", "tomorrow"}

        assert [phrase for phrase in lexicon().words if days & set(phrase.split(" "))] == []

    def test_every_act_and_role_is_known(self) -> None:
        assert set(load("acts")["acts"]) == {act.value for act in Act}
        assert set(load("lexicon")["grammar"]) <= {role.value for role in Role}

    def test_a_word_is_one_preposition_at_most(self) -> None:
        prepositions = load("lexicon")["grammar"]
        several = Counter(phrase for role in PREPOSITIONS for phrase in set(prepositions[role.value]))

        assert [phrase for phrase, times in several.items() if times > 1] == []

    def test_an_institution_is_called_by_its_own_words(self) -> None:
        called = [
            word
            for entry in (*load("banks")["institutions"], *load("accounts")["institutions"])
            for word in (*entry.get("words", ()), *entry.get("shy", ()))
        ]

        assert [word for word, times in Counter(called).items() if times > 1] == []


class TestSlips:
    @pytest.mark.parametrize(
        ("written", "category"),
        [
            ("indomarett", "needs.groceries"),
            ("pertalitw", "needs.fuel"),
            ("nasgro", "needs.eating"),
            ("kopia", None),
            ("asuranis", "needs.insurance"),
        ],
    )
    def test_one_slip_is_forgiven_in_longer_words(self, written: str, category: str | None) -> None:
        near = lexicon()._near.find(written)  # pyright: ignore[reportPrivateUsage]

        assert (lexicon().words[near].category if near else None) == category

    @pytest.mark.parametrize(
        ("written", "act"),
        [
            ("trasnfer", Act.SEND),
            ("ditransfre", Act.GIVEN),
            ("terma", Act.OBTAIN),
            ("abyar", Act.SPEND),
            ("bellii", Act.SPEND),
            ("paaid", Act.SPEND),
            ("dapaat", Act.OBTAIN),
        ],
    )
    def test_a_verb_that_decides_is_recognised(self, written: str, act: Act) -> None:
        found = lexicon().find(Sentence(written), 0)

        assert found is not None
        assert found.word.act is act

    @pytest.mark.parametrize(
        "written", ["masak", "tarif", "kasir", "bazar", "brought", "btar", "beka", "gija"]
    )
    def test_what_is_as_near_to_something_else_or_too_short_is_no_verb(self, written: str) -> None:
        found = lexicon().find(Sentence(written), 0)

        assert found is None or found.word.act is None

    def test_every_deciding_word_stands_in_a_list(self) -> None:
        assert set(load("acts")["slips"]["deciding"]) <= set(lexicon().words)

    @pytest.mark.parametrize(
        ("written", "meant", "slip"),
        [
            ("kopi", "kopi", True),
            ("kop", "kopi", True),
            ("kopii", "kopi", True),
            ("kpoi", "kopi", True),
            ("kopa", "kopi", True),
            ("kpio", "kopi", False),
            ("ko", "kopi", False),
        ],
    )
    def test_what_one_slip_is(self, written: str, meant: str, slip: bool) -> None:
        assert is_one_slip(written, meant) is slip
