"""The picture and the document, set by typst from templates that stand beside this file.

The data goes in as one JSON string; the templates show people's text and never read it as markup. Only
the fonts in this folder are used, so that the same report looks the same, and is the same bytes, on
every machine.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

_HERE = Path(__file__).parent

Template = Literal["card", "document", "plan"]


def typeset(
    template: Template, data: dict[str, Any], kind: Literal["svg", "pdf", "png"], *, made_at: datetime
) -> bytes:
    """The template filled with `data`: one page as SVG or PNG, or a PDF that says it is PDF/UA-1.

    `made_at` is what the file says about its making.
    """
    from typst import Compiler  # noqa: PLC0415 - 50 MB of compiler, only for who asks for a report

    compiler = Compiler(
        _HERE / "templates" / f"{template}.typ",
        root=_HERE / "templates",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    standards: list[PDFStandard] = ["ua-1"] if kind == "pdf" else []
    made = compiler.compile(format=kind, pdf_standards=standards, timestamp=int(made_at.timestamp()))
    return _one_file(made)


@cache
def _fonts() -> "Fonts":
    """The four weights in this folder and nothing that a machine happens to have."""
    from typst import Fonts  # noqa: PLC0415 - as above

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"])


def _one_file(made: "bytes | list[bytes] | None") -> bytes:
    """typst answers with a list where a picture has several pages, which none of ours has."""
    if not isinstance(made, bytes):
        raise TypeError("a picture has one page")
    return made
