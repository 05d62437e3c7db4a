"""Write docs/openapi.json from all functions' routes: python -m dev.openapi [--check]."""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.web.health import health_router
from shared.web.openapi import document
from shared.web.routing import Router

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "openapi.json"


def all_routers() -> list[Router[Any]]:
    """The routers of every function in functions/, with its health routes."""
    found: list[Router[Any]] = []
    for file in sorted((ROOT / "functions").glob("*/routes.py")):
        name = file.parent.name
        module = importlib.import_module(f"functions.{name}.routes")
        routers: Sequence[Router[Any]] = getattr(module, "routers", None) or [module.router]
        found += [*routers, health_router(name)]
    return found


def rendered() -> str:
    """The document as it is committed: sorted, so that it changes only where the API does."""
    return json.dumps(document(all_routers()), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the document, or with --check say whether the committed one is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the file is out of date")
    text = rendered()
    if not parser.parse_args().check:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(text)
        return 0
    if TARGET.exists() and TARGET.read_text() == text:
        return 0
    sys.stderr.write("docs/openapi.json does not match the routes: run python -m dev.openapi\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
