"""Gemini's wire on this machine: `python -m dev.gemini_server [--port 8098] [--fault NAME]`.

Point the functions at it with FINTAR_GEMINI_BASE_URL=http://127.0.0.1:8098 and any GEMINI_API_KEY. With a
fault every call ends in it; `--faults` lists them.
"""

import argparse
import asyncio
import contextlib
import sys

from dev.gemini_server.faults import FAULTS
from dev.gemini_server.server import GeminiServer


def main() -> int:
    """Serve until Ctrl-C; the exit code says whether the fault was known."""
    parser = argparse.ArgumentParser(prog="python -m dev.gemini_server", description=__doc__)
    parser.add_argument("--port", type=int, default=8098)
    parser.add_argument("--fault", choices=sorted(FAULTS))
    parser.add_argument("--faults", action="store_true", help="list them")
    chosen = parser.parse_args()
    if chosen.faults:
        print("\n".join(FAULTS))
        return 0
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(chosen.port, chosen.fault))
    return 0


async def _serve(port: int, fault: str | None) -> None:
    async with GeminiServer(always=FAULTS[fault] if fault else None, port=port) as server:
        print(f"Gemini's wire on {server.url}", flush=True)
        await server.serve()


if __name__ == "__main__":
    sys.exit(main())
