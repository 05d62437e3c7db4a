"""Why a goal or a contribution is not kept: what can be said before, and what the database refused."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from shared.domain.budget.entries import NO_ACCOUNT, ZERO
from shared.domain.goals.keeping import GoalChange, NewContribution, NewGoal, StartingAmount
from shared.domain.goals.lifecycle import GoalNotReached, NotSetAside
from shared.domain.goals.model import COMING, RULES_OF_KINDS, Goal, GoalKind, TargetRule
from shared.domain.money import MAX_RUPIAH
from shared.errors import Conflict, FieldProblem, FintarError, InvalidInput
from shared.words import Words

WRONG_RULE = Words(
    id="Jenis tujuan ini tidak punya aturan target seperti itu.",
    en="This kind of goal has no such target rule.",
)
NO_TARGET = Words(id="Isi target dalam rupiah.", en="Give a target in rupiah.")
FOLLOWS = Words(
    id="Target ini mengikuti angka lain, jadi kosongkan.",
    en="This target follows another figure: leave it out.",
)
CANNOT_GROW = Words(
    id="Target yang mengikuti angka lain tidak ikut kenaikan harga.",
    en="A target that follows another figure does not grow with prices.",
)
TWICE = Words(id="Rekening ini sudah disebut.", en="This account is named already.")


TOO_MUCH = Words(id="Paling banyak 15 angka.", en="At most 15 digits.")
WRONG_SIGN = Words(
    id="Uang yang disisihkan ditulis positif, yang diambil lagi atau dipakai ditulis negatif.",
    en="Money that is set aside is above zero; taken back or spent it is below zero.",
)


class GoalRefused(InvalidInput):
    """A goal that cannot be kept as it was sent."""

    code = "goal_refused"
    says = Words(
        id="Tujuan ini belum benar, jadi belum disimpan.", en="This goal is not right, so it was not saved."
    )


class ContributionRefused(InvalidInput):
    """A contribution that cannot be kept as it was sent."""

    code = "contribution_refused"
    says = Words(
        id="Isian ini belum benar, jadi belum disimpan.", en="This is not right, so it was not saved."
    )


class NotEnoughFree(Conflict):
    """Less lies in the account than would be set aside there for all goals together."""

    code = "not_enough_free"
    says = Words(
        id="Uang yang belum disisihkan di rekening itu tidak cukup. Satu rupiah hanya untuk satu tujuan.",
        en="Less than that is free in that account: a rupiah is set aside for one goal only.",
    )


class GoalAtItsEnd(Conflict):
    """Nothing more comes to a goal that is achieved, spent or dropped."""

    code = "goal_at_its_end"
    says = Words(
        id="Tujuan ini sudah selesai. Aktifkan lagi dulu kalau mau menambah.",
        en="This goal is at its end. Make it active again before you add to it.",
    )


class TooManyGoals(Conflict):
    """A person keeps at most 50 goals at a time."""

    code = "too_many_goals"
    says = Words(
        id="Paling banyak 50 tujuan sekaligus. Selesaikan atau hapus yang lain dulu.",
        en="There can be at most 50 goals at a time. Finish or remove another one first.",
    )


class GoalMoveRefused(Conflict):
    """The database does not let the goal go to that state: it changed meanwhile."""

    code = "goal_cannot_move"
    says = Words(
        id="Tujuan ini sudah berubah. Muat ulang lalu coba lagi.",
        en="This goal has changed. Reload and try again.",
    )


_CONFLICTS: Mapping[str, type[FintarError]] = {
    "contribution_free": NotEnoughFree,
    "contribution_held": NotSetAside,
    "contribution_state": GoalAtItsEnd,
    "goal_number": TooManyGoals,
    "goal_state": GoalMoveRefused,
    "goal_reached": GoalNotReached,
}
_FIELDS: Mapping[str, tuple[str, Words]] = {
    "goal_contributions_account_fkey": ("/account_id", NO_ACCOUNT),
    "contribution_day": (
        "/made_on",
        Words(id="Tanggalnya paling lambat hari ini.", en="The day is today at the latest."),
    ),
}


def refusal_of_goal(constraint: str | None) -> FintarError:
    """What a person is told where the database refuses a goal by a constraint of that name."""
    if constraint is not None and constraint in _CONFLICTS:
        return _CONFLICTS[constraint]()
    if constraint == "goal_contributions_account_fkey":
        return GoalRefused(FieldProblem("/starting", NO_ACCOUNT))
    return GoalRefused()


def refusal_of_contribution(constraint: str | None) -> FintarError:
    """What a person is told where the database refuses a contribution by a constraint of that name."""
    if constraint is not None and constraint in _CONFLICTS:
        return _CONFLICTS[constraint]()
    field = _FIELDS.get(constraint or "")
    return ContributionRefused(*(FieldProblem(*each) for each in (field,) if each))


def check_goal(goal: NewGoal) -> None:
    """Refuse what no database needs to be asked about. Raises GoalRefused, pointing at each field."""
    problems = (
        *_target_faults(goal.kind, goal.rule, goal.target, grows=goal.grows),
        *_starting_faults(goal.starting),
    )
    if problems:
        raise GoalRefused(*problems)


def check_change(goal: Goal, change: GoalChange) -> None:
    """Refuse a change after which the goal would not be one. Raises GoalRefused, pointing at each field."""
    after = goal.model_dump() | {name: getattr(change, name) for name in change.model_fields_set}
    rule = after["target_rule"]
    problems = tuple(_target_faults(after["kind"], rule, after["target"], grows=after["grows"]))
    if problems:
        raise GoalRefused(*problems)


def _target_faults(
    kind: GoalKind, rule: TargetRule, target: int | None, *, grows: bool
) -> Iterator[FieldProblem]:
    if rule not in RULES_OF_KINDS.get(kind, (TargetRule.FIXED,)):
        yield FieldProblem("/target_rule", WRONG_RULE)
    fixed = rule is TargetRule.FIXED
    if fixed and target is None:
        yield FieldProblem("/target", NO_TARGET)
    if not fixed and target is not None:
        yield FieldProblem("/target", FOLLOWS)
    if not fixed and grows:
        yield FieldProblem("/grows", CANNOT_GROW)


def _starting_faults(starting: tuple[StartingAmount, ...]) -> Iterator[FieldProblem]:
    named: set[UUID] = set()
    for place, part in enumerate(starting):
        if part.account_id in named:
            yield FieldProblem(f"/starting/{place}/account_id", TWICE)
        named.add(part.account_id)


def check_contribution(wish: NewContribution) -> None:
    """Refuse what no database needs to be asked about. Raises ContributionRefused, pointing at each field."""
    problem: Words | None = None
    if wish.amount == 0:
        problem = ZERO
    elif abs(wish.amount) > MAX_RUPIAH:
        problem = TOO_MUCH
    elif (wish.amount > 0) != (wish.meant in COMING):
        problem = WRONG_SIGN
    if problem is not None:
        raise ContributionRefused(FieldProblem("/amount", problem))
