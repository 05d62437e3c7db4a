"""Paying debts off over HTTP."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from functions.budget.endpoints import debts
from shared.domain.caller import Caller
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import DebtsOwed, LeftOutDebt
from shared.services.debts import DebtService
from shared.web.app import make_application
from shared.web.health import Check
from shared.web.parts import WebParts
from tests.domain.debts.owing import CARD, LOAN, owe
from tests.fakes.debts import KeptDebts
from tests.fakes.web import a_caller, client, signed_client, web_parts

PAYOFF = "/api/v1/financial/debts/payoff"
CARD_BODY: dict[str, Any] = {
    "kind": "CREDIT_CARD",
    "name": "Kartu",
    "method": "EFFECTIVE",
    "balance": 8_000_000,
    "monthly_rate": 0.0175,
}
MOTORBIKE_BODY: dict[str, Any] = {
    "kind": "VEHICLE_LOAN",
    "name": "Motor",
    "method": "FLAT",
    "principal": 18_000_000,
    "balance": 12_000_000,
    "annual_rate": 0.12,
    "months_left": 16,
}
ONLINE_BODY: dict[str, Any] = {
    "kind": "ONLINE_LOAN",
    "name": "Pinjol",
    "method": "DAILY",
    "principal": 500_000,
    "balance": 500_000,
    "daily_rate": 0.003,
    "days_left": 30,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoffDeps:
    """What the topic works with."""

    debts: Callable[[Caller], DebtService]
    web: WebParts = field(default_factory=web_parts)
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])


def app_over(*stored: Debt, left_out: Sequence[str] = ()) -> Any:
    owed = DebtsOwed(
        debts=stored, left_out=tuple(LeftOutDebt(name=name, balance=1_000_000) for name in left_out)
    )
    deps = PayoffDeps(debts=lambda caller: DebtService(store=KeptDebts(owed)))
    return make_application(routers=[debts.router], deps=deps, security=deps.web)


async def ask(
    body: Any, *stored: Debt, left_out: Sequence[str] = (), status: int = 200, language: str = "id"
) -> dict[str, Any]:
    async with signed_client(app_over(*stored, left_out=left_out), a_caller()) as person:
        answer = await person.post(PAYOFF, json=body, headers={"Accept-Language": language})
    assert answer.status_code == status, answer.text
    return answer.json()


async def wrong(**changes: Any) -> dict[str, str]:
    """The messages of the problem by pointer, for a card with `changes`."""
    problem = await ask({"debts": [{**CARD_BODY, **changes}]}, status=422)
    return {each["pointer"]: each["message"] for each in problem["errors"]}


class TestPlanPayoff:
    async def test_plans_the_debts_that_were_sent(self) -> None:
        told = await ask({"debts": [CARD_BODY, MOTORBIKE_BODY, ONLINE_BODY], "monthly_budget": 2_500_000})

        assert [plan["strategy"] for plan in told["plans"]] == ["AVALANCHE", "SNOWBALL", "MINIMUM_ONLY"]
        assert told["plans"][0]["label"] == "yang bunganya paling mahal dulu (avalanche)"
        assert told["verdict"]["message"].startswith(
            "Mulai dari Kartu, baik menurut avalanche maupun snowball: Rp"
        )
        assert [debt["name"] for debt in told["debts"]] == ["Kartu", "Motor", "Pinjol"]
        assert told["debts"][2]["payments"] == [545_000]
        assert told["costs"][1]["cost"]["rate"]["nominal"] == 0.215712

    async def test_takes_the_rate_as_it_is_quoted(self) -> None:
        told = await ask({"debts": [CARD_BODY, ONLINE_BODY]})

        assert told["debts"][0]["interest"][0] == 140_000
        assert told["debts"][1]["interest"] == [45_000]

    async def test_speaks_the_readers_language(self) -> None:
        told = await ask({"debts": [ONLINE_BODY]}, language="en")

        assert told["warnings"][0]["message"].startswith("Is the lender of Pinjol licensed by OJK?")
        assert told["early"][0]["message"] == "All of it is due this month: Rp545,000."

    async def test_answers_with_series_of_whole_rupiah_as_long_as_the_plan(self) -> None:
        told = await ask({"debts": [CARD_BODY, MOTORBIKE_BODY], "extra": 300_000})

        for plan in told["plans"]:
            assert len(plan["owed"]) == len(plan["paid_by_month"]) == plan["months"]
            assert all(isinstance(amount, int) for amount in plan["owed"])
        assert max(len(debt["balances"]) for debt in told["debts"]) == told["plans"][0]["months"]

    async def test_names_the_rules_that_filled_something_in(self) -> None:
        told = await ask({"debts": [CARD_BODY]})

        assert told["assumed"][0] == {
            "name": "Kartu",
            "rule": "card_minimum",
            "label": "Pembayaran minimum kartu kredit",
        }

    async def test_warns_with_the_rule_and_its_source(self) -> None:
        told = await ask({"debts": [{**ONLINE_BODY, "daily_rate": 0.008}]})

        assert told["warnings"][0]["message"].startswith("Biaya Pinjol 0,8% sehari, di atas batas OJK 0,3%.")
        assert told["thresholds"][0]["id"] == told["warnings"][0]["threshold"]
        assert "OJK" in told["thresholds"][0]["source"]

    async def test_compares_a_new_loan(self) -> None:
        offer = {"annual_rate": 0.11, "months": 24, "origination_fraction": 0.02}
        told = await ask({"debts": [CARD_BODY], "monthly_budget": 600_000, "consolidation": offer})

        assert told["consolidation"]["code"] == "cheaper"
        assert "masih impas" in told["consolidation"]["message"]

    async def test_compares_a_new_loan_on_the_same_terms_as_the_same(self) -> None:
        loan = {
            "kind": "PERSONAL_LOAN",
            "name": "KTA",
            "method": "EFFECTIVE",
            "balance": 12_000_000,
            "annual_rate": 0.12,
            "months_left": 12,
        }
        told = await ask({"debts": [loan], "consolidation": {"annual_rate": 0.12, "months": 12}})

        assert told["consolidation"]["code"] == "same"
        assert told["consolidation"]["message"] == "Pinjaman baru ini sama mahalnya, dan sama lamanya."

    async def test_advises_to_keep_money_that_paying_ahead_would_waste(self) -> None:
        told = await ask({"debts": [{**MOTORBIKE_BODY, "early_penalty": 0.05}], "extra": 1_000_000})

        assert (told["strategy"], told["verdict"]["code"]) == ("MINIMUM_ONLY", "keep_extra")
        assert (told["verdict"]["amount"], told["verdict"]["saved"]) == (1_000_000, 300_002)
        assert "semua uang lebih" not in told["verdict"]["message"]

    async def test_names_debts_that_are_best_paid_as_billed(self) -> None:
        fined = {**MOTORBIKE_BODY, "early_penalty": 0.05}
        told = await ask({"debts": [CARD_BODY, fined], "extra": 500_000}, language="en")

        assert told["verdict"]["held"] == ["Motor"]
        assert told["verdict"]["message"].endswith(
            "Pay Motor as billed only, because paying ahead there has a penalty."
        )

    async def test_charges_a_late_online_loan_by_the_cap_and_says_so(self) -> None:
        told = await ask({"debts": [{**ONLINE_BODY, "daily_rate": 0.01}], "monthly_budget": 100_000})

        assert [plan["penalties"] for plan in told["plans"]] == [58_393, 58_393, 0]
        assert {"name": "Pinjol", "rule": "online_late_consumption"}.items() <= told["assumed"][1].items()

    async def test_warns_of_dear_paylater_which_has_no_cap(self) -> None:
        paylater = {**ONLINE_BODY, "kind": "PAYLATER", "daily_rate": 0.05, "lender_licensed": True}
        told = await ask({"debts": [paylater]}, language="en")

        assert [each["code"] for each in told["warnings"]] == [
            "paylater_above_online_cap",
            "paylater_charges_above_online_cap",
            "paylater_without_cap",
        ]
        assert "POJK 32/2025" in told["warnings"][2]["message"]
        assert any("POJK 32/2025" in rule["source"] for rule in told["thresholds"])

    async def test_says_that_a_growing_debt_never_ends_however_far_it_was_followed(self) -> None:
        exploding = {**CARD_BODY, "monthly_rate": 0.3, "instalment": 1_000}
        told = await ask({"debts": [exploding]})

        assert len(told["plans"][0]["owed"]) < 600
        assert told["verdict"]["code"] == "debt_grows"
        assert "tahun" not in told["verdict"]["message"]

    async def test_plans_the_debts_on_record_where_none_were_sent(self) -> None:
        told = await ask({}, owe(CARD), owe(LOAN))

        assert [debt["name"] for debt in told["debts"]] == ["Kartu", "KTA"]
        assert told["left_out"] == []

    async def test_names_those_on_record_whose_terms_do_not_go_together(self) -> None:
        told = await ask({}, owe(CARD), left_out=["Kredivo"])

        assert ([debt["name"] for debt in told["debts"]], told["left_out"]) == (["Kartu"], ["Kredivo"])

    async def test_says_where_that_is_true_of_all_of_them(self) -> None:
        problem = await ask({}, left_out=["Kredivo", "KTA"], status=409, language="en")

        assert problem["code"] == "debts_do_not_fit"
        assert "Kredivo, KTA" in problem["detail"]

    async def test_says_where_nothing_is_on_record(self) -> None:
        assert (await ask({}, status=409))["code"] == "no_debts"

    async def test_says_where_too_much_is_on_record(self) -> None:
        many = [owe(LOAN, name=f"KTA {number}") for number in range(31)]

        assert (await ask({}, *many, status=409))["code"] == "too_many_debts"

    async def test_is_not_for_nobody(self) -> None:
        async with client(app_over()) as nobody:
            assert (await nobody.post(PAYOFF, json={})).status_code == 401

    async def test_works_with_its_own_example(self) -> None:
        (route,) = debts.router.routes

        assert (await ask(route.options.get("example")))["verdict"]["message"]


class TestProblems:
    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            ({"balance": -1}, "/debts/0/balance"),
            ({"balance": 1.5}, "/debts/0/balance"),
            ({"monthly_rate": -0.01}, "/debts/0/monthly_rate"),
            ({"monthly_rate": 2}, "/debts/0/monthly_rate"),
            ({"daily_rate": 0.1, "monthly_rate": None}, "/debts/0/daily_rate"),
            ({"annual_rate": 0.2}, "/debts/0/monthly_rate"),
            ({"method": "DAILY"}, "/debts/0/principal"),
            ({"method": "NONE"}, "/debts/0/annual_rate"),
            (
                {"method": "FLAT", "principal": 8_000_000, "instalment": 100_000},
                "/debts/0/instalment",
            ),
            ({"instalment": 9_000_000}, "/debts/0/instalment"),
            ({"colour": "red"}, "/debts/0/colour"),
        ],
    )
    async def test_point_at_the_field(self, changes: dict[str, Any], pointer: str) -> None:
        assert pointer in await wrong(**changes)

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"debts": []}, "/debts"),
            ({"debts": [{**CARD_BODY, "name": f"K{number}"} for number in range(31)]}, "/debts"),
            ({"debts": [CARD_BODY, CARD_BODY]}, "/debts/1/name"),
            ({"debts": [CARD_BODY], "strategy": "OWN_ORDER", "order": ["Rumah"]}, "/order/0"),
            ({"debts": [CARD_BODY], "monthly_budget": 0}, "/monthly_budget"),
            ({"debts": [CARD_BODY], "extra": -1}, "/extra"),
            ({"debts": [CARD_BODY], "one_off": [{"month": "x", "amount": 1}]}, "/one_off/0/month"),
            (
                {"debts": [CARD_BODY], "consolidation": {"annual_rate": 0.1, "months": 601}},
                "/consolidation/months",
            ),
        ],
    )
    async def test_point_into_the_wish(self, body: dict[str, Any], pointer: str) -> None:
        problem = await ask(body, status=422)

        assert pointer in {each["pointer"] for each in problem["errors"]}

    async def test_fit_thirty_debts_into_a_body(self) -> None:
        whole = {**MOTORBIKE_BODY, "lender": "L" * 80, "taken_on": "2026-01-01", "late_amount": 50_000}
        body = {"debts": [{**whole, "name": f"{'N' * 77}{number}"} for number in range(30)]}

        assert len(json.dumps(body)) < debts.LARGEST_BODY
        assert len((await ask(body))["debts"]) == 30
