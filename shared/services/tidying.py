"""Work that is done whole however its turn ends: storing an answer, and tidying up where none came."""

import asyncio
from collections.abc import Coroutine

import structlog

from shared.errors import FintarError

CLEANUP = 2.0
"""Seconds that a turn which gave no answer may take to say so."""

log = structlog.stdlib.get_logger("fintar.turns")


async def to_the_end(work: Coroutine[object, object, None]) -> None:
    """Do `work` whole however often the client leaves meanwhile, so that it is never half done.

    Raises what the work raises, and the cancellation once it is done.
    """
    task = asyncio.create_task(work)
    left: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as leaving:
            left = leaving
    if left is None:
        task.result()
        return
    if not task.cancelled() and (failure := task.exception()) is not None:
        log.error("work_failed_while_leaving", exc_info=failure)
    raise left


async def quietly(*works: Coroutine[object, object, None]) -> None:
    """Tidy up as far as it can be done in short time; what is left then, the turn's lease does later."""
    try:
        async with asyncio.timeout(CLEANUP):
            for failure in await asyncio.gather(*works, return_exceptions=True):
                _tell(failure)
    except TimeoutError as error:
        _tell(error)


def _tell(failure: BaseException | None) -> None:
    if failure is None:
        return
    if not isinstance(failure, FintarError | TimeoutError):
        raise failure
    log.warning("turn_not_tidied", error=type(failure).__name__)
