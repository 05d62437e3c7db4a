"""Sends mails by SMTP, in a thread. Without GOTRUE_SMTP_HOST mails go nowhere, as with the real program."""

import asyncio
import smtplib
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid

from dev.stack.auth.settings import Settings

_SECONDS = 10


class CannotSend(Exception):
    """The mail server cannot be reached or does not take the mail."""


class Postman:
    """One SMTP conversation for each mail."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, *, to: str, subject: str, html: str) -> None:
        """Send one mail. Raises CannotSend."""
        if not self._settings.smtp_host:
            return
        message = EmailMessage()
        message["From"] = formataddr((self._settings.smtp_sender, self._settings.smtp_from))
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain="auth.local")
        message.set_content(html, subtype="html")
        await asyncio.to_thread(self._deliver, message)

    def _deliver(self, message: EmailMessage) -> None:
        settings = self._settings
        try:
            with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_SECONDS) as server:
                if settings.smtp_user:
                    server.starttls()
                    server.login(settings.smtp_user, settings.smtp_password)
                server.send_message(message)
        except OSError as error:
            raise CannotSend(str(error)) from error
