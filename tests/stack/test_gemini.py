"""`up --gemini`: a local server stands in Google's place, where it is wished for and nowhere else."""

from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from dev.stack import running
from dev.stack.state import State
from tests.stack.stacks import record_of, say


@pytest.fixture
def folder(tmp_path: Path) -> Generator[Path]:
    yield tmp_path / "state"
    running.stop(tmp_path / "state")
    State(tmp_path / "state").wipe()


def started(folder: Path, *options: str) -> Path:
    said = say("up", "--detach", "--state", str(folder), *options)
    assert said.returncode == 0, said.stdout + said.stderr
    return folder


def test_it_answers_and_functions_are_told_where(folder: Path) -> None:
    told = running.of_state(started(folder, "--gemini", "--only", "gemini")).env

    models = httpx.get(f"{told['FINTAR_GEMINI_BASE_URL']}/v1/models", trust_env=False)
    status = say("status", "--state", str(folder)).stdout

    assert models.json()["models"]
    assert told["GEMINI_API_KEY"]
    assert "gemini" in status


def test_without_the_wish_there_is_none_also_after_a_start_with_it(folder: Path) -> None:
    started(folder, "--gemini", "--only", "gemini")
    running.stop(folder)

    told = running.of_state(started(folder, "--only", "mail")).env

    assert not {"GEMINI_API_KEY", "FINTAR_GEMINI_BASE_URL"} & told.keys()
    assert list(record_of(folder).parts) == ["mail"]
    assert "gemini" not in State(folder).ports()
