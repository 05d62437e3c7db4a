"""The chat function, killed at the worst moment: `python -m tests.journeys.dying_function PORT`.

It has carried out the request, and is gone before it can keep its answer.
"""

import os
import signal
import sys
from dataclasses import replace

import uvicorn

from functions.chat.deps import Deps
from functions.chat.routes import make_app
from shared.domain.caller import Caller
from shared.domain.requests import KeyClaim, StoredAnswer
from shared.web.idempotency import IdempotencyKeys


class DyingKeys:
    """Real keys, in a process that does not live to keep an answer."""

    def __init__(self, keys: IdempotencyKeys) -> None:
        self._keys = keys

    async def claim(self, caller: Caller, *, key: str, fingerprint: str) -> KeyClaim:
        """Claim as always."""
        return await self._keys.claim(caller, key=key, fingerprint=fingerprint)

    async def keep(self, caller: Caller, *, key: str, answer: StoredAnswer) -> None:
        """Die."""
        os.kill(os.getpid(), signal.SIGKILL)

    async def release(self, caller: Caller, *, key: str) -> None:
        """Release as always."""
        await self._keys.release(caller, key=key)


if __name__ == "__main__":
    deps = Deps.from_environment()
    dying = replace(deps, web=replace(deps.web, idempotency=DyingKeys(deps.web.idempotency)))
    uvicorn.run(make_app(dying), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
