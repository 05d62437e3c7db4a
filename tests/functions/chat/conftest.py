"""The chat function, new for each test."""

import pytest

from tests.functions.chat.world import FIGURES, World, make_world


@pytest.fixture
async def world() -> World:
    """The app with the offline advisor, and an owner who has stored figures."""
    made = make_world()
    await made.table.as_caller(made.owner).save(FIGURES)
    return made
