"""Forecasts in words."""

from collections.abc import Mapping
from datetime import date

from shared.domain.money import format_rupiah
from shared.domain.months import Month, format_month
from shared.domain.planning.forecast.model import DueAmount, DueKind, Forecast, ShortOn, SpendingBasis
from shared.words import Language, Words

FINE = Words(
    id="Uang tunaimu cukup untuk {days} hari ke depan: paling rendah {lowest} pada {day}.",
    en="Your cash lasts the next {days} days: it is never below {lowest} ({day}).",
)
SHORT = Words(
    id="Uang tunaimu diperkirakan kurang mulai {day}, sebesar {lacking}. {because}",
    en="Your cash is expected to fall short on {day}, by {lacking}. {because}",
)
MAY_BE_SHORT = Words(
    id="Uang tunaimu mungkin kurang mulai {day} kalau pengeluaranmu sedang tinggi. {because}",
    en="Your cash may fall short on {day} if you spend more than usual. {because}",
)
UNKNOWN = Words(
    id="Saldo rekeningmu belum diketahui, jadi yang terlihat hanya perubahannya.",
    en="Your balances are not known, so only the change is shown.",
)
BECAUSE = Words(
    id="Dua minggu sebelumnya jatuh tempo: {due}; belanja sehari-hari sekitar {everyday}.",
    en="In the two weeks before fall due: {due}; everyday spending is about {everyday}.",
)
ONLY_EVERYDAY = Words(
    id="Belanja sehari-hari dua minggu sebelumnya sekitar {everyday}.",
    en="Everyday spending in the two weeks before is about {everyday}.",
)
KINDS: Mapping[DueKind, Words] = {
    DueKind.BOOKED: Words(id="transaksi terjadwal", en="a transaction booked ahead"),
    DueKind.RECURRING: Words(id="tagihan rutin", en="a recurring bill"),
    DueKind.DEBT: Words(id="cicilan", en="an instalment"),
    DueKind.USUAL_INCOME: Words(id="pemasukan biasa", en="the usual income"),
}
BASES: Mapping[SpendingBasis, Words] = {
    SpendingBasis.TRACKED: Words(
        id="belanja sehari-hari dari {weeks} minggu terakhir",
        en="everyday spending of the last {weeks} weeks",
    ),
    SpendingBasis.BUDGET: Words(
        id="anggaran bulan ini dikurangi tagihan; catatan harian belum cukup untuk memperkirakan rentangnya",
        en="this month's budgets less bills; too little is tracked by the day to tell how it varies",
    ),
    SpendingBasis.USUAL_MONTH: Words(
        id="pengeluaran sebulan dikurangi tagihan; catatan harian belum cukup untuk memperkirakan rentang",
        en="a usual month's spending less bills; too little is tracked by the day to tell how it varies",
    ),
    SpendingBasis.NOTHING: Words(
        id="hanya yang jatuh tempo; belanja sehari-harimu belum diketahui",
        en="only what falls due; your everyday spending is not known",
    ),
}


def forecast_words(found: Forecast, language: Language) -> str:
    """The forecast in one or two sentences."""
    if found.opening is None:
        return UNKNOWN.into(language)
    if found.short is not None:
        return _short(SHORT, found.short, language)
    if found.may_be_short is not None:
        return _short(MAY_BE_SHORT, found.may_be_short, language)
    least = min(found.days, key=lambda it: (it.cash, it.day))
    return FINE.into(
        language,
        days=len(found.days),
        lowest=format_rupiah(least.cash, language),
        day=day_words(least.day, language),
    )


def due_words(due: DueAmount, language: Language) -> str:
    """Whom an amount goes to or comes from."""
    return due.name or KINDS[due.kind].into(language)


def basis_words(found: Forecast, language: Language) -> str:
    """What everyday spending is estimated from."""
    return BASES[found.everyday.basis].into(language, weeks=found.everyday.weeks)


def day_words(day: date, language: Language) -> str:
    """`3 Maret 2027`, `3 March 2027`."""
    return f"{day.day} {format_month(Month.of(day), language)}"


def _short(words: Words, short: ShortOn, language: Language) -> str:
    return words.into(
        language,
        day=day_words(short.day, language),
        lacking=format_rupiah(short.lacking, language),
        because=_because(short, language),
    )


def _because(short: ShortOn, language: Language) -> str:
    everyday = format_rupiah(short.everyday, language)
    if not short.because:
        return ONLY_EVERYDAY.into(language, everyday=everyday)
    due = ", ".join(
        f"{due_words(it, language)} {format_rupiah(-it.amount, language)} ({it.day.day}/{it.day.month})"
        for it in short.because
    )
    return BECAUSE.into(language, due=due, everyday=everyday)
