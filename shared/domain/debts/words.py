"""What the answers about debts say, in both languages: codes in, sentences out. The verdict is beside it."""

from collections.abc import Mapping
from decimal import ROUND_UP, Decimal

from shared.domain.budget.model import Threshold, Unit
from shared.domain.budget.words import LABELS as BUDGET_LABELS
from shared.domain.budget.words import number_words
from shared.domain.debts.answers import Consolidation, EarlyEnd, Endless
from shared.domain.debts.findings import DebtWarning
from shared.domain.debts.rule_words import RULES, WARNINGS
from shared.domain.money import format_rupiah
from shared.domain.months import Month, format_month
from shared.words import Language, Words

EARLY: Mapping[str, Words] = {
    "due_now": Words(
        id="Seluruhnya jatuh tempo bulan ini: {settle}.", en="All of it is due this month: {settle}."
    ),
    "saves": Words(
        id="Melunasi bulan ini butuh {settle} dan menghemat {saved}.",
        en="Settling this month takes {settle} and saves {saved}.",
    ),
    "saves_nothing": Words(
        id="Melunasi lebih cepat tidak menghemat apa pun: tidak ada bunga atau biaya yang hilang.",
        en="Settling early saves nothing: no interest or fee falls away.",
    ),
    "flat_saves_nothing": Words(
        id=(
            "Melunasi lebih cepat tidak menghemat apa pun: bunganya dihitung dari pokok awal dan tetap "
            "ditagih penuh. Tanyakan apakah sisa bunganya bisa dihapus."
        ),
        en=(
            "Settling early saves nothing: the interest was set on the first principal and stays due. "
            "Ask whether the rest of it can be waived."
        ),
    ),
    "costs_more": Words(
        id="Melunasi bulan ini butuh {settle}, justru {saved} lebih mahal dari mengikuti jadwal.",
        en="Settling this month takes {settle}, which is {saved} more than following the schedule.",
    ),
    "never_ends": Words(
        id="Melunasi bulan ini butuh {settle}; dengan minimum saja utang ini tidak pernah lunas.",
        en="Settling this month takes {settle}; by its minimum alone this debt never ends.",
    ),
}
_PART_SAVES_NOTHING = Words(
    id=" Membayar lebih hanya untuk sebagian tidak mengurangi bunganya.",
    en=" Paying only a part of it ahead does not lower its interest.",
)

ENDLESS: Mapping[str, Words] = {
    "minimum_below_charges": Words(
        id=(
            "Dengan minimum saja {name} tidak pernah lunas: yang dibayar {minimum} sebulan, sedangkan bunga "
            "dan biayanya {charges}. Paling sedikit {ends_with} sebulan (50 tahun); {five_years} sebulan "
            "melunasinya dalam 5 tahun."
        ),
        en=(
            "By its minimum alone {name} never ends: {minimum} a month is paid, while interest and fees add "
            "{charges}. It takes {ends_with} a month at the least (50 years); {five_years} a month ends it "
            "in 5 years."
        ),
    ),
    "hardly_shrinks": Words(
        id=(
            "Dengan minimum saja {name} belum lunas dalam 50 tahun: dari {minimum} yang dibayar bulan ini, "
            "{charges} untuk bunga dan biaya. {five_years} sebulan melunasinya dalam 5 tahun."
        ),
        en=(
            "By its minimum alone {name} is still owed after 50 years: of {minimum} that is paid this month, "
            "{charges} goes to interest and fees. {five_years} a month ends it in 5 years."
        ),
    ),
    "nothing_agreed": Words(
        id=(
            "{name} belum punya cicilan, jadi dengan minimum saja tidak pernah lunas. {five_years} sebulan "
            "melunasinya dalam 5 tahun."
        ),
        en=(
            "{name} has no instalment yet, so by minimums alone it never ends. {five_years} a month ends it "
            "in 5 years."
        ),
    ),
}

CONSOLIDATION: Mapping[str, Words] = {
    "cheaper": Words(
        id="Pinjaman baru ini {difference} lebih murah dengan uang bulanan yang sama, {time}.",
        en="This new loan is {difference} cheaper with the same money a month, {time}.",
    ),
    "dearer": Words(
        id="Pinjaman baru ini {difference} lebih mahal dengan uang bulanan yang sama, {time}.",
        en="This new loan is {difference} dearer with the same money a month, {time}.",
    ),
    "same": Words(id="Pinjaman baru ini sama mahalnya, {time}.", en="This new loan costs the same, {time}."),
    "ends_them": Words(
        id="Dengan pinjaman baru ini utangmu lunas dalam {months}; tanpa itu, uang yang sama tidak cukup.",
        en="With this new loan you are free in {months}; without it the same money never gets you there.",
    ),
    "not_affordable": Words(
        id="Cicilan pinjaman baru ini ({instalment}) bersama utang lain melebihi {monthly} sebulan.",
        en="The instalment of this new loan ({instalment}) and the other debts exceed {monthly} a month.",
    ),
    "instalment_not_affordable": Words(
        id="Cicilan pinjaman baru ini ({instalment}) saja sudah melebihi {monthly} sebulan.",
        en="The instalment of this new loan ({instalment}) alone exceeds {monthly} a month.",
    ),
    "ends_lateness": Words(
        id=(
            "Dengan {monthly} sebulan, utang yang sekarang ada yang telat; dengan pinjaman baru ini tidak. "
            "Pinjaman ini {bound}, {time}."
        ),
        en=(
            "With {monthly} a month some of today's debts are paid late; with this new loan none is. "
            "The loan is {bound}, {time}."
        ),
    ),
    "not_comparable": Words(
        id=(
            "Belum bisa dibandingkan: dengan {monthly} sebulan, dengan pinjaman baru pun ada utang yang "
            "telat atau tidak pernah lunas."
        ),
        en=(
            "This cannot be compared: with {monthly} a month some debt is paid late or never ends with the "
            "new loan too."
        ),
    ),
}
_CHEAPER_AT_LEAST = Words(id="paling sedikit {difference} lebih murah", en="at least {difference} cheaper")
_DEARER_AT_MOST = Words(id="paling banyak {difference} lebih mahal", en="at most {difference} dearer")
_LONGER = Words(id="dan selesai {months} lebih lama", en="and is done {months} later")
_SHORTER = Words(id="dan selesai {months} lebih cepat", en="and is done {months} sooner")
_AS_LONG = Words(id="dan sama lamanya", en="and is done in the same month")
_BREAK_EVEN = Words(
    id=" Biaya di awal sampai {fee} masih impas.", en=" Fees at the start of up to {fee} would break even."
)
_NEVER_EVEN = Words(
    id=" Tanpa biaya di awal pun tetap lebih mahal.", en=" Even without fees at the start it is dearer."
)


_SHOWN = Decimal("0.00001")


def rule_words(rule: str, language: Language) -> str:
    """What a rule is called, by its name or the id of its threshold."""
    words = RULES.get(rule.removeprefix("threshold.")) or BUDGET_LABELS[rule]
    return words.into(language)


def early_words(early: EarlyEnd, language: Language) -> str:
    """What settling now does, and where paying a part ahead is of no use."""
    sentence = EARLY[early.code].into(
        language,
        settle=format_rupiah(early.settle, language),
        saved=format_rupiah(abs(early.saved or 0), language),
    )
    useless = early.code in {"saves", "costs_more"} and not early.ahead_saves
    return sentence + (_PART_SAVES_NOTHING.into(language) if useless else "")


def endless_words(endless: Endless, language: Language) -> str:
    """That a debt never ends, and what would end it."""
    return ENDLESS[endless.code].into(
        language,
        name=endless.name,
        minimum=format_rupiah(endless.minimum, language),
        charges=format_rupiah(endless.charges, language),
        ends_with=format_rupiah(endless.ends_with, language),
        five_years=format_rupiah(endless.ends_in_five_years, language),
    )


def consolidation_words(found: Consolidation, language: Language) -> str:
    """Whether the new loan is cheaper and longer, and the fee at which it would break even."""
    alone = found.code == "not_affordable" and found.instalment > found.monthly
    sentence = CONSOLIDATION["instalment_not_affordable" if alone else found.code].into(
        language,
        difference=format_rupiah(abs(found.cheaper_by or 0), language),
        bound=_bound(found.cheaper_by or 0, language),
        time=_time(found.months_longer or 0, language),
        months=number_words(found.replaced.months or 0, Unit.MONTHS, language),
        instalment=format_rupiah(found.instalment, language),
        monthly=format_rupiah(found.monthly, language),
    )
    if found.code == "ends_lateness" or found.cheaper_by is None or found.break_even_fee == 0:
        return sentence
    if found.break_even_fee is None:
        return sentence + _NEVER_EVEN.into(language)
    return sentence + _BREAK_EVEN.into(language, fee=format_rupiah(found.break_even_fee, language))


def warning_words(warning: DebtWarning, threshold: Threshold | None, language: Language) -> str:
    """The warning as a sentence with its figure, the rule it is held against and when that was checked."""
    words = WARNINGS[warning.code]
    if threshold is None:
        return words.into(language, debt=warning.debt)
    return words.into(
        language,
        debt=warning.debt,
        value="" if warning.value is None else _found(warning.value, threshold.unit, language),
        threshold=number_words(threshold.value, threshold.unit, language),
        checked=format_month(Month.of(threshold.checked_on), language),
    )


def _found(value: Decimal | int, unit: Unit, language: Language) -> str:
    """What was found; of fractions three decimals of a per cent, rounded up, so that it stays above a cap."""
    if unit is not Unit.FRACTION:
        return number_words(value, unit, language)
    return number_words(Decimal(value).quantize(_SHOWN, ROUND_UP), unit, language)


def _bound(cheaper_by: int, language: Language) -> str:
    """What the new loan saves where late charges that are not told would come on top of today's debts."""
    words = _DEARER_AT_MOST if cheaper_by < 0 else _CHEAPER_AT_LEAST
    return words.into(language, difference=format_rupiah(abs(cheaper_by), language))


def _time(longer: int, language: Language) -> str:
    if longer == 0:
        return _AS_LONG.into(language)
    words = _LONGER if longer > 0 else _SHORTER
    return words.into(language, months=number_words(abs(longer), Unit.MONTHS, language))
