"""Benchmarks: `python -m dev.bench` lists them, `python -m dev.bench NAME ...` runs them one after the other.

Each file here is one, with a function `run` that gives its table. Times drift with the machine: what counts
are the ratios inside one run, against a limit that runs in the same rounds.
"""

import ast
import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent


def main(names: list[str]) -> int:
    """Run what is named, or list what there is; the exit code says whether all names were known."""
    known = known_benchmarks()
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        print("\n".join(f"{name:16} {about}" for name, about in known.items()))
        return 1 if unknown else 0
    for name in names:
        print(f"{name}: {known[name]}\n")
        print(import_module(f"dev.bench.{name}").run(), end="\n\n", flush=True)
    return 0


def known_benchmarks() -> dict[str, str]:
    """The benchmarks with the first line of what they say about themselves, without importing them."""
    files = sorted(file for file in FOLDER.glob("*.py") if file.stem != "__main__")
    return {file.stem: _first_line(file) for file in files}


def _first_line(file: Path) -> str:
    about = ast.get_docstring(ast.parse(file.read_bytes())) or ""
    return about.partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
