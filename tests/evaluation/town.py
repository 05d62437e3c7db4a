"""A town of people in memory: the stores of everybody, and the services that act as one of them.

All live over the same stores, so that what one of them is told about another would be seen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path
from uuid import UUID, uuid4

from pydantic import JsonValue

from functions.chat.tools.figures import SnapshotTool
from functions.chat.tools.registry import toolbox_of, writers_of
from functions.chat.tools.services import ToolServices
from shared.advice.knowing import Knowing, Known
from shared.advice.tools import Outcome, ToolSetting
from shared.domain.budget.categories.model import Bookkeeping
from shared.domain.budget.facts import BudgetFacts, SnapshotFacts
from shared.domain.budget.search import FoundTransactions, TransactionSearch
from shared.domain.budget.transactions import Account, BudgetGroup, Category
from shared.domain.caller import Caller
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import DebtsOwed
from shared.domain.goals.keeping import GoalAccount, GoalFacts, NewContribution, NewGoal
from shared.domain.months import Month
from shared.domain.planning.model import PlannedDebt
from shared.domain.profile.model import Profile
from shared.gateways.advisor.protocol import ToolCall
from shared.services.budget import BudgetService
from shared.services.budgets import BudgetPlanService
from shared.services.category_rules import CategoryRuleService
from shared.services.debts import DebtService
from shared.services.goals import GoalService
from shared.services.planning import PlanningService
from shared.services.profiles import ProfileService
from shared.services.proposals import ProposalService
from shared.services.snapshot import SnapshotService
from shared.services.spending import SpendingService
from shared.services.transactions import TransactionService
from shared.words import Language
from tests.builders.bookings import named_id
from tests.builders.ledger import Ledger
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.budgets import FakeBudgets
from tests.fakes.debts import FakeDebts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.goals import FakeGoals, FakeGoalsOfCaller
from tests.fakes.ledger import FakeLedger, FakeTransactions
from tests.fakes.plans import FakePlans
from tests.fakes.profiles import FakeProfiles
from tests.fakes.proposals import FakeProposals
from tests.fakes.spending import FakeSpendingOfCaller
from tests.fakes.web import a_caller

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
"""Sunday, 22 November 2026, ten in the morning in Jakarta."""

TODAY = date(2026, 11, 22)

SYSTEM_CATEGORIES = Path("supabase/migrations/20261123090650_add_system_categories.sql")
_ROW = re.compile(
    r"\('(?P<id>[0-9a-f-]{36})', null, '(?P<code>[a-z.]+)', '(?P<name>[^']+)', '(?P<name_en>[^']+)',"
    r" '(?P<group>[A-Z]+)', (?P<fixed>true|false)\)"
)


@cache
def system_categories() -> tuple[Category, ...]:
    """The system's categories under the names that people read."""
    root = Path(__file__).resolve().parents[2]
    found = _ROW.finditer((root / SYSTEM_CATEGORIES).read_text(encoding="utf-8"))
    return tuple(
        Category(
            id=UUID(row["id"]),
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            budget_group=BudgetGroup(row["group"]),
            is_fixed=row["fixed"] == "true",
        )
        for row in found
    )


class KeptLedger(Ledger):
    """Books that are summed up once, however often they are asked: they do not change."""

    @cached_property
    def _summed(self) -> dict[tuple[Month | str | None, date], BudgetFacts]:
        return {}

    @cached_property
    def _snapshots(self) -> dict[date, SnapshotFacts]:
        return {}

    def facts(self, month: str | Month | None = None, *, today: date = TODAY) -> BudgetFacts:
        """The facts of a month."""
        if (month, today) not in self._summed:
            self._summed[month, today] = super().facts(month, today=today)
        return self._summed[month, today]

    def snapshot_facts(self, *, today: date = TODAY) -> SnapshotFacts:
        """What is declared and tracked."""
        if today not in self._snapshots:
            self._snapshots[today] = super().snapshot_facts(today=today)
        return self._snapshots[today]


@dataclass
class Person:
    """Somebody of the town: who they are, and what is kept about them beside the stores."""

    key: str
    name: str
    caller: Caller = field(default_factory=a_caller)
    notes: dict[UUID, str] = field(default_factory=dict[UUID, str])
    own_categories: list[Category] = field(default_factory=list[Category])
    account_names: dict[UUID, str] = field(default_factory=dict[UUID, str])


class Town:
    """The stores of everybody. `now` never moves."""

    def __init__(self) -> None:
        self.now = NOW
        self.people: dict[str, Person] = {}
        self.declared = FakeFinancialData()
        self.facts = FakeBudgetFacts(self.declared, today=lambda: TODAY)
        self.ledger, self.goals = FakeLedger(), FakeGoals(self.facts)
        self.plans, self.debts, self.budgets = FakePlans(self.facts), FakeDebts(), FakeBudgets()
        self.profiles: dict[UUID, Profile] = {}
        self.proposals = FakeProposals()

    def settle(self, key: str, name: str) -> Person:
        """Somebody new, about whom nothing is known."""
        self.people[key] = Person(key, name)
        return self.people[key]

    def declare(self, person: Person, **columns: JsonValue) -> None:
        """What they filled in about their money."""
        self.declared.rows[person.caller.id] = self.declared.rows.get(person.caller.id, {}) | columns

    def keep_books(self, person: Person, ledger: Ledger) -> None:
        """Their tracked transactions and accounts."""
        self.facts.books[person.caller.id] = ledger
        for name, purse in ledger.accounts.items():
            account = Account(id=named_id(name), name=name, kind=purse.kind, archived=purse.archived)
            self.ledger.books_of(person.caller).accounts[account.id] = account

    def books(self, person: Person) -> Ledger:
        """What they track, nothing by default."""
        return self.facts.books.get(person.caller.id, Ledger())

    def owe(self, person: Person, *debts: Debt) -> None:
        """Their debts on record, each due on the fifth."""
        self.debts.of[person.caller.id].owed = DebtsOwed(debts=debts)
        self.plans.of[person.caller.id].debts = [
            PlannedDebt(id=str(uuid4()), debt=debt, due_day=5) for debt in debts
        ]

    async def save_for(self, person: Person, goal: NewGoal, *, set_aside: int = 0, account: str = "") -> None:
        """A goal of theirs, and the money set aside for it in an account of their savings."""
        mine, store = self.goals.of(person.caller), self.goals.as_caller(person.caller)
        place = mine.add_account(set_aside * 2)
        person.account_names[place] = account or f"Tabungan {goal.name}"
        goal_id = uuid4()
        await store.add(goal_id, goal)
        if set_aside:
            await store.contribute(uuid4(), goal_id, NewContribution(account_id=place, amount=set_aside))

    async def plan_for_goals(self, person: Person) -> None:
        """Plans start from the goals that they have now."""
        goals = (await self.goals.as_caller(person.caller).read()).goals
        self.plans.of[person.caller.id].goals = list(goals)

    def services(self, person: Person) -> ToolServices:
        """The services that act as them, as deps would make them."""
        caller, facts = person.caller, self.facts.as_caller(person.caller)
        snapshots = SnapshotService(facts=facts)
        return ToolServices(
            snapshots=lambda: snapshots,
            budget=lambda: BudgetService(snapshots=snapshots, facts=facts),
            spending=lambda: SpendingService(store=_Spending(self.facts, person)),
            transactions=lambda: TransactionService(store=_Transactions(self.ledger, person)),
            planning=lambda: PlanningService(facts=self.plans.as_caller(caller)),
            goals=lambda: GoalService(store=_Goals(self.goals, person)),
            debts=lambda: DebtService(store=self.debts.as_caller(caller)),
            profiles=lambda: ProfileService(profiles=FakeProfiles(self.profiles).as_caller(caller)),
            budgets=lambda: BudgetPlanService(store=self.budgets.of(caller)),
            category_rules=lambda: CategoryRuleService(store=self.ledger.rules_of(caller)),
            proposals=lambda: ProposalService(
                owner=caller.id,
                store=self.proposals.as_caller(caller),
                writers=writers_of(self.services(person)),
            ),
        )

    async def known(self, person: Person, language: Language) -> Known:
        """What is known of them before the first tool runs, as deps would read it."""
        services = self.services(person)
        facts = self.facts.as_caller(person.caller)
        knowing = Knowing(
            figures=SnapshotTool(services), profile=services.profiles().read, facts=facts.read_snapshot
        )
        return await knowing.read(self.now, language)

    async def call(
        self, person: Person, calls: Sequence[ToolCall], *, language: Language, session_id: UUID | None = None
    ) -> tuple[Outcome, ...]:
        """What comes of calls of tools outside any turn."""
        setting = ToolSetting(now=self.now, language=language, session_id=session_id)
        return await toolbox_of(self.services(person)).run_all(calls, setting=setting)

    def rows(self) -> str:
        """Everything that could be written for anybody, beside proposals, to be compared."""
        return repr([self._rows_of(person) for person in self.people.values()])

    def _rows_of(self, person: Person) -> object:
        caller = person.caller
        owed, planned = self.debts.of.get(caller.id), self.plans.of.get(caller.id)
        return (
            self.declared.rows.get(caller.id),
            hash(self.books(person).entries),
            self.books(person).budgets,
            self.ledger.books_of(caller),
            self.goals.of(caller),
            self.budgets.of(caller).rows,
            owed.owed.debts if owed is not None else (),
            planned.debts if planned is not None else (),
            self.profiles.get(caller.id),
        )


class _Transactions(FakeTransactions):
    """Transactions of a person who files under the system's categories and their own."""

    def __init__(self, ledger: FakeLedger, person: Person) -> None:
        super().__init__(ledger, ledger.books_of(person.caller))
        self._person = person

    async def read_bookkeeping(self) -> Bookkeeping:
        book = await super().read_bookkeeping()
        categories = (*system_categories(), *self._person.own_categories)
        return book.model_copy(update={"categories": categories})


class _Spending(FakeSpendingOfCaller):
    """Found transactions with the notes that stand on them, in which words are looked for too."""

    def __init__(self, facts: FakeBudgetFacts, person: Person) -> None:
        super().__init__(facts, person.caller)
        self._notes = person.notes

    async def find(self, search: TransactionSearch) -> FoundTransactions:
        found = await super().find(search)
        noted = [
            item.model_copy(update={"note": self._notes.get(item.transaction_id)}) for item in found.items
        ]
        return found.model_copy(update={"items": tuple(noted)})


class _Goals(FakeGoalsOfCaller):
    """Goals of a person whose accounts have names."""

    def __init__(self, everybody: FakeGoals, person: Person) -> None:
        super().__init__(everybody, person.caller)
        self._names = person.account_names

    async def read(self, *, since: date | None = None) -> GoalFacts:
        facts = await super().read(since=since)
        return facts.model_copy(update={"accounts": tuple(self._named(each) for each in facts.accounts)})

    def _named(self, account: GoalAccount) -> GoalAccount:
        name = self._names.get(account.account_id, account.name)
        return account.model_copy(update={"name": name})


def with_purse(ledger: Ledger, name: str, like: str) -> Ledger:
    """The same books in which an account goes by another name."""
    accounts = {name if each == like else each: purse for each, purse in ledger.accounts.items()}
    entries = tuple(it._replace(account=name) if it.account == like else it for it in ledger.entries)
    return replace(ledger, accounts=accounts, entries=entries)
