"""Answers that may be wanted as a picture instead."""

from asyncio import to_thread
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from functions.budget.models.pictures import PICTURE, PictureWish, PlanFormat
from shared.web.routing import Call, Download
from shared.words import Language

if TYPE_CHECKING:
    from functions.budget.report.plans.drawing import Drawable

D = TypeVar("D")
V = TypeVar("V", bound="Drawable")


async def as_wished(call: Call[D], wish: PictureWish, view: V) -> V | Download:
    """The answer itself, or a picture of it."""
    if wish.format is PlanFormat.JSON:
        return view
    # Drawing keeps a core busy for some tenths of a second: other requests go on meanwhile.
    return await to_thread(_drawn, view, call.language, call.now)


def _drawn(view: "Drawable", language: Language, now: datetime) -> Download:
    from functions.budget.report.plans.drawing import draw  # noqa: PLC0415 - no other route pays for drawing

    file = draw(view, language=language, made_at=now)
    return Download(content=file.content, media_type=PICTURE, file_name=file.name)
