"""Verdicts in words."""

from string import Formatter
from typing import Any

import pytest

from shared.domain.planning.affordability_words import ANSWERS, REASONS
from shared.domain.planning.outcome import Verdict
from shared.domain.planning.words import BASELINE_LABELS, HOW, VERDICTS, verdict_words
from shared.words import Words
from tests.domain.planning.plans import change, effective_debt, goal, household, outcomes, simulated, what_if

ALL: dict[str, Words] = {
    **VERDICTS,
    **HOW,
    **BASELINE_LABELS,
    **{it.value: words for it, words in ANSWERS.items()},
    **{it.value: words for it, words in REASONS.items()},
}
LOSS = change("INCOME_LOSS", "2027-01", income="salary")
LATE = goal("house", target=40_000_000, target_on="2027-05-31")
SITUATIONS: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {
    "same": ({}, []),
    "better": ({}, [change("INCOME_CHANGE", income="salary", amount=1)]),
    "costs": ({}, [change("INCOME_CHANGE", income="salary", amount=-1)]),
    "short": ({}, [LOSS]),
    "short_too": ({"incomes": []}, [change("PURCHASE", name="TV", amount=1)]),
    "mends_short": (
        {"incomes": [{"id": "salary", "amount": 0}]},
        [change("INCOME_CHANGE", income="salary", amount=9_000_000)],
    ),
    "debt_grows": ({"debts": [effective_debt(months_left=None, instalment=1_000)]}, []),
    "mends_debt_grows": (
        {"debts": [effective_debt(months_left=None, instalment=1_000)]},
        [change("EXTRA_PAYMENT", debt="card", amount=500_000)],
    ),
    "fund_used_up": ({}, [change("PURCHASE", name="TV", amount=18_000_000)]),
    "fund_touched": ({}, [change("PURCHASE", name="TV", amount=7_000_000)]),
    "mends_fund_touched": (
        {"cash": 12_000_000, "incomes": [{"id": "salary", "amount": 4_500_000}]},
        [change("INCOME_CHANGE", income="salary", amount=1_000_000)],
    ),
    "mends_fund_used_up": (
        {"cash": 12_000_000, "incomes": [{"id": "salary", "amount": 4_500_000}]},
        [change("INCOME_CHANGE", income="salary", amount=1_000_000)],
    ),
    "goal_late": ({"goals": [LATE]}, []),
    "goal_missed": ({"goals": [{**LATE, "target": 900_000_000}]}, []),
    "mends_goal_late": ({"goals": [LATE]}, [change("GOAL_DROPPED", goal="house")]),
    "mends_goal_missed": (
        {"goals": [{**LATE, "target": 900_000_000}]},
        [change("GOAL_DROPPED", goal="house")],
    ),
}
SITUATIONS["mends_fund_touched"][0]["emergency_fund"] = 12_000_000
TWO_YEARS = {"mends_fund_touched": 12}


def verdict_in(code: str) -> Verdict:
    """The verdict of the situation of that name."""
    told, changes = SITUATIONS[code]
    return outcomes(simulated(household(**told), what_if(*changes), months=TWO_YEARS.get(code, 24)))[
        1
    ].verdict


@pytest.mark.parametrize("code", SITUATIONS)
def test_each_verdict_has_its_situation_and_its_sentence(code: str) -> None:
    verdict = verdict_in(code)

    assert verdict.code == code
    for language in ("id", "en"):
        sentence = verdict_words(verdict, language)
        assert "{" not in sentence
        assert sentence.endswith(".")


def test_no_verdict_is_without_a_situation() -> None:
    assert {*SITUATIONS, "fine"} == VERDICTS.keys()


@pytest.mark.parametrize(
    "code", [code for code in SITUATIONS if code.startswith(("mends", "better", "same"))]
)
def test_what_mends_or_betters_is_good(code: str) -> None:
    assert verdict_in(code).good


@pytest.mark.parametrize("name", ALL)
def test_both_languages_say_the_same_figures(name: str) -> None:
    words = ALL[name]

    indonesian, english = ({field for _, field, _, _ in Formatter().parse(text) if field} for text in words)
    assert indonesian == english
    assert words.id != words.en


def test_a_month_is_written_out() -> None:
    told = outcomes(simulated(household(), what_if(LOSS)))[1].verdict

    assert verdict_words(told, "id").startswith("Tidak cukup: uang tunai habis mulai April 2027")
    assert verdict_words(told, "en").startswith("Not enough: cash runs out from April 2027")
