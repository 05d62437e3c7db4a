"""Beginning a goal and changing one: worked out now, saved when its person says yes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, JsonValue

from functions.chat.tools.naming import Named, meant
from functions.chat.tools.offering import Wish, proposed
from functions.chat.tools.saving import SURPLUS, tell_sources, tell_standing
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.telling import Source, Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.conversation.figures import format_date
from shared.domain.conversation.model import Basis
from shared.domain.conversation.proposals import row_id
from shared.domain.goals.keeping import GoalAccount, NewGoal, StartingAmount
from shared.domain.goals.model import Goal, PositiveAmount, TargetRule
from shared.domain.goals.refusals import NotEnoughFree, check_goal
from shared.domain.goals.standing import Standing, standing_of
from shared.domain.goals.words import KINDS, standing_words
from shared.domain.money import format_rupiah
from shared.domain.values import Value
from shared.services.goals import GoalService, GoalsToday
from shared.words import Words

NAME = "create_goal"
MOST_PLACES = 5

CREATES = Words(id="Buat tujuan {name} ({kind})", en="Create the goal {name} ({kind})")
WITH_TARGET = Words(id="target {target}", en="target {target}")
WITH_DATE = Words(id="sampai {day}", en="by {day}")
WITH_MONEY = Words(id="mulai dengan {amount} dari {account}", en="starting with {amount} in {account}")
TARGET = Words(id="Target {name}", en="Target of {name}")
SET_ASIDE = Words(id="Terkumpul di awal", en="Set aside at the start")
STARTS_WITH = Words(id="Uang awal dari {account}", en="Money to start with in {account}")
DATE = Words(id="Tanggal target", en="Target date")


class MoneyInAccount(Value):
    """Money that already lies in an account for a goal."""

    account: Annotated[str, Field(max_length=80, description="The account by its name.")]
    amount: PositiveAmount


class CreateGoalArguments(NewGoal):
    """A goal to begin; `money` already lies in accounts for it."""

    money: Annotated[tuple[MoneyInAccount, ...], Field(max_length=MOST_PLACES)] = ()

    def goal(self, accounts: Sequence[GoalAccount]) -> NewGoal:
        """The goal with accounts by their ids. Raises NameUnknown, NameUnclear, NotEnoughFree."""
        told = {name: getattr(self, name) for name in NewGoal.model_fields if name != "starting"}
        return NewGoal(**told, starting=tuple(_starting(each, accounts) for each in self.money))


class CreateGoalTool(TypedTool[CreateGoalArguments]):
    """A new goal."""

    arguments = CreateGoalArguments
    purpose = Words(id="Menyiapkan tujuan baru", en="Preparing a new goal")
    declaration = declared(
        NAME,
        Words(
            id=(
                "Membuat tujuan menabung baru (rupiah): nama, target, tanggal, prioritas (1 paling dulu), "
                "dan uang yang sudah ada di rekening. Disimpan baru setelah orangnya menyetujui usulan. Dana "
                "darurat boleh mengikuti pengeluaran (target_rule EXPENSES_MIN/EXPENSES_GOOD). Pakai bila "
                "orangnya mau mulai menabung; untuk mengubah pakai change_goal."
            ),
            en=(
                "Begins a new saving goal (rupiah): name, target, date, priority (1 first), and money that "
                "already lies in accounts. Saved only after the person confirms the proposal. An emergency "
                "fund may follow spending (target_rule EXPENSES_MIN/EXPENSES_GOOD). Use it when the person "
                "wants to begin saving; to change one use change_goal."
            ),
        ),
        CreateGoalArguments,
        leave_out=("starting",),
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: CreateGoalArguments, *, setting: ToolSetting) -> Findings:
        """Work the goal out.

        Raises GoalRefused, NotEnoughFree, NameUnknown, NameUnclear, TooManyProposals.
        """
        today = await self._services.goals().read(now=setting.now)
        goal = asked.goal(today.facts.accounts)
        check_goal(goal)
        telling = Telling(setting, formula="stated", basis=Basis.STATED)
        _tell(telling, goal, today)
        wish = Wish(
            tool=NAME,
            summary=_summary(telling, goal, today.facts.accounts),
            shown=("new_goal.target", "new_goal.target_on", "new_goal.required", "new_goal.starting.1"),
            arguments={"goal": goal.model_dump(mode="json")},
        )
        return await proposed(self._services, telling, setting, wish)


class CreateGoalWriter:
    """Saves a new goal."""

    def __init__(self, goals: GoalService) -> None:
        self._goals = goals

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Save it. Raises GoalRefused, NotEnoughFree, TooManyGoals."""
        goal_id = row_id(proposal_id, "goal")
        today = await self._goals.add(goal_id, NewGoal.model_validate(arguments["goal"]), now=now)
        return {"goal": today.find(goal_id).goal.model_dump(mode="json")}


def goal_account(said: str, accounts: Sequence[GoalAccount]) -> GoalAccount:
    """The account that somebody names. Raises NameUnknown, NameUnclear."""
    return meant(said, [Named(it, [it.name]) for it in accounts], kind="account")


def _starting(told: MoneyInAccount, accounts: Sequence[GoalAccount]) -> StartingAmount:
    account = goal_account(told.account, accounts)
    if told.amount > account.free:
        raise NotEnoughFree
    return StartingAmount(account_id=account.account_id, amount=told.amount)


def _tell(telling: Telling, wish: NewGoal, today: GoalsToday) -> None:
    telling.day("new_goal.target_on", DATE, wish.target_on)
    names = {it.account_id: it.name for it in today.facts.accounts}
    for number, part in enumerate(wish.starting, start=1):
        label = telling.say(STARTS_WITH, account=names[part.account_id])
        telling.amount(f"new_goal.starting.{number}", label, part.amount)
    standing = _standing(wish, today)
    computed: Source = {"basis": Basis.COMPUTED, "formula": "goal_standing"}
    of_target: Source = {} if wish.target is not None else computed
    telling.amount("new_goal.target", telling.say(TARGET, name=wish.name), standing.target, **of_target)
    telling.amount("new_goal.set_aside", SET_ASIDE, standing.counted, **computed)
    tell_standing(telling, "new_goal", wish.name, standing, **computed)
    if today.known.surplus is not None:
        telling.amount("new_goal.surplus", SURPLUS, max(0, today.known.surplus), **computed)
    sentence = standing_words(standing, wish.kind, surplus=today.known.surplus, language=telling.language)
    telling.remark(f"goal_{standing.reason.value}", sentence)
    tell_sources(telling, (_goal(wish, today),), today.facts.today)


def _standing(wish: NewGoal, today: GoalsToday) -> Standing:
    """Where the goal would stand on its first day."""
    return standing_of(_goal(wish, today), (), today.known, today=today.facts.today)


def _goal(wish: NewGoal, today: GoalsToday) -> Goal:
    day = today.facts.today
    starting = sum(part.amount for part in wish.starting)
    return Goal(
        id=UUID(int=0),
        **wish.model_dump(exclude={"starting", "target_rule"}),
        target_rule=TargetRule(wish.rule),
        priced_on=day,
        started_on=day,
        starting=starting,
        set_aside=starting,
    )


def _summary(telling: Telling, wish: NewGoal, accounts: Sequence[GoalAccount]) -> str:
    language = telling.language
    parts = [telling.say(CREATES, name=wish.name, kind=KINDS[wish.kind].into(language))]
    if wish.target is not None:
        parts.append(telling.say(WITH_TARGET, target=format_rupiah(wish.target, language)))
    if wish.target_on is not None:
        parts.append(telling.say(WITH_DATE, day=format_date(wish.target_on, language)))
    names = {it.account_id: it.name for it in accounts}
    for part in wish.starting:
        amount = format_rupiah(part.amount, language)
        parts.append(telling.say(WITH_MONEY, amount=amount, account=names[part.account_id]))
    return f"{', '.join(parts)}."
