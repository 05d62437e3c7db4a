"""How a goal moves through its life: paused, achieved, spent down, dropped, taken up again."""

from collections.abc import Mapping

from shared.domain.goals.model import Goal, GoalKind, GoalState
from shared.errors import Conflict
from shared.words import Words

_MOVES: Mapping[GoalState, frozenset[GoalState]] = {
    GoalState.ACTIVE: frozenset(GoalState),
    GoalState.PAUSED: frozenset(GoalState),
    GoalState.ACHIEVED: frozenset({GoalState.ACTIVE, GoalState.SPENT}),
    GoalState.DROPPED: frozenset({GoalState.ACTIVE}),
    GoalState.SPENT: frozenset(),
}


class GoalCannotMove(Conflict):
    """A goal does not go from the state it is in to that one."""

    code = "goal_cannot_move"
    says = Words(
        id="Tujuan ini tidak bisa diubah dari {from_state} ke {to_state}.",
        en="This goal cannot go from {from_state} to {to_state}.",
    )


class GoalNotReached(Conflict):
    """A goal is achieved only once what counts covers its target."""

    code = "goal_not_reached"
    says = Words(
        id="Target tujuan ini belum tercapai, jadi belum bisa ditandai tercapai.",
        en="This goal's target is not reached yet, so it cannot be marked as achieved.",
    )


class NotSetAside(Conflict):
    """More was to be spent or taken back than is set aside."""

    code = "not_set_aside"
    says = Words(
        id="Uang yang disisihkan untuk tujuan ini tidak sebanyak itu.",
        en="There is not that much set aside for this goal.",
    )


def moved(goal: Goal, to: GoalState, *, target: int | None) -> Goal:
    """The goal in another state; `target` is what it asks for at its own prices, None where unknown.

    Moving to where it is changes nothing. Raises GoalNotReached for a goal that is to be achieved, or spent
    straight away, without its target, and GoalCannotMove: a goal is spent once all of what was set aside
    went to it, and an emergency fund never is.
    """
    if to is goal.state:
        return goal
    cannot = GoalCannotMove(from_state=goal.state.value, to_state=to.value)
    if to not in _MOVES[goal.state]:
        raise cannot
    went_to_it = goal.spent > 0 == goal.set_aside and goal.kind is not GoalKind.EMERGENCY_FUND
    if to is GoalState.SPENT and not went_to_it:
        raise cannot
    needs_its_target = to in {GoalState.ACHIEVED, GoalState.SPENT} and goal.state is not GoalState.ACHIEVED
    if needs_its_target and (target is None or goal.counted < target):
        raise GoalNotReached
    return goal.model_copy(update={"state": to})


def spent_down(goal: Goal, amount: int, *, target: int | None) -> Goal:
    """The goal after `amount` of what is set aside was used for its purpose.

    Once the target is covered and nothing is left of it, the goal is SPENT. An emergency fund never is:
    what was used is to be filled up again, so that an achieved one is active again. Raises NotSetAside,
    and GoalCannotMove where the goal is at its end.
    """
    if goal.state in {GoalState.SPENT, GoalState.DROPPED}:
        raise GoalCannotMove(from_state=goal.state.value, to_state=GoalState.SPENT.value)
    if amount > goal.set_aside:
        raise NotSetAside
    after = goal.model_copy(update={"set_aside": goal.set_aside - amount, "spent": goal.spent + amount})
    achieved = goal.state is GoalState.ACHIEVED
    if goal.kind is GoalKind.EMERGENCY_FUND:
        return after.model_copy(update={"state": GoalState.ACTIVE}) if achieved else after
    covered = achieved or (target is not None and after.counted >= target)
    return after.model_copy(update={"state": GoalState.SPENT}) if covered and not after.set_aside else after
