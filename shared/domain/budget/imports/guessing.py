"""The mapping that headings suggest, where they leave no choice; nothing is chosen among equals."""

from collections.abc import Mapping as Frozen
from collections.abc import Sequence

from shared.domain.budget.imports.amounts import direction_of
from shared.domain.budget.imports.cells import CellReader
from shared.domain.budget.imports.headings import Role, roles_of
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.survey import Survey

_MAX_DESCRIPTIONS = 8


def guessed_mapping(found: Survey, reader: CellReader) -> Mapping | None:
    """What the headings say about the columns; None where they do not say it all, or say it twice."""
    if found.header is None:
        return None
    columns = _columns(roles_of(found.header))
    date = _date_column(found, columns, reader)
    amounts = _amount_columns(columns)
    if date is None or amounts is None:
        return None
    marker = _marker_column(found, columns) if "amount" in amounts else None
    rest = {
        "description": tuple(columns.get(Role.DESCRIPTION, ())[:_MAX_DESCRIPTIONS]),
        "balance": _only(columns, Role.BALANCE),
        "category": _only(columns, Role.CATEGORY),
        "note": _only(columns, Role.NOTE),
    }
    return Mapping.model_validate({"date": date, "marker": marker, **amounts, **rest})


def _columns(roles: Frozen[int, Role]) -> dict[Role, list[int]]:
    columns: dict[Role, list[int]] = {}
    for column, role in roles.items():
        columns.setdefault(role, []).append(column)
    return columns


def _date_column(found: Survey, columns: Frozen[Role, Sequence[int]], reader: CellReader) -> int | None:
    """The first column that is headed as days and holds them, value dates only where there is no other."""
    for role in (Role.DATE, Role.VALUE_DATE):
        for column in columns.get(role, ()):
            days = sum(reader.days(line.cell(column)) is not None for line in found.rows)
            if days * 2 >= len(found.rows):
                return column
    return next(iter(columns.get(Role.DATE, ())), None)


def _amount_columns(columns: Frozen[Role, Sequence[int]]) -> dict[str, int] | None:
    debits, credits = columns.get(Role.DEBIT, ()), columns.get(Role.CREDIT, ())
    if len(debits) == 1 and len(credits) == 1:
        return {"debit": debits[0], "credit": credits[0]}
    amounts = columns.get(Role.AMOUNT, ())
    if len(amounts) == 1 and not debits and not credits:
        return {"amount": amounts[0]}
    return None


def _marker_column(found: Survey, columns: Frozen[Role, Sequence[int]]) -> int | None:
    """The column that says in or out in every row, if there is just one."""
    saying = [
        column
        for column in columns.get(Role.MARKER, ())
        if all(direction_of(line.text(column)) is not None for line in found.rows)
    ]
    return saying[0] if len(saying) == 1 else None


def _only(columns: Frozen[Role, Sequence[int]], role: Role) -> int | None:
    named = columns.get(role, ())
    return named[0] if len(named) == 1 else None
