"""Where somebody stands: health, emergency fund, saving, and instalments."""

from collections.abc import Iterator

from shared.gateways.advisor.answering.found import Found, paragraph
from shared.gateways.advisor.asking.questions import Offer
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

HEALTHY = Words(id="Ya, secara umum keuanganmu sehat.", en="Yes, your finances are healthy on the whole.")
NOT_YET = Words(
    id="Sebagian sudah baik, tapi ada yang perlu dibenahi.",
    en="Part of it is good, but something needs work.",
)
SCORE = Words(id="Skornya {score}.", en="The score is {score}.")
SURPLUS = Words(
    id="Dari pemasukan {income} sebulan, yang tersisa {left}.", en="Of {income} a month, {left} is left over."
)
SHORTFALL = Words(
    id="Pengeluaranmu {spent} sebulan, jadi kurang {short} dari pemasukan {income}.",
    en="You spend {spent} a month, which is {short} more than your income of {income}.",
)
SHARES = Words(
    id="Kebutuhan mengambil {needs} dari pemasukan dan keinginan {wants}.",
    en="Needs take {needs} of your income and wants {wants}.",
)
GRAVE = (
    *("no_income", "deficit", "no_emergency_fund", "instalments_too_high", "heavy_debt"),
    *("thin_emergency_fund", "instalments_near_limit", "low_savings", "wants_heavy", "needs_heavy"),
)
"""Remarks on what to work on, the gravest first."""

STEPS = {
    "deficit": Offer.SHOW_PATTERNS,
    "low_savings": Offer.SHOW_PATTERNS,
    "wants_heavy": Offer.SHOW_PATTERNS,
    "needs_heavy": Offer.SHOW_PATTERNS,
    "no_emergency_fund": Offer.MAKE_FUND,
    "thin_emergency_fund": Offer.MAKE_FUND,
    "instalments_too_high": Offer.SHOW_PAYOFF,
    "heavy_debt": Offer.SHOW_PAYOFF,
    "instalments_near_limit": Offer.SHOW_PAYOFF,
}


def health(wish: Wish, found: Found) -> Iterator[str | None]:
    """Whether things are healthy, why, and what to work on first."""
    grave = worries(found)
    verdict = found.plain(NOT_YET if grave else HEALTHY) if found.has("budget.health_score") else None
    yield paragraph(verdict, found.say(SCORE, score="budget.health_score"))
    shares = found.say(SHARES, needs="budget.needs_share", wants="budget.wants_share")
    wants_shares = "needswants" in wish.concepts or "overspent" in wish.concepts
    yield paragraph(balance(found), shares if wants_shares or not grave else None)
    yield paragraph(*grave[:2])
    yield next_step(found)


def balance(found: Found) -> str | None:
    """What is left over, or lacking."""
    known = {"income": "snapshot.monthly_income"}
    return found.say(SURPLUS, left="budget.surplus", **known) or found.say(
        SHORTFALL, spent="snapshot.monthly_expenses", short="budget.shortfall", **known
    )


def worries(found: Found) -> list[str]:
    """What to work on, the gravest first."""
    return [text for code in GRAVE for text in found.remarked(code)]


def next_step(found: Found, *, usual: Offer = Offer.SHOW_PATTERNS) -> str:
    """The offer that fits the gravest remark."""
    codes = {remark.code for remark in found.remarks}
    offer = next((STEPS[code] for code in GRAVE if code in codes and code in STEPS), usual)
    return found.plain(offer.says)


FUND_ENOUGH = Words(id="Ya, sudah aman.", en="Yes, it is comfortable.")
FUND_MINIMUM = Words(
    id="Cukup untuk batas minimal, belum nyaman.", en="Enough for the minimum, not yet comfortable."
)
FUND_SHORT = Words(id="Belum cukup.", en="Not enough yet.")
FUND = Words(
    id="Dana daruratmu {amount}, cukup untuk {months} pengeluaran.",
    en="Your emergency fund is {amount}, which covers {months} of spending.",
)
FUND_AMOUNT = Words(id="Dana daruratmu tercatat {amount}.", en="Your emergency fund is {amount}.")
FUND_LIMITS = Words(
    id="Pegangannya: minimal {least}, lebih tenang {good}.",
    en="As a guide: {least} at least, {good} to be at ease.",
)
FUND_GAP = Words(
    id="Masih kurang {gap} untuk sampai ke batas minimal.", en="{gap} is missing from the minimum."
)
FUND_KEEP = Words(
    id="Simpan di tempat yang mudah dicairkan, dan isi lagi begitu terpakai.",
    en="Keep it where you can reach it, and fill it up again when you use it.",
)


def emergency(wish: Wish, found: Found) -> Iterator[str | None]:
    """Whether the emergency fund is enough, and what is missing."""
    yield paragraph(
        _fund_verdict(found),
        found.say(FUND, amount="snapshot.emergency_fund_amount", months="budget.emergency_fund_months")
        or found.say(FUND_AMOUNT, amount="snapshot.emergency_fund_amount"),
    )
    yield paragraph(
        found.say(FUND_LIMITS, least="threshold.emergency_fund_min", good="threshold.emergency_fund_good"),
        found.say(FUND_GAP, gap="budget.emergency_fund_gap"),
    )
    short = found.has("budget.emergency_fund_gap") or found.remark("no_emergency_fund") is not None
    yield found.plain(Offer.MAKE_FUND.says if short else FUND_KEEP)


def _fund_verdict(found: Found) -> str | None:
    months = found.number("budget.emergency_fund_months")
    least, good = found.number("threshold.emergency_fund_min"), found.number("threshold.emergency_fund_good")
    if months is None or least is None or good is None:
        return None
    words = FUND_ENOUGH if months >= good else FUND_MINIMUM if months >= least else FUND_SHORT
    return found.plain(words)


RATE_GOOD = Words(id="Sudah bagus.", en="That is good.")
RATE_FINE = Words(id="Sudah di atas batas minimal.", en="That is above the minimum.")
RATE_LOW = Words(id="Masih di bawah batas minimal.", en="That is still below the minimum.")
RATE = Words(
    id="Kamu menyisakan {rate} dari pemasukan, yaitu {left} sebulan.",
    en="You keep {rate} of your income, which is {left} a month.",
)
RATE_LIMITS = Words(
    id="Pegangannya: minimal {least}, bagus kalau {good}.", en="As a guide: {least} at least, {good} is good."
)
RATE_GAP = Words(
    id="Tambah {gap} sebulan untuk sampai ke batas minimal.", en="{gap} more a month reaches the minimum."
)
PAY_YOURSELF = Words(
    id="Cara yang paling ringan: sisihkan begitu gajian, sebelum uangnya terpakai.",
    en="The easiest way: set it aside on payday, before it is spent.",
)


def saving_rate(wish: Wish, found: Found) -> Iterator[str | None]:
    """How much is kept, and how much should be."""
    rate, least, good = (
        found.number(each)
        for each in ("budget.savings_rate", "threshold.savings_rate_min", "threshold.savings_rate_good")
    )
    verdict = None
    if rate is not None and least is not None and good is not None:
        verdict = found.plain(RATE_GOOD if rate >= good else RATE_FINE if rate >= least else RATE_LOW)
    kept = found.say(RATE, rate="budget.savings_rate", left="budget.surplus")
    yield paragraph(kept or balance(found), verdict)
    yield paragraph(
        found.say(RATE_LIMITS, least="threshold.savings_rate_min", good="threshold.savings_rate_good"),
        found.say(RATE_GAP, gap="budget.saving_gap"),
    )
    yield found.plain(PAY_YOURSELF)


LOAD_FINE = Words(id="Masih aman.", en="That is still safe.")
LOAD_NEAR = Words(id="Sudah mendekati batas.", en="That is near the limit.")
LOAD_HIGH = Words(id="Terlalu berat.", en="That is too heavy.")
LOAD = Words(
    id="Cicilanmu {paid} sebulan, {ratio} dari pemasukan.",
    en="Your instalments are {paid} a month, {ratio} of your income.",
)
LOAD_LIMITS = Words(
    id="Batas sehatnya {healthy}, dan jangan lewat {most}.",
    en="The healthy limit is {healthy}; do not go beyond {most}.",
)
NO_INSTALMENTS = Words(
    id="Belum ada cicilan yang tercatat, jadi bebannya belum bisa kuhitung.",
    en="No instalments are on record, so I cannot work out what they weigh.",
)
CONSULTANT_FOR_DEBT = Words(
    id="Kalau terasa mencekik, konsultan keuangan bisa membantumu bernegosiasi dengan pemberi pinjaman.",
    en="If it is choking you, a financial consultant can help you negotiate with your lenders.",
)
HOLD = Words(
    id="Kalau mau menambah cicilan, pastikan totalnya tetap di bawah batas sehat itu.",
    en="If you take on another, keep the total below that healthy limit.",
)


def debt_load(wish: Wish, found: Found) -> Iterator[str | None]:
    """Whether instalments are too much for the income."""
    ratio, healthy, most = (
        found.number(each)
        for each in (
            "budget.instalments_to_income",
            "threshold.instalments_healthy",
            "threshold.instalments_max",
        )
    )
    if ratio is None or healthy is None or most is None:
        yield paragraph(found.plain(NO_INSTALMENTS), balance(found))
        return
    verdict = found.plain(LOAD_HIGH if ratio > most else LOAD_NEAR if ratio > healthy else LOAD_FINE)
    told = found.say(LOAD, paid="snapshot.monthly_instalments", ratio="budget.instalments_to_income")
    yield paragraph(verdict, told)
    limits = {"healthy": "threshold.instalments_healthy", "most": "threshold.instalments_max"}
    yield paragraph(found.say(LOAD_LIMITS, **limits), found.remark("heavy_debt"))
    yield found.plain(CONSULTANT_FOR_DEBT) if ratio > most else None
    yield found.plain(HOLD if ratio <= healthy else Offer.SHOW_PAYOFF.says)
