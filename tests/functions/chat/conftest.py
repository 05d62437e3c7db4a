"""Conversations, new for each test."""

import pytest

from tests.functions.chat.world import World, make_world


@pytest.fixture
def world() -> World:
    """An owner who has Rp700.000 left a month, an advisor who says so, and a stranger."""
    return make_world()
