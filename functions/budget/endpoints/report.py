"""My month as a file over HTTP."""

from asyncio import to_thread
from datetime import datetime

from functions.budget.deps import Deps
from functions.budget.models.report import MEDIA_TYPES, ReportWish
from shared.services.budget import BudgetMonth
from shared.web.routing import Call, Download, Router
from shared.words import Language

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/budget/report", answers=None, downloads=tuple(MEDIA_TYPES.values()), rate="read")
async def download_report(call: Call[Deps], query: ReportWish) -> Download:
    """Download my budget month.

    `svg` is one picture to share, `pdf` a document of about two pages that screen readers can read, `csv`
    the month's sums and categories (UTF-8 with byte order mark, `;` between columns, whole rupiah), and
    `xlsx` a workbook with the categories, days, transactions and the trend. All of them speak the
    language of `Accept-Language`. By default the picture of the month of today.
    """
    month = await call.deps.budget(call.caller).read_month(query.month, now=call.now)
    # Drawing keeps a core busy for some tenths of a second: other requests go on meanwhile.
    return await to_thread(_drawn, month, query, call.language, call.now)


def _drawn(month: BudgetMonth, wish: ReportWish, language: Language, now: datetime) -> Download:
    from functions.budget.report.files import make_file  # noqa: PLC0415 - no other route pays for drawing
    from functions.budget.report.model import MonthReport  # noqa: PLC0415 - as above

    file = make_file(MonthReport.of(month, language=language, made_at=now), wish.format)
    return Download(content=file.content, media_type=file.media_type, file_name=file.name)
