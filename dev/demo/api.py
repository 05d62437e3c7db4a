"""Asking the stack as the demo does: every refusal ends it, and says what was refused."""

from collections.abc import Mapping

import httpx


class DemoFailed(RuntimeError):
    """The stack refused a part of the demo; the message quotes it."""


async def post(
    http: httpx.AsyncClient, path: str, body: object, headers: Mapping[str, str]
) -> httpx.Response:
    """Post JSON. Raises DemoFailed."""
    return succeeded(await http.post(path, json=body, headers=dict(headers)))


def succeeded(answer: httpx.Response) -> httpx.Response:
    """The answer, if it is a good one. Raises DemoFailed."""
    if not answer.is_success:
        raise DemoFailed(
            f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
        )
    return answer
