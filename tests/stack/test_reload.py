"""The functions of a running stack follow their code."""

from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from dev.stack.ports import HOST
from dev.stack.state import State
from tests.stack.clones import clone
from tests.stack.stacks import Start, eventually

BROKEN = "\nraise RuntimeError('half a thought')\n"
CHANGED = """
from starlette.responses import PlainTextResponse

app = PlainTextResponse("changed")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return clone(tmp_path / "clone")


@pytest.fixture
def address(root: Path, tmp_path: Path) -> Generator[str]:
    """Where the functions of the clone answer."""
    start = Start(tmp_path / "state", "functions", root=root)
    try:
        start.until_ready()
        yield f"http://{HOST}:{State(tmp_path / 'state').ports()['functions']}/api/v1/health"
    finally:
        start.end()


def test_a_function_that_breaks_names_itself_while_others_go_on_and_heals_with_its_next_change(
    root: Path, address: str
) -> None:
    main = root / "functions" / "account" / "main.py"
    whole = main.read_text()

    main.write_text(whole + BROKEN)
    eventually(lambda: _status(f"{address}/account") == 503)
    broken, other = _ask(f"{address}/account").json(), _ask(f"{address}/budget")
    main.write_text(whole + CHANGED)
    eventually(lambda: _status(f"{address}/account") == 200)

    assert broken["code"] == "function_cannot_start"
    assert broken["detail"] == "the function account cannot start: RuntimeError: half a thought"
    assert other.status_code == 200
    assert _ask(f"{address}/account").text == "changed"


def _status(address: str) -> int | None:
    """The status of the answer; None where the old process left without one."""
    try:
        return _ask(address).status_code
    except httpx.TransportError:
        return None


def _ask(address: str) -> httpx.Response:
    return httpx.get(address, timeout=30, trust_env=False)
