"""Catch mails: `python -m dev.stack.mailbox PORT FOLDER [HOST]` takes any mail and keeps it as a file.

The names of the files sort by arrival. HOST is where it listens, 127.0.0.1 when not named.
"""

import asyncio
import itertools
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from dev.stack.files import write_whole
from dev.stack.ports import HOST


class Mailbox:
    """Writes each mail whole, under a name that sorts by arrival."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._count = itertools.count()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail; aiosmtpd gives this method its name."""
        name = f"{time.time_ns():020}-{next(self._count):04}.eml"
        content = envelope.content or b""
        text = content if isinstance(content, str) else content.decode("utf-8", errors="surrogateescape")
        write_whole(self._folder / name, text)
        return "250 OK"


async def serve(port: int, folder: Path, host: str = HOST) -> None:
    """Take mails until the process is ended."""
    controller = Controller(Mailbox(folder), hostname=host, port=port)
    controller.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4]))
