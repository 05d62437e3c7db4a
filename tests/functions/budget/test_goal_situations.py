"""What people are told in the situations that they are in, in both languages, with figures counted by hand.

Today is 22 November 2026: nine of the thirty days of this month are left. Where their figures are known,
700,000 are left over each month.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx

from tests.functions.budget.saving import GOALS, MILLION, PLAN, begin, put
from tests.functions.budget.world import FIGURES, World

TODAY = date(2026, 11, 22)
DATA = "/api/v1/financial/data"
ENGLISH = {"Accept-Language": "en"}


class Person:
    """Somebody with Rp 100 million in an account, who saves for goals."""

    def __init__(self, world: World, owner: httpx.AsyncClient) -> None:
        self._owner = owner
        self._savings = world.goals.of(world.owner)
        self._account = self._savings.add_account(100 * MILLION)

    async def declare(self, **figures: int) -> None:
        """Their income and spending."""
        await self._owner.post(DATA, json=FIGURES | figures)

    async def goal(self, *, age: int = 0, **wish: Any) -> str:
        """A goal that was begun so many days ago; its id."""
        begun = await begin(self._owner, **wish)
        kept, key = self._savings.goals, UUID(begun["id"])
        day = TODAY - timedelta(days=age)
        kept[key] = kept[key].model_copy(update={"started_on": day, "priced_on": day})
        return begun["id"]

    async def set_aside(self, goal: str, *amounts: tuple[int, int], **more: Any) -> None:
        """Amounts, each so many days ago."""
        for days_ago, amount in amounts:
            made_on = str(TODAY - timedelta(days=days_ago))
            answer = await put(self._owner, goal, self._account, amount, made_on=made_on, **more)
            assert answer.status_code == 201

    async def change(self, goal: str, **changes: Any) -> None:
        """A change of a goal."""
        assert (await self._owner.patch(f"{GOALS}/{goal}", json=changes)).status_code == 200

    async def stands(self, place: int = 0) -> tuple[str, str, str]:
        """The label and the sentence of a goal, and the sentence in English."""
        indonesian, english = [
            (await self._owner.get(GOALS, headers=headers)).json()["items"][place]["standing"]
            for headers in ({}, ENGLISH)
        ]
        return indonesian["label"], indonesian["message"], english["message"]

    async def plan(self, place: int = 0, **wish: Any) -> dict[str, Any]:
        """A goal's part of the plan, in English."""
        return (await self._owner.post(PLAN, json=wish, headers=ENGLISH)).json()["goals"][place]


class TestOneGoal:
    async def test_an_emergency_fund_that_follows_spending(self, world: World) -> None:
        """Three months of 4,800,000; a million in the sixty days since: 507,281 in a mean month."""
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            await sari.declare()
            goal = await sari.goal(
                age=60, kind="EMERGENCY_FUND", target=None, target_rule="EXPENSES_MIN", target_on=None
            )
            await sari.set_aside(goal, (50, 500_000), (20, 500_000))
            told, planned = await sari.stands(), await sari.plan()

        assert told == (
            "Tanpa tanggal",
            "Kamu menyisihkan Rp507.281 sebulan. Dengan laju ini tercapai 4 Februari 2029.",
            "You set aside Rp507,281 a month. At this pace you get there on 4 February 2029.",
        )
        assert (planned["label"], planned["reached_in"], planned["message"]) == ("Reached", "2028-06", None)

    async def test_a_wedding_next_year_after_the_first_deposit(self, world: World) -> None:
        """60 million grow to 61,533,756 in 12 months and 8 of 31 days at 2.5 %: 51,533,756 over 12.3 "
        "months."""
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            goal = await sari.goal(target=60 * MILLION, target_on="2027-11-30", grows=True)
            await sari.set_aside(goal, (0, 10 * MILLION))
            told = await sari.stands()
            planned = await sari.plan(surplus=4_500_000)

        assert told == (
            "Terlalu dini untuk dinilai",
            "Baru mulai hari ini, terlalu dini untuk menilai lajunya. Sudah terkumpul Rp10.000.000 dari "
            "Rp61.533.756. Perlu Rp4.189.737 sebulan supaya tepat waktu. Sisa uang bulananmu belum "
            "diketahui, jadi belum bisa dikatakan apakah cukup.",
            "Begun today: too early to judge the pace. Rp10,000,000 of Rp61,533,756 is there so far. It "
            "takes Rp4,189,737 a month to be in time. What you have left over a month is not known yet, so "
            "it cannot be said whether that is enough.",
        )
        assert (planned["required"], planned["outcome"]) == (4_189_737, "ON_TIME")

    async def test_a_house_in_ten_years_that_grows(self, world: World) -> None:
        """500 million of 100 days ago are 613,061,431 on its date at 2 %; 607,061,431 over 120.3 months."""
        async with world.as_owner() as owner:
            bima = Person(world, owner)
            await bima.declare(monthly_income=12 * MILLION, monthly_expenses=8 * MILLION)
            goal = await bima.goal(
                age=100, kind="HOUSE", target=500 * MILLION, target_on="2036-11-30", grows=True
            )
            await bima.set_aside(goal, (80, 2 * MILLION), (50, 2 * MILLION), (20, 2 * MILLION))
            told, planned = await bima.stands(), await bima.plan()

        assert told == (
            "Tidak terkejar tepat waktu",
            "Sudah terkumpul Rp6.000.000 dari Rp613.061.431. Perlu Rp5.046.230 sebulan, sisa uangmu hanya "
            "Rp4.000.000 sebulan.",
            "Rp6,000,000 of Rp613,061,431 is there. It takes Rp5,046,230 a month, and only Rp4,000,000 a "
            "month is left over.",
        )
        assert planned["message"] == (
            "Its date, 30 November 2036, lies after this plan of 120 months, at whose end Rp483,200,000 of "
            "Rp613,061,431 is there. If as much is left over from then on, Rp125,861,431 is missing on its "
            "date."
        )
        assert planned["remedies"]["more_surplus"] == 1_046_230

    async def test_a_hajj_as_soon_as_possible(self, world: World) -> None:
        """400,000 after the first day, the million on it begins the goal."""
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            goal = await sari.goal(age=40, kind="HAJJ", target=25 * MILLION, target_on=None, grows=True)
            await sari.set_aside(goal, (40, MILLION), (9, 400_000))
            told, planned = await sari.stands(), await sari.plan(surplus=MILLION, months=12)

        assert told[1] == "Kamu menyisihkan Rp304.369 sebulan. Dengan laju ini tercapai 6 September 2037."
        assert planned["message"] == "Not reached within this plan of 12 months."

    async def test_a_goal_that_is_paused(self, world: World) -> None:
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            await sari.declare()
            goal = await sari.goal(age=200, target_on="2027-12-31")
            await sari.set_aside(goal, (150, MILLION))
            await sari.change(goal, state="PAUSED")
            told = await sari.stands()

        assert told == (
            "Dijeda",
            "Dijeda, jadi tidak ikut rencana. Sudah terkumpul Rp1.000.000, masih kurang Rp11.000.000. Kalau "
            "dilanjutkan hari ini, perlu Rp827.068 sebulan.",
            "Paused, so it is not in the plan. Rp1,000,000 is there, Rp11,000,000 is missing. Taken up "
            "today it takes Rp827,068 a month.",
        )

    async def test_a_goal_that_is_achieved_and_then_spent(self, world: World) -> None:
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            goal = await sari.goal(target_on="2027-12-31")
            await sari.set_aside(goal, (0, 12 * MILLION))
            told, planned = await sari.stands(), await sari.plan(surplus=MILLION)
            await sari.change(goal, state="ACHIEVED")
            await sari.set_aside(goal, (0, -12 * MILLION), kind="SPENT")
            (spent,) = (await owner.get(GOALS)).json()["items"]

        assert told[:2] == (
            "Target tercapai",
            "Yang terkumpul Rp12.000.000 sudah menutup target Rp12.000.000.",
        )
        assert (planned["label"], planned["given"]) == ("Reached already", [])
        assert (spent["state"], spent["counted"], spent["standing"]) == ("SPENT", 12 * MILLION, None)

    async def test_a_goal_of_which_some_is_spent_already(self, world: World) -> None:
        """Eight million in ninety days; four are lacking over 13.3 months."""
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            await sari.declare()
            goal = await sari.goal(age=100, target_on="2027-12-31")
            await sari.set_aside(goal, (60, 8 * MILLION))
            await sari.set_aside(goal, (0, -5 * MILLION), kind="SPENT")
            told = await sari.stands()

        assert told == (
            "Lebih cepat dari rencana",
            "Kamu menyisihkan Rp2.705.500 sebulan, perlu Rp300.752 sebulan. Dengan laju ini sudah tercapai "
            "6 Januari 2027.",
            "You set aside Rp2,705,500 a month and need Rp300,752 a month. At this pace you are there by 6 "
            "January 2027.",
        )

    async def test_a_goal_for_which_nothing_came_yet(self, world: World) -> None:
        """Eight million over 13.3 months are within reach."""
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            await sari.declare()
            await sari.goal(age=70, target=8 * MILLION, target_on="2027-12-31")
            told, planned = await sari.stands(), await sari.plan()

        assert told == (
            "Tertinggal",
            "Dalam 70 hari terakhir tidak ada tambahan. Perlu Rp601.504 sebulan supaya tepat waktu.",
            "Nothing was added in the last 70 days. It takes Rp601,504 a month to be in time.",
        )
        assert (planned["outcome"], planned["required"]) == ("ON_TIME", 601_504)


class TestGoalsTogether:
    async def test_two_that_each_would_be_met_alone(self, world: World) -> None:
        """9,310,000 come by the date of both, 12,300,000 would have to: 12.3 months."""
        async with world.as_owner() as owner:
            sari = Person(world, owner)
            await sari.declare()
            await sari.goal(name="Nikah", target=6 * MILLION, target_on="2027-11-30")
            await sari.goal(
                name="Umrah", kind="UMRAH", target=6 * MILLION, target_on="2027-11-30", priority=2
            )
            stands = [(await sari.stands(place))[2] for place in (0, 1)]
            first, second = [await sari.plan(place) for place in (0, 1)]

        assert stands[0] == stands[1]
        assert stands[0].endswith(
            "It takes Rp487,805 a month to be in time. You have Rp700,000 a month left over, for all your "
            "goals."
        )
        assert first["outcome"] == "ON_TIME"
        assert second["message"] == (
            "There is enough for it alone, but what is left over goes to Nikah first. On its date "
            "Rp3,390,000 is missing. It is reached only in April 2028."
        )
        assert second["remedies"]["message"] == (
            "To be in time: have Rp275,610 more left over each month. Or, with what is left over now, move "
            "its date 5 months later or lower its target to Rp2,610,000."
        )

    async def test_nothing_is_known_at_all(self, world: World) -> None:
        async with world.as_owner() as owner:
            nobody = Person(world, owner)
            empty = (await owner.get(GOALS)).json()
            await nobody.goal(kind="EMERGENCY_FUND", target=None, target_rule="EXPENSES_GOOD", target_on=None)
            told = await nobody.stands()
            plan = await owner.post(PLAN, json={}, headers=ENGLISH)

        assert (empty["items"], empty["surplus"], empty["set_aside"]) == ([], None, 0)
        assert told == (
            "Belum bisa dihitung",
            "Target ini mengikuti pengeluaran bulananmu, dan itu belum diketahui. Isi atau catat dulu.",
            "This target follows your monthly spending, which is not known yet. Fill it in or track it.",
        )
        assert plan.json()["detail"] == "Give a surplus, or fill in your monthly income and spending first."
