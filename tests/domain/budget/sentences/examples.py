"""The example sentences, read from the table beside it."""

import tomllib
from pathlib import Path
from typing import Any

EXAMPLES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))[
    "example"
]
