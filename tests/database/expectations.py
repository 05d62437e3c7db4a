"""Who may do what with which column and function, in one place.

Whoever adds a table, a column or a function adds it in `expected`: `test_privileges.py` compares these pages
with the catalogue, and the attempts that every actor makes against the owner's rows are made from them.
"""

from collections.abc import Mapping

from tests.database.expected.budget_months import BUDGET_MONTHS
from tests.database.expected.consents import CONSENT_DEFINERS, CONSENT_FUNCTIONS, CONSENTS
from tests.database.expected.debts import DEBT_DEFINERS, DEBT_FUNCTIONS, DEBTS
from tests.database.expected.goals import GOAL_DEFINERS, GOAL_FUNCTIONS, GOALS
from tests.database.expected.imports import IMPORT_ROWS, IMPORTS
from tests.database.expected.ledger import LEDGER
from tests.database.expected.model import Table
from tests.database.expected.people import PEOPLE
from tests.database.expected.places import PLACES
from tests.database.expected.planning import PLANNING, RECURRING
from tests.database.expected.platform_functions import PLATFORM_DEFINERS, PLATFORM_FUNCTIONS
from tests.database.expected.tracker_functions import TRACKER_DEFINERS, TRACKER_FUNCTIONS

TABLES: Mapping[str, Table] = {
    **PEOPLE,
    **BUDGET_MONTHS,
    **PLACES,
    **RECURRING,
    **IMPORTS,
    **LEDGER,
    **IMPORT_ROWS,
    **PLANNING,
    **GOALS,
    **DEBTS,
    **CONSENTS,
}
"""Every table, after those that it refers to."""

VIEWS: Mapping[str, tuple[str, ...]] = {
    "items": (
        "user_id",
        "transaction_id",
        "part_id",
        "is_first",
        "account_id",
        "booked_on",
        "amount",
        "category_id",
        "budget_group",
        "merchant",
        "note",
        "recurring_id",
        "source",
    ),
}
"""Every view and its columns. Whoever is signed in reads it, and sees their own; it asks as its reader."""

FUNCTIONS: Mapping[str, frozenset[str]] = {
    **PLATFORM_FUNCTIONS,
    **TRACKER_FUNCTIONS,
    **GOAL_FUNCTIONS,
    **DEBT_FUNCTIONS,
    **CONSENT_FUNCTIONS,
}
"""Who may call what, beside the owner of the database."""

DEFINERS: frozenset[str] = (
    PLATFORM_DEFINERS | TRACKER_DEFINERS | GOAL_DEFINERS | DEBT_DEFINERS | CONSENT_DEFINERS
)
"""The functions that act with their owner's rights; each knows the caller by auth.uid() or is a trigger."""
