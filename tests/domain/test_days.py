from datetime import UTC, date, datetime

import pytest

from shared.domain.days import today_in_jakarta


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
