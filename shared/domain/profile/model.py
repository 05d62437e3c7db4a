"""What an account and its owner's profile are made of: one shape from the wire to the database."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StrictBool, StringConstraints, model_validator

from shared.domain.caller import UserRole
from shared.domain.profile.phones import Phone
from shared.domain.values import Value
from shared.errors import Conflict
from shared.words import DEFAULT_LANGUAGE, Language, Words

ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$"
"""Text without line breaks or other control characters."""

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_DATE = Words(id="Harus tanggal seperti 2001-02-28.", en="Must be a date like 2001-02-28.")
_NOTHING_NAMED = Words(id="Sebutkan paling sedikit satu isian.", en="Name at least one field.")

PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=ONE_LINE)
]
LongName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=ONE_LINE)
]
Username = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[A-Za-z0-9_.]{3,30}$"),
    Field(description="3 to 30 of a-z, 0-9, `_` and `.`; kept in lower case.", examples=["ayu.lestari"]),
]
AvatarUrl = Annotated[
    str,
    StringConstraints(
        max_length=2048,
        pattern=r"^https://[A-Za-z0-9.\-]+(:[0-9]{1,5})?([/?#][^\s\"<>\\\x00-\x1f\x7f]*)?$",
    ),
    Field(description="An https address of a picture.", examples=["https://images.example.com/ayu.png"]),
]


def _only_iso(typed: object) -> object:
    """A date as a number of seconds would be guesswork, so only `2001-02-28` passes."""
    if isinstance(typed, date) or (isinstance(typed, str) and _ISO_DATE.fullmatch(typed)):
        return typed
    raise ValueError(_NO_DATE)


CalendarDate = Annotated[date, BeforeValidator(_only_iso), Field(examples=["2001-02-28"])]


class Gender(StrEnum):
    """Which gender a person says they have, or that they would rather not say."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    UNDISCLOSED = "UNDISCLOSED"


class MaritalStatus(StrEnum):
    """Whether a person is, or was, married."""

    SINGLE = "SINGLE"
    MARRIED = "MARRIED"
    DIVORCED = "DIVORCED"
    WIDOWED = "WIDOWED"


class Change(Value):
    """Part of something to change: what is absent stays as it is, null clears."""

    @model_validator(mode="after")
    def _says_something(self) -> "Change":
        if not self.model_fields_set:
            raise ValueError(_NOTHING_NAMED)
        return self


class Notifications(Value):
    """Which news a person wants, and where."""

    email: StrictBool = True
    push: StrictBool = True
    reminders: StrictBool = True


class Preferences(Value):
    """How a person likes the app; what they never chose stands at its default."""

    language: Language = DEFAULT_LANGUAGE
    theme: Literal["system", "light", "dark"] = "system"
    notifications: Notifications = Notifications()


class Address(Value):
    """Where a person lives, in Indonesia."""

    street: LongName | None = None
    city: PersonName | None = None
    province: PersonName | None = None
    postal_code: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{4}$")] | None = None
    country: Literal["ID"] = "ID"


class Account(Value):
    """One row of `users`, as its owner sees it."""

    id: UUID
    email: str | None
    username: str | None
    first_name: str | None
    last_name: str | None
    phone: str | None
    avatar_url: str | None
    role: UserRole
    is_verified: bool
    preferences: Preferences
    onboarding_completed: bool
    onboarding_skipped_at: datetime | None
    profile_completed: bool
    financial_data_completed: bool
    created_at: datetime
    updated_at: datetime

    @property
    def name(self) -> str | None:
        """The person's full name, as far as it is known."""
        return " ".join(part for part in (self.first_name, self.last_name) if part) or None


class AccountChange(Change):
    """What a person may change about their account."""

    username: Username | None = None
    first_name: PersonName | None = None
    last_name: PersonName | None = None
    phone: Phone | None = None
    avatar_url: AvatarUrl | None = None
    preferences: Preferences | None = Field(
        default=None, description="Merged into what is kept; null returns everything to its default."
    )


class UsernameTaken(Conflict):
    """Somebody else goes by this name."""

    code = "username_taken"
    says = Words(
        id="Nama pengguna ini sudah dipakai. Pilih yang lain.",
        en="This username is taken. Choose another.",
    )


class Profile(Value):
    """One row of `user_profiles`; before it exists, all its fields are null."""

    date_of_birth: date | None = None
    gender: Gender | None = None
    occupation: str | None = None
    company: str | None = None
    marital_status: MaritalStatus | None = None
    dependents: int | None = None
    education_level: str | None = None
    address: Address | None = None
    currency: str = "IDR"
    created_at: datetime | None = None
    updated_at: datetime | None = None


class ProfileChange(Change):
    """What a person may change about their profile; the first change creates it."""

    date_of_birth: CalendarDate | None = None
    gender: Gender | None = None
    occupation: LongName | None = None
    company: LongName | None = None
    marital_status: MaritalStatus | None = None
    dependents: Annotated[int, Field(strict=True, ge=0, le=20)] | None = None
    education_level: PersonName | None = None
    address: Address | None = Field(default=None, description="Replaces the whole address.")
    currency: Literal["IDR"] = "IDR"


class Standing(Value):
    """What onboarding goes by: an account and what its owner has filled in so far.

    `financial_data` holds the kept figures by name, in whole rupiah, and is empty before there are any.
    """

    account: Account
    profile: Profile = Profile()
    financial_data: dict[str, int | None] = Field(default_factory=dict)


class Step(StrEnum):
    """What onboarding asks for, in this order."""

    PROFILE = "profile"
    FINANCIAL_DATA = "financial_data"


class Missing(Value):
    """Fields that onboarding still waits for, by name."""

    profile: tuple[str, ...] = ()
    financial_data: tuple[str, ...] = ()


class Onboarding(Value):
    """How far a person has come."""

    onboarding_completed: bool
    profile_completed: bool
    financial_data_completed: bool
    skipped_at: datetime | None
    missing: Missing
    next_step: Step | None = Field(description="Null once onboarding is completed or skipped.")
