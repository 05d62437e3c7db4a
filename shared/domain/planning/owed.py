"""What a plan takes for granted about debts that do not tell everything."""

from collections.abc import Iterable, Iterator

from shared.domain.debts.caps import completed
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.model import PlannedDebt


def with_usual_terms(debts: Iterable[PlannedDebt], assumed: Assumed) -> Iterator[PlannedDebt]:
    """Each debt with a card's usual minimum, and the caps on what an online loan and being late with it cost,
    where none is told."""
    for it in debts:
        found = completed(it.debt, day=assumed.day)
        for rule in found.assumed:
            assumed.value(f"debts.{rule}")
        yield it.model_copy(update={"debt": found.debt})
