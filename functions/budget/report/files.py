"""A month's report as a file, in whichever form was asked for."""

from dataclasses import dataclass, field
from typing import assert_never

from functions.budget.models.report import MEDIA_TYPES, ReportFormat
from functions.budget.report.alone import stand_alone
from functions.budget.report.model import MonthReport
from functions.budget.report.picture import picture_of
from functions.budget.report.separated import separated
from functions.budget.report.typesetting import typeset
from functions.budget.report.workbook import workbook


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A finished file with the name that it is saved under: `fintar-2026-11.pdf`."""

    content: bytes = field(repr=False)
    media_type: str
    name: str


def make_file(report: MonthReport, kind: ReportFormat) -> ReportFile:
    """The report as a file. Pure work of some tenths of a second: keep it off the event loop."""
    return ReportFile(
        content=_content(report, kind),
        media_type=MEDIA_TYPES[kind],
        name=f"fintar-{report.summary.month}.{kind}",
    )


def _content(report: MonthReport, kind: ReportFormat) -> bytes:
    match kind:
        case ReportFormat.SVG:
            return _picture(report)
        case ReportFormat.PDF:
            data = picture_of(report, "document").as_data()
            return typeset("document", data, "pdf", made_at=report.made_at)
        case ReportFormat.CSV:
            return separated(report)
        case ReportFormat.XLSX:
            return workbook(report)
        case _:
            assert_never(kind)


def _picture(report: MonthReport) -> bytes:
    picture = picture_of(report, "card")
    drawn = typeset("card", picture.as_data(), "svg", made_at=report.made_at)
    return stand_alone(drawn, title=picture.title, description=picture.described, language=report.language)
