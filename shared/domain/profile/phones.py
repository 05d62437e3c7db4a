"""Phone numbers as people type them, kept as E.164."""

import re
from typing import Annotated

import phonenumbers
from pydantic import AfterValidator, Field, StringConstraints

from shared.words import Words

HOME_REGION = "ID"
"""Where a number without a country code is taken to be from."""

_NOT_CALLABLE = Words(
    id="Bukan nomor telepon yang bisa dihubungi.", en="Not a phone number that can be called."
)
_TYPED = re.compile(r"\+?[0-9 ().\-/]+")
_KEPT = re.compile(r"\+[1-9][0-9]{7,14}")


class NotAPhoneNumber(ValueError):
    """Nobody can be called under what was typed."""


def to_e164(typed: str) -> str:
    """`0812-3456-7890` as `+6281234567890`. Raises NotAPhoneNumber."""
    if not _TYPED.fullmatch(typed):
        raise NotAPhoneNumber(typed)
    try:
        number = phonenumbers.parse(typed, HOME_REGION)
    except phonenumbers.NumberParseException as error:
        raise NotAPhoneNumber(typed) from error
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not (phonenumbers.is_valid_number(number) and _KEPT.fullmatch(kept)):
        raise NotAPhoneNumber(typed)
    return kept


def _as_field(typed: str) -> str:
    try:
        return to_e164(typed)
    except NotAPhoneNumber as error:
        raise ValueError(_NOT_CALLABLE) from error


Phone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=40),
    AfterValidator(_as_field),
    Field(
        description="Indonesian where no country code is given; kept as E.164.",
        examples=["0812-3456-7890"],
    ),
]
