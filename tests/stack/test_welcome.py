"""The commands that the screen tells people to try do what it says."""

import os
import subprocess

from dev.stack.running import Running
from dev.stack.screen import TO_TRY


def test_the_three_commands_register_store_figures_and_stream_an_answer_that_quotes_them(
    stack: Running,
) -> None:
    script = TO_TRY.replace("<URL>", stack.url)[TO_TRY.index("API=") :]

    said = subprocess.run(
        ["sh", "-euc", script], env=dict(os.environ), capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stderr
    assert '"monthly_income":6500000' in said.stdout
    assert "event:" in said.stdout
    assert "Rp6.500.000" in said.stdout
