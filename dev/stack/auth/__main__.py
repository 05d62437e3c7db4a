"""A stand-in for Supabase Auth on a laptop and in tests; never deployed.

`python -m dev.stack.auth` runs it with the environment of the real program. It plays accounts with e-mail
and password, sessions, mailed links and codes, PKCE, the admin API and the access token hook, on tables of
the real names. It does not play phones, other providers, anonymous people, MFA, SSO and reauthentication:
their settings are ignored and their paths are not there.
"""

import asyncio
import logging
import os
import sys

import psycopg
import uvicorn

from dev.stack.auth.app import make_app
from dev.stack.auth.parts import Parts
from dev.stack.auth.settings import Settings, settings_from


async def serve(settings: Settings) -> None:
    """Make the tables, then serve until stopped."""
    parts = Parts.of(settings)
    await parts.database.make_tables()
    config = uvicorn.Config(
        make_app(parts),
        host=settings.host or "127.0.0.1",
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    await uvicorn.Server(config).serve()


def main() -> None:
    """Run; end with one line that says why, when settings or database do not allow it."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    try:
        asyncio.run(serve(settings_from(os.environ)))
    except (ValueError, psycopg.Error) as error:
        sys.exit(f"auth cannot start: {error}")


if __name__ == "__main__":
    main()
