"""Ages, what is missing, and what comes next."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.model import COMPLETING
from shared.domain.profile import engine
from shared.domain.profile.engine import ImplausibleBirthDate
from shared.domain.profile.model import (
    Account,
    Address,
    Gender,
    MaritalStatus,
    Notifications,
    Preferences,
    Profile,
    Standing,
    Step,
)
from tests.fakes.users import make_account

TODAY = date(2026, 11, 22)

COMPLETE_PROFILE = Profile(
    date_of_birth=date(2000, 2, 28),
    gender=Gender.FEMALE,
    occupation="Perawat",
    marital_status=MaritalStatus.SINGLE,
    dependents=0,
)
COMPLETE_FIGURES: dict[str, int | None] = {
    "monthly_income": 5_000_000,
    "monthly_expenses": 3_500_000,
    "current_savings": 0,
    "current_debt": 0,
    "emergency_fund_amount": 0,
}


class TestAgeOn:
    @pytest.mark.parametrize(
        ("date_of_birth", "day", "age"),
        [
            (date(2000, 11, 22), date(2026, 11, 22), 26),
            (date(2000, 11, 23), date(2026, 11, 22), 25),
            (date(2004, 2, 29), date(2026, 2, 28), 21),
            (date(2004, 2, 29), date(2026, 3, 1), 22),
            (date(2004, 2, 29), date(2028, 2, 29), 24),
        ],
    )
    def test_counts_full_years(self, date_of_birth: date, day: date, age: int) -> None:
        assert engine.age_on(day=day, date_of_birth=date_of_birth) == age

    @given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 40_000))
    def test_never_grows_younger(self, date_of_birth: date, days: int) -> None:
        later = TODAY + timedelta(days=days)

        assert engine.age_on(day=later, date_of_birth=date_of_birth) >= engine.age_on(
            day=TODAY, date_of_birth=date_of_birth
        )


class TestCheckDateOfBirth:
    @pytest.mark.parametrize("date_of_birth", [date(2013, 11, 22), date(1998, 5, 17), date(1925, 11, 23)])
    def test_takes_ages_from_13_to_100(self, date_of_birth: date) -> None:
        engine.check_date_of_birth(date_of_birth=date_of_birth, today=TODAY)

    @pytest.mark.parametrize(
        "date_of_birth",
        [date(2013, 11, 23), date(2026, 11, 22), date(2027, 1, 1), date(1925, 11, 22), date(1, 1, 1)],
    )
    def test_refuses_other_ages_by_the_name_of_the_field(self, date_of_birth: date) -> None:
        with pytest.raises(ImplausibleBirthDate) as refusal:
            engine.check_date_of_birth(date_of_birth=date_of_birth, today=TODAY)

        assert [field.pointer for field in refusal.value.fields] == ["/date_of_birth"]


class TestOnboarding:
    def test_asks_for_the_profile_first(self) -> None:
        standing = Standing(account=make_account())

        onboarding = engine.onboarding(standing=standing)

        assert onboarding.next_step is Step.PROFILE
        assert onboarding.missing.profile == engine.NEEDED_IN_PROFILE
        assert onboarding.missing.financial_data == COMPLETING

    def test_asks_for_the_figures_when_the_profile_is_there(self) -> None:
        standing = Standing(
            account=make_account(profile_completed=True),
            profile=COMPLETE_PROFILE,
            financial_data={"monthly_income": 5_000_000, "current_debt": None},
        )

        onboarding = engine.onboarding(standing=standing)

        assert onboarding.next_step is Step.FINANCIAL_DATA
        assert onboarding.missing.profile == ()
        assert onboarding.missing.financial_data == (
            "monthly_expenses",
            "current_savings",
            "current_debt",
            "emergency_fund_amount",
        )

    def test_counts_a_zero_as_an_answer(self) -> None:
        standing = Standing(account=make_account(), profile=COMPLETE_PROFILE, financial_data=COMPLETE_FIGURES)

        onboarding = engine.onboarding(standing=standing)

        assert onboarding.missing.financial_data == ()
        assert onboarding.next_step is None

    def test_asks_nothing_of_a_person_who_skipped_but_still_names_what_is_missing(self) -> None:
        skipped_at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        skipper = make_account(onboarding_completed=True, onboarding_skipped_at=skipped_at)

        onboarding = engine.onboarding(standing=Standing(account=skipper))

        assert onboarding.next_step is None
        assert onboarding.skipped_at == skipped_at
        assert "date_of_birth" in onboarding.missing.profile


class TestUnderstood:
    def test_leaves_out_what_it_does_not_know(self) -> None:
        stored = {"language": "en", "theme": "neon", "font": "Comic Sans", "notifications": {"fax": True}}

        assert engine.understood(shape=Preferences, stored=stored) == Preferences(language="en")

    def test_leaves_out_no_more_than_that(self) -> None:
        stored = {"notifications": {"fax": True, "email": False, "push": "yes", "reminders": False}}

        assert engine.understood(shape=Preferences, stored=stored) == Preferences(
            notifications=Notifications(email=False, reminders=False)
        )

    @pytest.mark.parametrize("stored", [None, [], "id", 7])
    def test_finds_nothing_in_what_is_no_object(self, stored: object) -> None:
        assert engine.understood(shape=Address, stored=stored) is None

    @given(
        st.dictionaries(
            st.sampled_from(["street", "city", "postal_code", "country", "planet"]),
            st.none()
            | st.booleans()
            | st.integers()
            | st.sampled_from(["", "Bandung", "40115", "x" * 300, "\n"]),
        )
    )
    def test_never_fails_on_what_owners_put_there_themselves(self, stored: dict[str, object]) -> None:
        understood = engine.understood(shape=Address, stored=stored)

        assert isinstance(understood, Address)


def test_an_account_is_named_by_whatever_names_it_has() -> None:
    account: Account = make_account(id=UUID(int=1), first_name="Ayu", last_name=None)

    assert account.name == "Ayu"
    assert make_account(first_name=None, last_name=None).name is None
