"""Days: any date in any notation reads back as itself, and what may be two days is asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.sentences.model import Part, Proposal
from shared.domain.months import MONTH_NAMES
from tests.builders.sentences import TODAY, only_proposal, questions

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
DAYS = st.dates(FIRST, LAST)
TODAYS = st.dates(date(2009, 1, 1), date(2095, 12, 31))
WEEKDAYS = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
ENGLISH_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def on(written: str, today: date = TODAY) -> Proposal:
    """What is read where a day is written before an entry; behind it, it must be the same."""
    proposal = only_proposal(f"{written} beli kopi 20rb", today=today)
    behind = only_proposal(f"beli kopi 20rb {written}", today=today)
    assert (behind.booked_on, questions(behind)) == (proposal.booked_on, questions(proposal))
    assert (proposal.amount, behind.amount) == (-20_000, -20_000)
    return proposal


def asked(proposal: Proposal) -> list[str]:
    return [code for code in questions(proposal, Part.BOOKED_ON) if code != "date_in_future"]


class TestWholeDates:
    @given(DAYS, TODAYS)
    def test_figures(self, day: date, today: date) -> None:
        for written in (
            f"{day:%Y-%m-%d}",
            f"{day:%d/%m/%Y}",
            f"{day:%d-%m-%Y}",
            f"{day.day}/{day.month}/{day.year}",
            f"{day:%d.%m.%Y}",
        ):
            proposal = on(written, today)

            assert (proposal.booked_on, asked(proposal)) == (day, [])

    @given(DAYS, st.sampled_from([0, 1]), st.booleans())
    def test_named_months(self, day: date, language: int, short: bool) -> None:
        name = MONTH_NAMES[day.month - 1][language]
        name = name[:3] if short else name

        proposal = on(f"{day.day} {name} {day.year}", today=day)

        assert (proposal.booked_on, asked(proposal)) == (day, [])

    @given(DAYS)
    def test_english_order(self, day: date) -> None:
        proposal = on(f"{MONTH_NAMES[day.month - 1].en} {day.day}, {day.year}", today=day)

        assert (proposal.booked_on, asked(proposal)) == (day, [])

    @given(DAYS)
    def test_a_later_day_is_asked(self, day: date) -> None:
        proposal = on(f"{day:%Y-%m-%d}", today=TODAY)

        assert ("date_in_future" in questions(proposal)) is (day > TODAY)


class TestWithoutYear:
    @given(DAYS, TODAYS)
    def test_day_and_month_are_the_latest_ones(self, day: date, today: date) -> None:
        for written in (
            f"{day.day}/{day.month}",
            f"{day.day} {MONTH_NAMES[day.month - 1].id}",
            f"tgl {day.day}-{day.month}",
        ):
            proposal = on(written, today)

            if proposal.booked_on is None:
                assert asked(proposal)
            else:
                assert (proposal.booked_on.day, proposal.booked_on.month) == (day.day, day.month)
                assert proposal.booked_on <= today

    @given(st.integers(1, 31), TODAYS)
    def test_a_day_alone_is_the_latest_one(self, day: int, today: date) -> None:
        expected = next(
            today - timedelta(days=back) for back in range(100) if (today - timedelta(days=back)).day == day
        )

        for written in (f"tgl {day}", f"tanggal {day}", f"tgl{day}"):
            assert on(written, today).booked_on == expected


class TestFromToday:
    @given(TODAYS, st.integers(0, 999))
    def test_days_ago(self, today: date, days: int) -> None:
        expected = today - timedelta(days=days)

        for written in (f"{days} hari lalu", f"{days} hari yang lalu", f"{days} days ago"):
            assert on(written, today).booked_on == (expected if expected >= FIRST else None)

    @given(TODAYS)
    def test_words(self, today: date) -> None:
        words = {
            "hari ini": 0,
            "tadi pagi": 0,
            "barusan": 0,
            "kemarin": 1,
            "kmrn sore": 1,
            "yesterday": 1,
            "kemarin lusa": 2,
            "semalam": 1,
        }

        for word, days in words.items():
            assert on(word, today).booked_on == today - timedelta(days=days)

    @given(TODAYS, st.integers(0, 6))
    def test_weekdays_are_past_ones(self, today: date, weekday: int) -> None:
        for written in (f"hari {WEEKDAYS[weekday]} lalu", f"last {ENGLISH_WEEKDAYS[weekday]}"):
            found = on(written, today).booked_on

            assert found is not None
            assert found.weekday() == weekday
            assert 1 <= (today - found).days <= 7

    @given(TODAYS, st.integers(0, 6))
    def test_a_weekday_that_is_today_is_asked(self, today: date, weekday: int) -> None:
        proposal = on(f"hari {WEEKDAYS[weekday]}", today)

        assert (asked(proposal) == ["date_ambiguous"]) is (today.weekday() == weekday)


class TestImpossible:
    @pytest.mark.parametrize(
        "written",
        [
            "31/2",
            "30/2/2026",
            "2026-02-30",
            "31 april",
            "tgl 32",
            "tgl 0",
            "29 feb 2025",
            "45 oktober",
            "10/25/2026",
            "32 jan 2026",
            "1/1/1999",
            "25 des 2101",
        ],
    )
    def test_days_that_no_calendar_has_are_asked(self, written: str) -> None:
        proposal = on(written)

        assert (proposal.booked_on, asked(proposal)) == (None, ["date_impossible"])

    def test_the_american_order_is_offered(self) -> None:
        (question,) = [one for one in on("10/25/2026").unclear if one.part is Part.BOOKED_ON]

        assert [candidate.value for candidate in question.candidates] == ["2026-10-25"]

    def test_days_that_contradict_each_other_are_offered_both(self) -> None:
        (question,) = [one for one in on("kamis 13 november").unclear if one.part is Part.BOOKED_ON]

        assert question.code == "date_ambiguous"
        assert {candidate.value for candidate in question.candidates} == {"2026-11-13", "2026-11-12"}
