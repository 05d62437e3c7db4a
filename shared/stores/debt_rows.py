"""Rows of debts as the database tells them, inside whatever answer they come with."""

from collections.abc import Sequence
from typing import cast

from pydantic import JsonValue, ValidationError

from shared.domain.debts.model import Debt
from shared.domain.debts.owed import DebtsOwed, LeftOutDebt
from shared.stores.database import Row

_TERMS = tuple(Debt.model_fields)
"""What is told of a debt; its row holds more."""


def debts_owed(rows: Sequence[Row]) -> DebtsOwed:
    """What `debts_of` answers with. A row whose terms do not go together is left out, never an error."""
    told = [(row, debt_of(row)) for row in rows]
    return DebtsOwed(
        debts=tuple(debt for _, debt in told if debt is not None),
        left_out=tuple(
            LeftOutDebt(name=str(row["name"]), balance=_rupiah(row["balance"]))
            for row, debt in told
            if debt is None
        ),
    )


def debt_of(row: Row) -> Debt | None:
    """The debt in a row; None where its terms do not go together."""
    try:
        return Debt.model_validate({name: row[name] for name in _TERMS})
    except ValidationError:
        return None


def _rupiah(told: JsonValue) -> int:
    return int(cast("int", told))
