"""The chat function with an odd advisor: `python -m tests.functions.chat.odd_function PORT dies|waits`.

It begins to answer. Then it is killed with its process, or waits for ever.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace

import uvicorn

from functions.chat.deps import Deps
from functions.chat.routes import make_app
from shared.advice.quota import TurnQuota
from shared.domain.caller import Caller
from shared.gateways.advisor.protocol import AdvisorEvent, TextDelta, TurnRequest


class OddAdvisor:
    """Says a word and no more."""

    model = "odd"

    def __init__(self, *, dies: bool) -> None:
        self._dies = dies

    async def stream(self, request: TurnRequest) -> AsyncGenerator[AdvisorEvent]:
        """Begin to answer."""
        yield TextDelta(text="Sebentar ya. ")
        if self._dies:
            os.kill(os.getpid(), signal.SIGKILL)
        await asyncio.Event().wait()


def odd_advisors(caller: Caller, quota: TurnQuota) -> tuple[OddAdvisor]:
    """One that dies or waits, as the command line says."""
    return (OddAdvisor(dies=sys.argv[2] == "dies"),)


if __name__ == "__main__":
    deps = replace(Deps.from_environment(), advisors=odd_advisors)
    uvicorn.run(make_app(deps), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
