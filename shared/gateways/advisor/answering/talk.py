"""What the offline advisor says without figures: of itself, of money words, and of what is outside."""

from collections.abc import Collection, Iterator, Mapping

from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.glossary import Term, terms_in
from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Language, Words

SIGNATURE = Words(
    id="(Dijawab penasihat offline Fintar, tanpa model AI.)",
    en="(Answered by Fintar's offline advisor, without an AI model.)",
)
ABOUT_ME = Words(
    id=(
        "Aku penasihat offline Fintar: kubaca angkamu sendiri, kode yang menghitung, dan kujelaskan "
        "hasilnya. Aku bukan manusia dan bukan penasihat berlisensi."
    ),
    en=(
        "I am Fintar's offline advisor: I read your own figures, code does the sums, and I explain them. I "
        "am neither a person nor a licensed advisor."
    ),
)
HELLO = Words(id="Halo! Ada yang mau dicek soal uangmu?", en="Hello! What shall we look at in your finances?")
WELCOME = Words(
    id="Sama-sama! Kalau ada lagi yang mau dicek, tanya saja.",
    en="You're welcome! Ask whenever there is more to check.",
)
ABLE_TO = Words(
    id=(
        "Aku bisa melihat pengeluaran dan anggaranmu, menghitung sanggup atau tidaknya membeli sesuatu, "
        "menyusun tujuan dan pelunasan utang, memperkirakan uangmu cukup sampai kapan, menghitung gaji "
        "bersih, dan menyiapkan catatan untuk kamu setujui."
    ),
    en=(
        "I can look at your spending and budgets, work out whether you can afford something, plan goals "
        "and paying off debts, estimate how long your cash lasts, work out take-home pay, and prepare "
        "entries for you to confirm."
    ),
)
TRY = Words(id="Coba tanya:", en="Try asking:")
OUTSIDE = Words(
    id="Yang itu di luar yang kupahami; aku khusus soal keuangan pribadimu.",
    en="That is outside what I know; I only deal with your personal finances.",
)
PRIVATE = Words(
    id=(
        "Yang kulihat hanya datamu sendiri, dan hanya kamu yang bisa melihat percakapan ini. Selama kamu "
        "belum mengizinkannya, datamu tidak dikirim ke model AI di luar Fintar; izinnya bisa kamu cabut "
        "kapan saja di pengaturan."
    ),
    en=(
        "I see only your own data, and only you can see this conversation. Unless you allow it, your "
        "figures are not sent to an AI model outside Fintar; you can withdraw that at any time in the "
        "settings."
    ),
)
HUMAN = Words(
    id=(
        "Untuk keputusan besar, bicara dengan konsultan keuangan manusia itu langkah yang baik. Mencari dan "
        "memesannya dari obrolan ini belum bisa; cari di menu konsultan. Sementara itu aku bisa menyiapkan "
        "gambaran keuanganmu untuk dibawa."
    ),
    en=(
        "For big decisions, talking to a human financial consultant is a good step. Finding and booking "
        "one from this chat is not possible yet; look under consultants. Meanwhile I can prepare a picture "
        "of your finances to bring along."
    ),
)
CONSULTANT_HELPS = Words(
    id="Untuk keputusan sebesar ini, bicara juga dengan konsultan keuangan manusia.",
    en="For a decision of this size, talk to a human financial consultant as well.",
)
NO_TERM = Words(id="Istilah itu belum ada di kamusku.", en="That term is not in my glossary yet.")
SAID: Mapping[Intent, Words] = {
    Intent.IDENTITY: ABOUT_ME,
    Intent.THANKS: WELCOME,
    Intent.PRIVACY: PRIVATE,
    Intent.CONSULTANT: HUMAN,
}
"""Whole replies."""

MOST_TERMS = 2
MOST_EXAMPLES = 3

EXAMPLES: Mapping[str, Words] = {
    "budget_month": Words("Bulan ini uangku habis berapa?", "How much have I spent this month?"),
    "affordability": Words("Bisa beli laptop bulan depan?", "Can I afford a laptop next month?"),
    "forecast": Words("Uangku cukup sampai gajian?", "Will my money last until payday?"),
    "record_transactions": Words("Catat makan siang tadi", "Record my lunch"),
    "budget_analysis": Words("Keuanganku sehat nggak?", "Are my finances healthy?"),
    "spending_patterns": Words("Uangku biasanya lari ke mana?", "Where does my money usually go?"),
    "set_budget": Words("Pasang anggaran makan", "Set a food budget"),
    "goals": Words("Tujuanku sudah sampai mana?", "How are my goals doing?"),
    "simulate": Words("Kalau gajiku naik, apa yang berubah?", "What changes if I get a raise?"),
    "debt_payoff": Words("Utang mana yang dilunasi dulu?", "Which debt should I pay off first?"),
    "take_home": Words("Gaji bersihku berapa?", "What is my take-home pay?"),
}
"""A question for each tool."""

GENERAL = ("budget_month", "affordability", "forecast", "record_transactions", "budget_analysis")
BUDGETING = ("budget_month", "spending_patterns", "set_budget", "forecast")
PLANNING = ("affordability", "goals", "simulate", "debt_payoff")
INVESTING = ("budget_analysis", "goals", "affordability", "debt_payoff")


def examples(offered: Collection[str], language: Language) -> str:
    """Questions that fit the tools on offer, which are those of the conversation's type."""
    kind = GENERAL
    if "simulate" not in offered and "set_budget" in offered:
        kind = BUDGETING
    elif "record_transactions" not in offered:
        kind = INVESTING
    elif "add_category_rule" not in offered:
        kind = PLANNING
    fitting = [f'"{EXAMPLES[name].into(language)}"' for name in kind if name in offered or not offered]
    return f"{TRY.into(language)} {', '.join(fitting[:MOST_EXAMPLES])}."


def talk(wish: Wish, offered: Collection[str], language: Language) -> Iterator[str]:
    """The reply to what needs no figures."""
    if wish.intent in SAID:
        yield SAID[wish.intent].into(language)
    elif wish.intent is Intent.DEFINE:
        yield from _defined(wish, language)
    elif wish.intent is Intent.GREETING:
        yield f"{HELLO.into(language)} {examples(offered, language)}"
    elif wish.intent is Intent.ABILITIES:
        yield ABLE_TO.into(language)
        yield examples(offered, language)
    else:
        yield f"{OUTSIDE.into(language)} {examples(offered, language)}"


def _defined(wish: Wish, language: Language) -> Iterator[str]:
    terms: tuple[Term, ...] = wish.first(lambda message: terms_in(message) or None) or ()
    for term in terms[:MOST_TERMS]:
        yield term.says.into(language)
    if not terms:
        yield NO_TERM.into(language)
