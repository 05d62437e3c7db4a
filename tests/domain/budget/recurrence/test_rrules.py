"""Rules of RFC 5545 are read strictly, and a mistake is named in both languages."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.rrules import Rule, UnreadableRule, read_rule


class TestReadRule:
    @pytest.mark.parametrize(
        ("rrule", "says"),
        [
            ("FREQ=DAILY", {"frequency": "DAILY"}),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=SU",
                {"frequency": "WEEKLY", "interval": 2, "week_start": 6},
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=25,-1", {"frequency": "MONTHLY", "month_days": {25, -1}}),
            (
                "FREQ=MONTHLY;BYDAY=MO,-1FR;COUNT=12",
                {"frequency": "MONTHLY", "times": 12, "weekdays": {(None, 0), (-1, 4)}},
            ),
            ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", {"frequency": "MONTHLY", "positions": {-1}}),
            ("FREQ=MONTHLY;BYMONTH=1,+4;BYMONTHDAY=5", {"frequency": "MONTHLY", "months": {1, 4}}),
            ("FREQ=YEARLY;BYYEARDAY=100", {"frequency": "YEARLY", "year_days": {100}}),
            ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", {"frequency": "YEARLY", "weeks": {20}}),
        ],
    )
    def test_takes_what_a_budget_needs(self, rrule: str, says: Mapping[str, object]) -> None:
        assert {name: getattr(read_rule(rrule), name) for name in says} == says

    @pytest.mark.parametrize("until", ["20261231", "20261231T235959", "20261231T170000Z"])
    def test_takes_the_end_as_a_day(self, until: str) -> None:
        assert read_rule(f"FREQ=DAILY;UNTIL={until}") == Rule("DAILY", until=date(2026, 12, 31))

    @pytest.mark.parametrize(
        ("rrule", "named"),
        [
            ("", "FREQ"),
            ("MONTHLY", "FREQ"),
            ("INTERVAL=2;FREQ=DAILY", "FREQ"),
            ("FREQ=DAILY;", "FREQ"),
            ("FREQ=DAILY;COUNT=", "FREQ"),
            ("FREQ=SECONDLY", "DAILY"),
            ("FREQ=HOURLY", "DAILY"),
            ("FREQ=MINUTELY;INTERVAL=1", "DAILY"),
            ("FREQ=DAILY;FREQ=DAILY", "FREQ"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL"),
            ("FREQ=DAILY;COUNT=0", "COUNT"),
            ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "UNTIL"),
            ("FREQ=DAILY;UNTIL=20260231", "UNTIL"),
            ("FREQ=DAILY;UNTIL=besok", "UNTIL"),
            ("FREQ=DAILY;BYHOUR=7", "BYHOUR"),
            ("FREQ=DAILY;BYEASTER=0", "BYEASTER"),
            ("FREQ=DAILY;BYMONTHDAY=30", "BYMONTHDAY"),
            ("FREQ=DAILY;BYDAY=1MO", "BYDAY"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
            ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
            ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"),
            ("FREQ=MONTHLY;BYMONTH=13", "BYMONTH"),
            ("FREQ=MONTHLY;BYMONTH=-1", "BYMONTH"),
            ("FREQ=MONTHLY;BYSETPOS=-1", "BYSETPOS"),
            ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY"),
            ("FREQ=MONTHLY;WKST=8", "WKST"),
            ("FREQ=MONTHLY;BYMONTHDAY=1;X=2", "X"),
            ("FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 100), "FREQ"),
        ],
    )
    def test_names_what_it_cannot_follow(self, rrule: str, named: str) -> None:
        with pytest.raises(UnreadableRule) as refusal:
            read_rule(rrule)

        assert named in refusal.value.words.id
        assert named in refusal.value.words.en
        assert refusal.value.words.id != refusal.value.words.en

    @given(st.text(max_size=80) | st.from_regex(r"FREQ=[A-Z]{3,8}(;[A-Z]{2,8}=[A-Z0-9,+-]{1,8}){0,4}"))
    def test_reads_or_refuses_anything(self, rrule: str) -> None:
        with suppress(UnreadableRule):
            assert rrule.startswith(f"FREQ={read_rule(rrule).frequency}")
