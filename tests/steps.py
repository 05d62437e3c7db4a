"""How much work something is, counted and not timed, so that no test depends on how busy a machine is."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import TraceFunction


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of Python `work` goes through."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> "TraceFunction":
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps
