"""The example sentences, and what must be read out of them, from the tables in `example_tables`.

On `today` (2026-11-18, a Wednesday, where it is not given) the person has the accounts of the builder.

entries    one for each proposal: `amount` (signed whole rupiah; none while it is asked), `direction`, `on`
           (the day; today where it is not given, "asked" where there is none), `account` and `to` (by name;
           none where not given), `category`, `merchant`
asks       the questions about the entry, without those for an account that is not named
between    the amounts that the first question offers, without their sign
unread     the reason why there is no proposal at all
"""

import tomllib
from pathlib import Path
from typing import Any

TABLES = sorted(Path(__file__).with_name("example_tables").glob("*.toml"))
EXAMPLES: list[dict[str, Any]] = [
    example for table in TABLES for example in tomllib.loads(table.read_text("utf-8"))["example"]
]
