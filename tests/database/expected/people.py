"""The account, and what a person says about themselves and their money: one row each."""

from collections.abc import Mapping

from tests.database.expected.model import (
    ID,
    INSTANTS,
    OWNER,
    SELECT,
    SOME_TIME,
    UPDATE,
    WRITE,
    Column,
    Fresh,
    Own,
    Table,
)

PEOPLE: Mapping[str, Table] = {
    "users": Table(
        owner_column="id",
        service="select update",
        policies={"select": "owners read their account", "update": "owners change their account"},
        columns={
            "id": OWNER,
            "email": Column(owner=SELECT, other="somebody.else@example.com"),
            "username": Column(owner=UPDATE, other=Fresh("other_"), canary=Own("kenari_")),
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
            **INSTANTS,
        },
    ),
    "user_profiles": Table(
        service="select insert update delete",
        policies={
            "select": "owners read their profile",
            "insert": "owners add their profile",
            "update": "owners change their profile",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "date_of_birth": Column(owner=WRITE, other="1990-01-01", canary="1999-08-17"),
            "gender": Column(owner=WRITE, other="MALE", canary="UNDISCLOSED", telling=False),
            "occupation": Column(owner=WRITE, other="Lain", canary="Kenari Penyanyi"),
            "company": Column(owner=WRITE, other="Lain", canary="PT Kenari Emas"),
            "marital_status": Column(owner=WRITE, other="MARRIED", canary="WIDOWED", telling=False),
            "dependents": Column(owner=WRITE, other=1, canary=17, telling=False),
            "education_level": Column(owner=WRITE, other="Lain", canary="Sekolah Kenari"),
            "address": Column(owner=WRITE, other={"city": "Lain"}, canary={"city": "Kota Kenari"}),
            "currency": Column(owner=WRITE, other="IDR"),
            **INSTANTS,
        },
    ),
    "financial_data": Table(
        service="select insert update delete",
        policies={
            "select": "owners read their financial data",
            "insert": "owners add their financial data",
            "update": "owners change their financial data",
        },
        columns={
            "id": ID,
            "user_id": OWNER,
            "monthly_income": Column(owner=WRITE, other=1, canary=70_070_001),
            "monthly_expenses": Column(owner=WRITE, other=1, canary=70_070_002),
            "monthly_needs": Column(owner=WRITE, other=1, canary=70_070_003),
            "monthly_wants": Column(owner=WRITE, other=1, canary=70_070_004),
            "current_savings": Column(owner=WRITE, other=1, canary=70_070_005),
            "current_debt": Column(owner=WRITE, other=1, canary=70_070_006),
            "emergency_fund_amount": Column(owner=WRITE, other=1, canary=70_070_007),
            "stated_goals": Column(owner=WRITE, other=["Lain"], canary=["Rumah kenari"]),
            "risk_tolerance": Column(owner=WRITE, other="AGGRESSIVE", canary="MODERATE", telling=False),
            "investment_experience": Column(owner=WRITE, other="Lain", canary="Kenari pemula"),
            "current_investments": Column(owner=WRITE, other=[], canary=[{"name": "Reksa Kenari"}]),
            "assets": Column(owner=WRITE, other=[], canary=[{"name": "Sangkar kenari"}]),
            "liabilities": Column(owner=WRITE, other=[], canary=[{"name": "Cicilan kenari"}]),
            "insurance": Column(owner=WRITE, other=[], canary=[{"name": "Asuransi kenari"}]),
            **INSTANTS,
        },
    ),
}
