"""Write files whole, and read the ends of long ones."""

import os
import uuid
from pathlib import Path


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    write_whole(file, text, mode=0o600)


def write_whole(file: Path, text: str, *, mode: int = 0o644) -> None:
    """Write a file so that a reader, or a kill, sees the old text or the new one and nothing between."""
    draft = file.with_name(f"{file.name}.{uuid.uuid4().hex}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)


def last_lines(log: Path, count: int) -> list[str]:
    """The end of a log; empty when there is none."""
    if not log.exists():
        return []
    return log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
