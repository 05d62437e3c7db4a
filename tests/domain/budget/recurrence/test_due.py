"""What is due: as the rule says, day by day, minus what was booked or skipped, and never too much."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.recurrence import RecurringRule, due_days, occurrences
from shared.domain.budget.rrules import UnreadableRule
from shared.domain.budget.transactions import TransactionSource

TODAY = date(2026, 11, 23)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RULE = UUID("11111111-1111-4111-8111-111111111111")
BANK = UUID("22222222-2222-4222-8222-222222222222")


def a_recurring(rrule: str = "FREQ=MONTHLY;BYMONTHDAY=5", **told: object) -> RecurringRule:
    """Rent of 1.250.000 since September 2026, unless told otherwise."""
    usual: dict[str, object] = {
        "id": RULE,
        "account_id": BANK,
        "amount": -1_250_000,
        "merchant": "Kos Bu Ani",
        "starts_on": date(2026, 9, 1),
        "rrule": rrule,
    }
    return RecurringRule.model_validate(usual | told)


def due_on(*rules: RecurringRule, most: int = 60, after: date | None = None) -> list[date]:
    return [due.due_on for due in due_days(rules, today=TODAY, most=most, after=after).due]


class TestOccurrences:
    @pytest.mark.parametrize(
        ("rrule", "starts_on", "days"),
        [
            ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 7, 1), ["2026-07-31", "2026-08-31", "2026-10-31"]),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 9, 1), ["2026-09-30", "2026-10-31"]),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                date(2026, 8, 1),
                ["2026-08-31", "2026-09-30", "2026-10-30"],
            ),
            ("FREQ=WEEKLY;INTERVAL=2", date(2026, 10, 24), ["2026-10-24", "2026-11-07", "2026-11-21"]),
            ("FREQ=YEARLY", date(2024, 2, 29), ["2024-02-29"]),
            ("FREQ=DAILY;COUNT=2", date(2026, 1, 1), ["2026-01-01", "2026-01-02"]),
            ("FREQ=DAILY;UNTIL=20260102", date(2026, 1, 1), ["2026-01-01", "2026-01-02"]),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2000, 1, 1), []),
            ("FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13;BYSETPOS=2", date(2000, 1, 1), []),
            ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", date(2000, 1, 1), []),
            ("FREQ=DAILY", date(2026, 11, 24), []),
        ],
    )
    def test_are_the_days_of_the_rule(self, rrule: str, starts_on: date, days: list[str]) -> None:
        found = occurrences(rrule, starts_on=starts_on, last=TODAY)

        assert [day.isoformat() for day in found] == days

    def test_refuse_what_is_no_rule(self) -> None:
        with pytest.raises(UnreadableRule):
            list(occurrences("FREQ=SECONDLY", starts_on=TODAY, last=TODAY))

    @given(
        starts_on=st.dates(date(2000, 1, 1), date(2099, 1, 1)),
        days=st.integers(0, 1500),
        interval=st.integers(1, 5),
        weekdays=st.sets(st.integers(0, 6), min_size=1),
    )
    def test_by_the_week_are_those_of_a_calendar_on_the_wall(
        self, starts_on: date, days: int, interval: int, weekdays: set[int]
    ) -> None:
        last = starts_on + timedelta(days)
        monday = starts_on - timedelta(starts_on.weekday())
        rrule = (
            f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(WEEKDAYS[each] for each in sorted(weekdays))}"
        )
        expected = [
            day
            for day in each_day(starts_on, last)
            if day.weekday() in weekdays and (day - monday).days // 7 % interval == 0
        ]

        assert list(occurrences(rrule, starts_on=starts_on, last=last)) == expected

    @given(
        starts_on=st.dates(date(2000, 1, 1), date(2099, 1, 1)),
        days=st.integers(0, 1500),
        interval=st.integers(1, 5),
        month_days=st.sets(st.integers(-31, 31).filter(bool), min_size=1, max_size=3),
    )
    def test_by_the_month_are_those_of_a_calendar_on_the_wall(
        self, starts_on: date, days: int, interval: int, month_days: set[int]
    ) -> None:
        last = starts_on + timedelta(days)
        rrule = f"FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={','.join(map(str, sorted(month_days)))}"
        expected = [
            day
            for day in each_day(starts_on, last)
            if {day.day, day.day - monthrange(day.year, day.month)[1] - 1} & month_days
            and (day.year * 12 + day.month - starts_on.year * 12 - starts_on.month) % interval == 0
        ]

        assert list(occurrences(rrule, starts_on=starts_on, last=last)) == expected


class TestDueDays:
    def test_are_those_up_to_today_that_nobody_settled(self) -> None:
        rule = a_recurring(booked=(date(2026, 9, 5),), skipped=(date(2026, 10, 5),))

        assert due_on(rule) == [date(2026, 11, 5)]

    def test_end_with_the_rule(self) -> None:
        assert due_on(a_recurring(ends_on=date(2026, 10, 4))) == [date(2026, 9, 5)]

    def test_leave_closed_months_alone(self) -> None:
        assert due_on(a_recurring(), after=date(2026, 10, 5)) == [date(2026, 11, 5)]

    def test_of_all_rules_come_oldest_first(self) -> None:
        weekly = a_recurring("FREQ=WEEKLY", id=BANK, starts_on=date(2026, 11, 1))

        assert due_on(a_recurring(), weekly) == sorted(due_on(a_recurring()) + due_on(weekly))

    def test_stay_few_for_a_daily_rule_of_many_years(self) -> None:
        found = due_days([a_recurring("FREQ=DAILY", starts_on=date(2006, 11, 24))], today=TODAY, most=60)

        assert [due.due_on for due in found.due] == list(each_day(TODAY - timedelta(59), TODAY))
        assert len(found.due) + found.left_out == (TODAY - date(2006, 11, 23)).days

    def test_of_other_rules_come_beside_one_that_cannot_be_read(self) -> None:
        found = due_days(
            [a_recurring("FREQ=MONTHLY;BYMONTHDAY=99", id=BANK), a_recurring()], today=TODAY, most=9
        )

        assert [due.rule.id for due in found.due] == [RULE] * 3
        assert [(each.rule.id, "BYMONTHDAY=99" in each.why.id) for each in found.unreadable] == [(BANK, True)]

    @pytest.mark.parametrize(
        "rrule",
        [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=13;BYSETPOS=2",
            "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
            "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
            "FREQ=YEARLY;BYMONTHDAY=1;UNTIL=20260831",
        ],
    )
    def test_of_a_rule_that_never_falls_on_a_day_are_none_and_it_is_named(self, rrule: str) -> None:
        found = due_days([a_recurring(rrule)], today=TODAY, most=9)

        assert (found.due, found.left_out) == ((), 0)
        assert [each.rule.rrule for each in found.unreadable] == [rrule]
        assert "tidak pernah" in found.unreadable[0].why.id

    @pytest.mark.parametrize(
        "rule",
        [
            a_recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
            a_recurring("FREQ=YEARLY;INTERVAL=50;BYMONTH=8;BYMONTHDAY=1"),
            a_recurring("FREQ=MONTHLY;COUNT=1", booked=(date(2026, 9, 1),)),
            a_recurring(ends_on=date(2026, 9, 30), skipped=(date(2026, 9, 5),)),
        ],
    )
    def test_that_are_far_off_or_settled_make_no_rule_unreadable(self, rule: RecurringRule) -> None:
        assert due_days([rule], today=TODAY, most=9) == ((), (), 0)

    @given(
        booked=st.sets(st.dates(date(2026, 9, 1), TODAY)),
        skipped=st.sets(st.dates(date(2026, 9, 1), TODAY)),
        most=st.integers(1, 100),
    )
    def test_are_each_settled_proposed_or_counted(
        self, booked: set[date], skipped: set[date], most: int
    ) -> None:
        rule = a_recurring("FREQ=DAILY", booked=tuple(booked), skipped=tuple(skipped))
        waiting = [day for day in each_day(rule.starts_on, TODAY) if day not in booked | skipped]

        found = due_days([rule], today=TODAY, most=most)

        assert [due.due_on for due in found.due] == waiting[-most:]
        assert found.left_out == len(waiting) - len(found.due)


class TestTheEntry:
    def test_is_ready_to_be_saved(self) -> None:
        entry = a_recurring(note="Kamar 3").entry(date(2026, 11, 5))

        assert (entry.amount, entry.booked_on, entry.due_on) == (
            -1_250_000,
            date(2026, 11, 5),
            date(2026, 11, 5),
        )
        assert (entry.source, entry.recurring_id, entry.note) == (
            TransactionSource.RECURRING,
            RULE,
            "Kamar 3",
        )

    def test_is_one_line_whatever_the_rule_holds(self) -> None:
        entry = a_recurring(note="satu\ndua", merchant="Kos\u2028Ani").entry(TODAY)

        assert (entry.note, entry.merchant) == ("satu dua", "Kos Ani")

    def test_says_nothing_where_nothing_shows(self) -> None:
        entry = a_recurring(note="\u200b", merchant="\u202e\u2800").entry(TODAY)

        assert (entry.note, entry.merchant) == (None, None)


def each_day(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days) for days in range((last - first).days + 1)]
