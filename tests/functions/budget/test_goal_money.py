"""Setting money aside for goals, and the plan over all of them, over HTTP."""

from typing import Any
from uuid import UUID

import pytest

from tests.functions.budget.saving import GOALS, KEY, MILLION, PLAN, begin, pointers, put
from tests.functions.budget.world import FIGURES, World


@pytest.fixture
def account(world: World) -> UUID:
    """The owner has Rp 10 million in an account."""
    return world.goals.of(world.owner).add_account(10 * MILLION)


class TestContributing:
    async def test_answers_with_the_contribution_and_its_goal(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            answer = await put(owner, goal["id"], account, 2 * MILLION)

        assert answer.status_code == 201
        told = answer.json()
        assert (told["contribution"]["kind"], told["contribution"]["made_on"]) == ("SET_ASIDE", "2026-11-22")
        assert told["goal"]["set_aside"] == 2 * MILLION
        standing = told["goal"]["standing"]
        assert (standing["track"], standing["pace"], standing["counted"]) == ("TOO_EARLY", None, 2 * MILLION)

    async def test_with_the_same_key_adds_once(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            wish = {"account_id": str(account), "amount": 6 * MILLION}
            path = f"{GOALS}/{goal['id']}/contributions"
            first, again = [await owner.post(path, json=wish, headers=KEY) for _ in range(2)]

        assert first.content == again.content
        assert world.goals.of(world.owner).held() == 6 * MILLION

    async def test_spends_down(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner, target=MILLION)
            await put(owner, goal["id"], account, MILLION)
            spent = (await put(owner, goal["id"], account, -MILLION, kind="SPENT")).json()
            more = await put(owner, goal["id"], account, 1)

        assert (spent["goal"]["state"], spent["goal"]["spent"], spent["goal"]["counted"]) == (
            "SPENT",
            MILLION,
            MILLION,
        )
        assert (more.status_code, more.json()["code"]) == (409, "goal_at_its_end")

    @pytest.mark.parametrize(
        ("wish", "status", "code"),
        [
            ({"amount": 10 * MILLION + 1}, 409, "not_enough_free"),
            ({"amount": -1}, 409, "not_set_aside"),
            ({"amount": 0}, 422, "contribution_refused"),
            ({"amount": 10**15}, 422, "contribution_refused"),
            ({"amount": 5, "kind": "SPENT"}, 422, "contribution_refused"),
            ({"amount": 5, "account_id": str(UUID(int=7))}, 422, "contribution_refused"),
            ({"amount": 5, "made_on": "2026-11-23"}, 422, "contribution_refused"),
            ({"amount": 1.5}, 422, "invalid_input"),
        ],
    )
    async def test_refuses(
        self, world: World, account: UUID, wish: dict[str, Any], status: int, code: str
    ) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            path = f"{GOALS}/{goal['id']}/contributions"
            answer = await owner.post(path, json={"account_id": str(account), **wish})

        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert world.goals.of(world.owner).contributions == []

    async def test_tells_the_history_page_by_page(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            for amount in (1, 2, 3):
                await put(owner, goal["id"], account, amount)
            path = f"{GOALS}/{goal['id']}/contributions"
            first = (await owner.get(path, params={"limit": 2})).json()
            rest = (await owner.get(path, params={"limit": 2, "cursor": first["next_cursor"]})).json()
            bad = await owner.get(path, params={"cursor": "nonsense"})

        assert [made["amount"] for made in first["items"] + rest["items"]] == [3, 2, 1]
        assert rest["next_cursor"] is None
        assert (bad.status_code, pointers(bad)) == (422, ["/query/cursor"])


class TestPlanning:
    async def test_splits_a_given_surplus(self, world: World) -> None:
        async with world.as_owner() as owner:
            await begin(owner, name="Nikah", target=3 * MILLION, target_on="2027-04-30")
            await begin(owner, name="Motor", target=3 * MILLION, target_on="2027-02-28", priority=2)
            answer = await owner.post(PLAN, json={"surplus": MILLION, "months": 12})

        plan = answer.json()
        assert (plan["start"], plan["months"], plan["surplus_given"]) == ("2026-11", 12, True)
        assert (plan["surplus"][:2], plan["message"]) == ([300_000, MILLION], None)
        wedding, bike = plan["goals"]
        assert (wedding["name"], wedding["outcome"], bike["outcome"]) == ("Nikah", "ON_TIME", "LATE")
        # 5,300,000 by the end of April, of which the wedding needs three million.
        assert (bike["short"], bike["why_not"]) == (700_000, "goals_before_it")
        assert bike["waits_for"] == [wedding["goal_id"]]
        assert bike["message"] == (
            "Cukup kalau sendirian, tapi sisa uang dipakai dulu untuk Nikah. Pada tanggalnya masih kurang "
            "Rp700.000. Baru tercapai Mei 2027."
        )
        assert bike["remedies"] == {
            "more_surplus": 132_076,
            "months_later": 3,
            "fitting_target": 2_300_000,
            "message": "Supaya tepat waktu: tambah sisa uang bulananmu sebesar Rp132.076. Atau, dengan sisa "
            "uang sekarang, mundurkan tanggalnya 3 bulan atau turunkan targetnya menjadi Rp2.300.000.",
        }
        assert all(
            sum(goal["given"][month] if month < len(goal["given"]) else 0 for goal in plan["goals"])
            + plan["unspent"][month]
            == plan["surplus"][month]
            for month in range(12)
        )

    async def test_takes_the_surplus_from_own_figures_less_what_was_set_aside_this_month(
        self, world: World, account: UUID
    ) -> None:
        async with world.as_owner() as owner:
            await owner.post("/api/v1/financial/data", json=FIGURES)
            goal = await begin(owner)
            await put(owner, goal["id"], account, 500_000)
            plan = (await owner.post(PLAN, json={"months": 3})).json()

        assert plan["surplus_given"] is False
        # Nine of thirty days bring 210,000; 490,000 had come until then, and 500,000 are set aside.
        assert plan["surplus"] == [200_000, 700_000, 700_000]
        assert plan["message"] == (
            "Bulan ini sudah disisihkan Rp500.000; sampai akhir bulan masih ada Rp200.000 untuk tujuanmu."
        )

    @pytest.mark.parametrize("months", [1, 120])
    async def test_tells_the_same_required_as_where_the_goal_stands(self, world: World, months: int) -> None:
        async with world.as_owner() as owner:
            await owner.post("/api/v1/financial/data", json=FIGURES)
            await begin(owner, grows=True)
            (stands,) = (await owner.get(GOALS)).json()["items"]
            (planned,) = (await owner.post(PLAN, json={"months": months})).json()["goals"]

        assert planned["required"] == stands["standing"]["required"]
        if planned["remedies"] is not None:
            assert planned["remedies"]["more_surplus"] == planned["required"] - 700_000

    async def test_closes_a_deficit_before_anything_is_left_over(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post("/api/v1/financial/data", json=FIGURES | {"monthly_expenses": 7 * MILLION})
            await begin(owner)
            (planned,) = (await owner.post(PLAN, json={})).json()["goals"]

        assert planned["why_not"] == "no_surplus"
        assert planned["remedies"]["more_surplus"] == planned["required"] + 1_500_000

    async def test_asks_for_a_surplus_that_is_not_known(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(PLAN, json={})

        assert (answer.status_code, answer.json()["code"]) == (422, "no_surplus_known")
        assert pointers(answer) == ["/surplus"]

    @pytest.mark.parametrize("wish", [{"months": 0}, {"months": 601}, {"surplus": -1}, {"surplus": 1.5}])
    async def test_refuses_what_is_out_of_bounds(self, world: World, wish: dict[str, Any]) -> None:
        async with world.as_owner() as owner:
            assert (await owner.post(PLAN, json=wish)).status_code == 422

    async def test_says_what_stands_in_the_way_in_words(self, world: World) -> None:
        async with world.as_owner() as owner:
            await begin(owner)
            plan = (await owner.post(PLAN, json={"surplus": 0}, headers={"Accept-Language": "en"})).json()

        (goal,) = plan["goals"]
        assert (goal["label"], goal["why_not"]) == ("Not reached", "no_surplus")
        assert goal["message"].startswith("Nothing is left over to set aside.")
        assert goal["remedies"]["message"] == "To be in time: have Rp997,230 more left over each month."
        assert goal["given"] == []
