"""Tell a person what is happening: moving lines on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Progress:
    """One line a part: begun, done, and how long it took."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(file=sys.stdout, highlight=False)
        self._began: dict[str, float] = {}
        self._tasks: dict[str, TaskID] = {}
        self._bars = Bars(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, name: str) -> None:
        """Something began."""
        self._began[name] = time.monotonic()
        if self._console.is_terminal:
            self._tasks[name] = self._bars.add_task(name, total=1)

    def done(self, name: str) -> None:
        """It is done."""
        if self._console.is_terminal:
            self._bars.update(self._tasks[name], completed=1)
        else:
            self.tell(f"{name} ready ({time.monotonic() - self._began[name]:.1f} s)")

    def tell(self, line: str) -> None:
        """Say one thing."""
        self._console.print(line, markup=False, soft_wrap=True)
        self._console.file.flush()
