"""A cold function imports what it needs and no more."""

import subprocess
import sys

HEAVY = {"postgrest", "supabase_auth", "pymongo", "mangum", "functions_framework", "numpy", "flask"}
PROGRAM = "import sys; import tests.web.toy_main; print(*{name.split('.')[0] for name in sys.modules})"


def test_entry_points_and_web_layer_import_nothing_heavy() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    assert not HEAVY & set(ran.stdout.split())
