"""What the offline advisor asks when something is missing, and what it offers to do next.

Each is one fixed sentence: found again in what was said last, it tells what the next message answers.
"""

from enum import Enum

from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Words


class Question(Enum):
    """Something that only the person knows."""

    ITEM = Words("Mau beli apa, dan kira-kira berapa harganya?", "What do you want to buy, and for how much?")
    PRICE = Words("Kira-kira berapa harganya?", "About how much does it cost?")
    ENTRY = Words(
        "Transaksinya apa, berapa, dan dari rekening mana? Tulis saja dalam satu kalimat.",
        "What was it, how much, and from which account? One sentence will do.",
    )
    BUDGET_CATEGORY = Words("Anggaran untuk kategori apa?", "For which category is the budget?")
    BUDGET_AMOUNT = Words("Berapa anggarannya sebulan?", "How much a month should the budget be?")
    RULE = Words(
        "Transaksi dengan kata apa, dan masuk kategori mana?",
        "Transactions with which word, and into which category?",
    )
    RULE_CATEGORY = Words("Mau dimasukkan ke kategori mana?", "Which category should they go to?")
    RULE_PATTERN = Words(
        "Transaksi dengan kata apa yang dimaksud?", "Transactions with which word do you mean?"
    )
    GOAL_NAME = Words("Mau menabung untuk apa?", "What do you want to save for?")
    GOAL_TARGET = Words("Berapa targetnya, dan kapan mau tercapai?", "How much is the target, and by when?")
    GOAL_WHICH = Words("Tujuan yang mana?", "Which goal do you mean?")
    GOAL_CHANGE = Words(
        "Mau diubah apanya: targetnya, tanggalnya, atau dijeda dulu?",
        "What should change: the target, the date, or pause it?",
    )
    SALARY = Words("Berapa gaji kotormu sebulan?", "How much is your gross pay a month?")
    LOAN_AMOUNT = Words("Berapa yang mau dipinjam?", "How much would you borrow?")
    LOAN_TERMS = Words(
        "Dicicil berapa lama, dan berapa bunganya sebulan atau setahun?",
        "Over how long, and at what interest a month or a year?",
    )
    CHANGE_SIZE = Words(
        "Berubah berapa? Boleh dalam rupiah atau persen.", "By how much? Rupiah or percent will both do."
    )
    WHAT_CHANGES = Words(
        "Yang berubah apanya: gaji, pengeluaran, utang baru, atau yang lain?",
        "What would change: income, spending, a new loan, or something else?",
    )
    ENTRY_PART = Words(
        "Jawab singkat saja, nanti kusambungkan.", "A short answer will do; I will put it together."
    )
    CANDIDATE = Words("Yang mana yang kamu maksud?", "Which one do you mean?")

    @property
    def says(self) -> Words:
        """The sentence that asks for it."""
        return self.value


class Offer(Enum):
    """A next step that a yes accepts: what it comes to, the sentence, and perhaps what it is about."""

    MAKE_GOAL = (
        Intent.NEW_GOAL,
        Words("Mau kubuatkan tujuan menabungnya?", "Shall I set up a saving goal for it?"),
    )
    MAKE_FUND = (
        Intent.NEW_GOAL,
        Words("Mau kusiapkan tujuan dana darurat?", "Shall I prepare a goal for the emergency fund?"),
        "dana darurat",
    )
    SHOW_PATTERNS = (
        Intent.PATTERNS,
        Words("Mau kulihatkan uangmu biasanya lari ke mana?", "Shall I show where your money usually goes?"),
    )
    SHOW_SAFE = (
        Intent.SAFE,
        Words("Mau kuhitung aman belanja berapa per hari?", "Shall I work out what is safe to spend a day?"),
    )
    SHOW_PAYOFF = (
        Intent.PAYOFF,
        Words("Mau kususunkan urutan melunasinya?", "Shall I work out how to pay them off?"),
    )
    SHOW_FORECAST = (
        Intent.FORECAST,
        Words("Mau kulihat uangmu cukup sampai kapan?", "Shall I look how long your cash lasts?"),
    )
    SHOW_HEALTH = (
        Intent.HEALTH,
        Words("Mau kucek kesehatan keuanganmu?", "Shall I check your financial health?"),
    )
    SHOW_GOAL_PLAN = (
        Intent.GOAL_PLAN,
        Words(
            "Mau kubagikan sisa uangmu ke semua tujuan?",
            "Shall I split what is left over between your goals?",
        ),
    )
    SHOW_MONTH = (
        Intent.MONTH,
        Words("Mau kulihat pengeluaranmu bulan ini?", "Shall I look at this month's spending?"),
    )

    def __init__(self, intent: Intent, says: Words, about: str = "") -> None:
        self.intent = intent
        self.says = says
        self.about = about


def question_in(said: str) -> Question | None:
    """The question that the advisor's last words held; the longest where one holds another."""
    held = [each for each in Question if each.says.id in said or each.says.en in said]
    return max(held, key=lambda each: len(each.says.id), default=None)


def offer_in(said: str) -> Offer | None:
    """The next step that the advisor's last words offered."""
    return next((each for each in Offer if each.says.id in said or each.says.en in said), None)
