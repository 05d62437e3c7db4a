"""One person with everything that tools look at, in memory, and a way to call the tools."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from functions.chat.tools.registry import toolbox_of, writers_of
from functions.chat.tools.services import ToolServices
from shared.advice.grounding import check
from shared.advice.relevance import PersonState
from shared.advice.tools import Outcome, Toolbox, ToolSetting
from shared.domain.budget.holdings import LiabilityKind
from shared.domain.budget.transactions import Account, AccountKind
from shared.domain.caller import Caller
from shared.domain.conversation.model import Fact, SessionType
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.debts.owed import DebtsOwed
from shared.domain.goals.keeping import NewContribution, NewGoal
from shared.domain.months import Month
from shared.domain.planning.model import PlannedDebt
from shared.domain.profile.model import Profile
from shared.gateways.advisor.protocol import ToolCall, ToolResult
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
from tests.builders.bookings import TODAY, Plan, Purse, monthly, months, named_id
from tests.builders.finances import make_data
from tests.builders.ledger import Ledger
from tests.fakes.budget_facts import FakeBudgetFacts
from tests.fakes.budgets import FakeBudgets
from tests.fakes.debts import FakeDebts
from tests.fakes.financial_data import FakeFinancialData
from tests.fakes.goals import FakeGoals
from tests.fakes.ledger import FakeLedger
from tests.fakes.plans import FakePlans
from tests.fakes.profiles import FakeProfiles
from tests.fakes.proposals import FakeProposals
from tests.fakes.spending import FakeSpending
from tests.fakes.web import NOON, a_caller

YEAR = months("2025-12", "2026-11")


def usual_books() -> Ledger:
    """Somebody who earns eight million, spends about five, and tracks it for a year."""
    salary = monthly(8_000_000, day=1, months=YEAR, category="income.salary", merchant="PT Maju")
    rent = monthly(-1_500_000, day=3, months=YEAR, category="needs.rent", merchant="Kos Bu Tini")
    eating = monthly(-2_000_000, day=8, months=YEAR, category="needs.eating", merchant="Warung")
    netflix = monthly(-54_000, day=10, months=YEAR, category="wants.subscriptions", merchant="Netflix")
    coffee = (
        *monthly(-300_000, day=12, months=YEAR[:8], category="wants.coffee", merchant="Kopi Tuku"),
        *monthly(-700_000, day=12, months=YEAR[8:], category="wants.coffee", merchant="Kopi Tuku"),
    )
    investing = monthly(-500_000, day=20, months=YEAR, category="saving.investment", merchant="Bibit")
    entries = (*salary, *rent, *eating, *netflix, *coffee, *investing)
    return Ledger(
        data=make_data(),
        accounts={
            "bank": Purse(opening=12_000_000),
            "Tunai": Purse(AccountKind.CASH, opening=500_000),
            "Darurat": Purse(opening=10_000_000, for_emergencies=True),
        },
        entries=tuple(it._replace(key=str(number)) for number, it in enumerate(entries)),
        budgets={("2026-11", "wants.coffee"): Plan(500_000), ("2026-11", "needs.eating"): Plan(2_200_000)},
    )


def a_card(**changes: Any) -> Debt:
    """A credit card of eight million."""
    told: dict[str, Any] = {
        "kind": LiabilityKind.CREDIT_CARD,
        "name": "Kartu BCA",
        "lender": "BCA",
        "method": InterestMethod.EFFECTIVE,
        "balance": 8_000_000,
        "annual_rate": Decimal("0.21"),
        "instalment": 500_000,
    }
    return Debt.model_validate({**told, **changes})


def a_motorbike(**changes: Any) -> Debt:
    """A motorbike on a flat loan."""
    told: dict[str, Any] = {
        "kind": LiabilityKind.VEHICLE_LOAN,
        "name": "Motor",
        "method": InterestMethod.FLAT,
        "balance": 9_000_000,
        "principal": 15_000_000,
        "annual_rate": Decimal("0.15"),
        "months_left": 18,
    }
    return Debt.model_validate({**told, **changes})


@dataclass
class Household:
    """One person; empty until something is kept for them."""

    caller: Caller = field(default_factory=a_caller)
    now: datetime = NOON
    session_id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.facts = FakeBudgetFacts(FakeFinancialData(), today=lambda: TODAY)
        self.ledger, self.goals = FakeLedger(), FakeGoals(self.facts)
        self.plans, self.debts, self.budgets = FakePlans(self.facts), FakeDebts(), FakeBudgets()
        self.profiles: dict[UUID, Profile] = {}
        self.proposals = FakeProposals()

    def keep_books(self, ledger: Ledger | None = None) -> "Household":
        """With tracked transactions."""
        kept = ledger or usual_books()
        self.facts.books[self.caller.id] = kept
        for name, purse in kept.accounts.items():
            account = Account(id=named_id(name), name=name, kind=purse.kind, archived=purse.archived)
            self.ledger.books_of(self.caller).accounts[account.id] = account
        return self

    def owe(self, *debts: Debt) -> "Household":
        """With debts on record."""
        self.debts.of[self.caller.id].owed = DebtsOwed(debts=debts)
        self.plans.of[self.caller.id].debts = [
            PlannedDebt(id=str(uuid4()), debt=debt, due_day=5) for debt in debts
        ]
        return self

    async def save_for(self, *goals: NewGoal, set_aside: int = 0) -> "Household":
        """With goals, and money set aside for each of them in an account of its own."""
        mine, store = self.goals.of(self.caller), self.goals.as_caller(self.caller)
        for goal in goals:
            goal_id, account = uuid4(), mine.add_account(max(set_aside, 1) * 3)
            await store.add(goal_id, goal)
            if set_aside:
                wish = NewContribution(account_id=account, amount=set_aside)
                await store.contribute(uuid4(), goal_id, wish)
        self.plans.of[self.caller.id].goals = list((await store.read()).goals)
        return self

    @property
    def services(self) -> ToolServices:
        """The services as deps would make them."""
        caller = self.caller
        facts = self.facts.as_caller(caller)
        snapshots = SnapshotService(facts=facts)
        return ToolServices(
            snapshots=lambda: snapshots,
            budget=lambda: BudgetService(snapshots=snapshots, facts=facts),
            spending=lambda: SpendingService(store=FakeSpending(self.facts).as_caller(caller)),
            transactions=lambda: TransactionService(store=self.ledger.transactions_of(caller)),
            planning=lambda: PlanningService(facts=self.plans.as_caller(caller)),
            goals=lambda: GoalService(store=self.goals.as_caller(caller)),
            debts=lambda: DebtService(store=self.debts.as_caller(caller)),
            profiles=lambda: ProfileService(profiles=FakeProfiles(self.profiles).as_caller(caller)),
            budgets=lambda: BudgetPlanService(store=self.budgets.of(caller)),
            category_rules=lambda: CategoryRuleService(store=self.ledger.rules_of(caller)),
            proposals=lambda: ProposalService(
                owner=caller.id,
                store=self.proposals.as_caller(caller),
                writers=writers_of(self.services),
            ),
        )

    @property
    def toolbox(self) -> Toolbox:
        """Every tool."""
        return toolbox_of(self.services)

    def setting(
        self,
        language: Language = "id",
        *,
        session_type: SessionType | None = None,
        state: PersonState | None = None,
    ) -> ToolSetting:
        """What tools of a turn are told."""
        return ToolSetting(
            now=self.now,
            language=language,
            session_id=self.session_id,
            session_type=session_type,
            state=state or PersonState(),
        )

    async def call(self, tool: str, language: Language = "id", /, **arguments: Any) -> Outcome:
        """What comes of one call."""
        asked = ToolCall(id="call", name=tool, arguments=arguments)
        (outcome,) = await self.toolbox.run_all([asked], setting=self.setting(language))
        return outcome

    async def found(self, tool: str, language: Language = "id", /, **arguments: Any) -> ToolResult:
        """What one call finds; it must not fail."""
        result = (await self.call(tool, language, **arguments)).result
        assert result.failure is None, result.failure
        return result

    async def refused(self, tool: str, language: Language = "id", /, **arguments: Any) -> tuple[str, str]:
        """The code and the hint of a call that fails."""
        result = (await self.call(tool, language, **arguments)).result
        assert result.failure is not None, result
        return result.failure.code, result.failure.hint


def values(result: ToolResult) -> Mapping[str, Any]:
    """Facts by their ids."""
    return {fact.id: fact.value for fact in result.facts}


def fact(result: ToolResult, fact_id: str) -> Fact:
    """One of them."""
    return next(it for it in result.facts if it.id == fact_id)


def said(result: ToolResult) -> str:
    """All remarks in one text."""
    return "\n".join(remark.text for remark in result.remarks)


def ungrounded(result: ToolResult) -> list[str]:
    """Figures in remarks that follow from no fact of the same result."""
    return [
        f"{remark.code}: {figure.text}"
        for remark in result.remarks
        for figure in check(remark.text, result.facts).unmatched
    ]


START = Month(2026, 12)
"""The first month of a plan that is made today."""
