"""What a browser's client does, with the official supabase-js against the running stack."""

import asyncio
import os
import re
from pathlib import Path

import pytest

from dev.stack.places import NODE_MODULES, path_with_node
from dev.stack.running import Running

JOURNEYS = Path(__file__).with_name("supabase_js.mjs")
STORIES = re.findall(r'^  async "([^"]+)"', JOURNEYS.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("story", STORIES)
async def test_a_person_with_supabase_js(story: str, stack: Running) -> None:
    places = {"PATH": path_with_node(), "FINTAR_NODE_MODULES": str(NODE_MODULES)}

    process = await asyncio.create_subprocess_exec(
        "node",
        str(JOURNEYS),
        story,
        env={**os.environ, **stack.env, **places},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()

    assert process.returncode == 0, output.decode()


def test_every_story_is_told() -> None:
    assert len(STORIES) >= 10
