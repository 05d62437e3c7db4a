"""What a written day can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.imports.dates import FIRST_DAY, LAST_DAY, DateOrder, possible_days

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD


def days(text: str) -> dict[str, str] | None:
    found = possible_days(text)
    return None if found is None else {order.value: day.isoformat() for order, day in found.items()}


def surely(day: str) -> dict[str, str]:
    return {order.value: day for order in DateOrder}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-01", {"YMD": "2026-02-01"}),
        ("2026/02/01 08:30", {"YMD": "2026-02-01"}),
        ("2026-07-10 23:44:44", {"YMD": "2026-07-10"}),
        ("01/02/2026", {"DMY": "2026-02-01", "MDY": "2026-01-02"}),
        ("31/01/2026", {"DMY": "2026-01-31"}),
        ("01/31/2026", {"MDY": "2026-01-31"}),
        ("01/02/03", {"DMY": "2003-02-01", "MDY": "2003-01-02", "YMD": "2001-02-03"}),
        ("22/01/26 10.16.54", {"DMY": "2026-01-22", "YMD": "2022-01-26"}),
        ("1.2.2026", {"DMY": "2026-02-01", "MDY": "2026-01-02"}),
        ("31/02/2026", {}),
        ("29/02/2025", {}),
        ("29/02/2024", {"DMY": "2024-02-29"}),
        ("00/01/2026", {}),
        ("01/01/1999", {}),
        ("2101-01-01", {}),
        ("1/2/6", {}),
        ("27 Jun 2026", surely("2026-06-27")),
        ("27 Juni 2026", surely("2026-06-27")),
        ("01 Agustus 2026 07:40:58", surely("2026-08-01")),
        ("Senin, 05 Januari 2026", surely("2026-01-05")),
        ("5-Des-26", surely("2026-12-05")),
        ("Apr 13, 2026", surely("2026-04-13")),
        ("31 Feb 2026", {}),
        ("2026-05-01T18:00:00Z", surely("2026-05-02")),
        ("2026-05-01T18:00:00+07:00", surely("2026-05-01")),
        ("2026-13-45T18:00:00Z", {}),
        ("12 Foo 2026", None),
        ("20260501", None),
        ("46129", None),
        ("kemarin", None),
        ("", None),
        ("05/09", None),
    ],
)
def test_each_way_of_writing(text: str, expected: dict[str, str] | None) -> None:
    assert days(text) == expected


@given(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(DateOrder), st.sampled_from("/-."), st.booleans())
def test_a_day_that_was_written_is_among_its_meanings(
    day: date, order: DateOrder, between: str, long: bool
) -> None:
    year = f"{day.year}" if long or order is YMD else f"{day.year % 100:02}"
    pieces = {
        DMY: (f"{day.day:02}", f"{day.month:02}", year),
        MDY: (f"{day.month:02}", f"{day.day:02}", year),
    }
    written = between.join(pieces.get(order, (year, f"{day.month:02}", f"{day.day:02}")))

    found = possible_days(written)

    assert found is not None
    if day.year == LAST_DAY.year and len(year) == 2:
        return  # 00 is 2000, not 2100
    assert found[order] == day
