"""Conversations in memory and in MongoDB, for the tests that hold for both."""

from collections.abc import AsyncGenerator

import pytest

from dev.stack.running import Running
from tests.stores.conversing import Kept, in_memory, kept_by, mongo, mongo_stores


@pytest.fixture(params=["in memory", "in MongoDB"])
async def kept(request: pytest.FixtureRequest) -> AsyncGenerator[Kept]:
    """An owner and a stranger over the same conversations."""
    if request.param == "in memory":
        yield kept_by(in_memory())
        return
    stack: Running = request.getfixturevalue("stack")
    async with mongo(stack) as documents:
        yield kept_by(mongo_stores(documents))
