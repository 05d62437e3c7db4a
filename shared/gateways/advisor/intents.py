"""What a person may want from the offline advisor, and the words by which it is recognised.

One line an intent: the words of both languages as one expression. The intent whose words cover most of the
message wins; among equals, the one that stands first.
"""

import re
from enum import StrEnum


class Intent(StrEnum):
    """What is asked."""

    IDENTITY = "identity"
    ABILITIES = "abilities"
    EMERGENCY_FUND = "emergency_fund"
    DEBT = "debt"
    INVESTMENT = "investment"
    CONSULTANT = "consultant"
    GOAL = "goal"
    SAVING = "saving"
    INCOME = "income"
    SPENDING = "spending"
    MONTH = "month"
    SAFE_TO_SPEND = "safe_to_spend"
    BUDGET = "budget"
    FIGURES = "figures"
    THANKS = "thanks"
    GREETING = "greeting"
    UNKNOWN = "unknown"


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


RECOGNISED: dict[Intent, re.Pattern[str]] = {
    Intent.IDENTITY: _any_of(
        "(?:kamu|anda|lu|lo)(?: ini)? (?:itu )?siapa",
        "siapa (?:kamu|anda|lu|lo|namamu)",
        "(?:kamu|anda) (?:robot|ai|bot|manusia)",
        "who (?:are|r) (?:you|u)",
        "what are you",
        "are you (?:a |an )?(?:robot|ai|bot|human|person)",
        "your name",
    ),
    Intent.ABILITIES: _any_of(
        "(?:kamu|anda|lu|lo) bisa (?:apa|bantu)(?: aja| saja)?",
        "bisa (?:bantu )?apa(?: aja| saja)?",
        "(?:bantuan|help)$",
        "cara pakai(?:nya)?",
        "what can (?:you|u) do",
        "what can i ask",
        "how (?:do|does) (?:this|it|you) work",
    ),
    Intent.EMERGENCY_FUND: _any_of(
        "(?:dana|uang|tabungan|duit)(?:ku|nya)? (?:darurat|jaga jaga)(?:ku|nya)?",
        "darurat(?:ku|nya)?",
        "emergency(?: funds?| savings?)?",
        "rainy day(?: funds?)?",
        "(?:kena|kalau) phk",
        "(?:lose|lost) my job",
    ),
    Intent.DEBT: _any_of(
        "h?utang(?:ku|mu|nya)?",
        "cicilan(?:ku|nya)?",
        "nyicil|mencicil|angsuran|kredit|kpr|paylater|pinjol|pinjaman(?:ku)?|tunggakan",
        "debts?|loans?|instal?lments?|credit cards?|mortgage|owe|borrow(?:ed)?",
    ),
    Intent.INVESTMENT: _any_of(
        "(?:ber)?investasi(?:ku)?",
        "saham|reksa ?dana|obligasi|deposito|emas|kripto|crypto|bitcoin|sbn|ori|sukuk",
        "invest(?:ing|ments?|ed)?|stocks?|shares?|mutual funds?|bonds?|gold|etf",
    ),
    Intent.CONSULTANT: _any_of(
        "konsultan|konsultasi|perencana keuangan",
        "consultants?|consultation|(?:financial )?(?:advisor|adviser|planner)",
    ),
    Intent.GOAL: _any_of(
        "tujuan(?:ku| keuangan)?|target(?:ku)?|impian(?:ku)?",
        "(?:mau|pengen|ingin|pingin|rencana) (?:beli|punya|nikah|menikah|liburan|umroh|umrah|kuliah)",
        "dp rumah|pensiun|nikah|menikah|liburan",
        "goals?|(?:want|plan|going) to (?:buy|marry|travel|retire)|afford|wedding|retire(?:ment)?|holiday",
    ),
    Intent.SAVING: _any_of(
        "tabungan(?:ku|nya)?|(?:me)?nabung(?:ku)?|simpanan(?:ku)?|menyisihkan|sisihkan|rasio menabung",
        "(?:my )?savings?(?: rate)?|save(?: more)?(?: money)?|set(?:ting)? aside|put(?:ting)? aside",
    ),
    Intent.INCOME: _any_of(
        "gaji(?:ku|an)?|penghasilan(?:ku)?|pemasukan(?:ku)?|pendapatan(?:ku)?",
        "income|salary|wages?|earn(?:ings)?|paycheck",
    ),
    Intent.SPENDING: _any_of(
        "pengeluaran(?:ku|nya)?|belanja(?:ku)?|jajan(?:ku)?|boros|kebutuhan(?:ku)?|keinginan(?:ku)?",
        "(?:ber)?hemat|menghemat|50 30 20",
        "(?:uang|duit)(?:ku| gue| saya| aku)? (?:kok )?(?:cepat |cepet )?h?abis",
        "spend(?:ing)?|expenses?|overspend(?:ing)?|needs|wants|cut back|cut down",
    ),
    Intent.MONTH: _any_of(
        "bulan ini (?:aku |saya |gue )?(?:sudah |udah |dah )?(?:h?abis|keluar|belanja) (?:berapa|brp)",
        "(?:h?abis|keluar|belanja|pengeluaran(?:ku)?) (?:berapa |brp )?(?:aja |saja )?bulan ini",
        "(?:uang|duit)(?:ku|mu| gue| saya| aku)? (?:lari|pergi|larinya|perginya|h?abis|h?abisnya)?"
        " ?ke ?mana(?: aja| saja)?",
        "(?:how much )?(?:have|did) i spen[dt] this month|(?:my )?spending this month",
        "where (?:did|does|has) (?:all )?my money (?:go|gone)",
    ),
    Intent.SAFE_TO_SPEND: _any_of(
        "aman (?:di)?(?:belanja|jajan|pakai|keluar)(?:kan|in)?(?: berapa)?(?: (?:per|tiap) ?hari| sehari)?",
        "(?:boleh|bisa) (?:belanja|jajan|h?abisin) berapa(?: (?:per|tiap) ?hari| sehari| hari ini)?",
        "jatah(?:ku)? (?:belanja |jajan )?(?:per ?hari|harian|sehari|hari ini)",
        "(?:uang|duit)(?:ku| gue| saya| aku)? (?:cukup|tahan|bertahan) (?:sampai|sampe) (?:kapan|gajian)",
        "safe to spend(?: (?:per|a) day)?|how much (?:can|may) i spend(?: (?:per|a|each) day| today)?",
        "(?:will|how long (?:will|does)) my money last(?: until payday)?",
    ),
    Intent.BUDGET: _any_of(
        "anggaran(?:ku)?|budget(?:ku|ing)?|arus kas|cash ?flow",
        "(?:harus |mesti )?mulai (?:dari mana|gimana)|(?:yang )?(?:harus |perlu )?diperbaiki",
        "where (?:do|should) i (?:start|begin)|what should i (?:do|fix|improve)",
        "(?:uang|duit)(?:ku| gue| saya| aku)? (?:masih )?(?:tinggal|sisa) berapa",
        "sisa (?:uang|duit|gaji)(?:ku)?|(?:me(?:ng)?)?atur (?:uang|duit|gaji)",
        "(?:kesehatan|kondisi|keadaan|analisis|analisa|cek|evaluasi|skor)(?: (?:kesehatan|kondisi|keadaan))?"
        " (?:keuangan|finansial|anggaran)(?:ku| saya| aku)?",
        "keuangan(?:ku| saya| aku)? (?:sehat|aman|baik|gimana|bagaimana)",
        "(?:gimana|bagaimana) (?:kondisi |keadaan )?keuangan(?:ku| saya| aku)?",
        "(?:analisis|analisa|analy[sz]e|skor|score|sehat|healthy|surplus|defisit|deficit)",
        "(?:financial|money|budget) (?:health|situation|check|analysis|score)",
        "how am i doing|left over",
        "saran|advice|tips?",
    ),
    Intent.FIGURES: _any_of(
        "(?:data|angka|ringkasan|rangkuman|gambaran|info)(?: data)?(?: keuangan| finansial)?"
        "(?:ku|mu| saya| aku)?",
        "keuangan(?:ku| saya| aku)?|(?:uang|duit)(?:ku| saya| aku)?",
        "(?:my )?(?:figures|numbers|data|finances|snapshot|summary|overview|money)",
    ),
    Intent.THANKS: _any_of(
        "terima ?kasih(?: banyak)?|makasih(?: banyak)?|thx|tq|thanks?(?: you| u| a lot)?|sip|mantap|oke|ok"
    ),
    Intent.GREETING: _any_of(
        "ha+lo+|ha+i+|hey+|hi+|hello+|assalamu ?alaikum|permisi|pagi|siang|sore|malam",
        "selamat (?:pagi|siang|sore|malam)|good (?:morning|afternoon|evening)|apa kabar|how are you",
    ),
}


def recognise(message: str) -> Intent:
    """The intent whose words cover most of the message; UNKNOWN where none does."""
    plain = " ".join(re.sub(r"[^\w]+", " ", message.lower()).split())
    covered = {
        intent: sum(len(match[0]) for match in words.finditer(plain)) for intent, words in RECOGNISED.items()
    }
    best = max(covered, key=lambda intent: covered[intent])
    return best if covered[best] else Intent.UNKNOWN
