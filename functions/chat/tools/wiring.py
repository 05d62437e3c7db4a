"""The services behind the tools of one caller, over the stores; the one place that makes them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from functions.chat.tools.registry import writers_of
from functions.chat.tools.services import ToolServices
from shared.advice.knowing import Known
from shared.domain.caller import Caller
from shared.stores.budget_facts import BudgetFactsRows
from shared.stores.database import Database
from shared.words import Language

if TYPE_CHECKING:
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
    from shared.stores.documents import Documents


@dataclass(frozen=True, slots=True)
class ServicesOfCaller:
    """The services that tools ask, each imported when a tool first asks for it. `patient` waits longer."""

    database: Database
    patient: Database
    documents: "Documents"
    caller: Caller

    @property
    def services(self) -> ToolServices:
        """All of them, acting as the caller."""
        return ToolServices(
            snapshots=self._snapshots,
            budget=self._budget,
            spending=self._spending,
            transactions=self._transactions,
            planning=self._planning,
            goals=self._goals,
            debts=self._debts,
            profiles=self._profiles,
            budgets=self._budgets,
            category_rules=self._category_rules,
            proposals=self._proposals,
        )

    async def known(self, now: datetime, language: Language) -> Known:
        """What is known before the first tool runs."""
        from functions.chat.tools.figures import SnapshotTool  # noqa: PLC0415
        from functions.chat.tools.once import SnapshotFactsOnce  # noqa: PLC0415
        from shared.advice.knowing import Knowing  # noqa: PLC0415
        from shared.services.snapshot import SnapshotService  # noqa: PLC0415

        facts = SnapshotFactsOnce(self._facts.read_snapshot)
        figures = SnapshotTool(replace(self.services, snapshots=lambda: SnapshotService(facts=facts)))
        profile = self._profiles().read
        return await Knowing(figures=figures, profile=profile, facts=facts.read_snapshot).read(now, language)

    @property
    def _facts(self) -> BudgetFactsRows:
        return BudgetFactsRows(database=self.database, caller=self.caller)

    def _snapshots(self) -> "SnapshotService":
        from shared.services.snapshot import SnapshotService  # noqa: PLC0415

        return SnapshotService(facts=self._facts)

    def _budget(self) -> "BudgetService":
        from shared.services.budget import BudgetService  # noqa: PLC0415

        return BudgetService(snapshots=self._snapshots(), facts=self._facts)

    def _spending(self) -> "SpendingService":
        from shared.services.spending import SpendingService  # noqa: PLC0415
        from shared.stores.spending import SpendingRows  # noqa: PLC0415

        return SpendingService(store=SpendingRows(database=self.database, caller=self.caller))

    def _transactions(self) -> "TransactionService":
        from shared.services.transactions import TransactionService  # noqa: PLC0415
        from shared.stores.transactions import TransactionRows  # noqa: PLC0415

        return TransactionService(store=TransactionRows(database=self.database, caller=self.caller))

    def _planning(self) -> "PlanningService":
        from shared.services.planning import PlanningService  # noqa: PLC0415
        from shared.stores.planning_facts import PlanningFactsRows  # noqa: PLC0415

        return PlanningService(facts=PlanningFactsRows(database=self.database, caller=self.caller))

    def _goals(self) -> "GoalService":
        from shared.services.goals import GoalService  # noqa: PLC0415
        from shared.stores.goals import GoalRows  # noqa: PLC0415

        return GoalService(store=GoalRows(database=self.database, caller=self.caller))

    def _debts(self) -> "DebtService":
        from functions.chat.tools.once import DebtsOnce  # noqa: PLC0415
        from shared.services.debts import DebtService  # noqa: PLC0415
        from shared.stores.debts import DebtRows  # noqa: PLC0415

        # A tool makes a service for one answer, which lists the debts and plans with them.
        return DebtService(store=DebtsOnce(DebtRows(database=self.database, caller=self.caller).read))

    def _profiles(self) -> "ProfileService":
        from shared.services.profiles import ProfileService  # noqa: PLC0415
        from shared.stores.profiles import Profiles  # noqa: PLC0415

        return ProfileService(profiles=Profiles(database=self.database, caller=self.caller))

    def _budgets(self) -> "BudgetPlanService":
        from shared.services.budgets import BudgetPlanService  # noqa: PLC0415
        from shared.stores.budgets import BudgetRows  # noqa: PLC0415

        return BudgetPlanService(store=BudgetRows(database=self.database, caller=self.caller))

    def _category_rules(self) -> "CategoryRuleService":
        from shared.services.category_rules import CategoryRuleService  # noqa: PLC0415
        from shared.stores.category_rules import CategoryRuleRows  # noqa: PLC0415

        return CategoryRuleService(
            # A rule may reach years of transactions.
            store=CategoryRuleRows(database=self.patient, caller=self.caller)
        )

    def _proposals(self) -> "ProposalService":
        from shared.services.proposals import ProposalService  # noqa: PLC0415
        from shared.stores.chat_proposals import ChatProposals  # noqa: PLC0415

        return ProposalService(
            owner=self.caller.id,
            store=ChatProposals(documents=self.documents, caller=self.caller),
            writers=writers_of(self.services),
        )
