"""Which of Gemini's models does what, and which of them understand each other."""

import re

from shared.gateways.advisor.protocol import Task
from shared.settings import AdvisorSettings

_GENERATION = re.compile(r"gemini-\d+")


def model_for(task: Task, settings: AdvisorSettings) -> str:
    """The model that does this task."""
    return settings.light_model if task is Task.LIGHT else settings.model


def family_of(model: str) -> str:
    """The models that read each other's thought signatures: one generation, such as `gemini-3`."""
    found = _GENERATION.match(model)
    return found[0] if found is not None else model
