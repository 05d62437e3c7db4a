"""Patterns in words."""

from collections.abc import Iterator, Mapping

from shared.domain.budget.patterns.model import CategoryPattern, SpendingPatterns, Trend
from shared.domain.money import format_rupiah
from shared.domain.months import format_month
from shared.words import Language, Words

MOST_CHANGES = 5

WEEKDAYS = (
    Words("Senin", "Monday"),
    Words("Selasa", "Tuesday"),
    Words("Rabu", "Wednesday"),
    Words("Kamis", "Thursday"),
    Words("Jumat", "Friday"),
    Words("Sabtu", "Saturday"),
    Words("Minggu", "Sunday"),
)
CHANGES: Mapping[Trend, Words] = {
    Trend.RISING: Words(
        id="{category} naik {change} sebulan: dari {before} menjadi {lately}.",
        en="{category} rose by {change} a month: from {before} to {lately}.",
    ),
    Trend.FALLING: Words(
        id="{category} turun {change} sebulan: dari {before} menjadi {lately}.",
        en="{category} fell by {change} a month: from {before} to {lately}.",
    ),
}
USUAL = Words(
    id="Biasanya kamu mengeluarkan {usual} sebulan; paling boros {most}, paling hemat {least}.",
    en="You usually spend {usual} a month; most in {most}, least in {least}.",
)
BUSIEST = Words(
    id="Belanja sehari-hari paling besar di hari {weekday}, rata-rata {amount}.",
    en="Everyday spending is largest on a {weekday}, {amount} on average.",
)


def pattern_words(found: SpendingPatterns, language: Language) -> Iterator[tuple[str, str]]:
    """What the patterns say, as pairs of a stable code and a sentence."""
    if found.least != found.most:
        yield (
            "usual_month",
            USUAL.into(
                language,
                usual=format_rupiah(found.usual, language),
                most=format_month(found.most, language),
                least=format_month(found.least, language),
            ),
        )
    for category in found.changes[:MOST_CHANGES]:
        yield f"category_{category.trend.value.lower()}", change_words(category, language)
    busiest = max(found.weekdays, key=lambda it: it.usual)
    if busiest.usual > 0:
        day = WEEKDAYS[busiest.weekday - 1].into(language)
        amount = format_rupiah(busiest.usual, language)
        yield "busiest_weekday", BUSIEST.into(language, weekday=day, amount=amount)


def change_words(category: CategoryPattern, language: Language) -> str:
    """How a category changed. The category's trend is not STEADY."""
    return CHANGES[category.trend].into(
        language,
        category=category.named.into(language),
        change=format_rupiah(abs(category.change), language),
        before=format_rupiah(category.before, language),
        lately=format_rupiah(category.lately, language),
    )
