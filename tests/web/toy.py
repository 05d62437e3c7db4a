"""A small function over the whole web layer, for its tests."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field
from starlette.types import ASGIApp

from shared.domain.money import Amount
from shared.domain.values import Value
from shared.errors import Conflict, NotFound, Unavailable
from shared.telemetry import spent
from shared.web.app import make_application
from shared.web.health import Check
from shared.web.parts import WebParts
from shared.web.routing import Call, Download, NoContent, Reply, Router, Upload
from shared.web.sse import EventStream, ServerEvent
from shared.words import Words
from tests.fakes.web import web_parts


class ToyBroken(Conflict):
    """The toy cannot be wound up any more."""

    code = "toy_broken"
    says = Words(id="Mainan ini rusak.", en="This toy is broken.")


class ToyWish(Value):
    """A toy somebody wants."""

    name: str = Field(min_length=1, max_length=20)
    price: Amount = 0
    note: str | None = None


class ToyView(Value):
    """A toy that was made."""

    id: UUID
    name: str
    price: Amount = 0


class ToyQuery(Value):
    """Which toys to list."""

    limit: int = Field(20, ge=1, le=100, strict=True)
    name: str | None = None


class ToyList(Value):
    """Some toys."""

    items: tuple[ToyView, ...]
    next_cursor: str | None = None


class PictureView(Value):
    """A picture that was hung up."""

    size: int
    media_type: str
    encoding: str


class CallerView(Value):
    """Who asked, and how."""

    id: UUID
    email: str | None
    language: str
    now: AwareDatetime
    client_address: str | None


class TickEvent(Value):
    """One tick of a wound-up toy."""

    number: int


class DoneEvent(Value):
    """The toy has run down."""

    ticks: int


@dataclass
class ToyDeps:
    """What the toy function works with, and what it did."""

    web: WebParts = field(default_factory=web_parts)
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])
    toys: dict[UUID, ToyView] = field(default_factory=dict[UUID, ToyView])
    pictures: list[Upload] = field(default_factory=list[Upload])
    made: int = 0
    ticks: int = 3
    fails_at: int | None = None
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event | None = None
    permits: asyncio.Semaphore | None = None
    breaks_after_making: bool = False
    keep_alive: float = 15.0


router = Router[ToyDeps](name="toy", base="/api/v1/toys")


@router.post(
    "/",
    answers=ToyView,
    status=201,
    rate="write",
    idempotent=True,
    raises=(ToyBroken,),
    example={"name": "gasing", "price": 15000},
)
async def make_toy(call: Call[ToyDeps], body: ToyWish) -> ToyView:
    """Make a toy.

    It is kept until it is thrown away.
    """
    toy = ToyView(id=call.new_id("toy"), name=body.name, price=body.price)
    if toy.name == "pecah":
        raise ToyBroken
    if toy.name == "meledak":
        raise RuntimeError("a secret of the workshop")
    call.deps.toys.setdefault(toy.id, toy)
    call.deps.made = len(call.deps.toys)
    if call.deps.breaks_after_making:
        raise Unavailable
    call.deps.entered.set()
    if call.deps.gate is not None:
        await call.deps.gate.wait()
    return toy


@router.get("/", answers=ToyList, rate="read")
async def list_toys(call: Call[ToyDeps], query: ToyQuery) -> ToyList:
    """List toys."""
    with spent("db"):
        toys = [toy for toy in call.deps.toys.values() if query.name in {None, toy.name}]
    return ToyList(items=tuple(toys[: query.limit]))


@router.get("/{toy_id}", answers=ToyView, raises=(NotFound,))
async def read_toy(call: Call[ToyDeps], toy_id: UUID) -> ToyView:
    """Read one toy."""
    if toy_id not in call.deps.toys:
        raise NotFound
    return call.deps.toys[toy_id]


@router.get("/newest", answers=ToyView)
async def newest_toy(call: Call[ToyDeps]) -> Reply:
    """Read the newest toy."""
    toys = list(call.deps.toys.values())
    return Reply(toys[-1], headers={"X-Toys": str(len(toys))})


@router.delete("/{toy_id}")
async def throw_away(call: Call[ToyDeps], toy_id: UUID) -> NoContent:
    """Throw a toy away."""
    call.deps.toys.pop(toy_id, None)
    return NoContent()


@router.post("/{name}/wind", answers=DoneEvent, events={"tick": TickEvent, "done": DoneEvent}, rate="chat")
async def wind_up(call: Call[ToyDeps], name: Annotated[str, Field(max_length=20)]) -> EventStream | DoneEvent:
    """Wind a toy up and watch it run."""
    if call.wants_stream:
        return EventStream(_ticks(call.deps), keep_alive=call.deps.keep_alive)
    return DoneEvent(ticks=call.deps.ticks)


@router.post(
    "/pictures",
    answers=PictureView,
    status=201,
    rate="write",
    idempotent=True,
    uploads=("image/png", "text/csv"),
    max_body=1_000,
)
async def hang_up(call: Call[ToyDeps], upload: Upload, query: ToyQuery) -> PictureView:
    """Hang a picture of a toy up."""
    call.deps.pictures.append(upload)
    return PictureView(size=len(upload.content), media_type=upload.media_type, encoding=upload.encoding)


@router.get("/pictures/newest", downloads=("image/png",), rate="read")
async def look_at(call: Call[ToyDeps]) -> Download:
    """Look at the newest picture of a toy."""
    newest = call.deps.pictures[-1]
    return Download(
        content=newest.content, media_type="image/png", file_name='gasing "merah" ü.png', inline=True
    )


@router.get("/who/asks", answers=CallerView)
async def who_asks(call: Call[ToyDeps]) -> CallerView:
    """Say who asks."""
    return CallerView(
        id=call.caller.id,
        email=call.caller.email,
        language=call.language,
        now=call.now,
        client_address=call.client_address,
    )


@router.get("/open/door", answers=DoneEvent, public=True)
async def open_door(call: Call[ToyDeps]) -> DoneEvent:
    """Answer anybody."""
    return DoneEvent(ticks=0)


async def _ticks(deps: ToyDeps) -> AsyncIterator[ServerEvent]:
    try:
        for number in range(deps.ticks):
            if number == deps.fails_at:
                raise ToyBroken
            if deps.permits is not None:
                await deps.permits.acquire()
            yield ServerEvent("tick", TickEvent(number=number))
        yield ServerEvent("done", DoneEvent(ticks=deps.ticks))
    finally:
        deps.closed.set()


def toy_app(deps: ToyDeps | None = None) -> ASGIApp:
    """The toy function as an app."""
    deps = deps or ToyDeps()
    return make_application(routers=[router], deps=deps, security=deps.web)
