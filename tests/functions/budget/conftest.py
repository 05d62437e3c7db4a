"""The budget function, new for each test."""

import pytest

from tests.functions.budget.world import World, make_world


@pytest.fixture
def world() -> World:
    """The app over an empty table, an owner and a stranger."""
    return make_world()
