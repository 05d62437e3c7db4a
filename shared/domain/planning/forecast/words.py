"""Forecasts in words."""

from collections.abc import Iterator, Mapping
from datetime import date

from shared.domain.money import format_rupiah
from shared.domain.months import Month, format_month
from shared.domain.planning.forecast.model import (
    LOOKED_BACK,
    DueAmount,
    DueKind,
    Forecast,
    ShortOn,
    SpendingBasis,
)
from shared.words import Language, Words

CASH = Words(id="Uang tunaimu", en="Your cash")
CASH_BESIDE_FUND = Words(id="Uang tunaimu di luar dana darurat", en="Your cash without the emergency fund")
FINE = Words(
    id="{cash} cukup untuk {days} hari ke depan: paling rendah {lowest} pada {day}.",
    en="{cash} lasts the next {days} days: it is never below {lowest} ({day}).",
)
FUND_UNTOUCHED = Words(
    id="Dana darurat {fund} tidak terpakai.", en="The emergency fund of {fund} is not needed."
)
SHORT = Words(
    id="{cash} diperkirakan kurang mulai {day}, sebesar {lacking}.",
    en="{cash} is expected to fall short from {day}, by {lacking}.",
)
SHORT_MORE = Words(
    id="{cash} diperkirakan kurang mulai {day}, sebesar {lacking}, dan paling banyak {most} pada {most_on}.",
    en="{cash} is expected to fall short from {day}, by {lacking}, and at worst by {most} on {most_on}.",
)
MAY_BE_SHORT = Words(
    id="{cash} mungkin kurang mulai {day} kalau pengeluaranmu sedang tinggi, paling banyak {most}.",
    en="{cash} may fall short from {day} if you spend more than usual, at worst by {most}.",
)
FUND_COVERS = Words(
    id="Dana darurat {fund} cukup untuk menutupnya.", en="The emergency fund of {fund} covers it."
)
FUND_SHORT = Words(
    id="Dana darurat {fund} hanya menutup sebagian: mulai {beyond_on} tidak cukup, paling banyak masih "
    "kurang {beyond}.",
    en="The emergency fund of {fund} covers a part: from {beyond_on} it is not enough, and at worst {beyond} "
    "is still lacking.",
)
MAY_GO_BEYOND = Words(
    id="Kalau pengeluaranmu sedang tinggi, dana darurat pun bisa kurang {beyond}.",
    en="If you spend more than usual, even the emergency fund may lack {beyond}.",
)
SET_ASIDE = Words(id="Tersimpan untuk tujuan: {aside}.", en="Set aside for goals: {aside}.")
UNKNOWN = Words(
    id="Saldo rekeningmu belum diketahui, jadi yang terlihat hanya perubahannya.",
    en="Your balances are not known, so only the change is shown.",
)
DUE = Words(id="Jatuh tempo dalam dua minggu sebelumnya: {due}.", en="Due in the two weeks before: {due}.")
DUE_SOON = Words(id="Jatuh tempo sampai saat itu: {due}.", en="Due until then: {due}.")
EVERYDAY = Words(
    id="Pengeluaran sehari-hari dalam dua minggu sebelumnya sekitar {everyday}.",
    en="Everyday spending in the two weeks before is about {everyday}.",
)
EVERYDAY_SOON = Words(
    id="Pengeluaran sehari-hari sampai saat itu sekitar {everyday}.",
    en="Everyday spending until then is about {everyday}.",
)
KINDS: Mapping[DueKind, Words] = {
    DueKind.BOOKED: Words(id="transaksi terjadwal", en="a transaction booked ahead"),
    DueKind.RECURRING: Words(id="tagihan rutin", en="a recurring bill"),
    DueKind.DEBT: Words(id="cicilan", en="an instalment"),
    DueKind.USUAL_INCOME: Words(id="pemasukan biasa", en="the usual income"),
}
BASES: Mapping[SpendingBasis, Words] = {
    SpendingBasis.TRACKED: Words(
        id="pengeluaran sehari-hari dari {weeks} minggu terakhir",
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
        id="hanya yang jatuh tempo; pengeluaran sehari-harimu belum diketahui",
        en="only what falls due; your everyday spending is not known",
    ),
}


EVEN_INCOME = Words(
    id="; pemasukan biasa {income} sebulan dihitung merata karena harinya belum diketahui",
    en="; the usual income of {income} a month is spread evenly, as its day is not known",
)


def forecast_words(found: Forecast, language: Language) -> str:
    """The forecast in a few sentences."""
    if found.opening is None:
        return UNKNOWN.into(language)
    if found.short is not None:
        more = found.short.most > found.short.lacking
        words = [_told(SHORT_MORE if more else SHORT, found.short, found, language)]
        words += _fund(found.short, found, language)
        words += _even_beyond(found, language)
        words += _because(found.short, found, language)
    elif found.may_be_short is not None:
        words = [_told(MAY_BE_SHORT, found.may_be_short, found, language)]
        words += _fund(found.may_be_short, found, language)
        words += _because(found.may_be_short, found, language)
    else:
        words = _fine(found, language)
    return " ".join(words)


def due_words(due: DueAmount, language: Language) -> str:
    """Whom an amount goes to or comes from."""
    return due.name or KINDS[due.kind].into(language)


def basis_words(found: Forecast, language: Language) -> str:
    """What everyday spending is estimated from, and income where its day is not known."""
    basis = BASES[found.everyday.basis].into(language, weeks=found.everyday.weeks)
    income = found.everyday.income_a_month
    return basis + (EVEN_INCOME.into(language, income=format_rupiah(income, language)) if income else "")


def day_words(day: date, language: Language) -> str:
    """`3 Maret 2027`, `3 March 2027`."""
    return f"{day.day} {format_month(Month.of(day), language)}"


def _fine(found: Forecast, language: Language) -> list[str]:
    least = min(found.days, key=lambda it: (it.cash, it.day))
    words = [
        FINE.into(
            language,
            cash=_cash(found, language),
            days=len(found.days),
            lowest=format_rupiah(least.cash, language),
            day=day_words(least.day, language),
        )
    ]
    if found.emergency_fund:
        words.append(FUND_UNTOUCHED.into(language, fund=format_rupiah(found.emergency_fund, language)))
    return words


def _fund(short: ShortOn, found: Forecast, language: Language) -> Iterator[str]:
    """What the emergency fund does about it, and what lies in goals where it does not do."""
    if found.emergency_fund:
        yield _told(FUND_SHORT if short.beyond_fund else FUND_COVERS, short, found, language)
    if short.beyond_fund and found.set_aside:
        yield SET_ASIDE.into(language, aside=format_rupiah(found.set_aside, language))


def _even_beyond(found: Forecast, language: Language) -> Iterator[str]:
    """That the fund which is expected to do may not."""
    short, may = found.short, found.may_be_short
    if short and may and found.emergency_fund and may.beyond_fund and not short.beyond_fund:
        yield _told(MAY_GO_BEYOND, may, found, language)


def _told(words: Words, short: ShortOn, found: Forecast, language: Language) -> str:
    return words.into(
        language,
        cash=_cash(found, language),
        day=day_words(short.day, language),
        lacking=format_rupiah(short.lacking, language),
        most=format_rupiah(short.most, language),
        most_on=day_words(short.most_on, language),
        fund=format_rupiah(found.emergency_fund, language),
        beyond=format_rupiah(short.beyond_fund, language),
        beyond_on=day_words(short.beyond_on or short.day, language),
    )


def _cash(found: Forecast, language: Language) -> str:
    return (CASH_BESIDE_FUND if found.emergency_fund else CASH).into(language)


def _because(short: ShortOn, found: Forecast, language: Language) -> Iterator[str]:
    """What falls due until then, and what everyday life takes."""
    soon = short.day < found.today + LOOKED_BACK
    if short.because:
        due = ", ".join(
            f"{due_words(it, language)} {format_rupiah(-it.amount, language)} ({it.day.day}/{it.day.month})"
            for it in short.because
        )
        yield (DUE_SOON if soon else DUE).into(language, due=due)
    if short.everyday:
        everyday = format_rupiah(short.everyday, language)
        yield (EVERYDAY_SOON if soon else EVERYDAY).into(language, everyday=everyday)
