"""A clone of the project that a test may change: its own code, the installed packages of this one."""

import shutil
from pathlib import Path

from dev.stack.places import NODE_MODULES, ROOT

COPIED = ("functions", "shared", "supabase", "dev/stack", "dev/demo")
COPIED_FILES = ("dev/holidays.py",)


def clone(folder: Path) -> Path:
    """Copy what a stack needs to `folder`, which must not exist yet."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in COPIED_FILES:
        shutil.copy(ROOT / name, folder / name)
    (folder / "dev" / "node_modules").symlink_to(NODE_MODULES)
    return folder
