"""Investing and risk: what can be said from a person's figures, by classes of products and never by names."""

from collections.abc import Iterator

from shared.gateways.advisor.answering.found import Found, paragraph
from shared.gateways.advisor.answering.standing import balance
from shared.gateways.advisor.asking.questions import Offer
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

FIRST_THINGS_FIRST = (
    "no_income",
    "deficit",
    "instalments_too_high",
    "no_emergency_fund",
    "thin_emergency_fund",
)
"""Remarks that come before investing."""

NOT_YET = Words(id="Jangan dulu, ada yang lebih mendesak.", en="Not yet: something else comes first.")
READY = Words(
    id="Boleh mulai kecil-kecilan, karena dasarnya sudah ada.",
    en="You may begin small, for the basics are there.",
)
NOT_KNOWN = Words(
    id="Sebelum menjawab, aku perlu tahu sisa uang, dana darurat, dan cicilanmu.",
    en="Before I answer I need to know what is left over, your emergency fund and your instalments.",
)
CLASSES = Words(
    id=(
        "Pilih menurut kapan uangnya dipakai: untuk yang dekat, tabungan, deposito, atau reksa dana pasar "
        "uang; untuk beberapa tahun, obligasi negara; untuk yang jauh, reksa dana saham atau indeks. Makin "
        "tinggi harapan hasilnya, makin besar naik turunnya."
    ),
    en=(
        "Choose by when you need the money: savings, deposits or money market funds for soon; government "
        "bonds for some years; share or index funds for long. The more you hope to earn, the more it rises "
        "and falls."
    ),
)
NO_NAMES = Words(
    id="Aku tidak memilihkan saham, koin, atau produk tertentu.",
    en="I do not pick single shares, coins or products for you.",
)
UNKNOWN_YET = Words(
    id=(
        "Yang belum kutahu: untuk apa uangnya, berapa lama, dan seberapa nyaman kamu dengan naik turun. "
        "Untuk rencana yang pas, bicaralah dengan konsultan berizin."
    ),
    en=(
        "What I do not know yet: what the money is for, for how long, and how much rise and fall you can "
        "stand. For a plan that fits, talk to a licensed consultant."
    ),
)
NAMED = frozenset({"kripto", "crypto", "bitcoin", "saham", "stock", "stocks", "shares", "forex", "trading"})


def invest(wish: Wish, found: Found) -> Iterator[str | None]:
    """Whether to begin, with which classes, and what is not known."""
    known = found.has("budget.surplus") or found.has("budget.shortfall")
    first = [text for code in FIRST_THINGS_FIRST for text in found.remarked(code)]
    verdict = NOT_KNOWN if not known else NOT_YET if first else READY
    yield paragraph(found.plain(verdict), *first[:2])
    yield paragraph(balance(found) if not first else None, found.plain(CLASSES))
    names = any(NAMED & message.words for message in wish.messages)
    yield paragraph(found.plain(NO_NAMES) if names else None, found.plain(UNKNOWN_YET))


ABLE = Words(
    id="Kemampuanmu menanggung risiko terlihat dari sini:", en="What your finances can bear shows here:"
)
CUSHION = Words(
    id="dana daruratmu cukup untuk {months} pengeluaran (pegangannya minimal {least}),",
    en="your emergency fund covers {months} of spending (the guide is {least} at least),",
)
ROOM = Words(id="dan sisa uangmu {left} sebulan.", en="and {left} is left over each month.")
LOW = Words(
    id="Selama ini belum kuat, risiko yang cocok kecil dulu: uang yang bisa dicairkan kapan saja.",
    en="Until that is stronger, keep the risk small: money that you can reach at any time.",
)
SOLID = Words(
    id="Dengan dasar ini kamu sanggup menanggung sebagian naik turun, asal uangnya lama tidak dipakai.",
    en="On this footing you can bear some rise and fall, as long as the money can stay for long.",
)
COMFORT = Words(
    id="Soal kenyamanan, di profilmu tercatat: {told}.", en="As for comfort, your profile says: {told}."
)
COMFORT_UNKNOWN = Words(
    id="Seberapa nyaman kamu melihat nilai turun belum tercatat; isi toleransi risiko di profilmu.",
    en="How comfortable you are with losses is not on record; fill in your risk tolerance in the profile.",
)
NO_ADVICE = Words(
    id="Ini gambaran dari angkamu, bukan nasihat investasi.",
    en="This is a picture drawn from your figures, not investment advice.",
)
TOLERANCES = {
    "conservative": Words(id="konservatif", en="conservative"),
    "moderate": Words(id="moderat", en="moderate"),
    "aggressive": Words(id="agresif", en="aggressive"),
}


def risk(wish: Wish, found: Found) -> Iterator[str | None]:
    """What somebody's finances can bear, and what they said they are comfortable with."""
    cushion = found.say(CUSHION, months="budget.emergency_fund_months", least="threshold.emergency_fund_min")
    room = found.say(ROOM, left="budget.surplus")
    weak = found.remark(*FIRST_THINGS_FIRST) is not None
    if cushion is not None and room is not None:
        yield paragraph(found.plain(ABLE), cushion, room)
    else:
        yield balance(found) or found.plain(NOT_KNOWN)
    told = TOLERANCES.get(str(found.data.get("risk_tolerance") or "").lower())
    comfort = (
        found.plain(COMFORT_UNKNOWN) if told is None else COMFORT.into(found.language, told=found.plain(told))
    )
    yield paragraph(found.plain(LOW if weak or cushion is None else SOLID), comfort)
    yield found.plain(NO_ADVICE)
    yield found.plain(Offer.SHOW_HEALTH.says)
