"""The lock files: `python -m dev.locks` makes them again, `--check` says whether they still fit."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dev.stack.places import ROOT, path_with_node

LOCKS = ROOT / "requirements"
SOURCES = {
    "runtime.txt": ["pyproject.toml"],
    "dev.txt": ["pyproject.toml", "--group", "dev"],
    "node.txt": ["--group", "node"],
}
MANNER = ["--universal", "--generate-hashes", "--no-header", "--python-version", "3.11", "--quiet"]


def lock(folder: Path) -> None:
    """Write the lock files into `folder`; pins found there are kept where they fit."""
    for name, source in SOURCES.items():
        command = [Path(sys.executable).with_name("uv"), "pip", "compile", *source, *MANNER]
        subprocess.run([*command, "--output-file", folder / name], cwd=ROOT, check=True)


def drifted() -> list[str]:
    """The names of lock files that no longer fit what they lock."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder)
        for name in SOURCES:
            shutil.copy(LOCKS / name, draft)
        lock(draft)
        names = [name for name in SOURCES if (LOCKS / name).read_bytes() != (draft / name).read_bytes()]
    return names if _npm_lock_fits() else [*names, "dev/package-lock.json"]


def _npm_lock_fits() -> bool:
    npm = ["npm", "ci", "--dry-run", "--no-fund", "--no-audit"]
    environment = dict(os.environ, PATH=path_with_node())
    return not subprocess.run(
        npm, cwd=ROOT / "dev", env=environment, capture_output=True, check=False
    ).returncode


def main(arguments: list[str]) -> int:
    """Lock or check."""
    if arguments != ["--check"]:
        lock(LOCKS)
        return 0
    names = drifted()
    if names:
        print(f"run `make lock`: {', '.join(names)} no longer fit what they lock", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
