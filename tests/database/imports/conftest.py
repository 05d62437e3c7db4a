"""People who import, each fresh."""

from collections.abc import Iterator

import httpx
import pytest

from dev.stack.running import Running


@pytest.fixture(scope="session")
def rest(stack: Running) -> Iterator[httpx.Client]:
    """PostgREST of the stack, as nobody yet; whole files take their time."""
    with httpx.Client(
        base_url=f"{stack.url}/rest/v1",
        headers={"apikey": stack.publishable_key},
        timeout=60,
        trust_env=False,
    ) as client:
        yield client
