"""How facts are written for people: one way for templates, tools and checks alike."""

from datetime import date
from decimal import Decimal

from shared.domain.budget.model import Unit
from shared.domain.budget.words import number_words
from shared.domain.conversation.model import Fact, FactUnit
from shared.domain.months import MONTH_NAMES, Month, format_month
from shared.words import Language


def format_fact(fact: Fact, language: Language) -> str:
    """The fact's value as people read it: `Rp1.250.000`, `12,5%`, `3,4 bulan`, `22 November 2026`."""
    if isinstance(fact.value, date) and fact.unit is FactUnit.MONTH:
        return format_month(Month.of(fact.value), language)
    if isinstance(fact.value, date):
        return format_date(fact.value, language)
    if fact.unit in {FactUnit.COUNT, FactUnit.DATE}:
        return str(fact.value)
    return number_words(Decimal(fact.value), Unit(fact.unit.value), language)


def format_date(day: date, language: Language) -> str:
    """A day as people write it: `22 November 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1].into(language)} {day.year}"
