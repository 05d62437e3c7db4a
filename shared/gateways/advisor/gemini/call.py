"""One call of Gemini: sent once, read to its end within its time, cancelled when nobody reads on."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from http import HTTPStatus

import httpx

from shared.gateways.advisor.gemini.answer import Answer
from shared.gateways.advisor.gemini.chunks import read_chunk
from shared.gateways.advisor.gemini.events import EventReader, EventTooLong
from shared.gateways.advisor.gemini.failures import Failed, error_in, refusal
from shared.gateways.advisor.gemini.watch import Watch
from shared.gateways.advisor.protocol import AdvisorEvent, AdvisorFailure

LINGER = 0.5
"""Seconds that a stream may stay open once the answer is whole; last counts of tokens may still come."""

MOST_OF_A_REFUSAL = 64 * 1024
"""Bytes that are read of an answer that is none."""


async def call(
    http: httpx.AsyncClient, request: httpx.Request, answer: Answer, watch: Watch
) -> AsyncGenerator[AdvisorEvent]:
    """The events of one call. Raises Failed. Closing it closes the connection."""
    try:
        response = await _opened(http, request, watch)
        try:
            if response.status_code != HTTPStatus.OK:
                body = await _beginning(response, watch)
                raise refusal(response.status_code, response.headers, body)
            async with aclosing(_data(response, answer, watch)) as events:
                async for data in events:
                    for event in _events_in(data, answer):
                        yield event
        finally:
            await response.aclose()
    finally:
        watch.close()
    for event in answer.end():
        yield event


async def _opened(http: httpx.AsyncClient, request: httpx.Request, watch: Watch) -> httpx.Response:
    """The answer's head. Raises Failed."""
    try:
        return await watch.read(http.send(request, stream=True))
    except httpx.RequestError as error:
        raise Failed(AdvisorFailure.UNREACHABLE, told=type(error).__name__) from error


def _events_in(data: bytes, answer: Answer) -> Iterator[AdvisorEvent]:
    """What an event of the stream says; nonsense after a whole answer says nothing. Raises Failed."""
    was_whole = answer.is_said
    try:
        yield from answer.take(read_chunk(data))
    except Failed:
        if not was_whole:
            raise


async def _data(response: httpx.Response, answer: Answer, watch: Watch) -> AsyncGenerator[bytes]:
    """The data of each event, until the stream ends or has nothing more to say. Raises Failed.

    Anything that brings an event nearer is a sign of life; comments alone are not.
    """
    reader, chunks, held = EventReader(), response.aiter_bytes(), 0
    watch.alive()
    while (chunk := await _next(chunks, answer, watch)) is not None:
        came = False
        try:
            for data in reader.feed(chunk):
                yield data
                came = True
        except EventTooLong:
            if answer.is_said:
                return
            raise Failed(AdvisorFailure.BROKEN_STREAM, told="event_too_long") from None
        _refuse_stray(reader, answer)
        if came or reader.held > held:
            watch.alive()
        held = reader.held
    if (data := reader.rest()) is not None:
        yield data
    _refuse_stray(reader, answer)
    if reader.stray and not answer.is_said:
        raise Failed(AdvisorFailure.BROKEN_STREAM, told="not_an_event_stream")


async def _next(chunks: AsyncIterator[bytes], answer: Answer, watch: Watch) -> bytes | None:
    """What comes next; None at the end. Once the answer is whole, nothing that happens can spoil it."""
    try:
        if answer.is_said:
            watch.only(LINGER)
        return await watch.read(anext(chunks, None))
    except (httpx.RequestError, Failed) as error:
        if answer.is_said:
            return None
        if isinstance(error, Failed):
            raise
        raise Failed(AdvisorFailure.BROKEN_STREAM, told=type(error).__name__) from error


def _refuse_stray(reader: EventReader, answer: Answer) -> None:
    """An error that stands in the stream without being an event of it. Raises Failed."""
    if reader.stray and not answer.is_said and (error := error_in(reader.stray)) is not None:
        raise error.failure


async def _beginning(response: httpx.Response, watch: Watch) -> bytes:
    """The first bytes of a refusal, as many as come in time; it is one in any case."""
    read, chunks = b"", response.aiter_bytes()
    try:
        while len(read) < MOST_OF_A_REFUSAL:
            chunk = await watch.read(anext(chunks, None))
            if chunk is None:
                break
            read += chunk
    except (httpx.RequestError, Failed):
        return read
    return read
