"""What pydantic found wrong, in the words of a person and with a JSON pointer to each field.

A validator of ours may raise `ValueError(Words(id=…, en=…))`: its words are then shown as they are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")

MAX_PROBLEMS = 20
"""How many wrong fields one answer lists."""

_INTEGER = Words(id="Harus bilangan bulat.", en="Must be a whole number.")
_NUMBER = Words(id="Harus angka.", en="Must be a number.")
_TEXT = Words(id="Harus teks.", en="Must be text.")
_BOOLEAN = Words(id="Harus true atau false.", en="Must be true or false.")
_OBJECT = Words(id="Harus objek JSON.", en="Must be a JSON object.")
_LIST = Words(id="Harus daftar.", en="Must be a list.")
_UUID = Words(id="Harus UUID.", en="Must be a UUID.")
_DATE = Words(id="Harus tanggal seperti 2026-11-22.", en="Must be a date like 2026-11-22.")
_INSTANT = Words(
    id="Harus waktu ISO 8601 dengan zona, seperti 2026-11-22T08:00:00+07:00.",
    en="Must be an ISO 8601 time with an offset, like 2026-11-22T08:00:00+07:00.",
)
_CHOICE = Words(id="Harus salah satu dari: {expected}.", en="Must be one of: {expected}.")
_PATTERN = Words(id="Bentuknya tidak sesuai.", en="Does not have the right form.")
_ADDRESS = Words(id="Harus alamat web yang benar.", en="Must be a valid web address.")
_TOO_LONG = Words(id="Paling banyak {max_length} karakter.", en="At most {max_length} characters.")
_OTHERWISE = Words(id="Isian ini tidak benar.", en="This is not valid.")

MESSAGES: Mapping[str, Words] = {
    "missing": Words(id="Wajib diisi.", en="This is required."),
    "extra_forbidden": Words(id="Isian ini tidak dikenal.", en="This field is unknown."),
    "string_too_short": Words(
        id="Paling sedikit {min_length} karakter.", en="At least {min_length} characters."
    ),
    "string_too_long": Words(
        id="Paling banyak {max_length} karakter.", en="At most {max_length} characters."
    ),
    "too_short": Words(id="Paling sedikit {min_length} butir.", en="At least {min_length} items."),
    "too_long": Words(id="Paling banyak {max_length} butir.", en="At most {max_length} items."),
    "greater_than_equal": Words(id="Paling kecil {ge}.", en="Must be {ge} or more."),
    "greater_than": Words(id="Harus lebih dari {gt}.", en="Must be more than {gt}."),
    "less_than_equal": Words(id="Paling besar {le}.", en="Must be {le} or less."),
    "less_than": Words(id="Harus kurang dari {lt}.", en="Must be less than {lt}."),
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_from_float": _INTEGER,
    "int_parsing_size": Words(id="Angka ini terlalu besar.", en="This number is too large."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": Words(id="Terlalu banyak angka.", en="Too many digits."),
    "decimal_max_places": Words(
        id="Paling banyak {decimal_places} angka di belakang koma.", en="At most {decimal_places} decimals."
    ),
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": _TEXT,
    "string_pattern_mismatch": _PATTERN,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "union_tag_invalid": Words(
        id="Harus salah satu dari: {expected_tags}.", en="Must be one of: {expected_tags}."
    ),
    "union_tag_not_found": _OTHERWISE,
    "uuid_parsing": _UUID,
    "uuid_type": _UUID,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_past": Words(id="Harus tanggal yang sudah lewat.", en="Must be a date in the past."),
    "date_future": Words(id="Harus tanggal yang akan datang.", en="Must be a date in the future."),
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "timezone_aware": _INSTANT,
    "url_type": _ADDRESS,
    "url_parsing": _ADDRESS,
    "url_syntax_violation": _ADDRESS,
    "url_scheme": Words(
        id="Alamat web harus memakai {expected_schemes}.", en="The web address must use {expected_schemes}."
    ),
    "url_too_long": _TOO_LONG,
}


def problems_of(
    error: ValidationError, given: JsonValue, *, under: tuple[str, ...] = ()
) -> tuple[FieldProblem, ...]:
    """The wrong fields of what was `given`, the pointers beginning with `under`."""
    problems = error.errors(include_url=False, include_input=False)
    return tuple(
        FieldProblem(json_pointer(*under, *_place(problem["loc"], given)), _words(problem))
        for problem in islice(_without_false_counts(problems), MAX_PROBLEMS)
    )


def each_built(told: Sequence[M], build: Callable[[M], T], *, under: str) -> tuple[T, ...]:
    """What `build` makes of each. Raises InvalidInput, pointing at what is wrong, below `under`."""
    problems, built = list[FieldProblem](), list[T]()
    for place, each in enumerate(told):
        try:
            built.append(build(each))
        except ValidationError as error:
            given: JsonValue = each.model_dump(mode="json")
            problems += problems_of(error, given, under=(under, str(place)))
    if problems:
        raise InvalidInput(*problems)
    return tuple(built)


def json_pointer(*pieces: str | int) -> str:
    """The RFC 6901 pointer along `pieces`; empty for the whole document."""
    return "".join("/" + str(piece).replace("~", "~0").replace("/", "~1") for piece in pieces)


def _without_false_counts(problems: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The problems, but none of a tuple that is too short only because its wrong items are not counted."""
    containers = {problem["loc"][:depth] for problem in problems for depth in range(len(problem["loc"]))}
    for problem in problems:
        if problem["type"] != "too_short" or problem["loc"] not in containers:
            yield problem


def _words(problem: ErrorDetails) -> Words:
    context = problem.get("ctx", {})
    if problem["type"] == "value_error":
        return _own_words(context.get("error"))
    words = MESSAGES.get(_kind(problem["type"], context), _OTHERWISE)
    choices = str(context.get("expected", ""))
    return Words(
        id=words.id.format(**{**context, "expected": choices.replace(" or ", " atau ")}),
        en=words.en.format(**context),
    )


def _kind(kind: str, context: Mapping[str, object]) -> str:
    """The kind of an error; a secret counts characters, not items, though pydantic says it like a list's."""
    of_characters = kind in {"too_long", "too_short"} and context.get("field_type") == "Value"
    return f"string_{kind}" if of_characters else kind


def _own_words(error: object) -> Words:
    said = error.args[0] if isinstance(error, ValueError) and error.args else None
    return said if isinstance(said, Words) else _OTHERWISE


def _place(location: Sequence[str | int], given: JsonValue) -> list[str | int]:
    """The location without pydantic's own steps (the tags of unions), which are not in what was given."""
    place: list[str | int] = []
    for index, step in enumerate(location):
        if isinstance(given, dict) and step in given:
            place.append(step)
            given = given[str(step)]
        elif isinstance(given, list) and isinstance(step, int) and step < len(given):
            place.append(step)
            given = given[step]
        elif isinstance(given, dict) and index == len(location) - 1:
            place.append(step)
    return place
