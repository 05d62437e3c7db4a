"""The base of every value: frozen, exact about its fields, the same from the wire to the engine."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value: it never changes, and a field it does not know is an error."""

    model_config = ConfigDict(
        frozen=True, defer_build=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )
