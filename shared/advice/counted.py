"""Words that say what a number counts: things, times, parts of an amount; and numbers that say nothing."""

import re

from shared.advice.numerals import ALONE, NUMBER

THINGS = (
    r"transaksi|langganan|tagihan|tujuan|h?utang|pinjaman|cicilan|akun|rekening|kartu|dompet|kategori|pos"
    r"|anggaran|pinjol|paylater|tanggungan|transactions?|subscriptions?|bills?|goals?|debts?|loans?|accounts?"
    r"|(?:credit )?cards?|wallets?|categor(?:y|ies)|budgets?|dependants?|instal?lments?|payments?|purchases?"
)
OF_THEM = (
    r"(?:(?:buah|macam|jenis|item|lembar|active|different|open|recurring|late|unpaid|overdue|new"
    r"|saving|savings|online|coffee|monthly) )?"
)
MONEY_WORDS = (
    r"gaji|pemasukan|penghasilan|pendapatan|pengeluaran|uang|duit|tabungan|h?utang|cicilan|dana|anggaran|saldo"
    r"|sisa|belanja|thr|bonus|kebutuhan|keinginan|target|income|salary|wage|pay|paycheck|spending|money"
    r"|savings?|debts?|budget|expenses|earnings|balance|fund|target|goal"
)
PARTS = {
    "setengah": "0.5",
    "separuh": "0.5",
    "separo": "0.5",
    "sepertiga": "0.3333",
    "seperempat": "0.25",
    "seperlima": "0.2",
    "sepersepuluh": "0.1",
    "dua pertiga": "0.6667",
    "tiga perempat": "0.75",
    "dua perlima": "0.4",
    "tiga perlima": "0.6",
    "empat perlima": "0.8",
    "two thirds": "0.6667",
    "two-thirds": "0.6667",
    "three quarters": "0.75",
    "three-quarters": "0.75",
    "three fourths": "0.75",
    "one third": "0.3333",
    "a third": "0.3333",
    "one quarter": "0.25",
    "a quarter": "0.25",
    "a fifth": "0.2",
    "half": "0.5",
}
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_BETWEEN = r"(?: (?:lebih|dari|of|your|the|my|total|semua|seluruh|all|jumlah|sisa|monthly)){0,4} "

PART = re.compile(
    rf"\b(?P<part>{_PART})(?:{_BETWEEN}(?:{MONEY_WORDS})(?:mu|nya|ku)?\b|nya\b)"
    rf"|(?<![\d.,/])(?P<over>\d)/(?P<under>10|[2-9])(?![\d/]){_BETWEEN}(?:{MONEY_WORDS})(?:mu|nya|ku)?\b"
    rf"|\b(?:(?:{MONEY_WORDS})(?:mu|nya|ku)?(?: [a-z]{{1,12}}){{0,2}}|naik|turun|berkurang|bertambah)"
    rf" (?P<rest>{_PART})\b"
    r"(?! (?:juta|ribu|miliar|jam|hati|hari|bulan|tahun|million|a million|an hour|hour|year|month))",
    re.IGNORECASE,
)
"""A part of an amount: `setengah gajimu`, `2/3 of your income`, `gajimu habis separuh`."""

OFTEN = (
    r" ?(?:sehari|seminggu|sebulan|setahun|per \w+|tiap \w+|setiap \w+"
    r"|a day|a week|a month|a year|daily|weekly)"
)
TWICE = {"double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "dobel": 2, "twice": 2, "twofold": 2}
THRICE = {"triple": 3, "triples": 3, "tripled": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4}
MULTIPLES = TWICE | THRICE
MULTIPLE = re.compile(
    rf"{ALONE}{NUMBER} ?-?(?:x|\u00d7|kali|times|fold)(?: lipat)?\b(?! ?(?:\d|rp))"
    rf"|\b(?P<word>{'|'.join(MULTIPLES)})\b(?![- ]?(?:check|cek|dip))(?!{OFTEN})",
    re.IGNORECASE,
)
SELDOM = re.compile(rf"{ALONE}[1-3] ?(?:x|kali|times){OFTEN}\b", re.IGNORECASE)
"""How often to do something: advice, and nobody's figure."""

_CURRENCY = (
    r"dolar|dollars?|usd|bucks|euros?|eur|sgd|myr|ringgit|yen|jpy|yuan|cny|rmb|won|krw|gbp|pounds?"
    r"|poundsterling|aud|baht|thb|riyal|sar|dirham|aed|rupees?|cents?"
)
_SIGN = "[$\u20ac\u00a3\u00a5\u20a9\u20b9\u20b1\u0e3f]"
FOREIGN_WORD = rf"(?:US |AS |Singapura )?(?:{_CURRENCY})"
FOREIGN = re.compile(
    rf"(?:\b(?:us|s|a|au|sg|hk|nt))?{_SIGN} ?-?{NUMBER}(?: ?(?:k|m|ribu|juta|million)\b)?"
    rf"|\b(?:usd|sgd|myr|rm|eur|gbp|jpy|aud|sar|cny) ?{NUMBER.replace('<number>', '<more>')}"
    rf"|{ALONE}{NUMBER.replace('<number>', '<digits>')} ?(?:ribu |juta |thousand |million |k )?"
    rf"(?:[$\u20ac\u00a3\u00a5]|(?:{FOREIGN_WORD})\b)",
    re.IGNORECASE,
)
"""Amounts in other currencies: every fact is in rupiah."""

IDLE = re.compile(
    r"(?<![\w.,])(?<!\d )(?:\+62|0(?=[1-9]))\d{1,3}(?:[ -]?\d{3,5}){1,3}"
    r"(?!\d|[ .,-]\d| ?(?:rupiah|ribu|juta|rb|jt|%))"
    r"|\b(?:1500|14\d)[ -]\d{3}\b(?! ?(?:rupiah|ribu|juta|rb|jt|%))"
    r"|\b(?:UU|PP|POJK|SEOJK|PMK|PBI|Perpres|Permen\w{0,12}|Peraturan|Undang-Undang)(?: OJK| BI| Pemerintah)?"
    r"(?: No\.?| Nomor)? ?\d{1,3}(?:/[\w.]{1,12}){0,3}(?: tahun \d{4})?"
    r"|\b(?:PPh|Pasal|ayat|article|section) \d{1,3}\b"
    r"|(?<![\d/])\d0(?:/\d0){2}(?![\d/-])"
    r"|(?<![\d.,])(?:7 hari (?:seminggu|dalam seminggu)|7 days a week|24 jam|24 hours|2 ?x ?24 jam|24/7)\b"
    r"|\b(?:jam|pukul|at) \d{1,2}[.:]\d{2}\b|\b\d{1,2}[.:]\d{2} ?(?:WIB|WITA|WIT|am|pm)\b"
    r"|\b(?:satu|suatu) (?:hari|minggu) (?:nanti|lagi|kelak|sekali)|\bone day\b"
    r"|\bdalam satu (?:hari|minggu)\b"
    r"|\bsatu bulan bukan\b|\bone month is no\b"
    r"|\b(?:dua minggu sebelum\w{0,3}|two weeks before)\b"
    r"|\b(?:versi|version|v) ?\d{1,2}(?:\.\d{1,2}){1,2}\b",
    re.IGNORECASE,
)
"""Numbers that are nobody's figures: telephones, laws, ratios of a rule of thumb, hours, idioms."""
