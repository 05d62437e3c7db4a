"""uvicorn with nothing behind it: reads a body, and answers with about as many bytes as our app."""

from starlette.types import Receive, Scope, Send

from dev.bench.peers.serving import serve

ANSWER = b" " * 21_300
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(ANSWER)).encode())]


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with spaces."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": ANSWER})


if __name__ == "__main__":
    serve(app)
