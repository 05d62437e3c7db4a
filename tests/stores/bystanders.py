"""Callers for stores that know nobody but by their token, over fakes and the real database alike."""

from collections.abc import Awaitable, Callable

from shared.domain.caller import Caller
from tests.fakes.web import a_caller
from tests.people import People, Person

Enter = Callable[[], Awaitable[Caller]]
"""Gives a caller nobody has seen before."""


def caller_of(person: Person) -> Caller:
    """The person as a verified caller."""
    return Caller(
        id=person.id, email=person.email, role=person.role, session_id=None, token=person.access_token
    )


async def enter_in_memory() -> Caller:
    """A caller without an account anywhere."""
    return a_caller()


def entering(people: People) -> Enter:
    """Callers with accounts of their own."""

    async def enter() -> Caller:
        return caller_of(await people("owner"))

    return enter
