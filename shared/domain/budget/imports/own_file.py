"""Reading Fintar's own file: nothing is left open in it, and a cell that is not as written is refused."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from shared.domain.budget.cells import original
from shared.domain.budget.holdings import line as line_of_text
from shared.domain.budget.imports.dates import FIRST_DAY, LAST_DAY
from shared.domain.budget.imports.file_rows import FileRow, OwnFacts, OwnPart
from shared.domain.budget.imports.own_columns import HEADINGS
from shared.domain.budget.imports.reasons import Reason, quoting
from shared.domain.budget.imports.table import Line
from shared.domain.budget.transactions import AccountKind, BudgetGroup, TransactionSource
from shared.domain.money import MAX_RUPIAH

_NUMBERED_PART = re.compile(r"part ([0-9]{1,2})/([0-9]{1,2})")
_CODES = {
    "date": "date_unreadable",
    "amount": "amount_unreadable",
}


def _written_or_none(value: object) -> object:
    return (original(value) or None) if isinstance(value, str) else value


def _word_or_none(value: object) -> object:
    return value or None


def _iso_day(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("not an ISO 8601 day")
    return value


def _whole_number(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,15}", value):
        raise ValueError("not a whole number")
    return int(value)


NoteText = Annotated[str, Field(max_length=500, pattern=r"^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$")]
OptionalLine = BeforeValidator(_written_or_none)


class _OwnLine(BaseModel):
    """One line of the file, each cell as its column says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fintar_id: UUID
    date: Annotated[date, BeforeValidator(_iso_day), Field(ge=FIRST_DAY, le=LAST_DAY)]
    account: Annotated[str, line_of_text(60), OptionalLine]
    account_kind: AccountKind
    amount: Annotated[int, BeforeValidator(_whole_number), Field(ge=-MAX_RUPIAH, le=MAX_RUPIAH)]
    category: Annotated[Annotated[str, line_of_text(60)] | None, OptionalLine]
    category_code: Annotated[str | None, BeforeValidator(_word_or_none)]
    category_group: Annotated[BudgetGroup | None, BeforeValidator(_word_or_none)]
    merchant: Annotated[Annotated[str, line_of_text(120)] | None, OptionalLine]
    note: Annotated[NoteText | None, OptionalLine]
    source: TransactionSource
    transfer: Annotated[UUID | None, BeforeValidator(_word_or_none)]
    part: Annotated[str | None, BeforeValidator(_word_or_none)]
    part_note: Annotated[NoteText | None, OptionalLine]


def is_own_header(line: Line | None) -> bool:
    """Whether a line is the header of Fintar's own file."""
    return line is not None and line.cells == HEADINGS


def read_own_rows(lines: Sequence[Line]) -> tuple[FileRow, ...]:
    """Every transaction of the file in its order; the lines of one that is split become one row."""
    return tuple(row for _, group in groupby(lines, key=_identity) for row in _rows(list(group)))


def _identity(line: Line) -> str:
    """What the lines of one split transaction share; every other line stands alone."""
    return line.text(0) if line.text(HEADINGS.index("part")) else f"line {line.number}"


def _rows(group: list[Line]) -> Iterator[FileRow]:
    """One row, or a refusal for each line of a group that is not whole."""
    read: list[_OwnLine] = []
    for line in group:
        try:
            read.append(_OwnLine.model_validate(_cells(line)))
        except ValidationError as error:
            yield _refused(line, _reason(error, line))
    if len(read) < len(group):
        return
    if read[0].part is None:
        yield _row(group[0], read[0], read[0].amount, ())
    elif _are_all_parts(read):
        parts = tuple(_part(part) for part in read)
        yield _row(group[0], read[0], sum(part.amount for part in read), parts)
    else:
        yield _refused(group[0], Reason("parts_incomplete", "part"))


def _cells(line: Line) -> dict[str, Any]:
    cells = {heading: line.cell(column) for column, heading in enumerate(HEADINGS)}
    if len(line.cells) > len(HEADINGS):
        cells["beyond"] = line.cells[len(HEADINGS)]
    return {heading: cell if isinstance(cell, str) else str(cell) for heading, cell in cells.items()}


def _are_all_parts(read: Sequence[_OwnLine]) -> bool:
    """Whether the lines are part 1 to n of n, n at least 2, and agree on everything that is of the whole."""
    numbers = [_NUMBERED_PART.fullmatch(line.part or "") for line in read]
    wholes = [line.model_copy(update=_OF_A_PART) for line in read]
    told = [(int(number[1]), int(number[2])) for number in numbers if number is not None]
    same = all(whole == wholes[0] for whole in wholes)
    return same and len(read) >= 2 and told == [(at, len(read)) for at in range(1, len(read) + 1)]


_OF_A_PART: dict[str, Any] = {
    "amount": 0,
    "category": None,
    "category_code": None,
    "category_group": None,
    "part": None,
    "part_note": None,
}


def _row(line: Line, read: _OwnLine, amount: int, parts: tuple[OwnPart, ...]) -> FileRow:
    if not amount or not all(part.amount for part in parts):
        return _refused(line, Reason("amount_zero", "amount"))
    return FileRow(
        line=line.number,
        description=read.merchant or "",
        booked_on=read.date,
        amount=amount,
        note=read.note,
        own=OwnFacts(
            id=read.fintar_id,
            account=read.account,
            account_kind=read.account_kind,
            merchant=read.merchant,
            category=None if parts else _category(read),
            source=read.source,
            transfer=read.transfer,
            parts=parts,
        ),
    )


def _part(read: _OwnLine) -> OwnPart:
    return OwnPart(read.amount, _category(read), read.part_note)


def _category(read: _OwnLine) -> tuple[str | None, str, BudgetGroup] | None:
    if read.category is None or read.category_group is None:
        return None
    return read.category_code, read.category, read.category_group


def _refused(line: Line, reason: Reason) -> FileRow:
    return FileRow(line=line.number, description=line.text(HEADINGS.index("merchant")), reason=reason)


def _reason(error: ValidationError, line: Line) -> Reason:
    field = str(error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"][0])
    text = line.text(HEADINGS.index(field)) if field in HEADINGS else line.text(len(HEADINGS))
    if not text and field == "date":
        return Reason("date_missing", field)
    if not text and field == "account":
        return Reason("account_missing", field)
    return quoting(_CODES.get(field, "field_invalid"), field, text)
