"""The account function over fakes."""

from collections.abc import AsyncGenerator

import pytest

from tests.functions.account.world import World


@pytest.fixture
async def world() -> AsyncGenerator[World]:
    """Nobody has registered yet; e-mail addresses need no confirming."""
    world = World()
    async with world.http:
        yield world


@pytest.fixture
async def confirming_world() -> AsyncGenerator[World]:
    """Nobody has registered yet; e-mail addresses are confirmed by mail first."""
    world = World(confirms_by_mail=True)
    async with world.http:
        yield world
