"""What identifies a person, and how it is written once it is taken out."""

from enum import StrEnum
from typing import NamedTuple

from shared.domain.redaction.text import Span
from shared.words import Words


class Kind(StrEnum):
    """What a piece of text identifies somebody by."""

    PERSON = "person"
    OWN_NAME = "own_name"
    NIK = "nik"
    NPWP = "npwp"
    CARD = "card"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    CODE = "code"
    """A PIN, a one-time password or a card's check digits."""
    NUMBER = "number"
    """A long number that is none of the others, and no amount."""


MARKS: dict[Kind, Words] = {
    Kind.PERSON: Words(id="orang", en="person"),
    Kind.OWN_NAME: Words(id="pemilik", en="owner"),
    Kind.NIK: Words(id="NIK", en="NIK"),
    Kind.NPWP: Words(id="NPWP", en="NPWP"),
    Kind.CARD: Words(id="kartu", en="card"),
    Kind.ACCOUNT: Words(id="rekening", en="account"),
    Kind.PHONE: Words(id="telepon", en="phone"),
    Kind.EMAIL: Words(id="email", en="email"),
    Kind.CODE: Words(id="kode", en="code"),
    Kind.NUMBER: Words(id="nomor", en="number"),
}
"""The word in a mark such as `[orang 1]`; numbered, so that one is told from another."""

GIVEN_BACK = frozenset({Kind.PERSON, Kind.OWN_NAME, Kind.ACCOUNT, Kind.PHONE, Kind.EMAIL})
"""What may be put back where a mark stands; identity numbers, cards and codes never are."""


class Found(NamedTuple):
    """Something that identifies somebody. `key` is the same for the same thing, however it is written."""

    kind: Kind
    span: Span
    key: str
