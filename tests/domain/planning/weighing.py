"""Can I afford it, for tests: a household, a motorbike, and ways to pay for it."""

import json
from typing import Any

from pydantic import TypeAdapter

from shared.domain.planning.affordability import affordability
from shared.domain.planning.affordability_model import (
    Affordability,
    Item,
    Way,
    WayOutcome,
)
from tests.domain.planning.plans import (
    Told,
    assumed,
    household,
)

CASH: Told = {"type": "CASH", "id": "cash"}
SAVE: Told = {"type": "SAVE_FIRST", "id": "save"}
WAYS: TypeAdapter[Way] = TypeAdapter(Way)


def instalments(months: int = 12, **fields: Any) -> Told:
    """A flat 12 % a year."""
    credit = {"terms": "FLAT", "months": months, "annual_rate": 0.12}
    return {"type": "INSTALMENTS", "id": "credit", "credit": credit, **fields}


def weighed(
    *ways: Told, price: int = 18_000_000, month: str = "2027-03", months: int = 24, **told: Any
) -> Affordability:
    """The answer for a household that has 15 million, 12 of them for emergencies, and keeps 3 a month."""
    item = {"name": "Motor", "price": price, "month": month, **told.pop("item", {})}
    return affordability(
        household(**told),
        Item.model_validate_json(json.dumps(item)),
        [WAYS.validate_json(json.dumps(way)) for way in ways],
        months=months,
        assumed=assumed(),
    )


def only(found: Affordability) -> WayOutcome:
    """The one way."""
    [way] = found.ways
    return way
