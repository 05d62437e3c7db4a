"""Pydantic's findings in a person's words."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

import pytest
from pydantic import AfterValidator, AwareDatetime, Field, HttpUrl, JsonValue, SecretStr, ValidationError

from shared.domain.values import Value
from shared.errors import FieldProblem
from shared.web.invalid import json_pointer, problems_of
from shared.words import Words

EVEN = Words(id="Harus genap.", en="Must be even.")


class Size(StrEnum):
    SMALL = "SMALL"
    LARGE = "LARGE"


class Cat(Value):
    kind: Literal["cat"]
    lives: int


class Dog(Value):
    kind: Literal["dog"]
    bark: str


def even(number: int) -> int:
    if number % 2:
        raise ValueError(EVEN)
    return number


class Everything(Value):
    id: UUID | None = None
    size: Size | None = None
    mode: Literal["a", "b"] | None = None
    born: date | None = None
    at: AwareDatetime | None = None
    naive: datetime | None = None
    site: HttpUrl | None = None
    pet: Annotated[Cat | Dog, Field(discriminator="kind")] | None = None
    pets: list[Cat] = Field(default=[], max_length=2)
    flock: tuple[Cat, ...] = Field(default=(), min_length=2, max_length=3)
    number: Annotated[int, AfterValidator(even)] = 0
    either: int | list[int] = 0
    secret: SecretStr | None = Field(None, max_length=3)


def found(given: JsonValue) -> tuple[FieldProblem, ...]:
    with pytest.raises(ValidationError) as caught:
        Everything.model_validate(given)
    return problems_of(caught.value, given)


class TestProblemsOf:
    @pytest.mark.parametrize(
        ("given", "pointer", "english"),
        [
            ({"id": "x"}, "/id", "Must be a UUID."),
            ({"size": "HUGE"}, "/size", "Must be one of: 'SMALL' or 'LARGE'."),
            ({"mode": "c"}, "/mode", "Must be one of: 'a' or 'b'."),
            ({"born": "yesterday"}, "/born", "Must be a date like 2026-11-22."),
            (
                {"at": "2026-11-22T08:00:00"},
                "/at",
                "Must be an ISO 8601 time with an offset, like 2026-11-22T08:00:00+07:00.",
            ),
            ({"site": "ftp://x.id"}, "/site", "The web address must use 'http' or 'https'."),
            ({"site": "x"}, "/site", "Must be a valid web address."),
            ({"pet": {"kind": "cat"}}, "/pet/lives", "This is required."),
            ({"pet": {"kind": "cow"}}, "/pet", "Must be one of: 'cat', 'dog'."),
            ({"pet": {}}, "/pet", "This is not valid."),
            ({"pets": [{"kind": "cat", "lives": "x"}]}, "/pets/0/lives", "Must be a whole number."),
            ({"pets": [{"kind": "cat", "lives": 9}] * 3}, "/pets", "At most 2 items."),
            ({"secret": "four"}, "/secret", "At most 3 characters."),
            ({"number": 3}, "/number", "Must be even."),
            ({"either": "x"}, "/either", "Must be a whole number."),
            ({"either": [1, "x"]}, "/either/1", "Must be a whole number."),
        ],
    )
    def test_says_where_and_what(self, given: JsonValue, pointer: str, english: str) -> None:
        assert (pointer, english) in [(problem.pointer, problem.message.en) for problem in found(given)]

    @pytest.mark.parametrize(
        ("flock", "pointers"),
        [
            ([], ["/flock"]),
            ([{"kind": "cat", "lives": 9}], ["/flock"]),
            ([{"kind": "cat", "lives": 1.5}] * 2, ["/flock/0/lives", "/flock/1/lives"]),
            ([{"kind": "cat", "lives": 9}, {}], ["/flock/1/kind", "/flock/1/lives"]),
            ([{"kind": "cat", "lives": 9}] * 4, ["/flock"]),
        ],
        ids=["none", "one", "two wrong ones", "one right and one wrong", "four"],
    )
    def test_does_not_call_a_list_too_short_for_its_wrong_items(
        self, flock: JsonValue, pointers: list[str]
    ) -> None:
        assert [problem.pointer for problem in found({"flock": flock})] == pointers

    def test_lists_no_more_than_twenty(self) -> None:
        assert len(found({f"field_{number}": 1 for number in range(50)})) == 20


class TestJsonPointer:
    def test_escapes_slashes_and_tildes(self) -> None:
        assert json_pointer("a/b", 0, "~") == "/a~1b/0/~0"
