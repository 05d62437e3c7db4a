"""Changing a goal, or what is set aside for it: worked out now, saved when its person says yes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, JsonValue, ValidationInfo, field_validator

from functions.chat.tools.goal_wishes import goal_account
from functions.chat.tools.naming import Named, NameNeeded, meant
from functions.chat.tools.offering import Wish, proposed
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.conversation.figures import format_date
from shared.domain.conversation.model import Basis
from shared.domain.conversation.proposals import row_id
from shared.domain.goals.keeping import GoalAccount, GoalChange, KeptGoal, NewContribution
from shared.domain.goals.lifecycle import NotSetAside, moved
from shared.domain.goals.refusals import NotEnoughFree, check_change, check_contribution
from shared.domain.goals.targets import target_of
from shared.domain.goals.words import KINDS, STATES
from shared.domain.money import format_rupiah
from shared.errors import FieldProblem, InvalidInput
from shared.services.goals import GoalService, GoalsToday
from shared.words import Words

NAME = "change_goal"

ONE_WRITE = Words(
    id="Ubah tujuannya atau sisihkan uang, satu usulan untuk satu hal.",
    en="Change the goal or set money aside, one proposal for one thing.",
)
NOTHING_NAMED = Words(id="Sebutkan yang mau diubah.", en="Name something to change.")
CHANGES = Words(id="Ubah tujuan {goal}: {changes}.", en="Change the goal {goal}: {changes}.")
SETS_ASIDE = Words(
    id="Sisihkan {amount} dari {account} untuk {goal}.", en="Set {amount} in {account} aside for {goal}."
)
TAKES_BACK = Words(
    id="Ambil lagi {amount} di {account} dari tujuan {goal}.",
    en="Take {amount} in {account} back from the goal {goal}.",
)
TO_TARGET = Words(id="target menjadi {value}", en="target to {value}")
TO_DATE = Words(id="tanggal menjadi {value}", en="date to {value}")
NO_DATE = Words(id="tanpa tanggal", en="no date")
TO_NAME = Words(id="nama menjadi {value}", en="name to {value}")
TO_KIND = Words(id="jenis menjadi {value}", en="kind to {value}")
TO_STATE = Words(id="status menjadi {value}", en="state to {value}")
TO_PRIORITY = Words(id="prioritas menjadi {value}", en="priority to {value}")
TO_RULE = Words(id="aturan target menjadi {value}", en="target rule to {value}")
TO_GROWS = Words(id="ikut kenaikan harga: {value}", en="grows with prices: {value}")
YES_NO = {True: Words("ya", "yes"), False: Words("tidak", "no")}
OLD_TARGET = Words(id="Target {goal} sekarang", en="Target of {goal} now")
NEW_TARGET = Words(id="Target {goal} yang baru", en="New target of {goal}")
NEW_DATE = Words(id="Tanggal {goal} yang baru", en="New date of {goal}")
HELD = Words(id="Terkumpul untuk {goal}", en="Set aside for {goal}")
AMOUNT = Words(id="Jumlah untuk {goal}", en="Amount for {goal}")
FREE = Words(id="Belum disisihkan di {account}", en="Free in {account}")


class ChangeGoalArguments(GoalChange):
    """A goal by its name, and what to change about it, or money to set aside for it."""

    goal: Annotated[str, Field(max_length=80, description="The goal by its name, as the person says it.")]
    no_date: Annotated[bool, Field(description="True takes its date away.")] = False
    set_aside: Annotated[
        int | None,
        Field(strict=True, description="Rupiah to set aside for it; below zero takes money back."),
    ] = None
    account: Annotated[str | None, Field(max_length=80, description="Where that money lies.")] = None

    @field_validator("set_aside")
    @classmethod
    def _one_thing(cls, amount: int | None, known: ValidationInfo) -> int | None:
        if amount is not None and (known.data.get("no_date") or any(_given(known.data))):
            raise ValueError(ONE_WRITE)
        return amount

    def change(self) -> GoalChange:
        """What to change about the goal. Raises InvalidInput where nothing is named."""
        told = {
            name: getattr(self, name) for name in self.model_fields_set if name in GoalChange.model_fields
        }
        if self.no_date:
            told["target_on"] = None
        if not told:
            raise InvalidInput(FieldProblem("", NOTHING_NAMED))
        return GoalChange(**told)


class ChangeGoalTool(TypedTool[ChangeGoalArguments]):
    """A goal changed, paused, finished or dropped, or money set aside for it."""

    arguments = ChangeGoalArguments
    purpose = Words(id="Menyiapkan perubahan tujuan", en="Preparing a change of a goal")
    declaration = declared(
        NAME,
        Words(
            id=(
                "Mengubah satu tujuan yang ada: target (rupiah), tanggal, nama, prioritas, status (jeda, "
                "lanjut, tercapai, batal), atau menyisihkan uang untuknya dari sebuah rekening. Disimpan "
                "baru setelah orangnya menyetujui usulan. Untuk tujuan baru pakai create_goal."
            ),
            en=(
                "Changes one existing goal: target (rupiah), date, name, priority, state (pause, resume, "
                "achieve, drop), or sets money in an account aside for it. Saved only after the person "
                "confirms the proposal. For a new goal use create_goal."
            ),
        ),
        ChangeGoalArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: ChangeGoalArguments, *, setting: ToolSetting) -> Findings:
        """Work the change out.

        Raises InvalidInput, GoalRefused, GoalCannotMove, GoalNotReached, NotEnoughFree, NotSetAside,
        NameUnknown, NameUnclear, NameNeeded, TooManyProposals.
        """
        today = await self._services.goals().read(now=setting.now)
        goal = meant(asked.goal, [Named(it.goal, [it.goal.name]) for it in today.goals], kind="goal")
        telling = Telling(setting, formula="stated", basis=Basis.STATED)
        if asked.set_aside is None:
            summary, arguments = _changed(telling, goal, asked.change(), today)
        else:
            summary, arguments = _contributed(telling, goal, asked.set_aside, asked.account, today)
        wish = Wish(
            tool=NAME,
            summary=summary,
            shown=[fact.id for fact in telling.facts],
            arguments={"goal_id": str(goal.id), **arguments},
        )
        return await proposed(self._services, telling, setting, wish)


class ChangeGoalWriter:
    """Saves a change of a goal, or money for it."""

    def __init__(self, goals: GoalService) -> None:
        self._goals = goals

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Save it. Raises what GoalService.change and GoalService.contribute raise."""
        goal_id = UUID(str(arguments["goal_id"]))
        if "contribution" in arguments:
            wish = NewContribution.model_validate(arguments["contribution"])
            key = row_id(proposal_id, "goal_contribution")
            saved, today = await self._goals.contribute(key, goal_id, wish, now=now)
            return {
                "contribution": saved.model_dump(mode="json"),
                "goal": today.find(goal_id).goal.model_dump(mode="json"),
            }
        today = await self._goals.read(now=now)
        left = _still_to_change(today.find(goal_id).goal, GoalChange.model_validate(arguments["change"]))
        if left is not None:
            today = await self._goals.change(goal_id, left, now=now)
        return {"goal": today.find(goal_id).goal.model_dump(mode="json")}


def _given(known: Mapping[str, object]) -> list[str]:
    return [name for name in GoalChange.model_fields if known.get(name) is not None]


def _still_to_change(goal: KeptGoal, change: GoalChange) -> GoalChange | None:
    """What of the change is not so yet: a change that was cut off is not made twice. None where all is."""
    told = {name: getattr(change, name) for name in change.model_fields_set}
    left = {name: value for name, value in told.items() if getattr(goal, name) != value}
    return GoalChange(**left) if left else None


def _changed(
    telling: Telling, goal: KeptGoal, change: GoalChange, today: GoalsToday
) -> tuple[str, dict[str, JsonValue]]:
    check_change(goal, change)
    told = {name: getattr(change, name) for name in change.model_fields_set}
    if change.state is not None:
        after = goal.model_copy(update={name: value for name, value in told.items() if name != "state"})
        target = target_of(after, today.known, today=today.facts.today)
        moved(after, change.state, target=None if target is None else target.amount)
    if change.target is not None:
        telling.amount("change_goal.target_now", telling.say(OLD_TARGET, goal=goal.name), goal.target)
        telling.amount("change_goal.target", telling.say(NEW_TARGET, goal=goal.name), change.target)
    telling.day("change_goal.target_on", telling.say(NEW_DATE, goal=goal.name), change.target_on)
    telling.amount("change_goal.held", telling.say(HELD, goal=goal.name), goal.set_aside, basis=Basis.TRACKED)
    changes = ", ".join(_parts(telling, change))
    return telling.say(CHANGES, goal=goal.name, changes=changes), {"change": change.changes()}


def _parts(telling: Telling, change: GoalChange) -> list[str]:
    """Each change in words, in the order of the fields."""
    language = telling.language
    words = {
        "kind": lambda: telling.say(TO_KIND, value=change.kind and KINDS[change.kind].into(language)),
        "name": lambda: telling.say(TO_NAME, value=change.name),
        "target_rule": lambda: telling.say(TO_RULE, value=change.target_rule),
        "target": lambda: telling.say(TO_TARGET, value=format_rupiah(change.target or 0, language)),
        "target_on": lambda: (
            telling.say(TO_DATE, value=format_date(change.target_on, language))
            if change.target_on
            else telling.say(NO_DATE)
        ),
        "priority": lambda: telling.say(TO_PRIORITY, value=change.priority),
        "grows": lambda: telling.say(TO_GROWS, value=YES_NO[bool(change.grows)].into(language)),
        "state": lambda: telling.say(TO_STATE, value=change.state and STATES[change.state].into(language)),
    }
    return [words[name]() for name in GoalChange.model_fields if name in change.model_fields_set]


def _contributed(
    telling: Telling, goal: KeptGoal, amount: int, account: str | None, today: GoalsToday
) -> tuple[str, dict[str, JsonValue]]:
    place = _place(account, amount, goal, today.facts.accounts)
    wish = NewContribution(account_id=place.account_id, amount=amount)
    check_contribution(wish)
    held = next((it.amount for it in goal.held if it.account_id == place.account_id), 0)
    if amount > place.free:
        raise NotEnoughFree
    if -amount > held:
        raise NotSetAside
    telling.amount("change_goal.amount", telling.say(AMOUNT, goal=goal.name), abs(amount))
    telling.amount("change_goal.held", telling.say(HELD, goal=goal.name), goal.set_aside, basis=Basis.TRACKED)
    telling.amount("change_goal.free", telling.say(FREE, account=place.name), place.free, basis=Basis.TRACKED)
    words = SETS_ASIDE if amount > 0 else TAKES_BACK
    told = format_rupiah(abs(amount), telling.language)
    summary = telling.say(words, amount=told, account=place.name, goal=goal.name)
    return summary, {"contribution": wish.model_dump(mode="json", exclude_none=True)}


def _place(said: str | None, amount: int, goal: KeptGoal, accounts: Sequence[GoalAccount]) -> GoalAccount:
    """Where the money lies: as it is named, or the only account that can be meant."""
    if said is not None:
        return goal_account(said, accounts)
    held = {it.account_id for it in goal.held}
    fitting = [it for it in accounts if (it.free >= amount if amount > 0 else it.account_id in held)]
    if len(fitting) != 1:
        raise NameNeeded("", kind="account", candidates=[it.name for it in fitting or accounts])
    return fitting[0]
