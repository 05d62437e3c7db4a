"""Everything Fintar expects to go wrong, as one tree of families.

FintarError
├── InvalidInput       what was sent cannot be understood or is out of bounds
├── Unauthenticated    nobody, or nobody we can verify, is asking
├── Forbidden          this caller may not
├── NotFound           there is no such thing, or none this caller may see
├── Conflict           it cannot be done in the present state
├── TooLarge           the request is bigger than we read
├── TooMany            asked too often; carries when to come back
└── Unavailable        something we depend on is down or slow; carries when to come back

A concrete error stands next to the function that raises it and names its own `code`, a stable
snake_case word that is part of the API, and its `says`, the sentence a person reads. Which HTTP
status a family has is known only to `shared/web/problems.py`.
"""

from typing import ClassVar, NamedTuple

from shared.words import Language, Words


class FieldProblem(NamedTuple):
    """What is wrong with one field: a JSON pointer (RFC 6901) into the body, or `/query/…`, and why."""

    pointer: str
    message: Words


class FintarError(Exception):
    """Anything we expected could go wrong. The code may not change; the words may."""

    code: ClassVar[str]
    says: ClassVar[Words]

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values

    def detail(self, language: Language) -> str:
        """The sentence for a person, with this error's values filled in."""
        return self.says.into(language, **self.values)


class InvalidInput(FintarError):
    """What was sent cannot be understood or is out of bounds; `fields` says where."""

    code = "invalid_input"
    says = Words(
        id="Ada isian yang belum benar. Periksa lagi lalu kirim ulang.",
        en="Some of what was sent is not right. Check it and send it again.",
    )

    def __init__(self, *fields: FieldProblem, **values: object) -> None:
        super().__init__(**values)
        self.fields = fields


class Unauthenticated(FintarError):
    """Nobody, or nobody we can verify, is asking."""

    code = "unauthenticated"
    says = Words(
        id="Masuk dulu untuk melanjutkan.",
        en="Sign in to continue.",
    )


class Forbidden(FintarError):
    """This caller may not do this."""

    code = "forbidden"
    says = Words(id="Akunmu tidak boleh melakukan ini.", en="Your account may not do this.")


class NotFound(FintarError):
    """There is no such thing, or none that this caller may see."""

    code = "not_found"
    says = Words(id="Yang kamu cari tidak ada.", en="There is no such thing.")


class Conflict(FintarError):
    """It cannot be done in the present state of things."""

    code = "conflict"
    says = Words(
        id="Ini tidak bisa dilakukan pada keadaan sekarang.",
        en="This cannot be done in the present state.",
    )


class TooLarge(FintarError):
    """The request is bigger than we read."""

    code = "too_large"
    says = Words(id="Kiriman terlalu besar.", en="The request is too large.")


class ComeBackLater(FintarError):
    """A refusal that ends by itself; `retry_after` is in whole seconds."""

    def __init__(self, *, retry_after: int, **values: object) -> None:
        super().__init__(retry_after=retry_after, **values)
        self.retry_after = retry_after


class TooMany(ComeBackLater):
    """Asked too often."""

    code = "too_many_requests"
    says = Words(
        id="Terlalu sering. Coba lagi dalam {retry_after} detik.",
        en="Too often. Try again in {retry_after} seconds.",
    )


class Unavailable(ComeBackLater):
    """Something we depend on is down or slow; nothing was lost."""

    code = "unavailable"
    says = Words(
        id="Layanan sedang terganggu. Coba lagi sebentar lagi.",
        en="The service has a problem right now. Try again shortly.",
    )

    def __init__(self, *, retry_after: int = 5, **values: object) -> None:
        super().__init__(retry_after=retry_after, **values)
