"""What the checks of accounts, profiles and figures refuse and take from anybody."""

from collections.abc import Mapping
from typing import Any

from psycopg.types.json import Jsonb

TOO_MUCH = 10**15
LONG_URL = "https://x.id/" + "a" * 2048
NO_LISTS: list[Any] = [Jsonb({}), Jsonb([1]), Jsonb([[{}]]), Jsonb([None]), Jsonb([{"name": "x" * 40_000}])]
LISTS = ("current_investments", "assets", "liabilities", "insurance")
AMOUNTS = (
    "monthly_income",
    "monthly_expenses",
    "monthly_needs",
    "monthly_wants",
    "current_savings",
    "current_debt",
    "emergency_fund_amount",
)

PEOPLE_REFUSED: Mapping[str, list[Any]] = {
    "users.username": ["ab", "a" * 31, "budi santoso", "budi-s", "búdi", "", "budi\n"],
    "users.first_name": ["", "  ", "x" * 101, "a\nb"],
    "users.last_name": ["", "  ", "x" * 101, "a\nb"],
    "users.phone": ["081234567890", "+0812345678", "+62 812", "+1234567", "+" + "1" * 16],
    "users.avatar_url": ["http://x.id/a.png", "javascript:alert(1)", "https://", "https://a b", LONG_URL],
    "users.preferences": [Jsonb([]), Jsonb("x"), Jsonb(1), Jsonb({"x": "y" * 8192})],
    "user_profiles.date_of_birth": ["1919-12-31", "-infinity"],
    "user_profiles.occupation": ["", " ", "x" * 256, "a\tb"],
    "user_profiles.company": ["", " ", "x" * 256, "a\tb"],
    "user_profiles.education_level": ["", "x" * 101],
    "user_profiles.dependents": [-1, 21],
    "user_profiles.address": [Jsonb(["x"]), Jsonb("x"), Jsonb({"street": "x" * 4096})],
    "user_profiles.currency": ["USD", "idr", ""],
    "financial_data.stated_goals": [["x"] * 21, ["x" * 201], [""], [" "], [None], [["a"], ["b"]]],
    "financial_data.investment_experience": ["", "x" * 51],
    **{f"financial_data.{amount}": [-1, TOO_MUCH] for amount in AMOUNTS},
    **{f"financial_data.{name}": NO_LISTS for name in LISTS},
}
"""By table and column: values that the column's own check refuses."""

PEOPLE_TAKEN: Mapping[str, list[Any]] = {
    "users.username": ["abc", "budi_s.99", "Budi", None],
    "users.first_name": ["Á", "x" * 100, "Nur 'Ainī", "陈", None],
    "users.phone": ["+6281234567890", "+12345678", None],
    "users.avatar_url": ["https://x.id/a?b=c#d", None],
    "users.preferences": [Jsonb({}), Jsonb({"a": [1, {"b": None}]})],
    "user_profiles.date_of_birth": ["1920-01-01", "2006-02-28", None],
    "user_profiles.dependents": [0, 20, None],
    "user_profiles.address": [Jsonb({"city": "Bogor"}), None],
    "financial_data.stated_goals": [[], ["x" * 200] * 20, ["a\nb", 'ru"mah'], None],
    **{f"financial_data.{amount}": [0, TOO_MUCH - 1, None] for amount in AMOUNTS},
    **{f"financial_data.{name}": [Jsonb([]), Jsonb([{"a": [1]}]), None] for name in LISTS},
}
"""Values at the edges that are kept."""
