"""What is found about debts: said in the engine's words, and every figure of it a fact."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.advice.capping import MOST_FACTS, MOST_REMARKS
from shared.domain.conversation.model import Basis, FactUnit
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import DebtsOwed, LeftOutDebt
from shared.words import Language
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    ONLINE,
    PAYLATER,
    any_debts,
    owe,
)
from tests.functions.chat.tools.household import Household, fact, said, ungrounded, values

GROWING = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)
FRIEND = owe(FAMILY, name="Teman", balance=MILLION)
BULLET = owe(ONLINE, principal=6 * MILLION, balance=6 * MILLION, annual_rate=Decimal("0.365"), days_left=90)
UNLICENSED = owe(ONLINE, lender_licensed=False, annual_rate=Decimal("3.651234"))

SITUATIONS: dict[str, tuple[list[Debt], dict[str, Any], set[str]]] = {
    "one that grows": ([GROWING], {}, {"verdict_debt_grows", "endless_minimum_below_charges"}),
    "one that hardly shrinks": (
        [owe(LOAN, months_left=None, instalment=120_001)],
        {},
        {"verdict_never_free", "endless_hardly_shrinks"},
    ),
    "nothing agreed": ([owe(FAMILY)], {}, {"verdict_nothing_paid", "endless_nothing_agreed"}),
    "money that is better kept": (
        [owe(FAMILY, months_left=10), owe(FAMILY, name="Adik", months_left=10)],
        {"extra": 100_000},
        {"verdict_keep_extra", "early_saves_nothing"},
    ),
    "one bill that is too large": (
        [owe(ONLINE, days_left=60)],
        {"monthly_budget": 600_000},
        {"verdict_save_for_bill"},
    ),
    "a lender without a licence": (
        [UNLICENSED],
        {},
        {"unlicensed_lender", "charges_without_limit", "daily_rate_above_cap"},
    ),
    "paylater": (
        [owe(PAYLATER, annual_rate=Decimal("1.2"), months_left=12)],
        {},
        {"licence_unknown", "paylater_above_online_cap", "paylater_without_cap"},
    ),
    "a card above the cap": (
        [owe(CARD, annual_rate=Decimal("0.300001"), late_fraction=Decimal("0.06"))],
        {},
        {"card_rate_above_cap", "card_penalty_above_cap"},
    ),
    "four online lenders": (
        [owe(ONLINE, name=f"Pinjol {number}") for number in "ABCD"],
        {},
        {"too_many_online_lenders", "early_due_now"},
    ),
    "bills paid late": (
        [owe(CARD), owe(LOAN)],
        {"monthly_budget": MILLION},
        {"verdict_money_below_minimums", "late_cost_unknown"},
    ),
    "an offer that is dearer": (
        [owe(LOAN)],
        {"consolidation": {"annual_rate": 0.5, "months": 48, "origination_fee": 1_000_000}},
        {"new_loan_dearer"},
    ),
    "an offer that ends lateness": (
        [owe(CARD), owe(LOAN)],
        {"monthly_budget": MILLION, "consolidation": {"annual_rate": 0.1, "months": 36}},
        {"new_loan_ends_lateness"},
    ),
}

situations = pytest.mark.parametrize("situation", SITUATIONS)
spoken = pytest.mark.parametrize("language", ["id", "en"])


def codes(result: Any) -> set[str]:
    return {remark.code for remark in result.remarks}


@spoken
@situations
async def test_what_is_found_is_said_and_rests_on_facts(situation: str, language: Language) -> None:
    debts, wish, expected = SITUATIONS[situation]

    found = await Household().owe(*debts).found("debt_payoff", language, **wish)

    assert expected <= codes(found)
    assert ungrounded(found) == []


@spoken
@situations
async def test_the_list_of_debts_rests_on_facts_too(situation: str, language: Language) -> None:
    assert ungrounded(await Household().owe(*SITUATIONS[situation][0]).found("debts", language)) == []


@given(debts=st.lists(any_debts(), min_size=1, max_size=8), extra=st.integers(0, 3 * MILLION))
@settings(max_examples=15, deadline=None)
async def test_of_any_debts_no_figure_is_without_its_fact(debts: list[Debt], extra: int) -> None:
    named = [debt.model_copy(update={"name": f"utang {chr(97 + at)}"}) for at, debt in enumerate(debts)]
    person = Household().keep_books().owe(*named)

    for tool, arguments in (("debts", {}), ("debt_payoff", {"extra": extra})):
        found = await person.found(tool, **arguments)
        assert ungrounded(found) == []
        assert len(found.facts) < MOST_FACTS


@spoken
async def test_of_as_many_debts_as_there_may_be_nothing_is_cut(language: Language) -> None:
    kinds = (CARD, GROWING.model_dump(), FAMILY, UNLICENSED.model_dump(), PAYLATER)
    debts = [owe(kinds[at % len(kinds)], name=f"Utang {chr(65 + at)}") for at in range(30)]
    person = Household().keep_books().owe(*debts)
    offer = {"annual_rate": 0.2, "months": 24, "debts": [debts[0].name]}

    for tool, arguments in (
        ("debts", {}),
        (
            "debt_payoff",
            {
                "extra": 123_000,
                "strategy": "OWN_ORDER",
                "order": [debts[3].name, debts[1].name],
                "consolidation": offer,
            },
        ),
    ):
        found = await person.found(tool, language, **arguments)
        assert ungrounded(found) == []
        assert len(found.facts) < MOST_FACTS
        assert len(found.remarks) <= MOST_REMARKS


class TestCheapestOrder:
    async def test_is_told_beside_the_others_with_its_debts_one_after_another(self) -> None:
        found = await Household().owe(FRIEND, BULLET).found("debt_payoff", monthly_budget=2_200_000)

        told = values(found)
        assert (found.data["strategy"], found.data["order"]) == ("CHEAPEST", ["Pinjol", "Teman"])
        assert "payoff.cheapest.short" not in told
        assert told["payoff.avalanche.short"] > 0
        assert "dibayar berurutan: Pinjol, Teman." in said(found)

    async def test_leaves_out_what_is_paid_as_billed(self) -> None:
        fined = owe(MOTORBIKE, early_penalty=Decimal("0.05"))
        person = Household().owe(owe(CARD), fined, owe(LOAN))

        found = await person.found("debt_payoff", extra=MILLION)

        assert "Bayar Motor sesuai tagihan saja" in said(found)
        assert "dibayar berurutan: Kartu, KTA." in said(found)

    async def test_says_when_each_debt_ends(self) -> None:
        found = await Household().owe(owe(CARD), owe(LOAN)).found("debt_payoff", extra=400_000)

        ends = [fact(found, f"payoff.ends.{number}") for number in (1, 2)]
        assert {it.unit for it in ends} == {FactUnit.MONTH}
        assert {it.label.partition(":")[0] for it in ends} == {"Kartu", "KTA"}
        chosen = str(found.data["strategy"]).lower()
        assert values(found)[f"payoff.{chosen}.free_on"] == max(it.value for it in ends)


class TestSteps:
    async def test_the_own_extra_is_always_among_them(self) -> None:
        told = values(await Household().owe(owe(CARD)).found("debt_payoff", extra=1_500_000))

        steps = [told[f"payoff.extra.{number}"] for number in range(1, 5)]
        assert steps == [50_000, 100_000, 250_000, 1_500_000]
        assert "payoff.extra.5" not in told


class TestEndless:
    async def test_what_ends_it_is_computed_and_said(self) -> None:
        found = await Household().owe(GROWING).found("debts")

        told = fact(found, "endless.1.ends_with")
        assert told.basis is Basis.COMPUTED
        assert told.value > values(found)["endless.1.charges"]
        assert values(found)["debts.horizon"] == 600
        assert "tidak pernah lunas" in said(found)


class TestWarnings:
    async def test_what_was_found_stands_beside_the_rule_that_it_breaks(self) -> None:
        found = await Household().owe(owe(CARD, annual_rate=Decimal("0.300001"))).found("debts")

        rule = fact(found, "threshold.card_rate")
        measured = next(it for it in found.facts if it.id.startswith("debts.warning."))
        assert (rule.basis, measured.basis) == (Basis.ASSUMED, Basis.COMPUTED)
        # As the sentence shows it: rounded up, so that it stays above the cap.
        assert measured.value == Decimal("0.02501")
        assert "2,501%" in said(found)
        assert measured.label != rule.label

    async def test_a_cap_that_was_looked_for_in_vain_says_when(self) -> None:
        found = await Household().owe(owe(PAYLATER)).found("debts")

        assert fact(found, "threshold.paylater_caps.checked").unit is FactUnit.MONTH


class TestRealRate:
    async def test_of_a_flat_loan_is_told_beside_the_agreed_one(self) -> None:
        told = values(await Household().owe(owe(MOTORBIKE), owe(LOAN, months_left=24)).found("debts"))

        assert told["debt.1.rate"] == Decimal("0.12")
        assert Decimal("0.2") < told["debt.1.true_rate"] < Decimal("0.25")
        assert "debt.2.true_rate" not in told


class TestLeftOut:
    @pytest.mark.parametrize("tool", ["debts", "debt_payoff"])
    async def test_what_cannot_be_worked_out_is_said(self, tool: str) -> None:
        person = Household()
        broken = LeftOutDebt(name="Leasing lama", balance=5_000_000)
        person.debts.of[person.caller.id].owed = DebtsOwed(left_out=(broken,))

        found = await person.found(tool)

        assert "Syarat utang Leasing lama tidak cocok" in said(found)
        assert found.missing == ()

    async def test_beside_others_it_is_said_too(self) -> None:
        person = Household()
        broken = LeftOutDebt(name="Leasing lama", balance=5_000_000)
        person.debts.of[person.caller.id].owed = DebtsOwed(debts=(owe(LOAN),), left_out=(broken,))

        found = await person.found("debt_payoff", extra=100_000)

        assert "Syarat utang Leasing lama tidak cocok" in said(found)
        assert values(found)["payoff.minimums"] > 0
