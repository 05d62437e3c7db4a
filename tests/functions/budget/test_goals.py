"""Goals over HTTP: what is kept, what is told, and what is refused."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.domain.goals.model import GoalKind
from tests.functions.budget.saving import GOALS, KEY, MILLION, a_wish, begin, pointers, put
from tests.functions.budget.world import FIGURES, World


@pytest.fixture
def account(world: World) -> UUID:
    """The owner has Rp 10 million in an account."""
    return world.goals.of(world.owner).add_account(10 * MILLION)


class TestCreating:
    async def test_answers_with_the_goal_and_where_it_stands(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner, starting=[{"account_id": str(account), "amount": 3 * MILLION}])

        assert (goal["state"], goal["set_aside"], goal["starting"]) == ("ACTIVE", 3 * MILLION, 3 * MILLION)
        assert goal["held"] == [{"account_id": str(account), "amount": 3 * MILLION}]
        standing = goal["standing"]
        assert (standing["track"], standing["reason"]) == ("TOO_EARLY", "just_started")
        # Nine of thirty days of November, eleven months, and 22 of thirty days.
        assert (standing["required"], standing["lacking"]) == (747_923, 9 * MILLION)
        assert (standing["pace"], standing["pace_days"], standing["counted"]) == (None, 0, 3 * MILLION)
        assert standing["message"] == (
            "Baru mulai hari ini, terlalu dini untuk menilai lajunya. Sudah terkumpul Rp3.000.000 dari "
            "Rp12.000.000. Perlu Rp747.923 sebulan supaya tepat waktu. Sisa uang bulananmu belum diketahui, "
            "jadi belum bisa dikatakan apakah cukup."
        )

    @pytest.mark.parametrize("kind", GoalKind)
    async def test_takes_every_kind(self, world: World, kind: GoalKind) -> None:
        target = None if kind is GoalKind.DEBT_FREE else 12 * MILLION
        async with world.as_owner() as owner:
            goal = await begin(owner, kind=kind.value, target=target)

        assert (goal["kind"], goal["target"]) == (kind.value, target)
        assert goal["standing"]["track"] == ("UNKNOWN" if kind is GoalKind.DEBT_FREE else "TOO_EARLY")

    async def test_with_the_same_key_makes_one_goal(self, world: World) -> None:
        async with world.as_owner() as owner:
            first, again = [await owner.post(GOALS, json=a_wish(), headers=KEY) for _ in range(2)]

        assert first.content == again.content
        assert len(world.goals.of(world.owner).goals) == 1

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"target": None}, ["/target"]),
            ({"target": 0}, ["/target"]),
            ({"target": "5"}, ["/target"]),
            ({"target_rule": "DEBTS"}, ["/target_rule", "/target"]),
            ({"kind": "DEBT_FREE"}, ["/target"]),
            (
                {"kind": "EMERGENCY_FUND", "target_rule": "EXPENSES_MIN", "target": None, "grows": True},
                ["/grows"],
            ),
            ({"priority": 0}, ["/priority"]),
            ({"target_on": "2101-01-01"}, ["/target_on"]),
            ({"target_on": 5}, ["/target_on"]),
            ({"name": " "}, ["/name"]),
            ({"state": "ACHIEVED"}, ["/state"]),
            ({"starting": [{"account_id": str(uuid4()), "amount": 5}]}, ["/starting"]),
            ({"starting": [{"account_id": str(UUID(int=1)), "amount": 5}] * 2}, ["/starting/1/account_id"]),
        ],
    )
    async def test_points_at_what_is_wrong(
        self, world: World, changes: dict[str, Any], where: list[str]
    ) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(GOALS, json=a_wish(**changes))

        assert answer.status_code == 422
        assert pointers(answer) == where
        assert world.goals.of(world.owner).goals == {}

    async def test_refuses_to_set_the_same_rupiah_aside_twice(self, world: World, account: UUID) -> None:
        part = [{"account_id": str(account), "amount": 6 * MILLION}]
        async with world.as_owner() as owner:
            await begin(owner, starting=part)
            answer = await owner.post(GOALS, json=a_wish(starting=part))

        assert (answer.status_code, answer.json()["code"]) == (409, "not_enough_free")

    async def test_follows_spending_and_what_is_owed(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post("/api/v1/financial/data", json=FIGURES | {"current_debt": 2_400_000})
            fund = await begin(owner, kind="EMERGENCY_FUND", target=None, target_rule="EXPENSES_MIN")
            free = await begin(owner, kind="DEBT_FREE", target=None)
            goals = (await owner.get(GOALS)).json()

        assert fund["standing"]["target"] == 3 * 4_800_000
        assert free["standing"]["target"] == 2_400_000
        assert [source["id"] for source in goals["sources"]] == ["budget.emergency_fund_min"]


class TestReading:
    async def test_tells_all_goals_accounts_and_what_is_short(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            await owner.post("/api/v1/financial/data", json=FIGURES)
            goal = await begin(owner, kind="EDUCATION", grows=True)
            await put(owner, goal["id"], account, 8 * MILLION)
            world.goals.of(world.owner).balances[account] = 5 * MILLION
            told = (await owner.get(GOALS)).json()

        assert (told["surplus"], told["set_aside"], told["short"]) == (700_000, 8 * MILLION, 3 * MILLION)
        (place,) = told["accounts"]
        assert (place["free"], place["short"]) == (0, 3 * MILLION)
        (only,) = told["items"]
        assert only["standing"]["target_then"] > only["standing"]["target"]
        assert told["sources"][0]["id"] == "goals.growth_education"
        assert told["sources"][0]["confirmed"] is False

    async def test_speaks_english(self, world: World) -> None:
        async with world.as_owner() as owner:
            await begin(owner)
            told = (await owner.get(GOALS, headers={"Accept-Language": "en"})).json()

        assert told["items"][0]["kind_label"] == "Wedding"
        assert told["items"][0]["standing"]["label"] == "Too early to tell"

    async def test_is_of_ones_own(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            goal = await begin(owner)
            assert (await stranger.get(GOALS)).json()["items"] == []
            for answer in (
                await stranger.patch(f"{GOALS}/{goal['id']}", json={"name": "x"}),
                await stranger.delete(f"{GOALS}/{goal['id']}"),
                await stranger.get(f"{GOALS}/{goal['id']}/contributions"),
                await put(stranger, goal["id"], uuid4(), 5),
            ):
                assert answer.status_code == 404

    async def test_needs_a_token_and_the_database(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            assert (await nobody.get(GOALS)).status_code == 401
        world.goals.down = True
        async with world.as_owner() as owner:
            assert (await owner.get(GOALS)).status_code == 503


class TestChanging:
    async def test_keeps_what_is_not_named(self, world: World) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            changed = (
                await owner.patch(f"{GOALS}/{goal['id']}", json={"target_on": None, "priority": 5})
            ).json()

        assert (changed["target_on"], changed["priority"], changed["target"]) == (None, 5, 12 * MILLION)
        assert changed["standing"]["track"] == "NO_DATE"

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({}, [""]),
            ({"name": None}, ["/name"]),
            ({"state": None}, ["/state"]),
            ({"target": None}, ["/target"]),
            ({"kind": "DEBT_FREE"}, ["/target_rule"]),
            ({"kind": "DEBT_FREE", "target_rule": "DEBTS"}, ["/target"]),
            ({"set_aside": 5}, ["/set_aside"]),
        ],
    )
    async def test_points_at_what_is_wrong(
        self, world: World, changes: dict[str, Any], where: list[str]
    ) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            answer = await owner.patch(f"{GOALS}/{goal['id']}", json=changes)

        assert answer.status_code == 422
        assert pointers(answer) == where

    async def test_pauses_takes_up_and_drops(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner, starting=[{"account_id": str(account), "amount": 5}])
            path = f"{GOALS}/{goal['id']}"
            states = [
                (await owner.patch(path, json={"state": state})).json()["state"]
                for state in ("PAUSED", "ACTIVE", "DROPPED")
            ]
            dropped = (await owner.get(GOALS)).json()

        assert states == ["PAUSED", "ACTIVE", "DROPPED"]
        assert (dropped["items"][0]["standing"], dropped["items"][0]["set_aside"]) == (None, 0)

    async def test_says_of_a_paused_goal_what_it_would_take(self, world: World) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner)
            paused = (await owner.patch(f"{GOALS}/{goal['id']}", json={"state": "PAUSED"})).json()

        assert (paused["standing"]["track"], paused["standing"]["remedies"]) == ("PAUSED", None)
        assert paused["standing"]["message"].endswith("Kalau dilanjutkan hari ini, perlu Rp997.230 sebulan.")

    async def test_achieves_with_the_target_only(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner, target=MILLION)
            path = f"{GOALS}/{goal['id']}"
            early = await owner.patch(path, json={"state": "ACHIEVED"})
            await put(owner, goal["id"], account, MILLION)
            done = await owner.patch(path, json={"state": "ACHIEVED"})
            back = await owner.patch(path, json={"state": "PAUSED"})

        assert (early.status_code, early.json()["code"]) == (409, "goal_not_reached")
        assert done.json()["state"] == "ACHIEVED"
        assert (back.status_code, back.json()["code"]) == (409, "goal_cannot_move")

    async def test_achieves_a_target_that_follows_spending_once_it_is_covered(
        self, world: World, account: UUID
    ) -> None:
        async with world.as_owner() as owner:
            await owner.post("/api/v1/financial/data", json=FIGURES | {"monthly_expenses": MILLION})
            fund = await begin(owner, kind="EMERGENCY_FUND", target=None, target_rule="EXPENSES_MIN")
            path = f"{GOALS}/{fund['id']}"
            await put(owner, fund["id"], account, 3 * MILLION - 1)
            early = await owner.patch(path, json={"state": "ACHIEVED"})
            await put(owner, fund["id"], account, 1)
            done = await owner.patch(path, json={"state": "ACHIEVED"})

        assert (early.json()["code"], done.status_code) == ("goal_not_reached", 200)

    async def test_removes(self, world: World, account: UUID) -> None:
        async with world.as_owner() as owner:
            goal = await begin(owner, starting=[{"account_id": str(account), "amount": 10 * MILLION}])
            gone = await owner.delete(f"{GOALS}/{goal['id']}")
            again = await owner.delete(f"{GOALS}/{goal['id']}")
            await begin(owner, starting=[{"account_id": str(account), "amount": 10 * MILLION}])

        assert (gone.status_code, again.status_code) == (204, 404)
