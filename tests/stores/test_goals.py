"""What every store of goals does: the one in memory and the one in Postgres."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.domain.goals.keeping import GoalChange, KeptGoal, NewContribution, NewGoal, StartingAmount
from shared.domain.goals.lifecycle import GoalNotReached, NotSetAside
from shared.domain.goals.model import ContributionKind, GoalKind, GoalState, TargetRule
from shared.domain.goals.refusals import (
    ContributionRefused,
    GoalAtItsEnd,
    GoalRefused,
    NotEnoughFree,
    TooManyGoals,
)
from shared.errors import InvalidInput, NotFound
from tests.people import People
from tests.stores.saving import PLENTY, Enrol, Saver, savers_in_memory, savers_over_postgrest


@pytest.fixture(params=["memory", "postgres"])
def enrol(request: pytest.FixtureRequest) -> Enrol:
    """Makes people who have nothing yet."""
    if request.param == "memory":
        return savers_in_memory()
    people: People = request.getfixturevalue("people")
    return savers_over_postgrest(request.getfixturevalue("stack"), people)


def a_wish(**changes: Any) -> NewGoal:
    """A motorbike of Rp 500."""
    return NewGoal.model_validate({"kind": GoalKind.PURCHASE, "name": "Motor", "target": 500, **changes})


async def begin(saver: Saver, **changes: Any) -> UUID:
    goal_id = uuid4()
    await saver.goals.add(goal_id, a_wish(**changes))
    return goal_id


async def put(saver: Saver, goal: UUID, account: UUID, amount: int, kind: str | None = None) -> None:
    wish = NewContribution.model_validate({"account_id": account, "amount": amount, "kind": kind})
    await saver.goals.contribute(uuid4(), goal, wish)


async def found(saver: Saver, goal_id: UUID) -> KeptGoal:
    goal = (await saver.goals.read()).find(goal_id)
    assert goal is not None
    return goal


class TestRead:
    async def test_tells_of_nothing_before_there_is_anything(self, enrol: Enrol) -> None:
        facts = await (await enrol()).goals.read()
        assert (facts.goals, facts.contributions, facts.accounts) == ((), (), ())

    async def test_tells_goals_with_where_their_money_lies(self, enrol: Enrol) -> None:
        saver, stranger = await enrol(), await enrol()
        account, second = await saver.add_account(), await saver.add_account(50)
        goal = await begin(saver, target_on=date(2030, 1, 31), priority=3, grows=True)
        await put(saver, goal, account, 300)
        await put(saver, goal, account, -100)
        await put(saver, goal, second, 50)
        await put(saver, goal, second, -20, "SPENT")

        kept = await found(saver, goal)
        facts = await saver.goals.read()

        assert (kept.target_on, kept.priority, kept.grows) == (date(2030, 1, 31), 3, True)
        assert (kept.set_aside, kept.spent, kept.starting) == (230, 20, 0)
        assert {part.account_id: part.amount for part in kept.held} == {account: 200, second: 30}
        assert kept.started_on == kept.priced_on == facts.today
        assert sum(each.amount for each in facts.contributions) == 250
        assert {each.kind for each in facts.contributions} == {
            ContributionKind.SET_ASIDE,
            ContributionKind.TAKEN_BACK,
        }
        assert {each.account_id: (each.free, each.short) for each in facts.accounts} == {
            account: (800, 0),
            second: (20, 0),
        }
        assert (await stranger.goals.read()).goals == ()

    async def test_tells_contributions_after_a_day(self, enrol: Enrol) -> None:
        saver = await enrol()
        goal, account = await begin(saver), await saver.add_account()
        await put(saver, goal, account, 5)
        today = (await saver.goals.read()).today

        assert len((await saver.goals.read(since=today - timedelta(days=1))).contributions) == 1
        assert (await saver.goals.read(since=today)).contributions == ()

    async def test_puts_goals_in_the_order_of_a_plan(self, enrol: Enrol) -> None:
        saver = await enrol()
        last, undated = await begin(saver, priority=2), await begin(saver)
        dated = await begin(saver, target_on=date(2030, 1, 1))

        assert [goal.id for goal in (await saver.goals.read()).goals] == [dated, undated, last]


class TestAdd:
    async def test_keeps_what_it_starts_with(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, second = await saver.add_account(), await saver.add_account()
        starting = [StartingAmount(account_id=each, amount=40) for each in (account, second)]

        kept = await found(saver, await begin(saver, starting=starting))

        assert (kept.starting, kept.set_aside) == (80, 80)
        assert (await saver.goals.read()).contributions == ()

    async def test_adds_nothing_the_second_time(self, enrol: Enrol) -> None:
        saver, goal_id = await enrol(), uuid4()
        account = await saver.add_account(40)
        wish = a_wish(starting=[StartingAmount(account_id=account, amount=40)])

        await saver.goals.add(goal_id, wish)
        await saver.goals.add(goal_id, wish)

        assert (await found(saver, goal_id)).set_aside == 40

    async def test_refuses_more_than_is_free(self, enrol: Enrol) -> None:
        saver = await enrol()
        account = await saver.add_account(40)
        with pytest.raises(NotEnoughFree):
            await begin(saver, starting=[StartingAmount(account_id=account, amount=41)])
        assert (await saver.goals.read()).goals == ()

    async def test_refuses_an_account_of_somebody_else(self, enrol: Enrol) -> None:
        saver, stranger = await enrol(), await enrol()
        account = await stranger.add_account()
        with pytest.raises(GoalRefused) as refused:
            await begin(saver, starting=[StartingAmount(account_id=account, amount=1)])
        assert [field.pointer for field in refused.value.fields] == ["/starting"]

    async def test_keeps_a_target_that_follows_another_figure(self, enrol: Enrol) -> None:
        saver = await enrol()
        goal = await begin(saver, kind="DEBT_FREE", target=None)
        assert (await found(saver, goal)).target_rule is TargetRule.DEBTS

    async def test_takes_fifty_at_a_time(self, enrol: Enrol) -> None:
        saver = await enrol()
        for _ in range(50):
            await begin(saver)
        with pytest.raises(TooManyGoals):
            await begin(saver)


class TestChange:
    async def test_changes_what_is_named_and_nothing_else(self, enrol: Enrol) -> None:
        saver = await enrol()
        goal = await begin(saver, target_on=date(2030, 1, 1))
        before = await found(saver, goal)

        await saver.goals.change(goal, GoalChange(name="Mobil", target_on=None))

        after = await found(saver, goal)
        assert (after.name, after.target_on) == ("Mobil", None)
        assert (after.target, after.priority, after.state) == (before.target, before.priority, before.state)

    async def test_frees_what_a_dropped_goal_held(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver)
        await put(saver, goal, account, PLENTY)

        await saver.goals.change(goal, GoalChange(state=GoalState.DROPPED))

        assert (await found(saver, goal)).set_aside == 0
        await put(saver, await begin(saver), account, PLENTY)

    async def test_achieves_with_the_target_only(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver)
        await put(saver, goal, account, 499)
        with pytest.raises(GoalNotReached):
            await saver.goals.change(goal, GoalChange(state=GoalState.ACHIEVED))
        await saver.goals.change(goal, GoalChange(state=GoalState.ACHIEVED, target=499))
        assert (await found(saver, goal)).state is GoalState.ACHIEVED

    async def test_finds_no_goal_of_somebody_else(self, enrol: Enrol) -> None:
        saver, stranger = await enrol(), await enrol()
        for goal in (await begin(stranger), uuid4()):
            with pytest.raises(NotFound):
                await saver.goals.change(goal, GoalChange(name="Mobil"))
            with pytest.raises(NotFound):
                await saver.goals.remove(goal)
            with pytest.raises(NotFound):
                await saver.goals.read_history(goal, limit=5, cursor=None)
            with pytest.raises(NotFound):
                await put(saver, goal, await saver.add_account(), 1)


class TestRemove:
    async def test_frees_the_money(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver)
        await put(saver, goal, account, PLENTY)

        await saver.goals.remove(goal)

        assert (await saver.goals.read()).goals == ()
        await put(saver, await begin(saver), account, PLENTY)


class TestContribute:
    async def test_refuses_more_than_is_free_for_all_goals(self, enrol: Enrol) -> None:
        saver = await enrol()
        account = await saver.add_account(100)
        await put(saver, await begin(saver), account, 70)
        with pytest.raises(NotEnoughFree):
            await put(saver, await begin(saver), account, 31)

    async def test_refuses_to_take_what_is_not_there(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver)
        await put(saver, goal, account, 10)
        with pytest.raises(NotSetAside):
            await put(saver, goal, account, -11)

    async def test_refuses_an_account_of_somebody_else_and_a_day_to_come(self, enrol: Enrol) -> None:
        saver, stranger = await enrol(), await enrol()
        goal, account = await begin(saver), await saver.add_account()
        later = (await saver.goals.read()).today + timedelta(days=2)
        for wish, pointer in (
            (NewContribution(account_id=await stranger.add_account(), amount=1), "/account_id"),
            (NewContribution(account_id=account, amount=1, made_on=later), "/made_on"),
        ):
            with pytest.raises(ContributionRefused) as refused:
                await saver.goals.contribute(uuid4(), goal, wish)
            assert [field.pointer for field in refused.value.fields] == [pointer]

    async def test_gives_the_same_one_for_the_same_id(self, enrol: Enrol) -> None:
        saver, key = await enrol(), uuid4()
        goal, account = await begin(saver), await saver.add_account(10)
        wish = NewContribution(account_id=account, amount=10)

        first, again = [await saver.goals.contribute(key, goal, wish) for _ in range(2)]

        assert first == again
        assert (await found(saver, goal)).set_aside == 10

    async def test_ends_a_goal_that_is_spent_down(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver)
        await put(saver, goal, account, 500)
        await put(saver, goal, account, -500, "SPENT")

        assert (await found(saver, goal)).state is GoalState.SPENT
        with pytest.raises(GoalAtItsEnd):
            await put(saver, goal, account, 1)

    async def test_opens_an_emergency_fund_that_was_used(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver, kind="EMERGENCY_FUND")
        await put(saver, goal, account, 500)
        await saver.goals.change(goal, GoalChange(state=GoalState.ACHIEVED))
        await put(saver, goal, account, -200, "SPENT")

        kept = await found(saver, goal)
        assert (kept.state, kept.counted) == (GoalState.ACTIVE, 300)


class TestHistory:
    async def test_comes_page_by_page_the_latest_first(self, enrol: Enrol) -> None:
        saver = await enrol()
        account, goal = await saver.add_account(), await begin(saver)
        for amount in range(1, 6):
            await put(saver, goal, account, amount)

        told: list[list[int]] = []
        cursor = None
        while True:
            page = await saver.goals.read_history(goal, limit=2, cursor=cursor)
            told.append([made.amount for made in page.items])
            cursor = page.next_cursor
            if cursor is None:
                break

        assert told == [[5, 4], [3, 2], [1]]

    @pytest.mark.parametrize("cursor", ["x", "e30", "%", "W10", "a" * 600])
    async def test_refuses_a_cursor_that_it_did_not_give(self, enrol: Enrol, cursor: str) -> None:
        saver = await enrol()
        goal = await begin(saver)
        with pytest.raises(InvalidInput) as refused:
            await saver.goals.read_history(goal, limit=2, cursor=cursor)
        assert [field.pointer for field in refused.value.fields] == ["/query/cursor"]
