"""A cold function imports only what it needs: vendors' libraries wait until they are used."""

import json
import subprocess
import sys

import pytest

HEAVY = (
    "dateutil",
    "flask",
    "functions.budget.report",
    "functions_framework",
    "google.genai",
    "mangum",
    "numpy",
    "pandas",
    "postgrest",
    "pymongo",
    "python_calamine",
    "realtime",
    "scipy",
    "storage3",
    "supabase",
    "supabase_auth",
    "typst",
    "xlsxwriter",
)


@pytest.mark.parametrize("function", ["account", "budget", "chat"])
def test_routes_import_no_vendors_library(function: str) -> None:
    program = (
        f"import json, sys, functions.{function}.routes; "
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert json.loads(answer.stdout) == []
