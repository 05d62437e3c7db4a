"""The steps of a plan, and the money that comes over them."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.asking import asked_by, in_order
from shared.domain.goals.model import NOTHING_KNOWN, Goal
from shared.domain.goals.split import Share, split
from shared.domain.goals.targets import target_of
from shared.domain.goals.timeline import Flow, Timeline
from shared.domain.months import Month
from tests.builders.goals import MILLION, TODAY
from tests.domain.goals.planning import TODAYS, many_goals

DUE = st.lists(st.dates(date(2026, 9, 1), date(2029, 1, 1)), max_size=4)
MONEY = st.lists(st.integers(0, 2 * MILLION), min_size=1, max_size=12)


def came_by(day: date, surplus: Sequence[int], set_aside: int, today: date) -> int:
    """What has come from today on, day by day: what was set aside ahead is taken off this month's."""
    start, first = Month.of(today), today.replace(day=1)
    this_month = later = gone = Fraction(0)
    for number in range((day - first).days + 1):
        each = first + timedelta(days=number)
        month = start.months_until(Month.of(each))
        part = Fraction(surplus[min(month, len(surplus) - 1)], Month.of(each).last_day.day)
        if each < today:
            gone += part
        elif month == 0:
            this_month += part
        else:
            later += part
    return floor(max(Fraction(0), this_month - max(Fraction(0), set_aside - gone)) + later)


def a_flow(surplus: list[int], due: list[date], today: date, set_aside: int) -> Flow:
    """Money over five months."""
    return Timeline.of(5, due, today=today).flow(surplus, set_aside=set_aside)


class TestSteps:
    def test_are_the_ends_of_months_and_the_days_in_between_that_goals_are_due_on(self) -> None:
        due = [date(2026, 12, 31), date(2026, 11, 15), TODAY, date(2026, 12, 5), date(2027, 2, 1)]

        timeline = Timeline.of(3, due, today=TODAY)

        assert timeline.days == [
            date(2026, 11, 15),
            date(2026, 11, 30),
            date(2026, 12, 5),
            date(2026, 12, 31),
            date(2027, 1, 31),
        ]
        assert timeline.months == [0, 0, 1, 1, 2]
        assert timeline.month_ends(2) == [1, 3]

    @pytest.mark.parametrize(
        ("day", "step"),
        [
            (date(2026, 11, 1), -1),
            (date(2026, 11, 15), 0),
            (date(2026, 11, 16), 0),
            (date(2026, 11, 30), 1),
            (date(2026, 12, 31), 2),
            (date(2027, 1, 1), 3),
        ],
    )
    def test_have_one_for_every_day(self, day: date, step: int) -> None:
        assert Timeline.of(2, [date(2026, 11, 15)], today=TODAY).step_of(day) == step


class TestFlow:
    @given(MONEY, DUE, TODAYS, st.integers(0, 3 * MILLION), st.integers(1, 30))
    def test_is_what_comes_day_by_day(
        self, surplus: list[int], due: list[date], today: date, set_aside: int, months: int
    ) -> None:
        timeline = Timeline.of(months, due, today=today)
        earned = timeline.flow(surplus, set_aside=set_aside).earned()
        assert earned == [came_by(day, surplus, set_aside, today) for day in timeline.days]

    @given(MONEY, DUE, TODAYS, st.integers(0, 3 * MILLION), st.integers(0, MILLION))
    def test_with_more_is_that_of_larger_months(
        self, surplus: list[int], due: list[date], today: date, set_aside: int, extra: int
    ) -> None:
        timeline = Timeline.of(14, due, today=today)
        flow = timeline.flow(surplus, set_aside=set_aside)
        more = timeline.flow([amount + extra for amount in surplus], set_aside=set_aside)
        assert flow.earned(extra=extra) == more.earned()
        assert flow.earned(extra=extra, steps=3) == more.earned()[:3]

    @given(st.builds(a_flow, MONEY, DUE, TODAYS, st.integers(0, 3 * MILLION)), st.integers(1, 50 * MILLION))
    def test_needs_the_least_more_for_an_amount(self, flow: Flow, amount: int) -> None:
        for step in range(len(flow.earned())):
            least = max(0, flow.least_extra(amount, step))
            assert flow.earned(extra=least)[step] >= amount
            assert least == 0 or flow.earned(extra=least - 1)[step] < amount

    def test_has_nothing_below_zero(self) -> None:
        assert Timeline.of(3, today=TODAY).flow([5, -7, 2]).earned() == [5, 5, 7]


@given(many_goals(), st.integers(0, 3 * MILLION), TODAYS)
def test_a_step_for_every_day_would_change_nothing_that_falls_short(
    goals: list[Goal], surplus: int, today: date
) -> None:
    """Between two steps nothing is due, so the ends of months and the dates are steps enough."""
    days = [goal.target_on for goal in goals if goal.target_on is not None]
    every_day = [today + timedelta(days=day) for day in range(1, 430)]

    few, many = (_split(goals, due, surplus, today) for due in (days, every_day))

    assert [share.short for share in few] == [share.short for share in many]
    assert [share.total for share in few] == [share.total for share in many]


def _split(goals: Sequence[Goal], due: Sequence[date], surplus: int, today: date) -> Sequence[Share]:
    timeline = Timeline.of(14, due, today=today)
    targets = {goal.id: target_of(goal, NOTHING_KNOWN, today=today) for goal in goals}
    asked = asked_by(in_order(goals), targets, timeline, today=today)
    return split([each.demand for each in asked], timeline.flow([surplus]).earned())
