"""What pictures of plans write the same way everywhere: names, shares, months and their making."""

from datetime import datetime

from functions.budget.report.figures import day_name
from functions.budget.report.glyphs import drawable
from functions.budget.report.plans import words
from functions.budget.report.words import NAMELESS
from shared.domain.days import today_in_jakarta
from shared.domain.months import Month, format_month
from shared.words import Language


def name_of(written: str, language: Language) -> str:
    """A name that somebody wrote, as far as it can be drawn."""
    return drawable(written) or NAMELESS.into(language)


def footer_of(made_at: datetime, language: Language) -> str:
    """Who made the picture, and on which day in Jakarta."""
    return words.FOOTER.into(language, day=day_name(today_in_jakarta(now=made_at), language))


def months_span(first: Month, last: Month, language: Language) -> str:
    """`Desember 2026 - November 2027`, or the month alone where it is one."""
    if first == last:
        return format_month(first, language)
    return words.SPAN.into(language, first=format_month(first, language), last=format_month(last, language))
