"""Dated rates and limits: the value in force, and the checks on the files themselves."""

from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from pydantic import ValidationError

from shared.domain.assumptions.dated import NoValueInForce, assumptions, parse

CAP = """
[cap]
description = "A cap that moves"
unit = "rupiah"
[[cap.values]]
from = 2025-03-01
value = "10547400"
source = "a circular"
checked_on = 2025-03-02
review_after = 2026-02-28
confirmed = true
[[cap.values]]
from = 2026-03-01
value = "11086300"
source = "another circular"
checked_on = 2026-03-02
review_after = 2027-02-28
confirmed = false
"""
TOPICS = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files("shared.domain.assumptions").iterdir()
    if file.name.endswith(".toml")
)


class TestOn:
    @pytest.mark.parametrize(
        ("day", "value"),
        [
            (date(2025, 3, 1), 10_547_400),
            (date(2026, 2, 28), 10_547_400),
            (date(2026, 3, 1), 11_086_300),
            (date(2040, 1, 1), 11_086_300),
        ],
    )
    def test_gives_the_value_in_force(self, day: date, value: int) -> None:
        assert parse(CAP)["cap"].on(day).value == Decimal(value)

    def test_refuses_a_day_before_the_first_value(self) -> None:
        with pytest.raises(NoValueInForce, match="A cap that moves: no value on 2025-02-28"):
            parse(CAP)["cap"].on(date(2025, 2, 28))


class TestStale:
    @pytest.mark.parametrize(("day", "stale"), [(date(2027, 2, 28), False), (date(2027, 3, 1), True)])
    def test_begins_after_the_review_date(self, day: date, stale: bool) -> None:
        assert parse(CAP)["cap"].on(day).stale(day) is stale


class TestParse:
    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ('value = "10547400"', 'value = "much"'),
            ('unit = "rupiah"', 'unit = "cups"'),
            ('source = "a circular"', 'source = ""'),
            ("checked_on = 2025-03-02\n", ""),
            ("from = 2025-03-01", "from = 2026-03-01"),
            ("confirmed = true", 'confirmed = true\nnote = "x"'),
        ],
        ids=["value", "unit", "no source", "no check", "same day twice", "unknown field"],
    )
    def test_refuses_a_malformed_file(self, right: str, wrong: str) -> None:
        with pytest.raises(ValidationError):
            parse(CAP.replace(right, wrong, 1))


class TestFiles:
    @pytest.mark.parametrize("topic", TOPICS)
    def test_are_well_formed(self, topic: str) -> None:
        assert assumptions(topic)

    @pytest.mark.parametrize("topic", TOPICS)
    def test_say_so_where_a_source_is_not_confirmed(self, topic: str) -> None:
        for assumption in assumptions(topic).values():
            for value in assumption.values:
                assert value.confirmed is ("[unconfirmed]" not in value.source)

    def test_are_read_once(self) -> None:
        assert assumptions("budget") is assumptions("budget")
