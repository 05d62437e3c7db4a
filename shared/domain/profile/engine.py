"""What follows from an account and a profile: ages, what is missing, what comes next."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar, cast

from pydantic import ValidationError

from shared.domain.budget.model import COMPLETING
from shared.domain.profile.model import Missing, Onboarding, Profile, Standing, Step
from shared.domain.values import Value
from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

V = TypeVar("V", bound=Value)

YOUNGEST, OLDEST = 13, 100
"""Ages in full years that are plausible for the owner of an account."""

NEEDED_IN_PROFILE = ("date_of_birth", "gender", "occupation", "marital_status", "dependents")


class ImplausibleBirthDate(InvalidInput):
    """Nobody of that age opens an account."""

    code = "implausible_birth_date"
    says = Words(id="Periksa lagi tanggal lahirmu.", en="Check your date of birth.")

    def __init__(self) -> None:
        why = Words(
            id=f"Usia harus antara {YOUNGEST} dan {OLDEST} tahun.",
            en=f"The age must be between {YOUNGEST} and {OLDEST} years.",
        )
        super().__init__(FieldProblem("/date_of_birth", why))


def age_on(*, day: date, date_of_birth: date) -> int:
    """Full years lived on `day`; who is born on 29 February turns a year older on 1 March."""
    before_birthday = (day.month, day.day) < (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - before_birthday


def check_date_of_birth(*, date_of_birth: date, today: date) -> None:
    """Raises ImplausibleBirthDate where the age is not between 13 and 100."""
    if not YOUNGEST <= age_on(day=today, date_of_birth=date_of_birth) <= OLDEST:
        raise ImplausibleBirthDate


def missing_in_profile(*, profile: Profile) -> tuple[str, ...]:
    """The fields that a complete profile still needs, by name."""
    return tuple(name for name in NEEDED_IN_PROFILE if getattr(profile, name) is None)


def onboarding(*, standing: Standing) -> Onboarding:
    """How far a person has come, what is missing, and what to ask next."""
    account = standing.account
    missing = Missing(
        profile=missing_in_profile(profile=standing.profile),
        financial_data=tuple(name for name in COMPLETING if standing.financial_data.get(name) is None),
    )
    return Onboarding(
        onboarding_completed=account.onboarding_completed,
        profile_completed=account.profile_completed,
        financial_data_completed=account.financial_data_completed,
        skipped_at=account.onboarding_skipped_at,
        missing=missing,
        next_step=None if account.onboarding_completed else _first_step(missing),
    )


def _first_step(missing: Missing) -> Step | None:
    if missing.profile:
        return Step.PROFILE
    if missing.financial_data:
        return Step.FINANCIAL_DATA
    return None


def understood(*, shape: type[V], stored: object) -> V | None:
    """As much of a stored JSON object as fits `shape`, all of whose fields have defaults.

    Owners may write these columns themselves through the client SDK, so they hold what anybody put there.
    """
    if not isinstance(stored, dict):
        return None
    members = cast("dict[str, object]", stored)
    try:
        return shape.model_validate(members)
    except ValidationError as error:
        for strange in {problem["loc"] for problem in error.errors()}:
            members = _without(members, strange)
        return shape.model_validate(members)


def _without(members: dict[str, object], path: Sequence[str | int]) -> dict[str, object]:
    name, *deeper = path
    inner = members.get(str(name))
    if deeper and isinstance(inner, dict) and deeper[0] in inner:
        return {**members, str(name): _without(cast("dict[str, object]", inner), deeper)}
    return {other: value for other, value in members.items() if other != name}
