"""Two servers of Supabase Auth: one takes every address at once, one has it confirmed by mail."""

import json
from collections.abc import Generator
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from dev.stack.running import Running
from tests.stack.auth import servers
from tests.stack.auth.servers import AuthServer

AUTOCONFIRM = {"GOTRUE_MAILER_AUTOCONFIRM": "true", "GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_ENABLED": "true"}
CONFIRM = {"GOTRUE_MAILER_AUTOCONFIRM": "false"}


@pytest.fixture(scope="session")
def signing_key() -> dict[str, Any]:
    """A key of the tests' own."""
    private = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()), as_dict=True)
    return json.loads(json.dumps(private)) | {
        "kid": str(uuid4()),
        "alg": "ES256",
        "use": "sig",
        "key_ops": ["sign", "verify"],
    }


@pytest.fixture(scope="session")
def autoconfirm(stack: Running, signing_key: dict[str, Any]) -> Generator[AuthServer]:
    """Confirms addresses by itself, and calls the access token hook."""
    with servers.run(stack.admin_database_url, signing_key, **AUTOCONFIRM) as server:
        yield server


@pytest.fixture(scope="session")
def confirm(stack: Running, signing_key: dict[str, Any]) -> Generator[AuthServer]:
    """Has addresses confirmed by mail, and calls no hook."""
    with servers.run(stack.admin_database_url, signing_key, **CONFIRM) as server:
        yield server
