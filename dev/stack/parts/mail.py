"""The mail catcher: what would be sent is kept as files."""

import asyncio
import sys

from dev.stack.part import Command, Part
from dev.stack.places import ROOT
from dev.stack.plan import Plan
from dev.stack.ports import HOST


def mail(plan: Plan) -> Part:
    """A process that speaks SMTP; ready when it greets."""
    port = plan.ports["mail"]
    arguments = (sys.executable, "-m", "dev.stack.mailbox", str(port), str(plan.state.mails))
    return Part(
        name="mail",
        command=lambda: Command(arguments=arguments, folder=str(ROOT)),
        ready=lambda: _greets(port),
    )


async def _greets(port: int) -> bool:
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection(HOST, port), timeout=2)
    except OSError:
        return False
    greeting = await reader.readline()
    writer.write(b"QUIT\r\n")
    writer.close()
    await writer.wait_closed()
    return greeting.startswith(b"220")
