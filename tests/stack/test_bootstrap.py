"""What a new machine is told, and given."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from dev import bootstrap
from dev.stack.places import ROOT

AS_IF = """
import importlib.util, runpy, sys
{oddity}
runpy.run_path("dev/bootstrap.py", run_name="__main__")
"""
OLD = "sys.version_info = (3, 9, 2)"
WITHOUT_VENV = "importlib.util.find_spec = {'ensurepip': None}.get"
SOURCE = ROOT / "dev" / "bootstrap.py"


def test_a_python_that_is_too_old_is_named_with_what_to_do() -> None:
    said = _run_as_if(OLD)

    assert said.returncode == 1
    assert said.stderr.startswith("Python 3.9.2 is too old: 3.11 or newer is needed")


def test_a_python_without_venv_is_told_where_to_get_it() -> None:
    said = _run_as_if(WITHOUT_VENV)

    assert said.returncode == 1
    assert "has no venv: install it (Debian, Ubuntu: apt install python3-venv)" in said.stderr


def test_an_old_python_can_read_it_up_to_the_message() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", ["v20.0.0", "v24.11.1"])
def test_a_node_that_is_new_enough_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    _install(tmp_path, node=version)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert _names(bootstrap.python_locks()) == ["dev.txt"]


@pytest.mark.parametrize("version", ["v18.20.4", "v9.11.2", "not a version", None])
def test_node_comes_with_the_packages_where_the_systems_is_missing_or_too_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    if version is not None:
        _install(tmp_path, node=version)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert _names(bootstrap.python_locks()) == ["dev.txt", "node.txt"]


def test_the_node_that_came_with_the_packages_is_not_taken_for_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(tmp_path, node="v24.11.1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")

    assert _names(bootstrap.python_locks()) == ["dev.txt", "node.txt"]


def _run_as_if(oddity: str) -> subprocess.CompletedProcess[str]:
    code = AS_IF.format(oddity=oddity)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def _install(folder: Path, *, node: str) -> None:
    """Programs that tell a version."""
    for name, says in (("node", node), ("npm", "10.0.0")):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {says}\n")
        program.chmod(0o755)


def _names(locks: list[Path]) -> list[str]:
    return [lock.name for lock in locks]
