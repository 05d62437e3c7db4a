"""Plans that cannot be followed, over HTTP: each problem points at its place."""

from typing import Any

import pytest

from tests.domain.planning.plans import HOUSEHOLD, change, flat_debt, goal
from tests.functions.budget.test_planning import SIMULATE, with_changes
from tests.functions.budget.world import World


async def refused(world: World, body: Any) -> dict[str, str]:
    """What is wrong, by pointer."""
    async with world.as_owner() as owner:
        answer = await owner.post(SIMULATE, json=body)
    assert answer.status_code == 422, answer.text
    return {it["pointer"]: it["message"] for it in answer.json()["errors"]}


class TestRefusals:
    @pytest.mark.parametrize(
        ("told", "pointer"),
        [
            (change("INCOME_LOSS", income="salary", until="2026-11"), "until"),
            (change("PURCHASE", "2026-11", name="TV", amount=1), "from"),
            (change("PURCHASE", "2028-12", name="TV", amount=1), "from"),
            (change("CATEGORY_CHANGE", category="boats", fraction=0.1), "category"),
            (change("CATEGORY_CHANGE", category="food", amount=1, fraction=0.1), "fraction"),
            (change("CATEGORY_CHANGE", category="food"), "fraction"),
            (change("CATEGORY_CHANGE", category="food", amount=-2_500_001), "amount"),
            (change("INCOME_CHANGE", income="crown", amount=1), "income"),
            (change("EXTRA_PAYMENT", debt="boat", amount=1), "debt"),
            (change("GOAL_DROPPED", goal="moon"), "goal"),
            (change("PURCHASE", name="TV", amount=-1), "amount"),
            (change("PURCHASE", name="TV", amount=10**16), "amount"),
            (change("PURCHASE", name="TV", amount=1.5), "amount"),
            (change("PRICE_GROWTH", growth=30), "growth"),
            (change("PRICE_GROWTH", growth=0.1, group="GOLD"), "group"),
            (change("PURCHASE", "2026-13", name="TV", amount=1), "from"),
            (change("CHILD", adults=0), "adults"),
            (change("GOAL_ADDED", id="moon", target=1, target_on="9999-12-31"), "target_on"),
        ],
    )
    async def test_point_into_the_change(self, world: World, told: dict[str, Any], pointer: str) -> None:
        fine = change("PURCHASE", name="Meja", amount=1)

        assert list(await refused(world, with_changes(fine, told))) == [f"/scenarios/0/changes/1/{pointer}"]

    @pytest.mark.parametrize(
        ("baseline", "pointer"),
        [
            ({"cash": 1.5}, "/baseline/cash"),
            ({"emergency_fund": 15_000_001}, "/baseline/emergency_fund"),
            ({"start": "2026-1"}, "/baseline/start"),
            ({"start": "2200-01"}, "/baseline/start"),
            ({"start": "0001-01"}, "/baseline/start"),
            ({"goals": [goal(target_on="9999-12-31")]}, "/baseline/goals/0/target_on"),
            ({"goals": [goal(), goal()]}, "/baseline/goals/1/id"),
            ({"goals": [goal(target=0)]}, "/baseline/goals/0/target"),
            ({"debts": [flat_debt(months_left=None)]}, "/baseline/debts/0/debt/months_left"),
            ({"wishes": []}, "/baseline/wishes"),
            ({"price_growth": 2}, "/baseline/price_growth"),
        ],
    )
    async def test_point_into_the_baseline(
        self, world: World, baseline: dict[str, Any], pointer: str
    ) -> None:
        assert list(await refused(world, with_changes(**baseline))) == [pointer]

    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"months": 601}, "/months"),
            ({"months": 0}, "/months"),
            ({"months": "60"}, "/months"),
            ({"scenarios": [{"name": "x"}] * 9}, "/scenarios"),
            ({"scenarios": [{"name": "x", "changes": [change("CHILD")] * 41}]}, "/scenarios/0/changes"),
            ({"scenarios": [{"name": "x", "changes": [{"type": "WISH"}]}]}, "/scenarios/0/changes/0"),
            ({"scenarios": [{"name": ""}]}, "/scenarios/0/name"),
            ({"uncertainty": {"paths": 10**9}}, "/uncertainty/paths"),
            ({"uncertainty": {"seed": -1}}, "/uncertainty/seed"),
        ],
    )
    async def test_point_into_the_wish(self, world: World, body: dict[str, Any], pointer: str) -> None:
        assert list(await refused(world, {"baseline": HOUSEHOLD, **body})) == [pointer]

    async def test_say_that_amounts_outgrow_what_can_be_told(self, world: World) -> None:
        income = [{"id": "salary", "amount": 9_999_999_999_999, "growth": 1}]

        told = await refused(world, {"months": 600, "baseline": {**HOUSEHOLD, "incomes": income}})

        assert list(told) == ["/months"]

    async def test_list_all_that_is_wrong_in_both_languages(self, world: World) -> None:
        body = with_changes(
            change("INCOME_LOSS", income="salary"),
            change("INCOME_LOSS", "2027-01", income="salary"),
            change("EXTRA_PAYMENT", debt="boat", amount=1),
        )
        async with world.as_owner() as owner:
            answer = await owner.post(SIMULATE, json=body, headers={"Accept-Language": "en"})

        assert answer.json()["code"] == "plan_refused"
        assert answer.json()["errors"] == [
            {"pointer": "/scenarios/0/changes/2/debt", "message": "There is no such debt."},
            {
                "pointer": "/scenarios/0/changes/1/from",
                "message": "This income is lost already in those months.",
            },
        ]

    async def test_need_a_token(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.post(SIMULATE, json={})

        assert answer.status_code == 401

    async def test_come_when_the_database_is_down(self, world: World) -> None:
        world.table.down = True
        async with world.as_owner() as owner:
            answer = await owner.post(SIMULATE, json={})

        assert answer.status_code == 503
