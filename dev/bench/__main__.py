"""Benchmarks: `python -m dev.bench` lists them, `python -m dev.bench NAME ...` runs those, `--all` runs all.

One after the other. Each file here is one, with a function `run` that gives its table. Times drift with the
machine: what counts are the ratios inside one run, against a limit that runs in the same rounds.
"""

import ast
import sys
import time
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent
ALL = "--all"


def main(names: list[str]) -> int:
    """Run what is named, or list what there is; the exit code says whether all was known and ended well."""
    known = known_benchmarks()
    wanted = list(known) if names == [ALL] else names
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        print("\n".join(f"{name:16} {about}" for name, about in known.items()))
        return 1 if unknown else 0
    taken = {name: _timed(name, known[name]) for name in wanted}
    if len(taken) > 1:
        print(_summary(taken))
    return 1 if None in taken.values() else 0


def _timed(name: str, about: str) -> float | None:
    """Run one and show its table; how many seconds it took, or None where it failed: the others still run."""
    print(f"{name}: {about}\n", flush=True)
    begun = time.perf_counter()
    try:
        table: str = import_module(f"dev.bench.{name}").run()
    except Exception:
        traceback.print_exc()
        return None
    print(table, end="\n\n", flush=True)
    return time.perf_counter() - begun


def _summary(taken: Mapping[str, float | None]) -> str:
    """What was run, how long each took, and what failed."""
    lines = [f"{'benchmark':16}{'took':>10}"]
    for name, seconds in taken.items():
        told = "failed" if seconds is None else f"{seconds:.0f} s"
        lines.append(f"{name:16}{told:>10}")
    return "\n".join(lines)


def known_benchmarks() -> dict[str, str]:
    """The benchmarks with the first line of what they say about themselves, without importing them."""
    files = sorted(file for file in FOLDER.glob("*.py") if file.stem != "__main__")
    return {file.stem: _first_line(file) for file in files}


def _first_line(file: Path) -> str:
    about = ast.get_docstring(ast.parse(file.read_bytes())) or ""
    return about.partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
