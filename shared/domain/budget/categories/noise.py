"""What banks and wallets write around a merchant's name, and the name without it.

The shapes come from public parsers of statements of BCA, Mandiri, BNI and BRI, read 2026-11-23:
`TRSF E-BANKING DB 0104/FTSCY/WS95031 50000.00 CAROLINE ANG`, `TRANSAKSI DEBIT TGL: 09/04 QR 912
00000.00PMX KANTIN`, `BYR VIA E-BANKING 30/06 WSID9503103 UNIV. BINUS`, `BI-FAST DB BIF TRANSFER KE 008
FIDRIYANTO`, `Pembayaran QR ke KOPI KENANGAN 702608192058371938`, `TRIP.COM JAKARTA SELATID`.
"""

import re

from shared.domain.budget.categories.wording import visible_line

MAX_NAME = 120
"""The longest merchant's name that is kept."""

_PHRASES = (
    r"trsf e-?banking|trf e-?banking|byr via (?:e-?banking|atm)|pemby(?:aran)? via e-?banking|"
    r"bi-?fast(?: db| cr)?|bif transfer(?: ke| dr)?|switching(?: db| cr)?|(?:kr|db|cr) otomatis|"
    r"transaksi debit|kartu debit|kartu kredit/pl|db debit(?: domestik)?|db interchange|debit domestik|"
    r"transfer(?: bi[- ]?fast)?(?: ke| dari| dr)?(?: bank)?|ditransfer (?:ke|dari)|trf(?: ke| dari| dr)?|"
    r"pembayaran(?: qr(?:is)?)?(?: ke| di)?|qr(?:is)? (?:bayar|payment)(?: ke| di)?|"
    r"bayar qr(?:is)?(?: ke| di)?|trx qr(?:is)?|qris(?: mpm)?(?: payment)?|qrc?|pos purchase|payment to"
)
_BESIDE = (
    r"db|cr|idr|rp|ref|no\.?|tgl|tanggal|wib|kbb|gop|pos|purchase|pembelian|merchant|virtual account|"
    r"livin|mybca|m-?bca|brimo|wondr|cardless|non 3ds"
)
_CITIES = (
    "jakarta|jkt|bandung|surabaya|tangerang|bekasi|depok|bogor|medan|semarang|yogyakarta|denpasar|makassar"
)
_QUARTERS = "pusat?|selat(?:an)?|bara?t?|timur?|utara?"

_BANK_SPEAK = re.compile(rf"(?<![a-z0-9])(?:{_PHRASES})(?![a-z0-9])[:.]?", re.IGNORECASE)
_BESIDE_IT = re.compile(rf"(?<![a-z0-9])(?:{_BESIDE})(?![a-z0-9])[:.]?", re.IGNORECASE)
_FILLER = re.compile(r"(?<![0-9])0{5}\.00")
_BILLER = re.compile(r"(?<!\S)[0-9]{5}/(?=\S)")
_REFERENCE = re.compile(
    r"(?<!\S)(?:\S*/(?:FT[A-Z]{3}|ADSCY)/\S*|WSID\w*|[0-9][0-9.,/:\-]*(?:DB|CR)?|\S*[0-9]{4}\S*|\*+\S*)(?!\S)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\s+(?:(?:kota|kab)\s+)?(?:{_CITIES})(?:\s+(?:{_QUARTERS}))?\s*idn?$"
    rf"|\s+jakarta\s+(?:{_QUARTERS})$|\s+idn?$",
    re.IGNORECASE,
)
"""Where card networks say that a shop stands. A city alone may be part of a name: Soto Bogor."""
_LOOSE_ENDS = re.compile(r"^[\s\-:*/,.|#]+|[\s\-:*/,|#]+$")
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ACRONYMS = frozenset({"ATM", "BCA", "BNI", "BRI", "BSI", "RSUD", "SPBU", "UD"})


def cut_name(description: str) -> str | None:
    """The piece behind BCA's filler `00000.00`, which may be a name cut short; None without the filler."""
    filler = _FILLER.search(description)
    return description[filler.end() :].strip() if filler else None


def clean_name(description: str) -> str | None:
    """The name in a bank's line, or None where nothing but bank speak is left.

    A plain name comes back as it was; one in capitals is written as names are.
    """
    text = _SPACES.sub(" ", visible_line(cut_name(description) or description) or "")
    name = _without_noise(text) if _is_bank_speak(description) else text
    if not _LETTERS.search(name):
        return None
    return _as_written(name)[:MAX_NAME].strip()


def _is_bank_speak(text: str) -> bool:
    spoken = (_BANK_SPEAK, _FILLER, _BILLER, _REFERENCE, _PLACE)
    return any(shape.search(text) for shape in spoken)


def _without_noise(text: str) -> str:
    spoken = _REFERENCE.sub(" ", _BANK_SPEAK.sub(" ", _REFERENCE.sub(" ", _BILLER.sub("", text))))
    bare = _LOOSE_ENDS.sub("", _SPACES.sub(" ", _BESIDE_IT.sub(" ", spoken)))
    return _LOOSE_ENDS.sub("", _PLACE.sub("", bare))


def _as_written(name: str) -> str:
    return name if any(letter.islower() for letter in name) else " ".join(map(_capital, name.split()))


def _capital(word: str) -> str:
    acronym = word in _ACRONYMS or (len(word) <= 3 and not set(word) & set("AEIOU"))
    return word if acronym or not word.isalpha() else word.capitalize()
