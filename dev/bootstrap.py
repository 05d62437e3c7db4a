"""Install everything that the project needs into `.venv` and `dev/node_modules`: `python3 dev/bootstrap.py`.

Needs Python 3.11 or newer with venv, and nothing else. Imports only the standard library, and parses on an
old Python, so that it can say that it is too old. What is installed already is left alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
NPM = ROOT / "dev"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
UV = "uv==0.13.9"


def main() -> int:
    """Install what is missing; the exit code says whether all is there."""
    try:
        _make_venv()
        _install_python_packages()
        _install_npm_packages()
    except subprocess.CalledProcessError as error:
        return _refuse(f"this command failed ({error.returncode}): {' '.join(map(str, error.cmd))}")
    return 0


def _make_venv() -> None:
    if _runs(PYTHON):
        return
    begun = _tell("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    _run(sys.executable, "-m", "venv", VENV)
    _run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    _told(begun)


def _install_python_packages() -> None:
    locks = python_locks()
    wanted, stamp = _digest(*locks), VENV / ".installed"
    if _read(stamp) == wanted:
        return
    begun = _tell(f"installing Python packages ({', '.join(lock.name for lock in locks)})")
    _run(PYTHON.parent / "uv", "pip", "sync", "--require-hashes", "--compile-bytecode", *locks)
    stamp.write_text(wanted, encoding="utf-8")
    _told(begun)


def _install_npm_packages() -> None:
    wanted, stamp = _digest(NPM / "package-lock.json"), NPM / "node_modules" / ".installed"
    if _read(stamp) == wanted:
        return
    begun = _tell("installing npm packages (dev/package-lock.json)")
    _run("npm", "ci", "--no-fund", "--no-audit", folder=NPM)
    stamp.write_text(wanted, encoding="utf-8")
    _told(begun)


def python_locks() -> list[Path]:
    """The lock files to install: with Node's where the system has none, or one that is older than 20."""
    locks = [LOCKS / "dev.txt"]
    return locks if _has_node() else [*locks, LOCKS / "node.txt"]


def _has_node() -> bool:
    """Whether the system itself has npm and a node that is new enough."""
    outside = os.pathsep.join(place for place in os.get_exec_path() if Path(place) != PYTHON.parent)
    node, npm = shutil.which("node", path=outside), shutil.which("npm", path=outside)
    if node is None or npm is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().lstrip("v").partition(".")[0]
    return major.isdecimal() and int(major) >= OLDEST_NODE


def _runs(python: Path) -> bool:
    """Whether the virtual environment is whole and its Python not too old."""
    if not (python.exists() and (python.parent / "uv").exists()):
        return False
    code = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return subprocess.run([str(python), "-c", code], check=False).returncode == 0


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _read(stamp: Path) -> str | None:
    return stamp.read_text(encoding="utf-8") if stamp.exists() else None


def _run(*command: object, folder: Path = ROOT) -> None:
    # The virtual environment has a node where the system's will not do: it goes first.
    path = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    environment = dict(os.environ, VIRTUAL_ENV=str(VENV), PATH=path)
    subprocess.run([str(word) for word in command], cwd=folder, env=environment, check=True)


def _tell(what: str) -> float:
    print(f"» {what} …", flush=True)
    return time.monotonic()


def _told(begun: float) -> None:
    print(f"  done in {time.monotonic() - begun:.0f} s", flush=True)


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1


def _whats_missing() -> str | None:
    """Why this Python will not do; None when it will."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return f"Python {version} is too old: 3.11 or newer is needed. Name one: make PYTHON=python3.12 dev"
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            return f"Python {version} has no {module}: install it (Debian, Ubuntu: apt install python3-venv)"
    return None


if __name__ == "__main__":
    missing = _whats_missing()
    sys.exit(main() if missing is None else _refuse(missing))
