"""The settings of the outside model, and how late its library is imported."""

import json
import subprocess
import sys

import pytest

from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.gemini.models import family_of
from shared.settings import AdvisorSettings, MissingSetting, load

BUILD = """
import json, sys
from shared.gateways.advisor.circuit import Circuit, CircuitAdvisor
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.settings import AdvisorSettings

settings = AdvisorSettings.model_validate({"GEMINI_API_KEY": "a-key"})
CircuitAdvisor(GeminiAdvisor(settings), Circuit(clock=float))
print(json.dumps([name for name in ("google.genai", "google.auth", "httpx2") if name in sys.modules]))
"""


def test_without_a_key_there_is_no_gemini() -> None:
    for environment in ({}, {"GEMINI_API_KEY": ""}):
        settings = load(AdvisorSettings, environment)

        assert settings.api_key is None
        with pytest.raises(MissingSetting, match="GEMINI_API_KEY"):
            GeminiAdvisor(settings)


def test_what_is_not_set_has_a_default() -> None:
    settings = load(AdvisorSettings, {"GEMINI_API_KEY": "a-key"})

    assert settings.model == "gemini-3.8-flash"
    assert settings.light_model == "gemini-3.5-flash-lite"
    assert settings.thinking == "LOW"
    assert GeminiAdvisor(settings).model == "gemini-3.8-flash"


def test_the_key_is_not_shown() -> None:
    assert "a-key" not in repr(load(AdvisorSettings, {"GEMINI_API_KEY": "a-key"}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FINTAR_GEMINI_THINKING", "MINIMAL"),
        ("FINTAR_GEMINI_THINKING", "low"),
        ("FINTAR_GEMINI_MODEL", "../files"),
        ("FINTAR_GEMINI_BASE_URL", "https://example.com/path"),
        ("FINTAR_GEMINI_API_VERSION", "1"),
        ("FINTAR_GEMINI_DEADLINE", "0"),
        ("FINTAR_GEMINI_IDLE", "soon"),
        ("FINTAR_GEMINI_ATTEMPTS", "0"),
        ("FINTAR_GEMINI_MAX_OUTPUT_TOKENS", "70000"),
    ],
)
def test_what_cannot_be_is_named_at_the_start(name: str, value: str) -> None:
    with pytest.raises(MissingSetting, match=name):
        load(AdvisorSettings, {name: value})


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("gemini-3.8-flash", "gemini-3"),
        ("gemini-3.5-flash-lite", "gemini-3"),
        ("gemini-4-carbon", "gemini-4"),
        ("gemini-flash-latest", "gemini-flash-latest"),
    ],
)
def test_models_of_one_generation_read_each_other(model: str, family: str) -> None:
    assert family_of(model) == family


def test_an_advisor_that_is_not_asked_imports_nothing_of_googles() -> None:
    answer = subprocess.run([sys.executable, "-c", BUILD], capture_output=True, text=True, check=True)

    assert json.loads(answer.stdout) == []
