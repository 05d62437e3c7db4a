"""My financial data over HTTP."""

import json
from typing import Any

import pytest

from shared.domain.budget.model import FinancialData
from tests.functions.budget.world import BUDGET, DATA, FIGURES, World

NOTHING_TOLD: dict[str, Any] = {
    **dict.fromkeys(FinancialData.model_fields),
    "currency": "IDR",
    "completed": False,
    "unreadable": [],
    "updated_at": None,
}
SYNTAX = "beli,motor).or=(id.gt.0)*&select=*%00'\";-- drop"


class TestReadFinancialData:
    async def test_answers_with_nulls_before_anything_is_stored(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(DATA)

        assert answer.status_code == 200
        assert answer.json() == NOTHING_TOLD

    async def test_shows_what_was_saved(self, world: World) -> None:
        async with world.as_owner() as owner:
            saved = await owner.post(DATA, json=FIGURES)
            answer = await owner.get(DATA)

        assert answer.json() == saved.json()
        assert answer.json() == {
            **NOTHING_TOLD,
            **FIGURES,
            "completed": True,
            "updated_at": answer.json()["updated_at"],
        }

    async def test_shows_nothing_of_a_stranger(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            await owner.post(DATA, json=FIGURES)
            answer = await stranger.get(DATA)

        assert answer.json() == NOTHING_TOLD

    async def test_names_what_is_stored_in_another_shape(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)
            world.table.rows[world.owner.id]["assets"] = [{"colour": "red"}]
            answer = await owner.get(DATA)

        assert answer.status_code == 200
        assert answer.json()["assets"] is None
        assert answer.json()["unreadable"] == ["assets"]

    @pytest.mark.parametrize("path", [DATA, BUDGET])
    async def test_is_refused_without_a_token(self, world: World, path: str) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.get(path)

        assert answer.status_code == 401
        assert answer.json()["code"] == "unauthenticated"

    async def test_refuses_query_parameters_it_does_not_know(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.get(DATA, params={"user_id": "eq.1"})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/query/user_id"


class TestSaveFinancialData:
    async def test_changes_only_the_keys_that_were_sent(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)
            answer = await owner.post(DATA, json={"monthly_income": 6_000_000})

        assert answer.status_code == 200
        assert {name: answer.json()[name] for name in FIGURES} == {**FIGURES, "monthly_income": 6_000_000}

    async def test_clears_with_null(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)
            answer = await owner.post(DATA, json={"current_debt": None})

        assert answer.json()["current_debt"] is None
        assert answer.json()["completed"] is False

    async def test_replaces_a_list_as_a_whole(self, world: World) -> None:
        gold = {"kind": "GOLD", "name": "Emas", "value": 2_600_000, "monthly_contribution": None}
        async with world.as_owner() as owner:
            await owner.post(DATA, json={"current_investments": [gold, {**gold, "name": "Antam"}]})
            answer = await owner.post(DATA, json={"current_investments": [gold]})

        assert answer.json()["current_investments"] == [gold]

    async def test_keeps_the_syntax_of_others_as_text(self, world: World) -> None:
        told = {
            "stated_goals": [SYNTAX],
            "assets": [{"kind": "OTHER", "name": SYNTAX, "value": 0}],
            "investment_experience": SYNTAX[:50],
        }
        async with world.as_owner() as owner:
            answer = await owner.post(DATA, json=told)

        assert answer.status_code == 200
        assert {name: answer.json()[name] for name in told} == told

    async def test_stores_nothing_when_nothing_was_sent(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(DATA, json={})

        assert answer.status_code == 200
        assert answer.json() == NOTHING_TOLD
        assert world.table.rows == {}

    async def test_has_one_effect_when_repeated_with_its_key(self, world: World) -> None:
        async with world.as_owner() as owner:
            first = await owner.post(DATA, json=FIGURES, headers={"Idempotency-Key": "a-key"})
            again = await owner.post(DATA, json=FIGURES, headers={"Idempotency-Key": "a-key"})

        assert again.content == first.content
        assert world.table.saves == 1

    async def test_refuses_a_key_with_another_body(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES, headers={"Idempotency-Key": "a-key"})
            answer = await owner.post(DATA, json={}, headers={"Idempotency-Key": "a-key"})

        assert answer.status_code == 422
        assert answer.json()["code"] == "idempotency_key_reused"

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"monthly_income": 5_500_000.5}, "/monthly_income"),
            ({"monthly_income": 5_500_000.0}, "/monthly_income"),
            ({"monthly_income": "5500000"}, "/monthly_income"),
            ({"monthly_income": True}, "/monthly_income"),
            ({"monthly_expenses": -1}, "/monthly_expenses"),
            ({"current_savings": 10**15}, "/current_savings"),
            ({"current_savings": 10**400}, "/current_savings"),
            ({"salary": 1}, "/salary"),
            ({"user_id": "00000000-0000-4000-8000-000000000000"}, "/user_id"),
            ({"completed": True}, "/completed"),
            ({"risk_tolerance": "BRAVE"}, "/risk_tolerance"),
            ({"stated_goals": ["x"] * 21}, "/stated_goals"),
            ({"stated_goals": ["naik\nhaji"]}, "/stated_goals/0"),
            ({"stated_goals": ["naik\u0000haji"]}, "/stated_goals/0"),
            ({"assets": [{"kind": "HOUSE", "name": "Rumah", "value": 1}] * 31}, "/assets"),
            ({"assets": [{"kind": "HOUSE", "name": "Rumah", "value": 1.0}]}, "/assets/0/value"),
            ({"assets": [{"kind": "HOUSE", "name": "Rumah"}]}, "/assets/0/value"),
            ({"liabilities": [{"kind": "PAWN", "name": "G", "balance": 1, "x": 1}]}, "/liabilities/0/x"),
            ({"insurance": {"kind": "LIFE"}}, "/insurance"),
        ],
    )
    async def test_points_at_what_is_wrong(self, world: World, body: dict[str, Any], pointer: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(DATA, json=body)

        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "invalid_input"
        assert [problem["pointer"] for problem in answer.json()["errors"]] == [pointer]
        assert world.table.rows == {}

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[1,", b"NaN", b'{"monthly_income": NaN}', b'{"stated_goals": ["\\ud800"]}', b"\xff"],
    )
    async def test_refuses_what_is_no_json(self, world: World, body: bytes) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(DATA, content=body, headers={"Content-Type": "application/json"})

        assert answer.status_code in {400, 422}
        assert world.table.rows == {}

    @pytest.mark.parametrize("body", ["[]", "null", '"text"', "7"])
    async def test_refuses_json_that_is_no_object(self, world: World, body: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(DATA, content=body, headers={"Content-Type": "application/json"})

        assert answer.status_code == 422

    async def test_takes_four_full_lists_of_escaped_letters(self, world: World) -> None:
        name = "\U0001f600" * 80
        told = {
            "stated_goals": ["\U0001f600" * 200] * 20,
            "current_investments": [{"kind": "GOVERNMENT_BOND", "name": name, "value": 1}] * 30,
            "assets": [{"kind": "MOTORCYCLE", "name": name, "value": 1}] * 30,
            "liabilities": [{"kind": "VEHICLE_LOAN", "name": name, "lender": name, "balance": 1}] * 30,
            "insurance": [{"kind": "CRITICAL_ILLNESS", "provider": name, "monthly_premium": 1}] * 30,
        }
        async with world.as_owner() as owner:
            answer = await owner.post(
                DATA, content=json.dumps(told), headers={"Content-Type": "application/json"}
            )

        assert answer.status_code == 200

    async def test_refuses_a_body_beyond_reason(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(DATA, json={"stated_goals": ["x" * 300_000]})

        assert answer.status_code == 413


class TestWithoutADatabase:
    @pytest.mark.parametrize("path", [DATA, BUDGET])
    async def test_reads_say_when_to_come_back(self, world: World, path: str) -> None:
        world.table.down = True

        async with world.as_owner() as owner:
            answer = await owner.get(path)

        assert answer.status_code == 503
        assert answer.json()["code"] == "database_unavailable"
        assert int(answer.headers["Retry-After"]) > 0

    async def test_a_refused_save_can_be_tried_again_with_its_key(self, world: World) -> None:
        key = {"Idempotency-Key": "a-key"}
        async with world.as_owner() as owner:
            world.table.down = True
            refused = await owner.post(DATA, json=FIGURES, headers=key)
            world.table.down = False
            answer = await owner.post(DATA, json=FIGURES, headers=key)

        assert refused.status_code == 503
        assert answer.status_code == 200
        assert world.table.saves == 1
