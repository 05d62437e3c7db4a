"""Every function that people may call: how it is called with the owner's ids, or why it is not."""

from collections.abc import Sequence

from tests.database.expected.call import Call
from tests.database.expected.category_calls import CATEGORY_CALLS
from tests.database.expected.consents import CONSENT_CALLS
from tests.database.expected.debts import DEBT_CALLS
from tests.database.expected.goals import GOAL_CALLS
from tests.database.expected.import_calls import IMPORT_CALLS
from tests.database.expected.ledger_calls import LEDGER_CALLS
from tests.database.expected.month_calls import MONTH_CALLS

CALLS: Sequence[Call] = (
    *LEDGER_CALLS,
    *MONTH_CALLS,
    *CATEGORY_CALLS,
    *IMPORT_CALLS,
    *GOAL_CALLS,
    *DEBT_CALLS,
    *CONSENT_CALLS,
)

TOLD_ELSEWHERE: frozenset[str] = frozenset(
    {
        "public.skip_onboarding",
        "public.save_account",
        "public.save_profile",
        "public.save_financial_data",
        "public.spend_rate_limit",
        "public.claim_idempotency_key",
        "public.keep_idempotent_answer",
        "public.release_idempotency_key",
        "private.require_caller",
        "private.month_to_tell",
        "private.skip_onboarding",
        "private.spend_rate_limit",
        "private.claim_idempotency_key",
        "private.keep_idempotent_answer",
        "private.release_idempotency_key",
    }
)
"""What acts on the caller's one row or keeps its state where nobody reads (`test_functions.py`), or only asks
`private.budget_month_of`."""

READ_NOBODYS_ROWS: frozenset[str] = frozenset(
    {
        "private.merged",
        "private.merged_preferences",
        "private.is_plain_json",
        "private.today",
        "private.first_of",
        "private.year_month_of",
        "private.last_working_day",
        "private.budget_month_start",
        "private.months_later",
        "private.month_totals",
        "private.carried",
        "private.refuse_unknown_keys",
        "private.derived_id",
        "private.merchant_words",
        "private.payments_left",
    }
)
"""What computes from what it is given, and from public holidays at most."""
