"""One throw-away stack for a whole test run, and people to be in it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dev.stack import running
from dev.stack.running import Running
from tests.people import People

AGAINST = "FINTAR_TEST_AGAINST"
FOLDER = "FINTAR_TEST_STACK"
CONTROLLER = "FINTAR_TEST_CONTROLLER"


def pytest_configure(config: pytest.Config) -> None:
    """The process that people started names the folder of the stack; workers inherit the name."""
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="fintar-test-"))
        # Postgres runs as another user when we are root, and must be able to pass.
        folder.chmod(0o711)
        os.environ[FOLDER] = str(folder)
        os.environ[CONTROLLER] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    """When all workers are done: stop the stack, if any test asked for it."""
    if hasattr(config, "workerinput") or FOLDER not in os.environ:
        return
    folder = Path(os.environ.pop(FOLDER))
    if (folder / "stack").exists():
        running.stop(folder / "stack")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def stack() -> Running:
    """The stack of this run, started by the first test that asks, whichever worker it runs in."""
    if os.environ.get(AGAINST) == "environment":
        return running.from_environment()
    folder = Path(os.environ[FOLDER])
    with _one_at_a_time(folder / "starting"):
        return _start_once(folder)


@pytest.fixture
async def people(stack: Running) -> AsyncIterator[People]:
    """Makes people with accounts, signed in."""
    async with People.of(stack) as everybody:
        yield everybody


def _start_once(folder: Path) -> Running:
    """Start the stack, or find it started, or fail as it failed before."""
    failed = folder / "failed"
    if failed.exists():
        raise running.NotStarted(failed.read_text())
    if (folder / "stack").exists():
        return running.of_state(folder / "stack")
    try:
        return running.start_throwaway(folder / "stack", for_process=int(os.environ[CONTROLLER]))
    except running.NotStarted as failure:
        failed.write_text(str(failure))
        raise


@contextmanager
def _one_at_a_time(file: Path) -> Generator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
