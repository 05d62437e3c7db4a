"""Read the mails that the catcher kept."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple


class Mail(NamedTuple):
    """One caught mail."""

    file: Path
    to: str
    subject: str
    text: str


def caught(folder: Path) -> Iterator[Mail]:
    """All mails, the oldest first."""
    for file in sorted(folder.glob("*.eml")):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        yield Mail(file, str(message["to"]), str(message["subject"]), _text(message))


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    return str(body.get_content()) if body is not None else ""
