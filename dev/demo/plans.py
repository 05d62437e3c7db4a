"""What the lively people of the demo owe, save for and are paid, as `plans.toml` tells."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from pydantic import Field, JsonValue

from dev.demo.habits import Told
from dev.demo.ledger import NAMESPACE, Row
from shared.domain.months import Month


class Salary(Told):
    """What a month's pay in the ledger comes from: the salary before BPJS and tax, rupiah a month.

    It is kept nowhere; POST /financial/take-home gives the pay for it.
    """

    ptkp: str
    salary: int


class Taken(Told):
    """When a debt was taken on, told from today."""

    months_ago: int = 0
    day: int | None = None
    days_ago: int = 0

    def on(self, today: date) -> date:
        """The day."""
        if self.day is None:
            return today - timedelta(days=self.days_ago)
        return Month.of(today).add(-self.months_ago).first_day.replace(day=self.day)


class DebtPlan(Told):
    """A debt. `terms` are columns of debts as they are.

    With `payments`, so many equal parts of the principal are paid on `due_day`, from the month after it was
    taken on; what is owed follows from it. With `days` it runs so long. `account` is the one that tracks it.
    """

    terms: Mapping[str, JsonValue]
    principal: int | None = None
    taken: Taken | None = None
    payments: int | None = None
    due_day: int | None = None
    days: int | None = None
    account: str | None = None

    def row(self, today: date, accounts: Mapping[object, str]) -> Row:
        """The debt as it stands on a day."""
        row: Row = {**self.terms}
        if self.principal is not None:
            row |= {"principal": self.principal, "balance": self._balance(today)}
        if self.taken is not None:
            row["taken_on"] = self.taken.on(today).isoformat()
            if self.days is not None:
                row["ends_on"] = (self.taken.on(today) + timedelta(days=self.days)).isoformat()
        if self.due_day is not None:
            row["due_day"] = self.due_day
        if self.account is not None:
            row["account_id"] = accounts[self.account]
        return row

    def _balance(self, today: date) -> int:
        assert self.principal is not None
        if self.payments is None or self.taken is None or self.due_day is None:
            return self.principal
        months = Month.of(self.taken.on(today)).months_until(Month.of(today))
        paid = months if today.day >= self.due_day else months - 1
        return self.principal - self.principal * paid // self.payments


class GoalPlan(Told):
    """Something that is saved for in `account`: `starting` rupiah lay there when it began, and `monthly` more
    are set aside on `day` of each of the last `months`. `within` is the months until it should be reached.
    """

    kind: str
    name: str
    priority: int
    target_rule: str | None = None
    target: int | None = None
    grows: bool = False
    within: int | None = None
    account: str | None = None
    starting: int = 0
    monthly: int = 0
    day: int = 1
    months: int = 0

    def wish(self, today: date, accounts: Mapping[object, str]) -> Row:
        """What to send to begin it."""
        starts = self.account is not None and self.starting
        return {
            "kind": self.kind,
            "name": self.name,
            "priority": self.priority,
            "target_rule": self.target_rule,
            "target": self.target,
            "grows": self.grows,
            "target_on": Month.of(today).add(self.within).last_day.isoformat() if self.within else None,
            "starting": [{"account_id": accounts[self.account], "amount": self.starting}] if starts else [],
        }

    def contributions(self, today: date) -> Iterator[tuple[date, int]]:
        """The days on which money was set aside up to a day, and how much."""
        for ago in range(self.months, -1, -1):
            day = Month.of(today).add(-ago).first_day.replace(day=self.day)
            if self.monthly and day <= today:
                yield day, self.monthly


class Plans(Told):
    """One person's debts, goals and salary."""

    pay: Salary
    debts: tuple[DebtPlan, ...] = Field(default=())
    goals: tuple[GoalPlan, ...] = Field(default=())

    def debt_rows(self, today: date, accounts: Mapping[object, str]) -> list[Row]:
        """The debts as rows."""
        return [debt.row(today, accounts) for debt in self.debts]

    def contribution_rows(
        self, owner: UUID, today: date, goals: Mapping[object, str], accounts: Mapping[object, str]
    ) -> list[Row]:
        """All that was set aside as rows; the same owner and day give the same ids."""
        return [
            {
                "id": str(uuid5(NAMESPACE, f"{owner} {goal.name} {day}")),
                "goal_id": goals[goal.name],
                "account_id": accounts[goal.account],
                "amount": amount,
                "made_on": day.isoformat(),
            }
            for goal in self.goals
            for day, amount in goal.contributions(today)
        ]


def plans() -> Mapping[str, Plans]:
    """Every person's plans by first name."""
    told = tomllib.loads(Path(__file__).with_name("plans.toml").read_text(encoding="utf-8"))
    return {name: Plans.model_validate(each) for name, each in told.items()}
