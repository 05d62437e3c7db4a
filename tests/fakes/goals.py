"""Goals and contributions in memory, with the rules that the database holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from shared.domain.budget.transactions import AccountKind
from shared.domain.caller import Caller
from shared.domain.goals.keeping import (
    ContributionPage,
    GoalAccount,
    GoalChange,
    GoalContribution,
    GoalFacts,
    HeldAmount,
    KeptGoal,
    NewContribution,
    NewGoal,
    SavedContribution,
)
from shared.domain.goals.lifecycle import moved, spent_down
from shared.domain.goals.model import COMING, ContributionKind, GoalState
from shared.domain.goals.plan import MOST_GOALS, in_order
from shared.domain.goals.refusals import refusal_of_contribution, refusal_of_goal
from shared.domain.requests import DatabaseUnavailable
from shared.errors import FieldProblem, FintarError, InvalidInput, NotFound
from shared.stores.cursors import BAD_CURSOR, LONGEST
from tests.fakes.budget_facts import FakeBudgetFacts

BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)
ENDED = {GoalState.SPENT, GoalState.DROPPED}


@dataclass
class FakeSavings:
    """What one person has: accounts with their balances, goals, and contributions as they were written."""

    balances: dict[UUID, int] = field(default_factory=dict[UUID, int])
    goals: dict[UUID, KeptGoal] = field(default_factory=dict[UUID, KeptGoal])
    contributions: list[SavedContribution] = field(default_factory=list[SavedContribution])

    def add_account(self, balance: int) -> UUID:
        """An account with money in it."""
        account = uuid4()
        self.balances[account] = balance
        return account

    def held(self, *, account: UUID | None = None, goal: UUID | None = None) -> int:
        """What is set aside in an account, for a goal, or both."""
        return sum(
            made.amount
            for made in self.contributions
            if account in (None, made.account_id) and goal in (None, made.goal_id)
        )


class FakeGoals:
    """Everybody's goals; `down` makes them fail like an unreachable database."""

    def __init__(self, facts: FakeBudgetFacts) -> None:
        self.down = False
        self.facts = facts
        self._of: dict[UUID, FakeSavings] = {}

    def of(self, caller: Caller) -> FakeSavings:
        """What one person has, to be filled by a test."""
        return self._of.setdefault(caller.id, FakeSavings())

    def as_caller(self, caller: Caller) -> "FakeGoalsOfCaller":
        """The store as deps would build it."""
        return FakeGoalsOfCaller(self, caller)


class FakeGoalsOfCaller:
    """One person's goals."""

    def __init__(self, everybody: FakeGoals, caller: Caller) -> None:
        self._everybody = everybody
        self._caller = caller

    async def read(self, *, since: date | None = None) -> GoalFacts:
        """All that is said about the goals."""
        mine, today = self._mine, self._everybody.facts.today()
        after = since or today - timedelta(days=90)
        goals = {goal.id: goal for goal in in_order(mine.goals.values())}
        return GoalFacts(
            today=today,
            goals=tuple(self._told(mine.goals[goal_id]) for goal_id in goals),
            contributions=tuple(_of_days(mine.contributions, after)),
            accounts=tuple(_account(mine, account) for account in mine.balances),
            snapshot=await self._everybody.facts.as_caller(self._caller).read_snapshot(),
        )

    async def add(self, goal_id: UUID, goal: NewGoal) -> None:
        """Keep a goal and what it starts with."""
        mine = self._mine
        if goal_id in mine.goals:
            return
        for part in goal.starting:
            self._check_free(part.account_id, part.amount, refusal_of_goal)
        if sum(kept.state not in ENDED for kept in mine.goals.values()) >= MOST_GOALS:
            raise refusal_of_goal("goal_number")
        today = self._everybody.facts.today()
        mine.goals[goal_id] = KeptGoal(
            **goal.model_dump(exclude={"starting", "target_rule"}),
            id=goal_id,
            target_rule=goal.rule,
            priced_on=today,
            started_on=today,
            created_at=BEGINNING + timedelta(minutes=len(mine.goals)),
            updated_at=BEGINNING,
        )
        for part in goal.starting:
            wish = NewContribution(account_id=part.account_id, amount=part.amount)
            self._write(uuid4(), goal_id, wish, ContributionKind.STARTING)

    async def change(self, goal_id: UUID, change: GoalChange) -> None:
        """Change a goal."""
        goal = self._told(self._find(goal_id))
        told = {name: getattr(change, name) for name in change.model_fields_set}
        if told.get("target", goal.target) != goal.target:
            told["priced_on"] = self._everybody.facts.today()
        after = goal.model_copy(update={name: value for name, value in told.items() if name != "state"})
        if change.state is not None:
            moved(after, change.state, target=after.target or 0)
            self._give_back(goal, change.state)
            after = after.model_copy(update={"state": change.state})
        self._mine.goals[goal_id] = after

    async def remove(self, goal_id: UUID) -> None:
        """Remove a goal with its history."""
        self._find(goal_id)
        del self._mine.goals[goal_id]
        self._mine.contributions[:] = [made for made in self._mine.contributions if made.goal_id != goal_id]

    async def contribute(
        self, contribution_id: UUID, goal_id: UUID, wish: NewContribution
    ) -> SavedContribution:
        """Keep a contribution."""
        mine, goal = self._mine, self._told(self._find(goal_id))
        known = next((made for made in mine.contributions if made.id == contribution_id), None)
        if known is not None:
            return known
        if goal.state in ENDED or (goal.state is GoalState.ACHIEVED and wish.meant in COMING):
            raise refusal_of_contribution("contribution_state")
        if wish.made_on is not None and wish.made_on > self._everybody.facts.today():
            raise refusal_of_contribution("contribution_day")
        self._check_free(wish.account_id, wish.amount, refusal_of_contribution)
        if wish.amount < 0 and mine.held(account=wish.account_id, goal=goal_id) < -wish.amount:
            raise refusal_of_contribution("contribution_held")
        saved = self._write(contribution_id, goal_id, wish, wish.meant)
        if wish.meant is ContributionKind.SPENT:
            state = spent_down(goal, -wish.amount, target=goal.target).state
            mine.goals[goal_id] = mine.goals[goal_id].model_copy(update={"state": state})
        return saved

    async def read_history(self, goal_id: UUID, *, limit: int, cursor: str | None) -> ContributionPage:
        """A page of contributions, the latest written first."""
        self._find(goal_id)
        begins = int(cursor) if cursor and cursor.isdecimal() and len(cursor) < LONGEST else None
        if cursor is not None and begins is None:
            raise InvalidInput(FieldProblem("/query/cursor", BAD_CURSOR))
        all_of_them = [made for made in self._mine.contributions if made.goal_id == goal_id][::-1]
        items = all_of_them[begins or 0 :][:limit]
        ends = (begins or 0) + limit
        return ContributionPage(
            items=tuple(items), next_cursor=str(ends) if ends < len(all_of_them) else None
        )

    @property
    def _mine(self) -> FakeSavings:
        if self._everybody.down:
            raise DatabaseUnavailable
        return self._everybody.of(self._caller)

    def _find(self, goal_id: UUID) -> KeptGoal:
        goal = self._mine.goals.get(goal_id)
        if goal is None:
            raise NotFound
        return goal

    def _told(self, goal: KeptGoal) -> KeptGoal:
        mine = self._mine
        made = [each for each in mine.contributions if each.goal_id == goal.id]
        held = {account: mine.held(account=account, goal=goal.id) for account in mine.balances}
        return goal.model_copy(
            update={
                "starting": sum(each.amount for each in made if each.kind is ContributionKind.STARTING),
                "spent": -sum(each.amount for each in made if each.kind is ContributionKind.SPENT),
                "set_aside": sum(held.values()),
                "held": tuple(
                    HeldAmount(account_id=account, amount=amount)
                    for account, amount in held.items()
                    if amount
                ),
            }
        )

    def _check_free(self, account: UUID, amount: int, refuse: Callable[[str | None], FintarError]) -> None:
        mine = self._mine
        if account not in mine.balances:
            raise refuse("goal_contributions_account_fkey")
        if amount > 0 and mine.held(account=account) + amount > mine.balances[account]:
            raise refuse("contribution_free")

    def _give_back(self, goal: KeptGoal, to: GoalState) -> None:
        if to is GoalState.DROPPED:
            for part in goal.held:
                wish = NewContribution(account_id=part.account_id, amount=-part.amount)
                self._write(uuid4(), goal.id, wish, ContributionKind.TAKEN_BACK)

    def _write(
        self, key: UUID, goal_id: UUID, wish: NewContribution, kind: ContributionKind
    ) -> SavedContribution:
        mine = self._mine
        saved = SavedContribution(
            id=key,
            goal_id=goal_id,
            account_id=wish.account_id,
            kind=kind,
            amount=wish.amount,
            made_on=wish.made_on or self._everybody.facts.today(),
            created_at=BEGINNING + timedelta(seconds=len(mine.contributions)),
        )
        mine.contributions.append(saved)
        return saved


def _of_days(made: Sequence[SavedContribution], after: date) -> Iterator[GoalContribution]:
    counted = {ContributionKind.SET_ASIDE, ContributionKind.TAKEN_BACK}
    for each in made:
        if each.made_on > after and each.kind in counted:
            yield GoalContribution(
                goal_id=each.goal_id, kind=each.kind, amount=each.amount, made_on=each.made_on
            )


def _account(mine: FakeSavings, account: UUID) -> GoalAccount:
    balance, held = mine.balances[account], mine.held(account=account)
    return GoalAccount(
        account_id=account,
        name=f"Rekening {account.hex[:6]}",
        kind=AccountKind.BANK,
        balance=balance,
        set_aside=held,
        free=max(0, balance - held),
        short=max(0, held - max(0, balance)),
    )
