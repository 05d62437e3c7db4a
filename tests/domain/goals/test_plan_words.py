"""The plan in words: why a goal is not met, which go first, and what would meet it."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given

from shared.domain.goals.model import Goal, GoalKind, KnownFigures, TargetRule
from shared.domain.goals.plan import Outcome
from shared.domain.goals.plan_words import (
    OUTCOMES,
    WHY_NOT,
    outcome_words,
    plan_remedy_words,
    plan_words,
    this_month_words,
)
from shared.domain.goals.shortfalls import WhyNot
from shared.words import Language
from tests.builders.goals import MILLION, a_goal, due_in, plan_of
from tests.domain.goals.planning import SURPLUSES, find, is_met, many_goals
from tests.domain.goals.test_words import SINGULAR


def told(
    goals: Sequence[Goal],
    surplus: Sequence[int],
    language: Language = "id",
    known: KnownFigures = KnownFigures(),  # noqa: B008 - a frozen value
) -> tuple[str | None, str | None]:
    """What is said of the last goal, and what would meet it."""
    plan, names = plan_of(goals, surplus, known=known), {goal.id: goal.name for goal in goals}
    planned = find(plan, goals[-1])
    return (
        plan_words(planned, names, months=len(surplus), language=language),
        plan_remedy_words(planned, months=len(surplus), language=language),
    )


WEDDING = a_goal(6 * MILLION, number=1, name="Nikah", target_on=due_in(5))
BIKE = a_goal(6 * MILLION, number=2, name="Motor", priority=2, target_on=due_in(5))


class TestReasons:
    def test_too_little_is_told_with_what_is_required(self) -> None:
        assert told([BIKE], [700_000] * 24) == (
            "Perlu Rp1.000.000 sebulan; sisa uangmu tidak cukup. Pada tanggalnya masih kurang Rp1.800.000. "
            "Baru tercapai Juli 2027.",
            "Supaya tepat waktu: tambah sisa uang bulananmu sebesar Rp300.000. Atau, dengan sisa uang "
            "sekarang, mundurkan tanggalnya 3 bulan atau turunkan targetnya menjadi Rp4.200.000.",
        )

    def test_too_little_that_goes_to_others_first_names_them(self) -> None:
        assert told([WEDDING, BIKE], [700_000] * 24, "en") == (
            "It takes Rp1,000,000 a month; what is left over is not enough, and goes to Nikah first. On its "
            "date Rp6,000,000 is missing. It is reached only in April 2028.",
            "To be in time: have Rp1,300,000 more left over each month. Or, with what is left over now, "
            "move its date 12 months later.",
        )

    def test_enough_alone_names_those_that_go_first(self) -> None:
        message, _ = told([WEDDING, BIKE], [MILLION] * 24)
        assert message == (
            "Cukup kalau sendirian, tapi sisa uang dipakai dulu untuk Nikah. Pada tanggalnya masih kurang "
            "Rp6.000.000. Baru tercapai Oktober 2027."
        )

    def test_enough_alone_without_a_date(self) -> None:
        undated = a_goal(6 * MILLION, number=2, name="Motor", priority=2)
        assert told([WEDDING, undated], [MILLION] * 8, "en") == (
            "There is enough for it alone, but what is left over goes to Nikah first. Not reached within "
            "this plan of 8 months.",
            "To be reached within 8 months: have Rp500,000 more left over each month.",
        )

    @pytest.mark.parametrize(
        ("count", "named"),
        [
            (1, "Umrah"),
            (2, "Umrah dan Laptop"),
            (3, "Umrah, Laptop dan Kamera"),
            (4, "Umrah, Laptop, Kamera dan 1 tujuan lain"),
            (5, "Umrah, Laptop, Kamera dan 2 tujuan lain"),
        ],
    )
    def test_names_three_and_counts_the_others(self, count: int, named: str) -> None:
        names = ["Umrah", "Laptop", "Kamera", "Sepeda", "Meja"][:count]
        before = [a_goal(MILLION, number=number, name=name) for number, name in enumerate(names, 3)]

        bike = BIKE.model_copy(update={"target": 7 * MILLION, "target_on": due_in(6)})

        message, _ = told([*before, bike], [MILLION] * 12)

        assert message is not None
        assert f"untuk {named}. " in message

    def test_a_date_after_the_plan_is_told_with_what_becomes_of_it(self) -> None:
        hajj = a_goal(50 * MILLION, number=2, name="Haji", target_on=date(2027, 12, 31))
        first = a_goal(6 * MILLION, number=1, name="Nikah", target_on=date(2026, 12, 31))

        assert told([first, hajj], [2 * MILLION])[0] == (
            "Tanggalnya 31 Desember 2027, sesudah rencana 1 bulan ini; di akhirnya ada Rp0 dari "
            "Rp50.000.000. Sisa uang dipakai dulu untuk Nikah. Kalau sisa uangnya tetap segitu, pada "
            "tanggalnya masih kurang Rp28.000.000."
        )
        assert told([first, hajj], [4 * MILLION], "en") == (
            "Its date, 31 December 2027, lies after this plan of 1 month, at whose end Rp0 of Rp50,000,000 "
            "is there. If as much is left over from then on, it is reached in time.",
            None,
        )

    def test_nothing_left_over_is_said_only_where_nothing_is(self) -> None:
        message, way = told([BIKE], [0] * 6, "en")
        assert message == (
            "Nothing is left over to set aside. Begin by earning more or spending less. On its date "
            "Rp6,000,000 is missing."
        )
        assert way == "To be in time: have Rp1,000,000 more left over each month."

    def test_a_month_that_is_used_already_is_told(self) -> None:
        message, _ = told(
            [BIKE.model_copy(update={"target_on": None})],
            [MILLION],
            known=KnownFigures(set_aside_this_month=MILLION),
        )
        assert message == "Sisa uang bulan ini sudah disisihkan."

    def test_a_date_that_has_come_has_only_a_later_one(self) -> None:
        past = BIKE.model_copy(update={"target_on": date(2026, 10, 31)})
        assert told([past], [2 * MILLION] * 6, "en") == (
            "Its date has come; Rp6,000,000 is missing. It is reached only in January 2027.",
            "With what is left over now: move its date 3 months later.",
        )

    def test_days_are_no_months(self) -> None:
        soon = BIKE.model_copy(update={"target_on": date(2026, 11, 11)})
        assert told([soon], [3 * MILLION] * 6, "en") == (
            "It takes Rp6,000,000 within 10 days; what is left over is not enough. On its date Rp4,900,000 "
            "is missing. It is reached only in December 2026.",
            "To be in time: set aside Rp6,000,000 within 10 days. Or, with what is left over now, move its "
            "date 2 months later or lower its target to Rp1,100,000.",
        )

    def test_an_unknown_target_is_told(self) -> None:
        fund = a_goal(None, kind=GoalKind.EMERGENCY_FUND, target_rule=TargetRule.EXPENSES_MIN)
        assert told([fund], [MILLION]) == ("Targetnya belum diketahui, jadi belum masuk rencana.", None)

    def test_a_goal_that_is_met_needs_no_words(self) -> None:
        assert told([WEDDING], [MILLION] * 6) == (None, None)


@pytest.mark.parametrize(
    ("set_aside", "told"),
    [
        (0, None),
        (
            500_000,
            "Rp500,000 is set aside this month already; up to its end there is Rp5 more for your goals.",
        ),
    ],
)
def test_this_month_tells_what_is_set_aside_already(set_aside: int, told: str | None) -> None:
    assert this_month_words(set_aside, 5, "en") == told


def test_everything_has_words_in_both_languages() -> None:
    assert (set(OUTCOMES), set(WHY_NOT)) == (set(Outcome), set(WhyNot))
    assert outcome_words(Outcome.LATE, "id") == "Terlambat"


@given(many_goals(), SURPLUSES)
def test_what_is_not_met_is_told_whole_and_what_is_met_is_not(goals: list[Goal], surplus: list[int]) -> None:
    names = {goal.id: goal.name for goal in goals}
    for planned in plan_of(goals, surplus).goals:
        languages: tuple[Language, Language] = ("id", "en")
        for language in languages:
            message = plan_words(planned, names, months=len(surplus), language=language)
            ways = plan_remedy_words(planned, months=len(surplus), language=language) or ""
            is_told = not is_met(planned) or (planned.expected_short == 0 and planned.reached_in is None)
            assert (message is not None) is is_told
            for each in (message or "", ways):
                assert "{" not in each
                assert "  " not in each
                assert " ." not in each
                assert not SINGULAR.search(each)
