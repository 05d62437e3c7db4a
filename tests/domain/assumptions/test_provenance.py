"""What a result rests on, and when a figure is due for another look."""

from datetime import date

import pytest

from shared.domain.assumptions.dated import NoValueInForce, entries, topics
from shared.domain.assumptions.provenance import cite, cite_all, in_force

JP = "bpjs.jp_wage_max"
TODAY = date(2026, 11, 22)


class TestCite:
    def test_gives_the_value_in_force_with_its_source(self) -> None:
        cited = cite(JP, day=date(2026, 2, 1), today=TODAY)

        assert (cited.value, cited.since, cited.unit) == (10_547_400, date(2025, 3, 1), "rupiah")
        assert cited.rows is None
        assert "PP 45/2015" in cited.source

    def test_gives_the_rows_of_a_table(self) -> None:
        cited = cite("income_tax.ter_c", day=TODAY, today=TODAY)

        assert cited.value is None
        assert cited.rows is not None
        assert len(cited.rows) == 41
        assert cited.applies_to == ("K/3",)

    def test_refuses_a_day_before_the_first_value(self) -> None:
        with pytest.raises(NoValueInForce):
            cite("income_tax.ter_a", day=date(2023, 12, 31), today=TODAY)

    @pytest.mark.parametrize(
        ("day", "today", "stale"),
        [
            (date(2026, 3, 1), date(2027, 2, 28), False),
            (date(2026, 3, 1), date(2027, 3, 1), True),
            (date(2027, 3, 1), date(2026, 11, 22), True),
            (date(2026, 2, 1), date(2027, 3, 1), False),
        ],
        ids=["in time", "past it today", "past it on the day it is used for", "followed by a later value"],
    )
    def test_marks_what_is_past_its_review_date(self, day: date, today: date, stale: bool) -> None:
        assert cite(JP, day=day, today=today).stale is stale


class TestCiteAll:
    def test_gives_each_value_once(self) -> None:
        used = [(JP, date(2026, month, 1)) for month in (1, 2, 3, 4)]

        cited = cite_all([*used, *used], today=TODAY)

        assert [one.value for one in cited] == [10_547_400, 11_086_300]

    def test_judges_by_the_latest_day_of_use(self) -> None:
        used = [(JP, date(2027, 4, 1)), (JP, date(2026, 4, 1))]

        assert [one.stale for one in cite_all(used, today=TODAY)] == [True]


class TestInForce:
    def test_lists_everything(self) -> None:
        known = {f"{topic}.{name}" for topic in topics() for name in entries(topic)}

        assert {one.id for one in in_force(TODAY, today=TODAY)} == known

    def test_lists_one_topic(self) -> None:
        assert [one.id for one in in_force(TODAY, today=TODAY, topic="zakat")] == [
            "zakat.nisab_month",
            "zakat.rate",
        ]

    def test_leaves_out_what_had_not_begun(self) -> None:
        early = {one.id for one in in_force(date(2022, 1, 1), today=TODAY, topic="income_tax")}

        assert early == {"income_tax.pasal_17"}
