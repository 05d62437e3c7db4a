"""Each capability has its prompt, its typed result, and a place where a person meets it."""

import json
from pathlib import Path

import pytest

from shared.advice.capabilities import SKILLS, Capability
from shared.advice.prompts.reading import prompt
from shared.advice.schemas import schema_of

OPENAPI = Path(__file__).parents[2] / "docs" / "openapi.json"
PATHS = json.loads(OPENAPI.read_text(encoding="utf-8"))["paths"]


@pytest.mark.parametrize("capability", Capability)
def test_each_is_met_somewhere(capability: Capability) -> None:
    skill = SKILLS[capability]

    assert skill.met_at
    for place in skill.met_at:
        method, path = place.split(" ")
        names = {known.replace("{session_id}", "{id}"): known for known in PATHS}
        assert method.lower() in PATHS[names[f"/api/v1{path}"]]


@pytest.mark.parametrize("capability", Capability)
def test_each_has_a_prompt_and_a_shape(capability: Capability) -> None:
    skill = SKILLS[capability]

    assert prompt(skill.prompt).strip()
    assert schema_of(skill.result)["properties"]
