"""Bodies of requests: JSON objects whose unknown fields are ignored and whose nulls count as absent."""

import json
import re
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from starlette.requests import Request

from dev.stack.auth.answers import Refusal, invalid, is_object
from dev.stack.auth.flow_states import Challenge

_LARGEST = 1 << 20
_ADDRESS = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*"
)

B = TypeVar("B", bound="Body")


class Body(BaseModel):
    """What every body shares."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, values: object) -> object:
        if not is_object(values):
            return values
        return {name: value for name, value in values.items() if value is not None}


class ChallengedBody(Body):
    """A body that may ask for PKCE."""

    code_challenge: str = ""
    code_challenge_method: str = ""

    @property
    def challenge(self) -> Challenge:
        """The checked challenge. Raises `validation_failed`."""
        challenge = Challenge(self.code_challenge, self.code_challenge_method)
        challenge.check()
        return challenge


async def read(request: Request, shape: type[B]) -> B:
    """Read the body. Raises `bad_json`."""
    raw = await request.body()
    if len(raw) > _LARGEST:
        raise Refusal(413, "request_entity_too_large", "Request body is too large")
    try:
        return shape.model_validate(json.loads(raw))
    except ValidationError as error:
        first = error.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except ValueError as error:
        why = str(error)
    raise Refusal(400, "bad_json", f"Could not parse request body as JSON: {why}")


def valid_email(email: str) -> str:
    """The address in lower case. Raises `validation_failed`."""
    if not email:
        raise invalid("An email address is required")
    if len(email) > 255:
        raise invalid("An email address is too long")
    if not _ADDRESS.fullmatch(email):
        raise invalid("Unable to validate email address: invalid format")
    return email.lower()
