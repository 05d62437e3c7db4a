"""Facts for tests, with sensible defaults."""

from datetime import UTC, date, datetime
from decimal import Decimal

from shared.domain.conversation.model import Basis, Fact, FactUnit

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_fact(
    name: str,
    value: int | Decimal | date | str,
    unit: FactUnit = FactUnit.RUPIAH,
    *,
    basis: Basis = Basis.COMPUTED,
) -> Fact:
    """A fact of that name; text stands for a decimal."""
    return Fact(
        id=name,
        label=name,
        value=Decimal(value) if isinstance(value, str) else value,
        unit=unit,
        basis=basis,
        formula=name,
        as_of=NOON,
    )


def income(amount: int = 5_000_000) -> Fact:
    """A monthly income."""
    return a_fact("income", amount)


def spending(amount: int = 4_250_000) -> Fact:
    """A month's spending."""
    return a_fact("spending", amount)


def rate(fraction: str = "0.15") -> Fact:
    """A savings rate."""
    return a_fact("rate", fraction, FactUnit.FRACTION)


def months(number: str = "1.4") -> Fact:
    """How long an emergency fund lasts."""
    return a_fact("months", number, FactUnit.MONTHS)
