from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.domain.days import Day, today_in_jakarta


class TestTodayInJakarta:
    @pytest.mark.parametrize(
        ("now", "today"),
        [
            (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), date(2026, 11, 22)),
            (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), date(2026, 11, 23)),
        ],
    )
    def test_turns_at_five_in_the_afternoon_utc(self, now: datetime, today: date) -> None:
        assert today_in_jakarta(now=now) == today


class TestDay:
    def test_is_read_from_json_queries_and_python(self) -> None:
        day, adapter = date(2026, 11, 20), TypeAdapter(Day)

        assert adapter.validate_json('"2026-11-20"') == day
        assert adapter.validate_strings("2026-11-20") == day
        assert adapter.validate_python(day) == adapter.validate_python("2026-11-20") == day

    @pytest.mark.parametrize(
        "written",
        [
            *('"2026-11-20T00:00:00Z"', '"2026-11-20 00:00"', '"20261120"', '"2026-02-30"', '" 2026-11-20"'),
            *('"2026-11-20\\n"', '"1795132800"', "1795132800", "1795132800.0", "true", "null"),
        ],
    )
    def test_is_written_one_way(self, written: str) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(Day).validate_json(written)
