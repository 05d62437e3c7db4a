"""Entries are checked before anything is asked of the database, and its refusals are put into words."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.entries import (
    EntriesRefused,
    check_due_days,
    check_entries,
    refusal,
    unknown_references,
)
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import NewTransaction

BANK, WALLET, OTHER = (UUID(int=number) for number in (1, 2, 3))
CATEGORY = UUID(int=9)


def an_entry(**told: Any) -> NewTransaction:
    usual: dict[str, Any] = {"account_id": BANK, "booked_on": "2026-11-22", "amount": -35_000}
    return NewTransaction.model_validate(usual | told)


def pointers(*entries: NewTransaction) -> list[str]:
    try:
        check_entries(entries)
    except EntriesRefused as refused:
        return [field.pointer for field in refused.fields]
    return []


class TestCheckEntries:
    @pytest.mark.parametrize(
        "told",
        [
            {},
            {"amount": 1, "source": "SENTENCE"},
            {"to_account_id": WALLET},
            {"parts": [{"amount": -30_000}, {"amount": -5_000}]},
            {"recurring_id": OTHER, "due_on": "2026-11-20", "source": "RECURRING"},
            {"booked_on": "2000-01-01"},
            {"booked_on": "2100-12-31"},
        ],
    )
    def test_lets_through_what_can_be_saved(self, told: dict[str, Any]) -> None:
        assert pointers(an_entry(**told)) == []

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"amount": 0}, "amount"),
            ({"booked_on": "1999-12-31"}, "booked_on"),
            ({"booked_on": "2101-01-01"}, "booked_on"),
            ({"source": "IMPORT"}, "source"),
            ({"source": "RECONCILIATION"}, "source"),
            ({"recurring_id": OTHER}, "due_on"),
            ({"source": "RECURRING"}, "recurring_id"),
            ({"due_on": "2026-11-20"}, "due_on"),
            ({"recurring_id": OTHER, "due_on": "1999-11-20"}, "due_on"),
            ({"to_account_id": BANK}, "to_account_id"),
            ({"to_account_id": WALLET, "amount": 35_000}, "amount"),
            ({"to_account_id": WALLET, "category_id": CATEGORY}, "category_id"),
            ({"to_account_id": WALLET, "parts": [{"amount": -1}, {"amount": -34_999}]}, "parts"),
            ({"parts": [{"amount": -35_000}]}, "parts"),
            ({"parts": [{"amount": -30_000}, {"amount": -4_000}]}, "parts"),
            ({"parts": [{"amount": -35_000}, {"amount": 0}]}, "parts/1/amount"),
            ({"parts": [{"amount": -36_000}, {"amount": 1_000}]}, "parts/1/amount"),
        ],
    )
    def test_points_at_what_is_wrong(self, told: dict[str, Any], field: str) -> None:
        assert pointers(an_entry(), an_entry(**told)) == [f"/entries/1/{field}"]

    def test_points_at_everything_that_is_wrong(self) -> None:
        wrong = an_entry(amount=0, booked_on="1990-01-01"), an_entry(), an_entry(source="IMPORT")

        assert pointers(*wrong) == ["/entries/0/amount", "/entries/0/booked_on", "/entries/2/source"]

    @given(st.lists(st.integers(1, 10**12), min_size=2, max_size=20), st.integers(-3, 3))
    def test_wants_parts_that_add_up_to_the_rupiah(self, parts: list[int], off: int) -> None:
        entry = an_entry(amount=-sum(parts) + off, parts=[{"amount": -part} for part in parts])

        assert ("/entries/0/parts" in pointers(entry)) == (off != 0)


class TestUnknownReferences:
    def test_are_all_that_the_person_does_not_have(self) -> None:
        entries = [
            an_entry(category_id=CATEGORY),
            an_entry(to_account_id=OTHER),
            an_entry(account_id=OTHER, category_id=OTHER),
            an_entry(
                parts=[{"amount": -1, "category_id": CATEGORY}, {"amount": -34_999, "category_id": OTHER}]
            ),
        ]

        found = unknown_references(entries, accounts={BANK}, categories={CATEGORY})

        assert [(problem.pointer, problem.message.en) for problem in found] == [
            ("/entries/1/to_account_id", "There is no such account."),
            ("/entries/2/account_id", "There is no such account."),
            ("/entries/2/category_id", "There is no such category."),
            ("/entries/3/parts/1/category_id", "There is no such category."),
        ]


class TestCheckDueDays:
    RENT = RecurringRule(
        id=OTHER,
        account_id=BANK,
        amount=-5,
        rrule="FREQ=MONTHLY;BYMONTHDAY=5;COUNT=3",
        starts_on=date(2026, 9, 1),
        ends_on=date(2026, 10, 31),
        skipped=(date(2026, 9, 5),),
        booked=(date(2026, 10, 5),),
    )

    @pytest.mark.parametrize("due_on", ["2026-09-05", "2026-10-05"])
    def test_takes_the_days_of_the_rule_settled_or_not(self, due_on: str) -> None:
        check_due_days([an_entry(recurring_id=OTHER, due_on=due_on)], rules=[self.RENT])

    @pytest.mark.parametrize("due_on", ["2026-08-05", "2026-10-06", "2026-11-05", "2030-01-05"])
    def test_points_at_each_day_that_the_rule_never_falls_on(self, due_on: str) -> None:
        wrong = an_entry(recurring_id=OTHER, due_on=due_on)

        with pytest.raises(EntriesRefused) as refused:
            check_due_days([an_entry(), wrong], rules=[self.RENT])

        assert [field.pointer for field in refused.value.fields] == ["/entries/1/due_on"]

    def test_says_why_a_rule_cannot_be_followed(self) -> None:
        broken = self.RENT.model_copy(update={"rrule": "FREQ=MONTHLY;BYMONTHDAY=40"})

        with pytest.raises(EntriesRefused) as refused:
            check_due_days([an_entry(recurring_id=OTHER, due_on="2026-09-05")], rules=[broken])

        assert "BYMONTHDAY=40" in refused.value.fields[0].message.en

    def test_leaves_unknown_rules_to_the_database(self) -> None:
        check_due_days([an_entry(recurring_id=OTHER, due_on="2026-09-06"), an_entry()], rules=[])


class TestRefusal:
    @pytest.mark.parametrize(
        ("constraint", "place", "pointer"),
        [
            ("month_closed", 3, "/entries/3/booked_on"),
            ("transactions_account_fkey", 0, "/entries/0/account_id"),
            ("transactions_recurring_id_due_on_key", 1, "/entries/1/due_on"),
            ("something_new", 2, "/entries/2"),
            (None, None, "/entries"),
        ],
    )
    def test_points_at_what_the_database_refused(
        self, constraint: str | None, place: int | None, pointer: str
    ) -> None:
        (field,) = refusal(constraint, place=place).fields

        assert field.pointer == pointer
        assert field.message.id != field.message.en


class TestDays:
    def test_of_transactions_reach_a_century(self) -> None:
        assert pointers(an_entry(booked_on=date(2063, 4, 5))) == []
