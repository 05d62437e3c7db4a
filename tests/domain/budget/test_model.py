"""What counts as financial data."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from pydantic import JsonValue, ValidationError

from shared.domain.budget.holdings import MAX_ITEM_RUPIAH
from shared.domain.budget.model import (
    COMPLETING,
    MAX_ITEMS,
    FinancialData,
    FinancialDataChange,
    FinancialRecord,
)
from shared.domain.money import MAX_RUPIAH
from tests.builders.finances import households, make_data

YESTERDAY = datetime(2026, 11, 21, tzinfo=UTC)
WIDEST = "\U0001f600" * 80


def refused_at(body: dict[str, Any]) -> list[tuple[str | int, ...]]:
    """Where a change is refused; empty when it is accepted."""
    try:
        FinancialDataChange.model_validate_json(json.dumps(body))
    except ValidationError as error:
        return [problem["loc"] for problem in error.errors()]
    return []


class TestFinancialDataChange:
    @pytest.mark.parametrize(
        "amount", [1.5, 5_000_000.0, -1, "5000000", True, MAX_RUPIAH + 1, 10**30, [], {}, "Rp5.000.000"]
    )
    def test_refuses_what_is_not_whole_rupiah(self, amount: object) -> None:
        assert refused_at({"monthly_income": amount}) == [("monthly_income",)]

    @pytest.mark.parametrize("amount", [0, 1, MAX_RUPIAH, None])
    def test_takes_whole_rupiah_and_null(self, amount: int | None) -> None:
        assert refused_at({"monthly_income": amount}) == []

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("user_id", "00000000-0000-4000-8000-000000000000"),
            ("completed", True),
            ("risk_tolerance", "WILD"),
            ("investment_experience", "x" * 51),
            ("investment_experience", " "),
            ("stated_goals", ["x"] * 21),
            ("stated_goals", "umrah"),
            ("assets", {"kind": "HOUSE"}),
        ],
    )
    def test_refuses_unknown_fields_and_oversize(self, field: str, value: object) -> None:
        assert refused_at({field: value}) == [(field,)]

    @pytest.mark.parametrize(
        "goal", ["", "  ", "x" * 201, "a\nb", "a\u0000b", "a\u0085b", "a\u2028b", None, 7]
    )
    def test_refuses_a_goal_that_is_no_short_line(self, goal: object) -> None:
        assert refused_at({"stated_goals": [goal]}) == [("stated_goals", 0)]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"kind": "LOAN_SHARK"},
            {"name": ""},
            {"balance": -1},
            {"balance": 1.0},
            {"balance": MAX_ITEM_RUPIAH + 1},
            {"monthly_payment": "400000"},
            {"annual_rate": -0.01},
            {"annual_rate": 20.000001},
            {"annual_rate": 0.1234567},
            {"annual_rate": "NaN"},
            {"annual_rate": "0.5"},
            {"annual_rate": "1_0"},
            {"tenor": 12},
        ],
        ids=str,
    )
    def test_refuses_a_malformed_debt(self, wrong: dict[str, Any]) -> None:
        debt = {"kind": "PAYLATER", "name": "Cicilan", "balance": 1_000_000, **wrong}

        assert refused_at({"liabilities": [debt]}) == [("liabilities", 0, next(iter(wrong)))]

    def test_bounds_every_list(self) -> None:
        asset = {"kind": "OTHER", "name": "Sepeda", "value": 1}

        assert refused_at({"assets": [asset] * MAX_ITEMS}) == []
        assert refused_at({"assets": [asset] * (MAX_ITEMS + 1)}) == [("assets",)]

    def test_names_only_what_was_sent(self) -> None:
        change = FinancialDataChange.model_validate({"monthly_income": 5_000_000, "current_debt": None})

        assert change.changes() == {"monthly_income": 5_000_000, "current_debt": None}

    def test_keeps_a_rate_as_it_was_written(self) -> None:
        body = '{"liabilities": [{"kind": "PAWN", "name": "Gadai", "balance": 1, "annual_rate": 0.18}]}'

        change = FinancialDataChange.model_validate_json(body)

        assert change.liabilities is not None
        assert change.liabilities[0].annual_rate == Decimal("0.18")
        assert json.loads(json.dumps(change.changes()))["liabilities"][0]["annual_rate"] == 0.18

    def test_keeps_the_syntax_of_others_as_text(self) -> None:
        goal = "a,b.eq.(1),or=(id.gt.0)*%'\";--"

        change = FinancialDataChange.model_validate({"stated_goals": [goal]})

        assert change.changes() == {"stated_goals": [goal]}

    def test_fits_a_column_when_every_entry_is_as_wide_as_can_be(self) -> None:
        debt = {
            "kind": "COOPERATIVE_LOAN",
            "name": WIDEST,
            "lender": WIDEST,
            "balance": MAX_ITEM_RUPIAH,
            "monthly_payment": MAX_ITEM_RUPIAH,
            "annual_rate": 19.123456,
        }

        change = FinancialDataChange.model_validate({"liabilities": [debt] * MAX_ITEMS})

        stored = json.dumps(change.changes()["liabilities"], ensure_ascii=False)
        assert len(stored.encode()) <= 32_768

    @given(households())
    def test_survives_a_round_trip_as_json(self, data: FinancialData) -> None:
        assert FinancialData.model_validate_json(data.model_dump_json()) == data


class TestIsComplete:
    def test_needs_five_figures(self) -> None:
        assert make_data().is_complete()

    @pytest.mark.parametrize("name", COMPLETING)
    def test_misses_each_of_them(self, name: str) -> None:
        assert not make_data(**{name: None}).is_complete()

    def test_counts_zero_as_told(self) -> None:
        assert make_data(**dict.fromkeys(COMPLETING, 0)).is_complete()


class TestOfStored:
    def test_reads_what_was_saved(self) -> None:
        columns = make_data().model_dump(mode="json")

        record = FinancialRecord.of_stored(columns, updated_at=YESTERDAY)

        assert record == FinancialRecord(data=make_data(), updated_at=YESTERDAY)

    def test_sets_columns_of_another_shape_aside(self) -> None:
        columns: dict[str, JsonValue] = {
            **make_data().model_dump(mode="json"),
            "assets": [{"colour": "red"}, {"kind": "HOUSE"}],
            "insurance": [{"kind": "LIFE", "monthly_premium": 5000.5}],
        }

        record = FinancialRecord.of_stored(columns, updated_at=YESTERDAY)

        assert record.data == make_data()
        assert record.unreadable == ("assets", "insurance")
