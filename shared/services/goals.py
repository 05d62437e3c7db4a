"""Goals: where each stands, what is kept of them, and the plan over all of them."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from shared.domain.assumptions.dated import assumptions
from shared.domain.budget.snapshot import take_snapshot
from shared.domain.days import today_in_jakarta
from shared.domain.goals.keeping import (
    ContributionPage,
    GoalChange,
    GoalFacts,
    KeptGoal,
    NewContribution,
    NewGoal,
    SavedContribution,
)
from shared.domain.goals.lifecycle import moved
from shared.domain.goals.model import OPEN_STATES, Goal, GoalState, KnownFigures
from shared.domain.goals.plan import GoalsPlan, plan_goals
from shared.domain.goals.refusals import check_change, check_contribution, check_goal
from shared.domain.goals.standing import Standing, standing_of
from shared.domain.goals.targets import target_of
from shared.domain.months import Month
from shared.errors import FieldProblem, InvalidInput, NotFound
from shared.words import Words


class NoSurplusKnown(InvalidInput):
    """Neither was a surplus given, nor are income and spending known."""

    code = "no_surplus_known"
    says = Words(
        id="Isi surplus, atau lengkapi dulu pemasukan dan pengeluaran bulananmu.",
        en="Give a surplus, or fill in your monthly income and spending first.",
    )


class GoalStore(Protocol):
    """Keeps the caller's goals and contributions."""

    async def read(self, *, since: date | None = None) -> GoalFacts:
        """All that is said about the goals; contributions after `since`."""
        ...

    async def add(self, goal_id: UUID, goal: NewGoal) -> None:
        """Keep a goal and what it starts with."""
        ...

    async def change(self, goal_id: UUID, change: GoalChange) -> None:
        """Change a goal."""
        ...

    async def remove(self, goal_id: UUID) -> None:
        """Remove a goal with its history."""
        ...

    async def contribute(
        self, contribution_id: UUID, goal_id: UUID, wish: NewContribution
    ) -> SavedContribution:
        """Keep a contribution."""
        ...

    async def read_history(self, goal_id: UUID, *, limit: int, cursor: str | None) -> ContributionPage:
        """A page of a goal's contributions, the latest written first."""
        ...


class GoalToday(NamedTuple):
    """A goal with where it stands; None once it is at an end."""

    goal: KeptGoal
    standing: Standing | None


class GoalsToday(NamedTuple):
    """All goals, with the figures of the person that they were held against."""

    facts: GoalFacts
    known: KnownFigures
    goals: Sequence[GoalToday]

    def find(self, goal_id: UUID) -> GoalToday:
        """One of them. Raises NotFound."""
        found = next((each for each in self.goals if each.goal.id == goal_id), None)
        if found is None:
            raise NotFound
        return found


class GoalsPlanned(NamedTuple):
    """The plan, its day, the goals, and whether the surplus was given or comes from own figures.

    `set_aside_this_month` is what went to goals since its first day, which the plan counts; whole rupiah.
    """

    plan: GoalsPlan
    today: date
    goals: Sequence[KeptGoal]
    surplus_given: bool
    set_aside_this_month: int = 0


class GoalService:
    """What the caller saves for."""

    def __init__(self, *, store: GoalStore) -> None:
        self._store = store

    async def read(self, *, now: datetime) -> GoalsToday:
        """Every goal with where it stands at `now`."""
        facts = await self._facts(now)
        return _today(facts, now=now)

    async def add(self, goal_id: UUID, goal: NewGoal, *, now: datetime) -> GoalsToday:
        """Keep a new goal. Raises GoalRefused, NotEnoughFree, TooManyGoals."""
        check_goal(goal)
        await self._store.add(goal_id, goal)
        return await self.read(now=now)

    async def change(self, goal_id: UUID, change: GoalChange, *, now: datetime) -> GoalsToday:
        """Change a goal.

        Raises NotFound, GoalRefused, GoalCannotMove, GoalNotReached, TooManyGoals.
        """
        before = await self.read(now=now)
        goal = before.find(goal_id).goal
        check_change(goal, change)
        if change.state is not None:
            _check_move(goal, change, change.state, before.known, before.facts.today)
        await self._store.change(goal_id, change)
        return await self.read(now=now)

    async def remove(self, goal_id: UUID) -> None:
        """Remove a goal with its history. Raises NotFound."""
        await self._store.remove(goal_id)

    async def contribute(
        self, contribution_id: UUID, goal_id: UUID, wish: NewContribution, *, now: datetime
    ) -> tuple[SavedContribution, GoalsToday]:
        """Set money aside, take it back or spend it on its purpose.

        Raises NotFound, ContributionRefused, NotEnoughFree, NotSetAside, GoalAtItsEnd.
        """
        check_contribution(wish)
        saved = await self._store.contribute(contribution_id, goal_id, wish)
        return saved, await self.read(now=now)

    async def history(self, goal_id: UUID, *, limit: int, cursor: str | None) -> ContributionPage:
        """A page of a goal's contributions. Raises NotFound, InvalidInput for a bad cursor."""
        return await self._store.read_history(goal_id, limit=limit, cursor=cursor)

    async def plan(self, surplus: int | None, *, months: int, now: datetime) -> GoalsPlanned:
        """Split what is left over each month, given or by own figures, between the active goals.

        From today on: this month brings what is left of it, less what was set aside ahead of that. Raises
        NoSurplusKnown.
        """
        facts = await self._facts(now)
        known, today = _known(facts, now=now), facts.today
        monthly = known.surplus if surplus is None else surplus
        if monthly is None:
            raise NoSurplusKnown(FieldProblem("/surplus", NoSurplusKnown.says))
        # Fifty goals over fifty years keep the processor busy for long enough to hold up everybody else.
        plan = await asyncio.to_thread(
            plan_goals, facts.goals, [monthly] * months, start=Month.of(today), known=known, today=today
        )
        return GoalsPlanned(plan, today, facts.goals, surplus is not None, known.set_aside_this_month)

    async def _facts(self, now: datetime) -> GoalFacts:
        today = today_in_jakarta(now=now)
        window = int(assumptions("goals")["pace_window"].on(today).value)
        return await self._store.read(since=today - timedelta(days=window))


def _today(facts: GoalFacts, *, now: datetime) -> GoalsToday:
    known = _known(facts, now=now)
    return GoalsToday(facts, known, [GoalToday(goal, _standing(goal, facts, known)) for goal in facts.goals])


def _known(facts: GoalFacts, *, now: datetime) -> KnownFigures:
    """What goals rest on. Spending holds what is paid for debts, so the surplus is income less spending."""
    snapshot = take_snapshot(facts.snapshot, now=now)
    income, expenses = (snapshot.rupiah(f"snapshot.monthly_{name}") for name in ("income", "expenses"))
    return KnownFigures(
        expenses=expenses,
        debt=snapshot.rupiah("snapshot.current_debt"),
        surplus=None if income is None or expenses is None else income - expenses,
        set_aside_this_month=_set_aside_since(facts, Month.of(facts.today).first_day),
    )


def _standing(goal: KeptGoal, facts: GoalFacts, known: KnownFigures) -> Standing | None:
    if goal.state not in OPEN_STATES:
        return None
    made = [each for each in facts.contributions if each.goal_id == goal.id]
    return standing_of(goal, made, known, today=facts.today)


def _check_move(goal: Goal, change: GoalChange, to: GoalState, known: KnownFigures, today: date) -> None:
    """Raises GoalCannotMove, GoalNotReached: a target that is written with the state counts already."""
    told = {name: getattr(change, name) for name in change.model_fields_set if name != "state"}
    after = goal.model_copy(update=told)
    target = target_of(after, known, today=today)
    moved(after, to, target=None if target is None else target.amount)


def _set_aside_since(facts: GoalFacts, day: date) -> int:
    return max(0, sum(each.amount for each in facts.contributions if each.made_on >= day))
