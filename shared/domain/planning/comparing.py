"""A scenario less the baseline."""

from collections.abc import Sequence
from operator import sub

from shared.domain.months import Month
from shared.domain.planning.outcome import DebtDifference, Difference, GoalDifference, Outcome, Totals


def differences(scenario: Outcome, baseline: Outcome) -> Difference:
    """Every figure of the scenario less that of the baseline."""
    goals = {it.id: it for it in baseline.goals}
    debts = {it.id: it for it in baseline.debts}
    return Difference(
        cash=_less(scenario.series.cash, baseline.series.cash),
        net_worth=_less(scenario.series.net_worth, baseline.series.net_worth),
        totals=Totals(
            **{
                name: getattr(scenario.totals, name) - getattr(baseline.totals, name)
                for name in Totals.model_fields
            }
        ),
        lowest=scenario.lowest.cash - baseline.lowest.cash,
        goals=tuple(
            GoalDifference(id=it.id, months_later=months_between(goals[it.id].reached, it.reached))
            for it in scenario.goals
            if it.id in goals
        ),
        debts=tuple(
            DebtDifference(
                id=it.id,
                months_later=months_between(debts[it.id].ends, it.ends),
                interest=it.interest - debts[it.id].interest,
            )
            for it in scenario.debts
            if it.id in debts
        ),
    )


def months_between(earlier: Month | None, later: Month | None) -> int | None:
    """How many months the second is later than the first; None where one is missing."""
    return None if earlier is None or later is None else earlier.months_until(later)


def _less(amounts: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(sub, amounts, others))
