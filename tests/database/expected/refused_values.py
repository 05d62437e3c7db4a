"""What the checks of the tracker's tables refuse and take from anybody."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from tests.database.expected.model import Ref

TOO_MUCH = 10**15
BAD_AMOUNTS = [0, TOO_MUCH, -TOO_MUCH]
TOO_MUCH_OWED = 10**13
BAD_SUMS_OWED = [-1, TOO_MUCH_OWED]
BAD_DAYS = ["1999-12-31", "2101-01-01", "infinity", "-infinity"]
BAD_NOTES = ["", " \n", "x" * 501, "a\tb", "a\rb"]
BAD_OBJECTS: list[Any] = [Jsonb([]), Jsonb("x"), Jsonb({"x": 10**16})]


def bad_line(longest: int) -> list[Any]:
    """Texts that are no line of 1 to `longest` characters."""
    return ["", " ", "x" * (longest + 1), "a\nb"]


FLAT: Mapping[str, Any] = {"balance": 1, "annual_rate": 2, "principal": 15_000, "monthly_fee": 100}
SAID_WRONG: list[Mapping[str, Any]] = [
    {"minimum_fraction": 1},
    {"instalment": 10_000, "ends_on": "2036-01-01"},
]
"""How no debt without interest and none with flat interest says what is paid each month."""

REFUSED: Mapping[str, list[Any]] = {
    "public_holidays.name": ["", "x" * 201],
    "budget_settings.start_day": [0, 29, -1],
    "closed_months.month": ["1999-11", "2101-02"],
    "accounts.name": bad_line(60),
    "accounts.institution": bad_line(60),
    "accounts.opening_balance": [TOO_MUCH, -TOO_MUCH],
    "accounts.opened_on": BAD_DAYS,
    "categories.code": ["needs", "Needs.rent", "needs.rent.flat", "needs.", ".rent", "needs.rent\n"],
    "categories.name": bad_line(60),
    "categories.name_en": bad_line(60),
    "recurring_transactions.merchant": bad_line(120),
    "recurring_transactions.note": BAD_NOTES,
    "recurring_transactions.amount": BAD_AMOUNTS,
    "recurring_transactions.rrule": [
        "",
        "RRULE:FREQ=DAILY",
        "FREQ=HOURLY",
        "freq=daily",
        "FREQ=DAILY;",
        "FREQ=DAILY\nCOUNT=3",
        "DTSTART:20260101",
        "FREQ=DAILY" + ";COUNT=1" * 24,
    ],
    "recurring_transactions.starts_on": ["1999-12-31", "-infinity"],
    "recurring_transactions.ends_on": ["2101-01-01", "infinity"],
    "recurring_transactions.skipped": [["2026-01-01"] * 401, [None], [["2026-01-01"], ["2026-01-02"]]],
    "imports.file_name": bad_line(200),
    "imports.file_sha256": ["", "0" * 63, "0" * 65, "g" * 64, "A" * 64],
    "imports.profile": ["", "x" * 61, "a\nb"],
    "imports.layout": ["", "x" * 65, "a\nb"],
    "imports.mapping": [*BAD_OBJECTS, Jsonb({"x": "y" * 9_000})],
    "imports.rows": [-1],
    "imports.rows_new": [-1],
    "imports.rows_duplicate": [-1],
    "imports.rows_refused": [-1],
    "imports.summary": [*BAD_OBJECTS, Jsonb({"x": "y" * 17_000})],
    "imports.booked": [*BAD_OBJECTS, Jsonb({"x": "y" * 140_000})],
    "transactions.booked_on": BAD_DAYS,
    "transactions.amount": BAD_AMOUNTS,
    "transactions.merchant": bad_line(120),
    "transactions.note": BAD_NOTES,
    "transactions.due_on": BAD_DAYS,
    "transactions.import_fingerprint": ["", "x" * 101],
    "transactions.import_occurrence": [-1],
    "transactions.category_origin": ["", "rule", "FILE", "PERSON"],
    "transaction_parts.amount": BAD_AMOUNTS,
    "transaction_parts.note": BAD_NOTES,
    "import_rows.line": [0, -1, 10_000_001],
    "import_rows.account_name": ["x" * 61],
    "import_rows.description": ["x" * 1001],
    "import_rows.merchant": bad_line(120),
    "import_rows.category_origin": ["", "rule", "GUESS"],
    "import_rows.note": BAD_NOTES,
    "import_rows.fingerprint": ["", "x" * 101],
    "import_rows.occurrence": [-1],
    "import_rows.reason": [*BAD_OBJECTS, Jsonb({"x": "y" * 5_000})],
    "import_rows.facts": [*BAD_OBJECTS, Jsonb({"x": "y" * 5_000})],
    "import_rows.parts": [Jsonb({}), Jsonb("x"), Jsonb(["x" * 70_000]), Jsonb([10**16])],
    "budgets.month": ["1999-11", "2101-02"],
    "budgets.amount": [-1, TOO_MUCH],
    "budgets.moved": [TOO_MUCH, -TOO_MUCH],
    "category_rules.match": ["", "exact", "STARTS"],
    "category_rules.origin": ["", "person", "SYSTEM"],
    "category_rules.priority": [-1001, 1001],
    "insight_dismissals.insight": ["", "x" * 121, "a\nb"],
    "financial_goals.name": bad_line(80),
    "financial_goals.target": [0, -1, TOO_MUCH],
    "financial_goals.target_on": BAD_DAYS,
    "financial_goals.priority": [0, 100],
    "goal_contributions.amount": [0, TOO_MUCH],
    "debts.name": [*bad_line(80), "\u00a0", "a\u2028b", "a\u0085b"],
    "debts.lender": [*bad_line(80), "\u3000", "a\u2029b"],
    "debts.taken_on": BAD_DAYS,
    "debts.balance": BAD_SUMS_OWED,
    "debts.annual_rate": [Decimal("-0.01"), Decimal("20.000001"), Decimal("NaN")],
    "debts.principal": [TOO_MUCH_OWED],
    "debts.monthly_fee": BAD_SUMS_OWED,
    "debts.origination_fee": BAD_SUMS_OWED,
    "debts.minimum_fraction": [0, Decimal("-0.1"), Decimal("1.000001")],
    "debts.minimum_floor": BAD_SUMS_OWED,
    "debts.instalment": [0, TOO_MUCH_OWED],
    "debts.due_day": [0, 32],
    "debts.ends_on": BAD_DAYS,
    "debts.late_amount": BAD_SUMS_OWED,
    "debts.late_fraction": [Decimal("1.000001")],
    "debts.late_cap": BAD_SUMS_OWED,
    "debts.early_penalty": [Decimal("-0.000001"), Decimal("1.000001")],
    "debts.charges_cap": [Decimal("-0.000001"), Decimal("100.000001")],
    "debts.charged": BAD_SUMS_OWED,
    "goal_contributions.made_on": BAD_DAYS,
}
"""By table and column: values that the column's own check refuses."""

TAKEN: Mapping[str, list[Any]] = {
    "budget_settings.start_day": [1, 28],
    "accounts.name": ["x" * 60, "Ainī's 陈"],
    "accounts.institution": ["x" * 60, None],
    "accounts.opening_balance": [TOO_MUCH - 1, 1 - TOO_MUCH, 0],
    "accounts.opened_on": ["2000-01-01", "2100-12-31"],
    "recurring_transactions.rrule": [
        "FREQ=DAILY",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;UNTIL=20301231T000000Z",
    ],
    "recurring_transactions.skipped": [[], ["2026-01-01"] * 400],
    "transactions.note": ["a\nb", "x" * 500, None],
    "transactions.amount": [TOO_MUCH - 1, 1 - TOO_MUCH, 1],
    "budgets.amount": [0, TOO_MUCH - 1],
    "budgets.month": ["1999-12", "2101-01"],
    "financial_goals.name": ["x" * 80, "Ainī's 陈"],
    "financial_goals.target": [1, TOO_MUCH - 1],
    "financial_goals.target_on": ["2000-01-01", "2100-12-31", None],
    "financial_goals.priority": [1, 99],
    "debts.name": ["x" * 80, "Ainī's 陈", " a "],
    "debts.balance": [0, TOO_MUCH_OWED - 1],
    "debts.annual_rate": [0, 20, Decimal("0.000001")],
    "debts.minimum_fraction": [1, Decimal("0.000001")],
    "debts.due_day": [1, 31],
    "debts.charges_cap": [0, 100, None],
    "category_rules.pattern": ["ab", "x" * 120, "KOPI  Tuku "],
}
"""Values at the edges that are kept."""

TOGETHER: Mapping[str, tuple[str, list[Mapping[str, Any]]]] = {
    "closed_months_check": ("closed_months", [{"first_day": "2026-02-02", "last_day": "2026-02-01"}]),
    "categories_system_check": (
        "categories",
        [{"code": "needs.mine"}, {"name_en": "Mine"}, {"user_id": None}],
    ),
    "recurring_transactions_transfer_check": (
        "recurring_transactions",
        [
            {"to_account_id": Ref("accounts"), "category_id": None},
            {"to_account_id": Ref("accounts", 1), "category_id": None, "amount": 1},
            {"to_account_id": Ref("accounts", 1), "category_id": Ref("categories")},
        ],
    ),
    "recurring_transactions_starts_on_check": (
        "recurring_transactions",
        [{"starts_on": "2101-01-01", "ends_on": None}, {"starts_on": "infinity", "ends_on": None}],
    ),
    "recurring_transactions_period_check": (
        "recurring_transactions",
        [{"starts_on": "2026-02-02", "ends_on": "2026-02-01"}],
    ),
    "transactions_due_check": ("transactions", [{"due_on": None, "source": "MANUAL"}]),
    # The leg of a transfer that arrives names no rule, and the day all the same.
    "transactions_recurring_due_check": (
        "transactions",
        [{"recurring_id": None, "due_on": None, "transfer_id": Ref("transfers"), "amount": 1}],
    ),
    "transactions_import_check": (
        "transactions",
        [{"import_fingerprint": None}, {"import_occurrence": None}],
    ),
    "year_month_check": (
        "budgets",
        [{"month": each} for each in ("2026-13", "2026-00", "2026-1", "2026-11 ")],
    ),
    "category_rules_pattern_words": ("category_rules", [{"pattern": each} for each in ("%%", "- * -")]),
    "financial_goals_rule_check": (
        "financial_goals",
        [
            {"kind": "DEBT_FREE"},
            {"target_rule": "DEBTS", "target": None, "grows": False},
            {"target_rule": "EXPENSES_MIN", "target": None, "grows": False},
            {"kind": "EMERGENCY_FUND", "target_rule": "DEBTS", "target": None, "grows": False},
        ],
    ),
    "financial_goals_fixed_check": (
        "financial_goals",
        [
            {"target": None, "grows": False},
            {"kind": "EMERGENCY_FUND", "target_rule": "EXPENSES_MIN", "grows": False},
        ],
    ),
    "financial_goals_grows_check": (
        "financial_goals",
        [{"kind": "EMERGENCY_FUND", "target_rule": "EXPENSES_GOOD", "target": None, "grows": True}],
    ),
    "goal_contributions_amount_check": ("goal_contributions", [{"kind": "SPENT", "amount": -TOO_MUCH}]),
    "goal_contributions_sign_check": (
        "goal_contributions",
        [{"kind": "SPENT"}, {"kind": "SET_ASIDE", "amount": -5}],
    ),
    "debts_balance_source_check": ("debts", [{"balance": None}, {"account_id": Ref("accounts", 3)}]),
    "debts_rate_method_check": ("debts", [{"method": "NONE"}]),
    "debts_principal_method_check": (
        "debts",
        [{"method": "FLAT", "ends_on": "2036-01-01"}, {"method": "DAILY", "ends_on": "2036-01-01"}],
    ),
    "debts_principal_check": ("debts", [{"balance": 0, "principal": 0}]),
    "debts_principal_balance_check": ("debts", [{"balance": 2, "principal": 1}]),
    "debts_payment_check": (
        "debts",
        [
            {"kind": "PERSONAL_LOAN"},
            {"instalment": 5, "ends_on": "2036-01-01"},
            {"instalment": 5, "minimum_fraction": 1},
            {"ends_on": "2036-01-01", "minimum_fraction": 1},
            *({**each, "method": "NONE", "annual_rate": 0} for each in SAID_WRONG),
            {"method": "FLAT", **FLAT},
            *({**each, "method": "FLAT", **FLAT} for each in SAID_WRONG),
            *({**each, "method": "DAILY", **FLAT} for each in ({"minimum_fraction": 1}, {"instalment": 5})),
        ],
    ),
    "debts_flat_instalment_check": (
        "debts",
        # 2_500 of interest a month, or 2_500.5, which counts as the even 2_500; 2_501.5 as 2_502.
        [
            {"method": "FLAT", **FLAT, "principal": principal, "instalment": instalment}
            for principal, instalment in (
                (15_000, 2_600),
                (15_003, 2_600),
                (15_009, 2_602),
                (15_000, 1),
                (9_999_999_999_999, 1),
            )
        ],
    ),
    "debts_late_cap_fraction_check": ("debts", [{"late_fraction": 0}]),
    "category_rules_pattern_check": ("category_rules", [{"pattern": "a"}, {"pattern": "x" * 121}]),
}
"""By constraint: a table and changes of several columns that it refuses."""
