"""Fintar's own file: harmless in a spreadsheet, and back to the same rows."""

import csv
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.budget.imports.examination import Examined
from shared.domain.budget.imports.export import (
    ExportedCategory,
    ExportedPart,
    ExportedTransaction,
    first_line,
    lines_of,
)
from shared.domain.budget.imports.file_rows import FileRow
from shared.domain.budget.imports.own_columns import HEADINGS
from shared.domain.budget.transactions import AccountKind, BudgetGroup, TransactionSource
from shared.domain.money import MAX_RUPIAH
from tests.domain.budget.imports.files import looked_at, refused

FORMULA_SIGNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
LINE = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=40,
).filter(str.strip)
FORMULAS = st.sampled_from(
    ["=1+1", "+62", "-5", "@SUM(A1)", "'kutip", "''dua", '="a"', "\uff1d1", '"', ",", ";;", " =1"]
)
LINES = st.one_of(LINE, FORMULAS, st.tuples(FORMULAS, LINE).map("".join)).map(lambda text: text[:60])
NOTES = st.one_of(LINES, st.lists(LINE, min_size=1, max_size=3).map("\n".join)).map(lambda text: text[:500])
AMOUNTS = st.one_of(st.integers(-MAX_RUPIAH, -1), st.integers(1, MAX_RUPIAH))
CATEGORIES = st.builds(
    ExportedCategory,
    name=LINES,
    code=st.none() | st.sampled_from(["needs.rent", "wants.coffee"]),
    budget_group=st.sampled_from(BudgetGroup),
)


@st.composite
def transactions(draw: st.DrawFn) -> ExportedTransaction:
    sign = draw(st.sampled_from([1, -1]))
    parts = [
        ExportedPart(
            amount=sign * draw(st.integers(1, 1_000_000)),
            category=draw(st.none() | CATEGORIES),
            note=draw(st.none() | NOTES),
        )
        for _ in range(draw(st.sampled_from([0, 0, 2, 3])))
    ]
    return ExportedTransaction(
        id=draw(st.uuids(version=4)),
        booked_on=draw(st.dates(date(2000, 1, 1), date(2100, 12, 31))),
        account=draw(LINES),
        account_kind=draw(st.sampled_from(AccountKind)),
        amount=sum(part.amount for part in parts) if parts else draw(AMOUNTS),
        category=None if parts else draw(st.none() | CATEGORIES),
        merchant=draw(st.none() | LINES),
        note=draw(st.none() | NOTES),
        source=draw(st.sampled_from(TransactionSource)),
        transfer_id=draw(st.none() | st.uuids(version=4)),
        parts=tuple(parts),
    )


def exported(*all_of_them: ExportedTransaction) -> str:
    return first_line() + lines_of(all_of_them)


def coffee(**changes: Any) -> ExportedTransaction:
    told: dict[str, Any] = {
        "id": UUID(int=7),
        "booked_on": date(2026, 2, 25),
        "account": "BCA",
        "account_kind": AccountKind.BANK,
        "amount": -35_000,
        "category": None,
        "merchant": "Kopi",
        "note": None,
        "source": TransactionSource.MANUAL,
        "transfer_id": None,
        "parts": (),
    }
    return ExportedTransaction.model_validate(told | changes)


def split(**changes: Any) -> ExportedTransaction:
    parts = (
        ExportedPart(amount=-10_000, category=None, note="roti"),
        ExportedPart(amount=-25_000, category=None, note=None),
    )
    return coffee(parts=parts, **changes)


def said(row: FileRow) -> dict[str, Any]:
    """A row of the file as the transaction that it says."""
    assert row.own is not None
    return {
        "id": row.own.id,
        "booked_on": row.booked_on,
        "account": row.own.account,
        "account_kind": row.own.account_kind,
        "amount": row.amount,
        "category": row.own.category,
        "merchant": row.own.merchant,
        "note": row.note,
        "source": row.own.source,
        "transfer_id": row.own.transfer,
        "parts": [(part.amount, part.category, part.note) for part in row.own.parts],
    }


def meant(transaction: ExportedTransaction) -> dict[str, Any]:
    """A transaction as a file can say it."""

    def named(category: ExportedCategory | None) -> tuple[str | None, str, BudgetGroup] | None:
        return None if category is None else (category.code, category.name, category.budget_group)

    return {
        **dict(transaction),
        "category": named(transaction.category),
        "parts": [(part.amount, named(part.category), part.note) for part in transaction.parts],
    }


class TestRoundTrip:
    @settings(max_examples=200)
    @given(st.lists(transactions(), min_size=1, max_size=6, unique_by=lambda transaction: transaction.id))
    def test_every_transaction_comes_back_as_it_was(self, all_of_them: list[ExportedTransaction]) -> None:
        file = looked_at(exported(*all_of_them))

        assert file.own
        assert refused(file) == {}
        assert [said(row) for row in file.rows] == [meant(transaction) for transaction in all_of_them]

    @given(st.lists(transactions(), min_size=1, max_size=4))
    def test_no_cell_starts_a_formula(self, all_of_them: list[ExportedTransaction]) -> None:
        lines = list(csv.reader(StringIO(exported(*all_of_them).removeprefix("\ufeff"), newline="")))

        for line in lines:
            told = dict(zip(HEADINGS, line, strict=True))
            texts = [told[column] for column in HEADINGS if column != "amount"]
            assert not any(text.startswith(FORMULA_SIGNS) for text in texts)

    @given(st.lists(transactions(), min_size=1, max_size=4), st.sampled_from(";\t|"))
    def test_no_cell_starts_a_formula_for_who_expects_another_separator(
        self, all_of_them: list[ExportedTransaction], separator: str
    ) -> None:
        file = StringIO(exported(*all_of_them).removeprefix("\ufeff"), newline="")

        for line in csv.reader(file, delimiter=separator):
            assert not any(cell.startswith(FORMULA_SIGNS) for cell in line)

    def test_begins_with_a_byte_order_mark_and_the_headings(self) -> None:
        assert exported() == f"\ufeff{','.join(HEADINGS)}\r\n"


class TestRefusals:
    @pytest.mark.parametrize(
        ("was", "becomes", "code"),
        [
            ("2026-02-25", "25/02/2026", "date_unreadable"),
            ("2026-02-25", "2026-02-31", "date_unreadable"),
            ("2026-02-25", "1999-12-31", "date_unreadable"),
            ("2026-02-25", "", "date_missing"),
            ("-35000", "-35.000", "amount_unreadable"),
            ("-35000", "-3.5E+04", "amount_unreadable"),
            ("-35000", "0", "amount_zero"),
            (",BCA,", ",,", "account_missing"),
            (",BANK,", ",BANKS,", "field_invalid"),
            (",MANUAL,", ",TYPED,", "field_invalid"),
            (str(UUID(int=7)), "7", "field_invalid"),
            ("Kopi", "x" * 121, "field_invalid"),
            ("\r\n", ",more\r\n", "field_invalid"),
        ],
    )
    def test_a_cell_that_is_not_as_it_was_written_is_refused_with_its_line(
        self, was: str, becomes: str, code: str
    ) -> None:
        head, body = first_line(), lines_of([coffee()])

        assert refused(looked_at(head + body.replace(was, becomes))) == {2: code}

    def test_a_split_transaction_without_one_of_its_parts_is_refused(self) -> None:
        lines = exported(split(), coffee(id=uuid4())).splitlines(keepends=True)

        file = looked_at("".join([*lines[:2], *lines[3:]]))

        assert refused(file) == {2: "parts_incomplete"}
        assert len([row for row in file.rows if not row.refused]) == 1

    def test_parts_that_disagree_about_the_whole_are_refused(self) -> None:
        lines = exported(split()).splitlines(keepends=True)

        assert refused(looked_at("".join([*lines[:2], lines[2].replace("BCA", "BRI")]))) == {
            2: "parts_incomplete"
        }

    def test_nothing_is_booked_of_a_split_transaction_with_a_bad_part(self) -> None:
        lines = exported(split()).splitlines(keepends=True)

        file = looked_at("".join([*lines[:2], lines[2].replace("-25000", "dua")]))

        assert refused(file) == {3: "amount_unreadable"}
        assert len(file.rows) == 1


def test_a_bank_file_is_not_taken_for_it() -> None:
    file: Examined = looked_at("Tanggal,Keterangan,Jumlah\n25/02/2026,Kopi,-15000\n")

    assert not file.own
