"""The verdict in one line, in both languages."""

from collections.abc import Mapping, Sequence

from shared.domain.budget.model import Unit
from shared.domain.budget.words import number_words
from shared.domain.debts.answers import Verdict
from shared.domain.debts.strategies import Strategy
from shared.domain.money import format_rupiah
from shared.words import Language, Words

STRATEGIES: Mapping[Strategy, Words] = {
    Strategy.AVALANCHE: Words(
        id="yang bunganya paling mahal dulu (avalanche)", en="dearest interest first (avalanche)"
    ),
    Strategy.SNOWBALL: Words(id="yang terkecil dulu (snowball)", en="smallest first (snowball)"),
    Strategy.OWN_ORDER: Words(id="urutanmu sendiri", en="your own order"),
    Strategy.CHEAPEST: Words(
        id="urutan terbaik dari yang dicoba", en="the best of the orders that were tried"
    ),
    Strategy.MINIMUM_ONLY: Words(id="bayar minimum saja", en="minimums only"),
}

VERDICTS: Mapping[str, Words] = {
    "money_below_minimums": Words(
        id="Uangnya tidak sampai ke semua pembayaran minimum. Dengan {amount} sebulan tidak ada yang telat.",
        en="The money does not reach every minimum payment. With {amount} a month nothing is paid late.",
    ),
    "minimums_above_income": Words(
        id=(
            "Pembayaran minimum bulan ini {amount}, lebih dari pemasukanmu sebulan. Minta keringanan dari "
            "pemberi pinjaman sebelum jatuh tempo, dan jangan tambah utang untuk menutupnya."
        ),
        en=(
            "This month's minimums are {amount}, more than your income of a month. Ask the lenders for "
            "easier terms before they fall due, and take on no debt to pay them."
        ),
    ),
    "debt_grows": Words(
        id=(
            "Dengan uang ini utangmu tidak pernah lunas, malah terus bertambah: bunga dan biaya lebih besar "
            "dari yang dibayar. Tambah pembayaran, atau minta keringanan dari pemberi pinjaman."
        ),
        en=(
            "With this money you never get out of debt but deeper into it: interest and fees are more than "
            "what is paid. Pay more, or ask the lenders for easier terms."
        ),
    ),
    "never_free": Words(
        id=(
            "Dengan uang ini utangmu belum lunas dalam 50 tahun: sebagian besar habis untuk bunga dan biaya. "
            "Tambah pembayaran, atau minta keringanan dari pemberi pinjaman."
        ),
        en=(
            "With this money you still owe after 50 years, because most of it goes to interest and fees. "
            "Pay more, or ask the lenders for easier terms."
        ),
    ),
    "pays_too_little": Words(
        id=(
            "Dengan uang ini utangmu belum lunas dalam 50 tahun, karena yang dibayar terlalu sedikit. Tambah "
            "pembayaran, atau sepakati cicilan dengan pemberi pinjaman."
        ),
        en=(
            "With this money you still owe after 50 years, because too little is paid. Pay more, or agree on "
            "instalments with the lender."
        ),
    ),
    "nothing_paid": Words(
        id="Belum ada yang dibayar, jadi utangmu tidak berkurang. Sepakati cicilan dengan pemberi pinjaman.",
        en="Nothing is paid yet, so your debt does not shrink. Agree on instalments with the lender.",
    ),
    "keep_extra": Words(
        id="Simpan {kept}, misalnya untuk dana darurat, dan bayar utang sesuai tagihan: {instead}.",
        en="Keep {kept}, for your emergency fund say, and pay your debts as billed: {instead}.",
    ),
    "as_billed": Words(
        id="Bayar saja sesuai tagihan: {why}.",
        en="Simply pay as billed: {why}.",
    ),
    "save_for_bill": Words(
        id=(
            "Cicil {debt} mulai sekarang: bulan yang tagihannya paling besar butuh {amount}, lebih dari uang "
            "bulananmu."
        ),
        en=(
            "Begin to pay {debt} now: the month with the largest bills needs {amount}, which is more than "
            "your money of a month."
        ),
    ),
    "only_debt": Words(
        id="Bayarkan semua uang lebih ke {debt}: {gain}.", en="Put all that is left into {debt}: {gain}."
    ),
    "keep_paying": Words(
        id="Tetap bayar {amount} sebulan untuk {debt}, juga saat minimumnya turun: {gain}.",
        en="Go on paying {amount} a month on {debt}, also when its minimum falls: {gain}.",
    ),
    "order_makes_no_difference": Words(
        id="Urutannya tidak mengubah apa pun, jadi mulai saja dari {debt}: {gain}.",
        en="The order changes nothing, so simply begin with {debt}: {gain}.",
    ),
    "rules_agree": Words(
        id="Mulai dari {debt}, baik menurut avalanche maupun snowball: {gain}.",
        en="Begin with {debt}, by avalanche and by snowball alike: {gain}.",
    ),
    "highest_rate_first": Words(
        id="Mulai dari {debt}, karena di sana tiap rupiah paling menghemat: {gain}.",
        en="Begin with {debt}, because each rupiah saves most there: {gain}.",
    ),
    "smallest_first": Words(
        id="Mulai dari yang terkecil, {debt}, karena yang cepat selesai berhenti menagih biaya: {gain}.",
        en="Begin with the smallest, {debt}, because what ends soon stops charging fees: {gain}.",
    ),
    "begin_with": Words(id="Mulai dari {debt}: {gain}.", en="Begin with {debt}: {gain}."),
    "penalty_avoided": Words(
        id="Bayarkan uang lebih ke {debt}: {gain}.", en="Put what is left into {debt}: {gain}."
    ),
    "own_order": Words(
        id="Urutanmu sendiri yang terbaik, mulai dari {debt}: {gain}.",
        en="Your own order is the best, beginning with {debt}: {gain}.",
    ),
}
_HELD = Words(
    id=" Bayar {held} sesuai tagihan saja, karena melunasinya lebih cepat kena denda.",
    en=" Pay {held} as billed only, because paying ahead there has a penalty.",
)
_AND = Words(id=" dan ", en=" and ")

_KEPT = Words(id="uang lebih {amount} sebulan", en="the {amount} a month that is left")
_ALL_KEPT = Words(id="uang lebihmu", en="what is left")
_COSTS_MORE = Words(
    id="membayar lebih cepat justru {saved} lebih mahal", en="paying ahead would cost {saved} more"
)
_THOUGH_SOONER = Words(
    id=", walau selesai {months} lebih cepat", en=", though you would be done {months} sooner"
)
_SAVES_NOTHING = Words(
    id="membayar lebih cepat tidak menghemat apa pun", en="paying ahead would save nothing"
)
_ONLY_SOONER = Words(id=", hanya selesai {months} lebih cepat", en=" and only end them {months} sooner")
_CHANGES_NOTHING = Words(id="uang lebihmu tidak mengubah apa pun", en="what is left would change nothing")
_NOTHING_LEFT = Words(
    id="tidak ada uang lebih untuk melunasi lebih cepat", en="nothing is left to pay ahead with"
)

_GAIN = Words(id="{saved} lebih murah dari {against}", en="{saved} cheaper than {against}")
_SAME_COST = Words(id="biayanya sama dengan {against}", en="it costs the same as {against}")
_RIVAL_NEVER_ENDS = Words(
    id="dengan {against} utangnya tidak pernah lunas", en="with {against} you are never free"
)
_SOONER = Words(id=", selesai {months} lebih cepat", en=", done {months} sooner")
_LATER = Words(id=", walau selesai {months} lebih lama", en=", though done {months} later")


def verdict_words(verdict: Verdict, language: Language) -> str:
    """The verdict in one line, with its reason."""
    sentence = VERDICTS[verdict.code].into(
        language,
        amount=_amount(verdict, language),
        debt=verdict.debt,
        gain=_gain(verdict, language),
        kept=_kept(verdict, language),
        instead=_instead(verdict, language),
        why=(_NOTHING_LEFT if verdict.amount is None else _CHANGES_NOTHING).into(language),
    )
    if not verdict.held:
        return sentence
    return sentence + _HELD.into(language, held=_listed(verdict.held, language))


def _amount(verdict: Verdict, language: Language) -> str:
    return "" if verdict.amount is None else format_rupiah(verdict.amount, language)


def _kept(verdict: Verdict, language: Language) -> str:
    words = _ALL_KEPT if verdict.amount is None else _KEPT
    return words.into(language, amount=_amount(verdict, language))


def _instead(verdict: Verdict, language: Language) -> str:
    """What paying ahead would do instead of keeping the money."""
    saved, sooner = verdict.saved or 0, -(verdict.months_sooner or 0)
    words, time = (_COSTS_MORE, _THOUGH_SOONER) if saved else (_SAVES_NOTHING, _ONLY_SOONER)
    instead = words.into(language, saved=format_rupiah(saved, language))
    return instead + time.into(language, months=_months(sooner, language)) if sooner > 0 else instead


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
    return gain + (_SOONER if months > 0 else _LATER).into(language, months=_months(abs(months), language))


def _months(count: int, language: Language) -> str:
    return number_words(count, Unit.MONTHS, language)


def _listed(names: Sequence[str], language: Language) -> str:
    *others, last = names
    return f"{', '.join(others)}{_AND.into(language)}{last}" if others else last
