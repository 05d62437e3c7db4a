"""What the answers about debts are called, in both languages: codes in, sentences out."""

from collections.abc import Mapping

from shared.domain.budget.model import Threshold, Unit
from shared.domain.budget.words import LABELS as BUDGET_LABELS
from shared.domain.budget.words import number_words
from shared.domain.debts.answers import Consolidation, EarlyEnd, Endless, Verdict
from shared.domain.debts.caps import DebtWarning
from shared.domain.debts.payoff import Strategy
from shared.domain.debts.rule_words import RULES, WARNINGS
from shared.domain.money import format_rupiah
from shared.words import Language, Words

STRATEGIES: Mapping[Strategy, Words] = {
    Strategy.AVALANCHE: Words(
        id="yang paling menghemat dulu (avalanche)", en="most saving first (avalanche)"
    ),
    Strategy.SNOWBALL: Words(id="yang terkecil dulu (snowball)", en="smallest first (snowball)"),
    Strategy.OWN_ORDER: Words(id="urutanmu sendiri", en="your own order"),
    Strategy.MINIMUM_ONLY: Words(id="bayar minimum saja", en="minimums only"),
}

VERDICTS: Mapping[str, Words] = {
    "money_below_minimums": Words(
        id="Uangnya tidak sampai ke semua pembayaran minimum. Dengan {amount} sebulan tidak ada yang telat.",
        en="The money does not reach every minimum payment. With {amount} a month nothing is paid late.",
    ),
    "never_free": Words(
        id=(
            "Dengan uang ini utangmu belum lunas dalam 50 tahun: bunga dan biaya memakan hampir semuanya. "
            "Tambah pembayaran, atau minta keringanan dari pemberi pinjaman."
        ),
        en=(
            "With this money you still owe after 50 years, because interest and fees take nearly all of it. "
            "Pay more, or ask the lenders for easier terms."
        ),
    ),
    "only_debt": Words(
        id="Bayarkan semua uang lebih ke {debt}: {gain}.", en="Put all that is left into {debt}: {gain}."
    ),
    "order_makes_no_difference": Words(
        id="Urutannya tidak mengubah apa pun, jadi mulai saja dari {debt}: {gain}.",
        en="The order changes nothing, so simply begin with {debt}: {gain}.",
    ),
    "highest_rate_first": Words(
        id="Mulai dari {debt}, karena di sana tiap rupiah paling menghemat: {gain}.",
        en="Begin with {debt}, because each rupiah saves most there: {gain}.",
    ),
    "smallest_first": Words(
        id="Mulai dari yang terkecil, {debt}, karena yang cepat selesai berhenti menagih biaya: {gain}.",
        en="Begin with the smallest, {debt}, because what ends soon stops charging fees: {gain}.",
    ),
    "own_order": Words(
        id="Urutanmu sendiri yang terbaik, mulai dari {debt}: {gain}.",
        en="Your own order is the best, beginning with {debt}: {gain}.",
    ),
}
_GAIN = Words(id="{saved} lebih murah dari {against}", en="{saved} cheaper than {against}")
_SAME_COST = Words(id="biayanya sama dengan {against}", en="it costs the same as {against}")
_RIVAL_NEVER_ENDS = Words(
    id="dengan {against} utangnya tidak pernah lunas", en="with {against} you are never free"
)
_SOONER = Words(id=", selesai {months} lebih cepat", en=", done {months} sooner")
_LATER = Words(id=", walau selesai {months} lebih lama", en=", though done {months} later")

EARLY: Mapping[str, Words] = {
    "saves": Words(
        id="Melunasi sekarang butuh {settle} dan menghemat {saved}.",
        en="Settling now takes {settle} and saves {saved}.",
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
        id="Melunasi sekarang butuh {settle}, justru {saved} lebih mahal dari mengikuti jadwal.",
        en="Settling now takes {settle}, which is {saved} more than following the schedule.",
    ),
    "never_ends": Words(
        id="Melunasi sekarang butuh {settle}; dengan minimum saja utang ini tidak pernah selesai.",
        en="Settling now takes {settle}; by its minimum alone this debt never ends.",
    ),
}
_PART_SAVES_NOTHING = Words(
    id=" Membayar lebih untuk sebagian juga tidak mengurangi bunganya.",
    en=" Paying a part of it ahead does not lower its interest either.",
)

ENDLESS: Mapping[str, Words] = {
    "minimum_below_charges": Words(
        id=(
            "{name} tidak pernah lunas: yang dibayar {minimum} sebulan, bunga dan biayanya {charges}. "
            "Paling sedikit {ends_with} sebulan (50 tahun); {five_years} sebulan melunasinya dalam 5 tahun."
        ),
        en=(
            "{name} never ends: {minimum} a month is paid, while interest and fees add {charges}. It takes "
            "{ends_with} a month at the least (50 years); {five_years} a month ends it in 5 years."
        ),
    ),
    "nothing_agreed": Words(
        id="{name} belum punya cicilan, jadi tidak pernah lunas. {five_years} sebulan selesai dalam 5 tahun.",
        en="{name} has no instalment yet, so it never ends. {five_years} a month ends it in 5 years.",
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
    "not_affordable": Words(
        id="Cicilan pinjaman baru ini ({instalment}) dan utang lain melebihi {monthly} sebulan.",
        en="The instalment of this new loan ({instalment}) and the other debts exceed {monthly} a month.",
    ),
    "not_comparable": Words(
        id="Belum bisa dibandingkan: dengan {monthly} sebulan ada utang yang telat atau tidak pernah lunas.",
        en="This cannot be compared: with {monthly} a month some debt is paid late or never ends.",
    ),
}
_LONGER = Words(id="dan {months} lebih lama", en="and {months} longer")
_SHORTER = Words(id="dan {months} lebih cepat", en="and {months} shorter")
_AS_LONG = Words(id="dan sama lamanya", en="and as long")
_BREAK_EVEN = Words(
    id=" Biaya di awal sampai {fee} masih impas.", en=" Fees at the start of up to {fee} would break even."
)
_NEVER_EVEN = Words(
    id=" Tanpa biaya di awal pun tidak impas.", en=" Even without fees it would not break even."
)


def rule_words(rule: str, language: Language) -> str:
    """What a rule is called, by its name or the id of its threshold."""
    words = RULES.get(rule.removeprefix("threshold.")) or BUDGET_LABELS[rule]
    return words.into(language)


def verdict_words(verdict: Verdict, language: Language) -> str:
    """The verdict in one line, with its reason."""
    amount = "" if verdict.amount is None else format_rupiah(verdict.amount, language)
    return VERDICTS[verdict.code].into(
        language, amount=amount, debt=verdict.debt, gain=_gain(verdict, language)
    )


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
    sentence = CONSOLIDATION[found.code].into(
        language,
        difference=format_rupiah(abs(found.cheaper_by or 0), language),
        time=_time(found.months_longer or 0, language),
        instalment=format_rupiah(found.instalment, language),
        monthly=format_rupiah(found.monthly, language),
    )
    if found.cheaper_by is None:
        return sentence
    if found.break_even_fee is None:
        return sentence + _NEVER_EVEN.into(language)
    return sentence + _BREAK_EVEN.into(language, fee=format_rupiah(found.break_even_fee, language))


def warning_words(warning: DebtWarning, threshold: Threshold | None, language: Language) -> str:
    """The warning as a sentence with its figure and the rule it is held against."""
    unit = Unit.COUNT if threshold is None else threshold.unit
    limit = "" if threshold is None else number_words(threshold.value, unit, language)
    value = "" if warning.value is None else number_words(warning.value, unit, language)
    return WARNINGS[warning.code].into(language, debt=warning.debt, value=value, threshold=limit)


def _gain(verdict: Verdict, language: Language) -> str:
    if verdict.against is None:
        return ""
    against = STRATEGIES[verdict.against].into(language)
    if verdict.saved is None:
        return _RIVAL_NEVER_ENDS.into(language, against=against)
    words = _GAIN if verdict.saved > 0 else _SAME_COST
    gain = words.into(language, saved=format_rupiah(verdict.saved, language), against=against)
    months = verdict.months_sooner or 0
    if months == 0:
        return gain
    time = number_words(abs(months), Unit.MONTHS, language)
    return gain + (_SOONER if months > 0 else _LATER).into(language, months=time)


def _time(longer: int, language: Language) -> str:
    if longer == 0:
        return _AS_LONG.into(language)
    words = _LONGER if longer > 0 else _SHORTER
    return words.into(language, months=number_words(abs(longer), Unit.MONTHS, language))
