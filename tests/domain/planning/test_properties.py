"""What holds for every plan."""

import json
from itertools import accumulate
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.months import Month
from shared.domain.planning.model import Baseline
from shared.domain.planning.outcome import Outcome, Simulation, Totals
from shared.domain.planning.refusals import PlanRefused
from tests.domain.planning.plans import (
    MONTHS,
    START_MONTH,
    Told,
    households,
    months_of_plan,
    outcomes,
    scenarios,
    simulated,
    what_if,
)
from tests.domain.planning.reference import Reference


def baseline_of(told: Told) -> Baseline:
    """The household as it comes over the wire."""
    return Baseline.model_validate_json(json.dumps(told))


def plan_of(told: Told, *lists: list[Told]) -> Simulation:
    """The plan with scenarios; one that is refused is no example."""
    try:
        return simulated(baseline_of(told), *(what_if(*changes) for changes in lists), months=MONTHS)
    except PlanRefused:
        assume(False)
        raise


def moved(outcome: Outcome, month: int) -> int:
    """What cash changed by in a month."""
    series = outcome.series
    came = series.income[month] + series.borrowed[month]
    went = series.spending[month] + series.saving[month] + series.debt_payments[month]
    return came - went - series.goal_contributions[month]


@given(households(), scenarios())
def test_money_is_conserved_in_every_month(told: Told, changes: list[Told]) -> None:
    for outcome in outcomes(plan_of(told, changes)):
        cash = list(accumulate((moved(outcome, month) for month in range(MONTHS)), initial=told["cash"]))
        assert list(outcome.series.cash) == cash[1:]
        aside = accumulate(
            outcome.series.goal_contributions, initial=sum(it["set_aside"] for it in told["goals"])
        )
        assert list(outcome.series.set_aside) == list(aside)[1:]


@given(households(), scenarios())
def test_net_worth_is_what_is_owned_less_what_is_owed(told: Told, changes: list[Told]) -> None:
    for outcome, made in zip(outcomes(plan_of(told, changes)), ([], changes), strict=True):
        series = outcome.series
        gained = list(series.saving)
        for change in made:
            gained[START_MONTH.months_until(Month.parse(change["from"]))] += change.get("asset", 0)
        assets = list(accumulate(gained, initial=told["other_assets"]))[1:]
        assert list(series.other_assets) == assets
        rows = zip(series.cash, series.set_aside, assets, series.debts, series.net_worth, strict=True)
        assert all(cash + aside + owned - debts == worth for cash, aside, owned, debts, worth in rows)


@given(households(), scenarios())
def test_a_plan_is_what_the_plainest_way_of_following_it_gives(told: Told, changes: list[Told]) -> None:
    [_, outcome] = outcomes(plan_of(told, changes))
    series = outcome.series

    lines = Reference(told, changes, MONTHS).lines()

    columns: Any = zip(*lines, strict=True)
    assert [list(column) for column in columns] == [
        list(column)
        for column in (
            series.income,
            series.borrowed,
            series.spending,
            series.saving,
            series.debt_payments,
            series.goal_contributions,
            series.cash,
            series.set_aside,
            series.debts,
        )
    ]


@given(households(), scenarios(), st.integers(1, 5_000_000), months_of_plan(), months_of_plan())
def test_without_tax_or_zakat_more_income_never_lowers_cash_in_any_month(
    told: Told, changes: list[Told], more: int, since: str, until: str
) -> None:
    raise_ = {"type": "INCOME_CHANGE", "income": "salary", "amount": more, "from": since, "until": until}
    less, richer = outcomes(plan_of(told, changes, [*changes, raise_]))[1:]

    assert all(high >= low for high, low in zip(richer.series.cash, less.series.cash, strict=True))


@given(households(), st.integers(1, 5_000_000))
def test_more_cash_at_the_start_never_lowers_cash_in_any_month(told: Told, more: int) -> None:
    less = plan_of(told).baseline
    richer = plan_of({**told, "cash": told["cash"] + more}).baseline

    assert all(high >= low for high, low in zip(richer.series.cash, less.series.cash, strict=True))


@given(households())
def test_a_scenario_without_changes_is_the_baseline(told: Told) -> None:
    simulation = plan_of(told, [])
    [compared] = simulation.scenarios

    assert compared.outcome.series == simulation.baseline.series
    assert compared.outcome.goals == simulation.baseline.goals
    assert compared.outcome.debts == simulation.baseline.debts
    assert set(compared.difference.cash) == set(compared.difference.net_worth) == {0}
    assert set(compared.difference.totals.model_dump().values()) == {0}


@given(households(), scenarios(), st.randoms(use_true_random=False))
def test_the_order_of_changes_means_nothing(told: Told, changes: list[Told], chance: Any) -> None:
    shuffled = list(changes)
    chance.shuffle(shuffled)

    [one, other] = outcomes(plan_of(told, changes, shuffled))[1:]

    assert one.series == other.series
    assert sorted(it.model_dump_json() for it in one.goals) == sorted(
        it.model_dump_json() for it in other.goals
    )
    assert sorted(it.model_dump_json() for it in one.debts) == sorted(
        it.model_dump_json() for it in other.debts
    )


@given(households(), scenarios(), scenarios())
def test_scenarios_do_not_know_of_each_other(told: Told, first: list[Told], second: list[Told]) -> None:
    together = plan_of(told, first, second)
    alone = plan_of(told, second)

    assert together.scenarios[1] == alone.scenarios[0]


@given(households(), scenarios())
def test_differences_are_the_scenario_less_the_baseline(told: Told, changes: list[Told]) -> None:
    simulation = plan_of(told, changes)
    [compared] = simulation.scenarios
    mine, base = compared.outcome, simulation.baseline

    assert compared.difference.cash == tuple(
        high - low for high, low in zip(mine.series.cash, base.series.cash, strict=True)
    )
    assert compared.difference.net_worth == tuple(
        high - low for high, low in zip(mine.series.net_worth, base.series.net_worth, strict=True)
    )
    for name in Totals.model_fields:
        assert getattr(compared.difference.totals, name) == getattr(mine.totals, name) - getattr(
            base.totals, name
        )


@given(households(), scenarios())
def test_no_month_before_a_change_is_touched_by_it(told: Told, changes: list[Told]) -> None:
    simulation = plan_of(told, changes)
    [compared] = simulation.scenarios
    begins = min((it["from"] for it in changes), default="9999-12")
    before = sum(str(month) < begins for month in simulation.months)

    assert compared.outcome.series.cash[:before] == simulation.baseline.series.cash[:before]


@given(households(), scenarios())
def test_what_is_told_of_goals_and_debts_is_in_the_series(told: Told, changes: list[Told]) -> None:
    simulation = plan_of(told, changes)
    for outcome in outcomes(simulation):
        assert sum(it.set_aside for it in outcome.goals) == outcome.series.set_aside[-1]
        assert sum(it.balance for it in outcome.debts) == outcome.series.debts[-1]
        assert sum(it.paid for it in outcome.debts) == outcome.totals.debt_payments
        assert outcome.lowest.cash == min(outcome.series.cash)
        assert (outcome.shortage is None) == (min(outcome.series.cash) >= 0)
