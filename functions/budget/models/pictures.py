"""How an answer about a plan is wanted: as figures, or as a picture of them."""

from enum import StrEnum

from pydantic import Field

from shared.domain.values import Value

PICTURE = "image/svg+xml"


class PlanFormat(StrEnum):
    """JSON with every figure, or a picture (SVG) of the main ones."""

    JSON = "json"
    SVG = "svg"


class PictureWish(Value):
    """As what to answer."""

    format: PlanFormat = Field(default=PlanFormat.JSON, description="`svg` answers with a picture to share.")
