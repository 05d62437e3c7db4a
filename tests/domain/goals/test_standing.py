"""Where one goal stands, why, and what would meet it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.calendar import months_late
from shared.domain.goals.model import (
    Contribution,
    ContributionKind,
    Goal,
    GoalKind,
    GoalState,
    KnownFigures,
    TargetRule,
)
from shared.domain.goals.standing import PaceRemedies, Reason, Standing, Track, standing_of
from tests.builders.goals import MILLION, TODAY, a_goal

YEAR = date(2027, 10, 31)
"""Twelve months on, to the day."""
LATELY: Mapping[str, Any] = {"started_on": TODAY - timedelta(days=29)}
MET = {Track.ON_TRACK, Track.AHEAD, Track.REACHED}


def paying(monthly: int) -> Sequence[Contribution]:
    """Contributions of the last ninety days that make such a pace, to the rupiah."""
    amount = round(monthly * 90 / 30.436875)
    day = TODAY - timedelta(days=30)
    return [Contribution(kind=ContributionKind.SET_ASIDE, amount=amount, made_on=day)] if amount else []


def standing(goal: Goal, monthly: int = 0, **known: Any) -> Standing:
    return standing_of(goal, paying(monthly), KnownFigures(**known), today=TODAY)


class TestTrack:
    @pytest.mark.parametrize(
        ("monthly", "track", "reason"),
        [
            (0, Track.BEHIND, Reason.NOTHING_SET_ASIDE_LATELY),
            (10_000, Track.BEHIND, Reason.TOO_SLOW),
            (999_000, Track.BEHIND, Reason.PACE_BELOW_REQUIRED),
            (MILLION, Track.ON_TRACK, Reason.PACE_MEETS_REQUIRED),
            (1_087_000, Track.ON_TRACK, Reason.PACE_MEETS_REQUIRED),
            (1_095_000, Track.AHEAD, Reason.PACE_BEYOND_REQUIRED),
        ],
    )
    def test_holds_the_pace_against_what_is_required(
        self, monthly: int, track: Track, reason: Reason
    ) -> None:
        found = standing(a_goal(target_on=YEAR), monthly)
        assert (found.track, found.reason, found.required) == (track, reason, MILLION)

    @pytest.mark.parametrize(
        ("changes", "monthly", "track", "reason"),
        [
            ({"set_aside": 12 * MILLION}, 0, Track.REACHED, Reason.COVERED),
            ({"set_aside": 2 * MILLION, "spent": 10 * MILLION}, 0, Track.REACHED, Reason.COVERED),
            ({}, 0, Track.NO_DATE, Reason.NOTHING_SET_ASIDE_LATELY),
            ({}, MILLION, Track.NO_DATE, Reason.GETS_THERE),
            ({"target_on": TODAY}, MILLION, Track.IMPOSSIBLE, Reason.DATE_PASSED),
            ({"target_on": YEAR, "started_on": date(2026, 10, 2)}, 0, Track.BEHIND, None),
            ({"state": GoalState.PAUSED, "target_on": YEAR}, 0, Track.PAUSED, Reason.PAUSED),
            ({"state": GoalState.PAUSED, "target_on": TODAY}, 0, Track.PAUSED, Reason.PAUSED),
            ({"state": GoalState.PAUSED, "set_aside": 12 * MILLION}, 0, Track.REACHED, Reason.COVERED),
        ],
    )
    def test_knows_the_other_cases(
        self, changes: dict[str, Any], monthly: int, track: Track, reason: Reason | None
    ) -> None:
        found = standing(a_goal(**changes), monthly)
        assert (found.track, found.reason) == (track, reason or Reason.NOTHING_SET_ASIDE_LATELY)

    def test_says_where_more_is_taken_back_than_set_aside(self) -> None:
        back = Contribution(kind=ContributionKind.TAKEN_BACK, amount=-MILLION, made_on=TODAY)
        found = standing_of(a_goal(target_on=YEAR), [back], KnownFigures(), today=TODAY)
        assert (found.track, found.reason) == (Track.BEHIND, Reason.MORE_TAKEN_BACK)

    def test_says_where_a_target_outgrows_its_savings(self) -> None:
        school = a_goal(1_000 * MILLION, kind=GoalKind.EDUCATION, grows=True, target_on=date(2046, 11, 1))

        found = standing(school, 4 * MILLION)

        assert (found.track, found.reason) == (Track.BEHIND, Reason.TARGET_OUTGROWS_SAVINGS)

    def test_does_not_say_so_where_the_savings_are_only_slow(self) -> None:
        """The price of the house rises by less in any month of fifty years than is set aside in it."""
        house = a_goal(1_000 * MILLION, kind=GoalKind.HOUSE, grows=True, target_on=date(2046, 11, 1))
        slow = a_goal(1_000 * MILLION, target_on=date(2046, 11, 1))

        assert standing(house, 2 * MILLION).reason is Reason.TARGET_OUTGROWS_SAVINGS
        assert standing(slow, 1_600_000).reason is Reason.TOO_SLOW

    def test_does_not_tell_a_day_before_the_date_of_a_price_that_grows_beyond_reach_until_then(self) -> None:
        """What is there covers the price of today, but not that of its date."""
        house = a_goal(
            1_000 * MILLION,
            kind=GoalKind.HOUSE,
            grows=True,
            target_on=date(2036, 10, 31),
            set_aside=1_000 * MILLION,
        )

        found = standing(house, MILLION)

        assert (found.track, found.reached_on) == (Track.BEHIND, None)
        assert found.reason is Reason.TARGET_OUTGROWS_SAVINGS

    @pytest.mark.parametrize(
        ("kind", "rule", "reason"),
        [
            (GoalKind.EMERGENCY_FUND, TargetRule.EXPENSES_GOOD, Reason.EXPENSES_UNKNOWN),
            (GoalKind.DEBT_FREE, TargetRule.DEBTS, Reason.DEBT_UNKNOWN),
        ],
    )
    def test_says_what_is_not_known(self, kind: GoalKind, rule: TargetRule, reason: Reason) -> None:
        found = standing(a_goal(None, kind=kind, target_rule=rule))
        assert (found.track, found.reason, found.target) == (Track.UNKNOWN, reason, None)

    def test_of_somebody_who_owes_nothing_is_reached(self) -> None:
        free = a_goal(None, kind=GoalKind.DEBT_FREE, target_rule=TargetRule.DEBTS)
        assert standing(free, debt=0).reason is Reason.NOTHING_OWED

    def test_tells_both_prices_of_a_target_that_grows(self) -> None:
        date_of_school = date(2027, 11, 1)
        school = a_goal(100 * MILLION, kind=GoalKind.EDUCATION, grows=True, target_on=date_of_school)

        found = standing(school, MILLION)

        assert (found.target, found.target_then) == (100 * MILLION, 105_500_000)
        assert found.lacking == 105_500_000


class TestFarDates:
    def test_after_fifty_years_are_told_where_the_pace_meets_them(self) -> None:
        found = standing(a_goal(800 * MILLION, target_on=date(2099, 12, 31)), MILLION)
        assert (found.track, found.reached_on) == (Track.AHEAD, date(2093, 6, 30))

    @pytest.mark.parametrize("grows", [True, False])
    def test_after_fifty_years_are_judged(self, grows: bool) -> None:
        found = standing(a_goal(10**12, target_on=date(2100, 12, 31), grows=grows), MILLION)
        assert (found.track, found.reached_on) == (Track.BEHIND, None)


class TestTooEarly:
    @pytest.mark.parametrize("days_ago", [0, 1, 28])
    def test_is_a_pace_of_less_than_a_month(self, days_ago: int) -> None:
        """Half of the target on the first day is no six millions a month."""
        deposit = Contribution(
            kind=ContributionKind.SET_ASIDE, amount=6 * MILLION, made_on=TODAY - timedelta(days=days_ago)
        )
        goal = a_goal(target_on=YEAR, set_aside=6 * MILLION, **LATELY)

        found = standing_of(goal, [deposit], KnownFigures(surplus=5 * MILLION), today=TODAY)

        assert (found.track, found.reason) == (Track.TOO_EARLY, Reason.JUST_STARTED)
        assert (found.pace, found.pace_days, found.reached_on) == (None, 29, None)
        assert (found.counted, found.required, found.remedies) == (6 * MILLION, 500_000, None)

    def test_is_told_whether_or_not_a_surplus_is_known(self) -> None:
        goal = a_goal(target_on=YEAR, **LATELY)
        for known in ({}, {"surplus": MILLION}):
            assert standing(goal, **known).track is Track.TOO_EARLY

    def test_is_not_said_of_a_goal_without_a_date(self) -> None:
        found = standing(a_goal(**LATELY))
        assert (found.track, found.reason) == (Track.NO_DATE, Reason.JUST_STARTED)

    @given(st.integers(0, 29), st.integers(1, 20 * MILLION), st.none() | st.integers(-MILLION, 9 * MILLION))
    def test_never_calls_a_goal_on_track(self, age: int, amount: int, surplus: int | None) -> None:
        deposit = Contribution(kind=ContributionKind.SET_ASIDE, amount=amount, made_on=TODAY)
        goal = a_goal(50 * MILLION, target_on=YEAR, set_aside=amount, started_on=TODAY - timedelta(days=age))

        found = standing_of(goal, [deposit], KnownFigures(surplus=surplus), today=TODAY)

        assert found.track in {Track.TOO_EARLY, Track.IMPOSSIBLE}


class TestSurplus:
    def test_makes_a_goal_impossible_that_requires_more(self) -> None:
        found = standing(a_goal(target_on=YEAR), 400_000, surplus=900_000)
        assert (found.track, found.reason) == (Track.IMPOSSIBLE, Reason.REQUIRED_EXCEEDS_SURPLUS)

    @pytest.mark.parametrize("surplus", [0, -MILLION])
    def test_is_said_not_to_be_there(self, surplus: int) -> None:
        found = standing(a_goal(target_on=YEAR), 400_000, surplus=surplus)
        assert (found.track, found.reason) == (Track.IMPOSSIBLE, Reason.NOTHING_LEFT_OVER)

    def test_counts_from_the_first_day(self) -> None:
        found = standing(a_goal(target_on=YEAR, **LATELY), surplus=MILLION - 1)
        assert (found.track, found.pace) == (Track.IMPOSSIBLE, None)

    def test_counts_less_than_what_was_set_aside(self) -> None:
        found = standing(a_goal(target_on=YEAR), 1_200_000, surplus=900_000)
        assert found.track is Track.AHEAD


class TestTheLastMonth:
    """What is required then is all of it, within days: no pace a month is held against it."""

    DAY = TODAY + timedelta(days=14)

    def test_is_told_in_days(self) -> None:
        found = standing(a_goal(300_000, target_on=self.DAY))
        assert (found.required, found.required_within_days) == (300_000, 14)

    @pytest.mark.parametrize(
        ("monthly", "track"), [(300_000, Track.BEHIND), (599_000, Track.BEHIND), (601_000, Track.ON_TRACK)]
    )
    def test_takes_a_pace_that_brings_it_in_those_days(self, monthly: int, track: Track) -> None:
        found = standing(a_goal(300_000, target_on=self.DAY), monthly, surplus=MILLION)

        assert found.track is track
        assert found.reached_on is not None
        assert (found.reached_on <= self.DAY) is (track is Track.ON_TRACK)

    def test_has_no_remedy_a_month(self) -> None:
        found = standing(a_goal(300_000, target_on=self.DAY), 200_000, surplus=MILLION)
        assert found.remedies == PaceRemedies(months_later_at_pace=2, target_at_pace=100_000)


class TestRemedies:
    def test_are_more_later_or_smaller(self) -> None:
        found = standing(a_goal(target_on=YEAR), 600_000)
        assert found.remedies == PaceRemedies(
            more_than_pace=400_000, months_later_at_pace=8, target_at_pace=600_000 * 12
        )

    def test_are_none_at_a_pace_that_is_nothing(self) -> None:
        found = standing(a_goal(target_on=YEAR, set_aside=MILLION))
        assert found.remedies == PaceRemedies(more_than_pace=916_667)

    @given(st.integers(1, 500 * MILLION), st.integers(0, 5 * MILLION), st.integers(2, 2_000), st.booleans())
    def test_each_suffices_on_its_own(self, price: int, monthly: int, days: int, grows: bool) -> None:
        goal = a_goal(price, target_on=TODAY + timedelta(days=days), grows=grows)
        found = standing(goal, monthly)
        if found.track is not Track.BEHIND or found.remedies is None:
            return

        if found.required_within_days is None:
            assert found.remedies.more_than_pace is not None
            assert found.pace is not None
            assert found.required == found.pace + found.remedies.more_than_pace
        if fits := found.remedies.target_at_pace:
            smaller = standing(goal.model_copy(update={"target": fits}), monthly)
            larger = standing(goal.model_copy(update={"target": fits + 1}), monthly)
            assert (smaller.track in MET, larger.track in MET) == (True, False)

    @given(st.integers(1, 500 * MILLION), st.integers(1, 5 * MILLION), st.integers(2, 2_000))
    def test_where_the_target_does_not_grow_a_date_so_much_later_is_met(
        self, price: int, monthly: int, days: int
    ) -> None:
        goal = a_goal(price, target_on=TODAY + timedelta(days=days))
        found = standing(goal, monthly)
        if found.reached_on is None or found.track is not Track.BEHIND:
            return

        later = standing(goal.model_copy(update={"target_on": found.reached_on}), monthly)
        assert later.track in MET
        assert found.remedies is not None
        assert goal.target_on is not None
        assert found.remedies.months_later_at_pace == months_late(goal.target_on, found.reached_on)


class TestTruth:
    @given(
        st.integers(1, 500 * MILLION),
        st.integers(0, 5 * MILLION),
        st.integers(1, 4_000),
        st.booleans(),
        st.none() | st.integers(-MILLION, 5 * MILLION),
    )
    def test_a_goal_is_on_track_where_its_day_is_its_date_or_sooner_and_only_there(
        self, price: int, monthly: int, days: int, grows: bool, surplus: int | None
    ) -> None:
        goal = a_goal(price, target_on=TODAY + timedelta(days=days), grows=grows)

        found = standing(goal, monthly, surplus=surplus)

        assert goal.target_on is not None
        in_time = found.reached_on is not None and found.reached_on <= goal.target_on
        assert in_time is (found.track in MET)
