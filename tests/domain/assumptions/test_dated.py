"""Dated rates and limits: the value in force, and the checks on the files themselves."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from pydantic import ValidationError

from shared.domain.assumptions.dated import (
    Assumption,
    Dated,
    NoValueInForce,
    assumptions,
    entries,
    parse,
    parse_tables,
    topics,
)
from shared.words import Words

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
TABLE = """
[steps]
description = { id = "Lapisan", en = "Steps" }
unit = "brackets"
[[steps.tables]]
from = 2024-01-01
source = "a regulation"
checked_on = 2025-03-02
review_after = 2026-02-28
confirmed = true
applies_to = ["TK/0"]
rows = [[1_000, "0"], [5_000, "0.05"], ["above", "0.15"]]
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


class TestTables:
    @pytest.mark.parametrize(
        ("amount", "place"), [(0, 0), (999, 0), (1_000, 0), (1_001, 1), (5_000, 1), (5_001, 2), (10**15, 2)]
    )
    def test_put_an_upper_end_into_its_own_row(self, amount: int, place: int) -> None:
        assert parse_tables(TABLE)["steps"].on(date(2024, 1, 1)).place(amount) == place

    def test_begin_with_their_first_day(self) -> None:
        with pytest.raises(NoValueInForce, match="Steps: no value on 2023-12-31"):
            parse_tables(TABLE)["steps"].on(date(2023, 12, 31))

    @pytest.mark.parametrize(
        "rows",
        [
            '[[5_000, "0"], [1_000, "0.05"], ["above", "0.15"]]',
            '[[1_000, "0"], [1_000, "0.05"], ["above", "0.15"]]',
            '[[1_000, "0.05"], [5_000, "0.05"], ["above", "0.15"]]',
            '[[1_000, "0"], [5_000, "0.05"]]',
            '[["above", "0"], [5_000, "0.05"], ["above", "0.15"]]',
            '[[1_000, "0"], ["above", "1"]]',
            '[[1_000], ["above", "0.15"]]',
            '[["above", "0.15"]]',
        ],
        ids=["falling", "twice", "flat rate", "with an end", "endless twice", "all", "half a row", "one row"],
    )
    def test_refuse_rows_that_do_not_climb(self, rows: str) -> None:
        right = '[[1_000, "0"], [5_000, "0.05"], ["above", "0.15"]]'
        with pytest.raises(ValidationError):
            parse_tables(TABLE.replace(right, rows))


class TestDescription:
    def test_is_in_both_languages(self) -> None:
        assert parse_tables(TABLE)["steps"].description == Words(id="Lapisan", en="Steps")

    def test_stands_for_both_where_there_is_one(self) -> None:
        assert parse(CAP)["cap"].description == Words(id="A cap that moves", en="A cap that moves")


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
        assert entries(topic)

    def test_are_the_known_topics(self) -> None:
        assert list(topics()) == TOPICS

    @pytest.mark.parametrize("topic", TOPICS)
    def test_say_so_where_a_source_is_not_confirmed(self, topic: str) -> None:
        for dated in _all_dated(topic):
            assert dated.confirmed is ("[unconfirmed]" not in dated.source)

    @pytest.mark.parametrize("topic", TOPICS)
    def test_are_to_be_reviewed_after_they_were_checked(self, topic: str) -> None:
        for entry in entries(topic).values():
            assert entry.latest.review_after > entry.latest.checked_on

    @pytest.mark.parametrize("topic", TOPICS)
    def test_are_described_in_both_languages(self, topic: str) -> None:
        for entry in entries(topic).values():
            assert entry.description.id != entry.description.en

    def test_are_read_once(self) -> None:
        assert assumptions("budget") is assumptions("budget")


def _all_dated(topic: str) -> Iterator[Dated]:
    for entry in entries(topic).values():
        yield from entry.values if isinstance(entry, Assumption) else entry.tables
