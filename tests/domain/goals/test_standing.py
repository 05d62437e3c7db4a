"""Where one goal stands, why, and what would meet it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.model import Contribution, ContributionKind, Goal, GoalKind, KnownFigures, TargetRule
from shared.domain.goals.standing import Reason, Remedies, Standing, Track, standing_of
from shared.domain.goals.words import remedy_words, standing_words
from tests.builders.goals import MILLION, TODAY, a_goal

YEAR = date(2027, 11, 1)


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
            (1_090_000, Track.ON_TRACK, Reason.PACE_MEETS_REQUIRED),
            (1_091_000, Track.AHEAD, Reason.PACE_BEYOND_REQUIRED),
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
            ({"target_on": YEAR, "started_on": TODAY}, 0, Track.ON_TRACK, Reason.JUST_STARTED),
            ({"target_on": YEAR, "started_on": date(2026, 10, 2)}, 0, Track.ON_TRACK, Reason.JUST_STARTED),
            (
                {"target_on": YEAR, "started_on": date(2026, 10, 1)},
                0,
                Track.BEHIND,
                Reason.NOTHING_SET_ASIDE_LATELY,
            ),
        ],
    )
    def test_knows_the_other_cases(
        self, changes: dict[str, Any], monthly: int, track: Track, reason: Reason
    ) -> None:
        found = standing(a_goal(**changes), monthly)
        assert (found.track, found.reason) == (track, reason)

    def test_is_impossible_where_more_is_required_than_is_left_over(self) -> None:
        found = standing(a_goal(target_on=YEAR), 400_000, surplus=900_000)
        assert (found.track, found.reason) == (Track.IMPOSSIBLE, Reason.REQUIRED_EXCEEDS_SURPLUS)

    def test_believes_what_was_set_aside_rather_than_what_is_left_over(self) -> None:
        found = standing(a_goal(target_on=YEAR), 1_200_000, surplus=900_000)
        assert found.track is Track.AHEAD

    def test_says_where_a_target_outgrows_its_savings(self) -> None:
        school = a_goal(1_000 * MILLION, kind=GoalKind.EDUCATION, grows=True, target_on=date(2046, 11, 1))

        found = standing(school, 4 * MILLION)

        assert (found.track, found.reason) == (Track.BEHIND, Reason.TARGET_OUTGROWS_SAVINGS)
        assert "lebih cepat daripada tabunganmu" in standing_words(found, surplus=None, language="id")

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
        school = a_goal(100 * MILLION, kind=GoalKind.EDUCATION, grows=True, target_on=YEAR)

        found = standing(school, MILLION)

        assert (found.target, found.target_then) == (100 * MILLION, 105_500_000)
        assert found.lacking == 105_500_000


class TestRemedies:
    def test_are_more_later_or_smaller(self) -> None:
        found = standing(a_goal(target_on=YEAR), 600_000)
        assert found.remedies == Remedies(more_per_month=400_000, months_later=8, fitting_target=600_000 * 12)

    def test_are_worded_as_ways(self) -> None:
        remedies = Remedies(more_per_month=400_000, months_later=8)
        assert remedy_words(remedies, "id") == (
            "Supaya tercapai: sisihkan Rp400.000 lebih banyak sebulan, atau mundurkan tanggalnya 8 bulan."
        )
        assert remedy_words(Remedies(), "en") is None

    @given(st.integers(1, 500 * MILLION), st.integers(0, 5 * MILLION), st.integers(2, 2_000), st.booleans())
    def test_each_suffices_on_its_own(self, price: int, monthly: int, days: int, grows: bool) -> None:
        goal = a_goal(price, target_on=TODAY + timedelta(days=days), grows=grows)
        found = standing(goal, monthly)
        if found.track is not Track.BEHIND or found.remedies is None:
            return

        assert found.remedies.more_per_month is not None
        assert found.required == found.pace + found.remedies.more_per_month
        fits = found.remedies.fitting_target
        if fits:
            smaller = standing(goal.model_copy(update={"target": fits}), monthly)
            assert smaller.track in {Track.ON_TRACK, Track.AHEAD, Track.REACHED}

    @given(st.integers(1, 500 * MILLION), st.integers(1, 5 * MILLION), st.integers(2, 2_000))
    def test_where_the_target_does_not_grow_a_date_so_much_later_is_met(
        self, price: int, monthly: int, days: int
    ) -> None:
        goal = a_goal(price, target_on=TODAY + timedelta(days=days))
        found = standing(goal, monthly)
        if found.reached_on is None or found.track is not Track.BEHIND:
            return

        later = standing(goal.model_copy(update={"target_on": found.reached_on}), monthly)
        assert later.track in {Track.ON_TRACK, Track.AHEAD}


class TestWords:
    @given(
        st.integers(1, 500 * MILLION),
        st.integers(0, 5 * MILLION),
        st.none() | st.dates(date(2026, 1, 1), date(2070, 1, 1)),
        st.none() | st.integers(-MILLION, 5 * MILLION),
        st.booleans(),
    )
    def test_leave_no_placeholder_in_either_language(
        self, price: int, monthly: int, day: date | None, surplus: int | None, grows: bool
    ) -> None:
        found = standing(a_goal(price, target_on=day, grows=grows), monthly, surplus=surplus)

        indonesian, english = (
            standing_words(found, surplus=surplus, language=language) for language in ("id", "en")
        )
        assert indonesian != english
        assert "{" not in indonesian + english
