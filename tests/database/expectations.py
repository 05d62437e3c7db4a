"""Who may do what with which column, in one place.

Whoever adds a table, a column or a function adds it here: `test_privileges.py` compares this page with the
catalogue, and the attempts that every actor makes against the owner's rows are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verb = Literal["select", "insert", "update", "delete"]
Actor = Literal["anon", "owner", "stranger", "consultant", "admin", "service"]
Value = str | int | bool | list[str] | dict[str, str] | list[dict[str, str]]

ACTORS: tuple[Actor, ...] = ("anon", "owner", "stranger", "consultant", "admin", "service")
ROLES: Mapping[Actor, str] = {
    "anon": "anon",
    "owner": "authenticated",
    "stranger": "authenticated",
    "consultant": "authenticated",
    "admin": "authenticated",
    "service": "service_role",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """What its owner may do with a column, what their row holds and what somebody tries to write."""

    owner: str
    other: Value
    canary: Value | None = None

    def allows(self, verb: Verb) -> bool:
        return verb in self.owner.split()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: the column that names the owner, its columns, its policies, and what the secret key may."""

    owner_column: str
    columns: Mapping[str, Column]
    policies: Mapping[Verb, str]
    service: str
    """The verbs of the secret key. It updates what owners may update, and inserts any column."""

    def may(self, role: str, verb: Verb, column: str) -> bool:
        """Whether a role holds a privilege on a column (for delete: on the table)."""
        if role == "service_role":
            allowed = verb in self.service.split()
            return allowed and (verb != "update" or self.columns[column].allows("update"))
        return role == "authenticated" and self.columns[column].allows(verb)


SELECT = "select"
UPDATE = "select update"
WRITE = "select insert update"
SOME_ID = "00000000-0000-4000-8000-00000000dead"
SOME_TIME = "2001-02-03T04:05:06+00:00"

TABLES: Mapping[str, Table] = {
    "users": Table(
        owner_column="id",
        service="select update",
        policies={"select": "owners read their account", "update": "owners change their account"},
        columns={
            "id": Column(owner=SELECT, other=SOME_ID),
            "email": Column(owner=SELECT, other="somebody.else@example.com"),
            "username": Column(owner=UPDATE, other="other_name", canary="kenari.pemilik"),
            "first_name": Column(owner=UPDATE, other="Lain", canary="Kenari-Depan"),
            "last_name": Column(owner=UPDATE, other="Lain", canary="Kenari-Belakang"),
            "phone": Column(owner=UPDATE, other="+6281111111111", canary="+628987654321"),
            "avatar_url": Column(
                owner=UPDATE, other="https://example.com/other.png", canary="https://example.com/kenari.png"
            ),
            "role": Column(owner=SELECT, other="ADMIN"),
            "is_verified": Column(owner=SELECT, other=False),
            "preferences": Column(owner=UPDATE, other={"theme": "dark"}, canary={"theme": "kenari-kuning"}),
            "onboarding_completed": Column(owner=SELECT, other=True),
            "onboarding_skipped_at": Column(owner=SELECT, other=SOME_TIME),
            "profile_completed": Column(owner=SELECT, other=True),
            "financial_data_completed": Column(owner=SELECT, other=True),
            "created_at": Column(owner=SELECT, other=SOME_TIME),
            "updated_at": Column(owner=SELECT, other=SOME_TIME),
        },
    ),
    "user_profiles": Table(
        owner_column="user_id",
        service="select insert update delete",
        policies={
            "select": "owners read their profile",
            "insert": "owners add their profile",
            "update": "owners change their profile",
        },
        columns={
            "id": Column(owner=SELECT, other=SOME_ID),
            "user_id": Column(owner=SELECT, other=SOME_ID),
            "date_of_birth": Column(owner=WRITE, other="1990-01-01", canary="1999-08-17"),
            "gender": Column(owner=WRITE, other="MALE", canary="UNDISCLOSED"),
            "occupation": Column(owner=WRITE, other="Lain", canary="Kenari Penyanyi"),
            "company": Column(owner=WRITE, other="Lain", canary="PT Kenari Emas"),
            "marital_status": Column(owner=WRITE, other="MARRIED", canary="WIDOWED"),
            "dependents": Column(owner=WRITE, other=1, canary=17),
            "education_level": Column(owner=WRITE, other="Lain", canary="Sekolah Kenari"),
            "address": Column(owner=WRITE, other={"city": "Lain"}, canary={"city": "Kota Kenari"}),
            "currency": Column(owner=WRITE, other="IDR"),
            "created_at": Column(owner=SELECT, other=SOME_TIME),
            "updated_at": Column(owner=SELECT, other=SOME_TIME),
        },
    ),
    "financial_data": Table(
        owner_column="user_id",
        service="select insert update delete",
        policies={
            "select": "owners read their financial data",
            "insert": "owners add their financial data",
            "update": "owners change their financial data",
        },
        columns={
            "id": Column(owner=SELECT, other=SOME_ID),
            "user_id": Column(owner=SELECT, other=SOME_ID),
            "monthly_income": Column(owner=WRITE, other=1, canary=70_070_001),
            "monthly_expenses": Column(owner=WRITE, other=1, canary=70_070_002),
            "monthly_needs": Column(owner=WRITE, other=1, canary=70_070_003),
            "monthly_wants": Column(owner=WRITE, other=1, canary=70_070_004),
            "current_savings": Column(owner=WRITE, other=1, canary=70_070_005),
            "current_debt": Column(owner=WRITE, other=1, canary=70_070_006),
            "emergency_fund_amount": Column(owner=WRITE, other=1, canary=70_070_007),
            "stated_goals": Column(owner=WRITE, other=["Lain"], canary=["Rumah kenari"]),
            "risk_tolerance": Column(owner=WRITE, other="AGGRESSIVE", canary="MODERATE"),
            "investment_experience": Column(owner=WRITE, other="Lain", canary="Kenari pemula"),
            "current_investments": Column(owner=WRITE, other=[], canary=[{"name": "Reksa Kenari"}]),
            "assets": Column(owner=WRITE, other=[], canary=[{"name": "Sangkar kenari"}]),
            "liabilities": Column(owner=WRITE, other=[], canary=[{"name": "Cicilan kenari"}]),
            "insurance": Column(owner=WRITE, other=[], canary=[{"name": "Asuransi kenari"}]),
            "created_at": Column(owner=SELECT, other=SOME_TIME),
            "updated_at": Column(owner=SELECT, other=SOME_TIME),
        },
    ),
}

FUNCTIONS: Mapping[str, frozenset[str]] = {
    "public.skip_onboarding()": frozenset({"authenticated"}),
    "public.save_account(jsonb)": frozenset({"authenticated"}),
    "public.save_profile(jsonb)": frozenset({"authenticated"}),
    "public.save_financial_data(jsonb)": frozenset({"authenticated"}),
    "public.spend_rate_limit(text)": frozenset({"authenticated"}),
    "public.claim_idempotency_key(text,text)": frozenset({"authenticated"}),
    "public.keep_idempotent_answer(text,integer,text,text)": frozenset({"authenticated"}),
    "public.release_idempotency_key(text)": frozenset({"authenticated"}),
    "private.require_caller()": frozenset({"authenticated"}),
    "private.merged(jsonb,jsonb)": frozenset({"authenticated"}),
    "private.merged_preferences(jsonb,jsonb)": frozenset({"authenticated"}),
    "private.is_plain_json(jsonb)": frozenset({"authenticated", "service_role"}),
    "private.skip_onboarding()": frozenset({"authenticated"}),
    "private.spend_rate_limit(text)": frozenset({"authenticated"}),
    "private.claim_idempotency_key(text,text)": frozenset({"authenticated"}),
    "private.keep_idempotent_answer(text,integer,text,text)": frozenset({"authenticated"}),
    "private.release_idempotency_key(text)": frozenset({"authenticated"}),
    "private.custom_access_token_hook(jsonb)": frozenset({"supabase_auth_admin"}),
    "private.grant_role(text,user_role)": frozenset(),
    "private.spend_rate_limit_at(uuid,text,timestamp with time zone)": frozenset(),
    "private.claim_idempotency_key_at(uuid,text,text,timestamp with time zone)": frozenset(),
    "private.adopt_sign_up_names(uuid,jsonb)": frozenset(),
    "private.add_user()": frozenset(),
    "private.mirror_email()": frozenset(),
    "private.touch_updated_at()": frozenset(),
    "private.lower_username()": frozenset(),
    "private.check_date_of_birth()": frozenset(),
    "private.mark_profile()": frozenset(),
    "private.mark_financial_data()": frozenset(),
    "private.complete_onboarding()": frozenset(),
}
"""Who may call what, beside the owner of the database."""

DEFINERS: frozenset[str] = frozenset(
    {
        "private.skip_onboarding()",
        "private.spend_rate_limit(text)",
        "private.claim_idempotency_key(text,text)",
        "private.keep_idempotent_answer(text,integer,text,text)",
        "private.release_idempotency_key(text)",
        "private.custom_access_token_hook(jsonb)",
        "private.add_user()",
        "private.mirror_email()",
        "private.mark_profile()",
        "private.mark_financial_data()",
    }
)
"""The functions that act with their owner's rights; each knows the caller by auth.uid() or is a trigger."""
