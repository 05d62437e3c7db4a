"""Figures of a month: `month.<name>`, and `month.<code>.<subject>.<name>` for the parts of an insight."""

from decimal import Decimal

from shared.domain.budget.model import Figure, Unit

RUPIAH, FRACTION, DAYS, COUNT = Unit.RUPIAH, Unit.FRACTION, Unit.DAYS, Unit.COUNT


def tracked(name: str, value: int, unit: Unit = RUPIAH, *, formula: str | None = None) -> Figure:
    """A figure that the transactions or balances tell as they are."""
    formula = formula or f"month_{name}"
    return Figure(id=f"month.{name}", value=value, unit=unit, formula=formula, basis="tracked")


def computed(
    name: str, value: int | Decimal, unit: Unit, *rests_on: str, formula: str | None = None
) -> Figure:
    """A figure that follows from others, given by their ids."""
    formula = formula or f"month_{name}"
    return Figure(
        id=f"month.{name}", value=value, unit=unit, formula=formula, basis="computed", rests_on=rests_on
    )
