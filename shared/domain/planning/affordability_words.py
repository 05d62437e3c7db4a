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
        id="Bisa pada {month}: seluruhnya {total}, uang tunai akhir bulan paling rendah {lowest}.",
        en="Yes, in {month}: {total} in all, and no month ends with less cash than {lowest}.",
    ),
    Answer.LATER: Words(
        id=(
            "Belum bisa pada {wanted}, paling cepat {month}: seluruhnya {total}, uang tunai akhir bulan "
            "paling rendah {lowest}."
        ),
        en=(
            "Not in {wanted}, at the earliest in {month}: {total} in all, and no month ends with less cash "
            "than {lowest}."
        ),
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
        id="Tujuan {goal}, yang didahulukan, baru tercapai pada {month}.",
        en="The goal {goal}, which comes first, is reached only in {month}.",
    ),
}
GOAL_MISSED = Words(
    id="Tujuan {goal}, yang didahulukan, tidak tercapai dalam rencana ini.",
    en="The goal {goal}, which comes first, is not reached within the plan.",
)
CHEAPEST = Words(
    id="Yang paling murah dan sanggup kamu bayar: {way} pada {month}, seluruhnya {total}.",
    en="The cheapest that you can afford: {way} in {month}, {total} in all.",
)
AT_ONCE = Words(
    id="Kalau harus pada {month}: {way}, seluruhnya {total}.",
    en="If it has to be in {month}: {way}, {total} in all.",
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
    """The whole answer in words: the cheapest way that is affordable and when, else that there is none.

    Where that is later than wanted, the cheapest of the ways that are affordable then is named, too.
    """
    cheapest = next((way for way in found.ways if way.id == found.cheapest), None)
    if cheapest is None:
        return NOTHING_AFFORDABLE.into(language, months=found.months)
    sentences = [_named(CHEAPEST, cheapest, language)]
    at_once = [way for way in found.ways if way.answer is Answer.YES]
    if cheapest.answer is Answer.LATER and at_once:
        best = min(at_once, key=lambda way: way.total_cost)
        sentences.append(_named(AT_ONCE, best, language))
    return " ".join(sentences)


def _named(words: Words, way: WayOutcome, language: Language) -> str:
    month = None if way.month is None else format_month(way.month, language)
    return words.into(language, way=way.id, month=month, total=format_rupiah(way.total_cost, language))
