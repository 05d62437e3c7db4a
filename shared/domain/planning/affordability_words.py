"""What affording something comes to, in words."""

from collections.abc import Mapping

from shared.domain.money import format_rupiah
from shared.domain.months import format_month
from shared.domain.planning.affordability_model import (
    Affordability,
    Answer,
    Reason,
    ReasonCode,
    WayOutcome,
)
from shared.words import Language, Words

ANSWERS: Mapping[Answer, Words] = {
    Answer.YES: Words(
        id="Bisa pada {month}: seluruhnya {total}, uang tunai paling rendah {lowest}.",
        en="Yes, in {month}: {total} in all, and cash is never below {lowest}.",
    ),
    Answer.LATER: Words(
        id=(
            "Belum bisa pada {wanted}, paling cepat {month}: seluruhnya {total}, uang tunai paling rendah "
            "{lowest}."
        ),
        en="Not in {wanted}, at the earliest in {month}: {total} in all, and cash is never below {lowest}.",
    ),
    Answer.NO: Words(
        id="Tidak bisa dalam {months} bulan. Kalau dipaksakan pada {wanted}: seluruhnya {total}.",
        en="Not within {months} months. In {wanted} all the same it would come to {total} in all.",
    ),
}
REASONS: Mapping[ReasonCode, Words] = {
    ReasonCode.CASH_SHORT: Words(
        id="Uang tunai habis mulai {month}, paling banyak kurang {amount}.",
        en="Cash runs out from {month}; at worst {amount} is lacking.",
    ),
    ReasonCode.FUND_TOUCHED: Words(
        id="Dana darurat terpakai mulai {month}, paling banyak {amount}.",
        en="The emergency fund is touched from {month}, by {amount} at the most.",
    ),
    ReasonCode.GOAL_LATE: Words(
        id="Tujuan {goal}, yang lebih penting, baru tercapai pada {month}.",
        en="The goal {goal}, which comes first, is reached only in {month}.",
    ),
}
GOAL_MISSED = Words(
    id="Tujuan {goal}, yang lebih penting, tidak tercapai dalam rencana ini.",
    en="The goal {goal}, which comes first, is not reached within the plan.",
)
CHEAPEST = Words(
    id="Yang paling murah dan sanggup kamu bayar: {way}, seluruhnya {total}.",
    en="The cheapest that you can afford: {way}, {total} in all.",
)
NOTHING_AFFORDABLE = Words(
    id="Belum ada cara yang sanggup kamu bayar dalam {months} bulan.",
    en="There is no way that you can afford within {months} months.",
)


def way_words(way: WayOutcome, found: Affordability, language: Language) -> str:
    """A way's answer as a sentence."""
    return ANSWERS[way.answer].into(
        language,
        wanted=format_month(found.item.month, language),
        month=format_month(way.month or found.item.month, language),
        months=found.months,
        total=format_rupiah(way.total_cost, language),
        lowest=format_rupiah(way.lowest.cash, language),
    )


def reason_words(reason: Reason, language: Language) -> str:
    """A reason as a sentence."""
    if reason.month is None:
        return GOAL_MISSED.into(language, goal=reason.goal)
    return REASONS[reason.code].into(
        language,
        month=format_month(reason.month, language),
        amount=format_rupiah(reason.amount or 0, language),
        goal=reason.goal,
    )


def affordability_words(found: Affordability, language: Language) -> str:
    """The whole answer as a sentence: the cheapest way that is affordable, or that there is none."""
    cheapest = next((way for way in found.ways if way.id == found.cheapest), None)
    if cheapest is None:
        return NOTHING_AFFORDABLE.into(language, months=found.months)
    total = format_rupiah(cheapest.total_cost, language)
    return CHEAPEST.into(language, way=cheapest.id, total=total)
