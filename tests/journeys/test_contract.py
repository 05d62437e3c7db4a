"""Every operation keeps what `docs/openapi.json` says of it, whatever is sent."""

# The library leaves some of its types open.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false

import json
import secrets
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dev.stack.places import ROOT
from dev.stack.running import Running

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
schema: Any = schemathesis.openapi.from_path(ROOT / "docs" / "openapi.json")

FILES = {
    media_type
    for path in schema.raw_schema["paths"].values()
    for operation in path.values()
    for media_type in operation.get("requestBody", {}).get("content", {})
} - {"application/json", "text/csv"}


@schemathesis.serializer(*sorted(FILES))
def as_file(context: Any, value: Any) -> bytes:
    """Whatever was made up, as the bytes of a file."""
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@pytest.fixture
def bearer(stack: Running) -> Iterator[str]:
    """The access token of somebody whom nothing else depends on; a fresh one for each operation."""
    email, password = f"kacau.{secrets.token_hex(6)}@example.com", secrets.token_urlsafe(12)
    with httpx.Client(base_url=f"{stack.url}/auth/v1", timeout=30, trust_env=False) as http:
        wish = {"email": email, "password": password, "email_confirm": True}
        http.post("/admin/users", json=wish, headers={"apikey": stack.secret_key}).raise_for_status()
        answer = http.post(
            "/token?grant_type=password",
            json={"email": email, "password": password},
            headers={"apikey": stack.publishable_key},
        )
        yield answer.raise_for_status().json()["access_token"]


@schema.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=SLOW_IS_FINE, derandomize=True)
def test_an_operation_keeps_its_contract(case: Case[Any], stack: Running, bearer: str) -> None:
    case.call_and_validate(base_url=stack.url, headers={"Authorization": f"Bearer {bearer}"}, checks=CHECKS)
