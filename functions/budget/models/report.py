"""What the budget function is asked for when a month is wanted as a file."""

from enum import StrEnum

from pydantic import Field

from functions.budget.models.month import MonthWish


class ReportFormat(StrEnum):
    """What a report can be: a picture to share, a document, a table of text, or a workbook."""

    SVG = "svg"
    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES: dict[ReportFormat, str] = {
    ReportFormat.SVG: "image/svg+xml",
    ReportFormat.PDF: "application/pdf",
    ReportFormat.CSV: "text/csv",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ReportWish(MonthWish):
    """Which month, and as what."""

    format: ReportFormat = Field(default=ReportFormat.SVG, description="A picture unless said otherwise.")
