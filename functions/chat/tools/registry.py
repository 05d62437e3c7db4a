"""The tools of a chat, one line each: which there are, for which sessions, in which state of a person.

A tool joins by one line in `_entries`, with the session types that it serves and, where it can have nothing
to say, the state in which it does; one that writes joins `writers_of` as well. So will those of investments
(risk_profile, allocation, projection) and of consultants (search_consultants, free_slots, request_booking)
once their services exist: each is a class beside these over its service, made by `ToolServices`.

No tool takes a user id or an address: its services act as the caller, and the database decides what is seen.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from shared.advice.relevance import PersonState, Serves
from shared.advice.tools import Tool, Toolbox
from shared.domain.conversation.model import SessionType

if TYPE_CHECKING:
    from functions.chat.tools.services import ToolServices
    from shared.services.proposals import Writer

GENERAL, PLANNING = SessionType.GENERAL, SessionType.FINANCIAL_PLANNING
BUDGET, INVESTING = SessionType.BUDGET_HELP, SessionType.INVESTMENT_ADVICE

EVERYWHERE = frozenset(SessionType)
TRACKING = frozenset({GENERAL, PLANNING, BUDGET})
FILING = frozenset({GENERAL, BUDGET})
AHEAD = frozenset({GENERAL, PLANNING, INVESTING})
WORK = frozenset({GENERAL, PLANNING})


class _Entry(NamedTuple):
    tool: Tool
    types: frozenset[SessionType] = EVERYWHERE
    when: Callable[[PersonState], bool] | None = None

    @property
    def serves(self) -> Serves:
        return Serves(self.types) if self.when is None else Serves(self.types, self.when)


def toolbox_of(services: "ToolServices") -> Toolbox:
    """Every tool of a chat, over services that act as the caller; `for_turn` leaves those of one turn."""
    entries = tuple(_entries(services))
    return Toolbox(
        [entry.tool for entry in entries],
        serves={entry.tool.declaration.name: entry.serves for entry in entries},
    )


def writers_of(services: "ToolServices") -> "Mapping[str, Callable[[], Writer]]":
    """What does each proposal, by the name of the tool that made it."""
    from functions.chat.tools import budgeting, goal_changes, goal_wishes, record, ruling  # noqa: PLC0415

    return {
        record.NAME: lambda: record.RecordWriter(services.transactions()),
        goal_wishes.NAME: lambda: goal_wishes.CreateGoalWriter(services.goals()),
        goal_changes.NAME: lambda: goal_changes.ChangeGoalWriter(services.goals()),
        budgeting.NAME: lambda: budgeting.SetBudgetWriter(services.budgets()),
        ruling.NAME: lambda: ruling.AddRuleWriter(services.category_rules()),
    }


def _entries(services: "ToolServices") -> Iterator[_Entry]:
    # A function that starts imports none of them; the first turn does.
    from functions.chat.tools.afford import AffordTool  # noqa: PLC0415
    from functions.chat.tools.budgeting import SetBudgetTool  # noqa: PLC0415
    from functions.chat.tools.figures import BudgetTool, SnapshotTool  # noqa: PLC0415
    from functions.chat.tools.goal_changes import ChangeGoalTool  # noqa: PLC0415
    from functions.chat.tools.goal_plan import GoalPlanTool  # noqa: PLC0415
    from functions.chat.tools.goal_wishes import CreateGoalTool  # noqa: PLC0415
    from functions.chat.tools.listing import FindTool  # noqa: PLC0415
    from functions.chat.tools.month import MonthTool  # noqa: PLC0415
    from functions.chat.tools.outlook import ForecastTool  # noqa: PLC0415
    from functions.chat.tools.owing import DebtsTool  # noqa: PLC0415
    from functions.chat.tools.patterns import PatternsTool  # noqa: PLC0415
    from functions.chat.tools.pay import TakeHomeTool  # noqa: PLC0415
    from functions.chat.tools.payoff import PayoffTool  # noqa: PLC0415
    from functions.chat.tools.record import RecordTool  # noqa: PLC0415
    from functions.chat.tools.ruling import AddRuleTool  # noqa: PLC0415
    from functions.chat.tools.saving import GoalsTool  # noqa: PLC0415
    from functions.chat.tools.simulate import SimulateTool  # noqa: PLC0415

    yield _Entry(SnapshotTool(services))
    yield _Entry(BudgetTool(services))
    yield _Entry(MonthTool(services))
    yield _Entry(PatternsTool(services), TRACKING, _keeps_books)
    yield _Entry(FindTool(services), TRACKING, _keeps_books)
    yield _Entry(SimulateTool(services), AHEAD)
    yield _Entry(AffordTool(services))
    yield _Entry(ForecastTool(services))
    yield _Entry(GoalsTool(services))
    yield _Entry(GoalPlanTool(services), AHEAD)
    yield _Entry(DebtsTool(services), EVERYWHERE, _may_owe)
    yield _Entry(PayoffTool(services), EVERYWHERE, _may_owe)
    yield _Entry(TakeHomeTool(services), WORK)
    yield _Entry(RecordTool(services), TRACKING)
    yield _Entry(CreateGoalTool(services))
    yield _Entry(ChangeGoalTool(services))
    yield _Entry(SetBudgetTool(services), TRACKING)
    yield _Entry(AddRuleTool(services), FILING, _keeps_books)


def _may_owe(state: PersonState) -> bool:
    return state.may_owe


def _keeps_books(state: PersonState) -> bool:
    return state.may_have_transactions
