"""Months as values."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from shared.domain.months import Month

MONTHS = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))


class TestParse:
    def test_reads_what_it_writes(self) -> None:
        assert str(Month.parse("2026-11")) == "2026-11"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "2026-1",
            "26-01",
            "2026-11-01",
            " 2026-11",
            "2026-11\n",
            "٢٠٢٦-11",
        ],
    )
    def test_refuses_anything_else(self, text: str) -> None:
        with pytest.raises(ValueError, match="2026-11"):
            Month.parse(text)

    def test_refuses_the_year_zero(self) -> None:
        with pytest.raises(ValueError, match="between"):
            Month.parse("0000-01")

    @given(MONTHS)
    def test_gives_back_every_month(self, month: Month) -> None:
        assert Month.parse(str(month)) == month


class TestAdd:
    @pytest.mark.parametrize(
        ("month", "months", "result"),
        [
            ("2026-11", 1, "2026-12"),
            ("2026-12", 1, "2027-01"),
            ("2026-01", -1, "2025-12"),
            ("2026-11", 14, "2028-01"),
            ("2026-11", 0, "2026-11"),
            ("2026-11", -23, "2024-12"),
        ],
    )
    def test_crosses_years(self, month: str, months: int, result: str) -> None:
        assert str(Month.parse(month).add(months)) == result

    def test_stops_at_the_end_of_time(self) -> None:
        with pytest.raises(ValueError, match="between"):
            Month(9999, 12).next()

    @given(MONTHS, st.integers(-500, 500))
    def test_is_undone_by_adding_the_opposite(self, month: Month, months: int) -> None:
        assume(0 <= month.year * 12 + month.month - 1 + months - 12 < 9999 * 12)

        later = month.add(months)

        assert later.add(-months) == month
        assert month.months_until(later) == months

    @given(MONTHS.filter(lambda month: month < Month(9999, 12)))
    def test_next_is_later(self, month: Month) -> None:
        assert month < month.next()


class TestDays:
    @pytest.mark.parametrize(
        ("month", "last_day"), [("2026-11", 30), ("2026-12", 31), ("2028-02", 29), ("2026-02", 28)]
    )
    def test_know_how_long_a_month_is(self, month: str, last_day: int) -> None:
        assert Month.parse(month).last_day.day == last_day

    @given(st.dates())
    def test_lie_in_their_month(self, day: date) -> None:
        month = Month.of(day)

        assert month.first_day <= day <= month.last_day


class Plan(BaseModel):
    """A value with a month in it."""

    month: Month


class TestInJson:
    def test_is_the_text(self) -> None:
        plan = Plan.model_validate_json('{"month": "2026-11"}')

        assert plan.month == Month(2026, 11)
        assert plan.model_dump_json() == '{"month":"2026-11"}'

    def test_is_taken_as_it_is_in_python(self) -> None:
        assert Plan(month=Month(2026, 11)).model_dump() == {"month": "2026-11"}

    @pytest.mark.parametrize("body", ['{"month": 202611}', '{"month": "November"}', '{"month": null}'])
    def test_refuses_other_shapes(self, body: str) -> None:
        with pytest.raises(ValidationError):
            Plan.model_validate_json(body)

    def test_is_described_as_a_pattern(self) -> None:
        assert Plan.model_json_schema()["properties"]["month"]["pattern"] == "^[0-9]{4}-(0[1-9]|1[0-2])$"
