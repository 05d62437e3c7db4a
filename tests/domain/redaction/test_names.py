"""Names of people go where they are recognised; merchants, banks, places and everyday words stay."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from shared.domain.budget.categories.merchants import merchant_groups
from shared.domain.budget.sentences.data import load
from shared.domain.months import MONTH_NAMES
from shared.domain.redaction.engine import redacted
from shared.domain.redaction.vocabulary import vocabulary

EXAMPLES = Path(__file__).parents[1] / "budget" / "sentences" / "example_tables"
WAYS = ("{}", "bayar ke {} 50rb", "transfer ke {} 1jt", "beli di {} kemarin", "dari {}", "utang ke {}")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Pak Jarwo minta 50rb", "Pak [orang 1] minta 50rb"),
        ("Bu Indah, Mbak Sari dan Bang Jaya", "Bu [orang 1], Mbak [orang 2] dan Bang [orang 3]"),
        ("Mas Joko dan Kak Tri", "Mas [orang 1] dan Kak [orang 2]"),
        ("bayar pak jarwo 50rb", "bayar pak [orang 1] 50rb"),
        ("transfer ke Budi 150rb pakai bca", "transfer ke [orang 1] 150rb pakai bca"),
        ("transfer ke budi 150rb", "transfer ke [orang 1] 150rb"),
        ("kirim 200rb ke Fidri", "kirim 200rb ke [orang 1]"),
        ("transfer dari Sinarto 50rb", "transfer dari [orang 1] 50rb"),
        ("an. SITI AMINAH", "an. [orang 1]"),
        ("rek BCA 1234567890 a.n. Fidriyanto Jarwo", "rek BCA [rekening 1] a.n. [orang 1]"),
        ("a/n budi santoso, atas nama Kunto Aji", "a/n [orang 1], atas nama [orang 2]"),
        ("pinjam ke temen namanya Rudi", "pinjam ke temen namanya [orang 1]"),
        ("pinjem ke temen namanya fulano 500rb", "pinjem ke temen namanya [orang 1] 500rb"),
        ("utang sama Andi", "utang sama [orang 1]"),
        ("utang sama fulano 200rb", "utang sama [orang 1] 200rb"),
        ("temanku Jarwoto minjem 100rb", "temanku [orang 1] minjem 100rb"),
        ("bayar SPP anakku Raka 500rb", "bayar SPP anakku [orang 1] 500rb"),
        ("Fulano pinjam 300rb", "[orang 1] pinjam 300rb"),
        ("budi pinjam 300rb", "[orang 1] pinjam 300rb"),
        ("si Fulan belum bayar", "si [orang 1] belum bayar"),
        ("patungan sama Andi dan Jarwoto", "patungan sama [orang 1] dan [orang 2]"),
        ("nama saya Ayu Lestari", "nama saya [orang 1]"),
        ("sent 200k to John Smith", "sent 200k to [orang 1]"),
        (
            "I owe Andi 50k, my friend Rudi lent me 100k",
            "I owe [orang 1] 50k, my friend [orang 2] lent me 100k",
        ),
        ("my name is Gunther, paid Mr. Kowalski", "my name is [orang 1], paid Mr. [orang 2]"),
        (
            "TRSF E-BANKING DB 0104/FTSCY/WS95031 50000.00 CAROLINE ANG",
            "TRSF E-BANKING DB 0104/FTSCY/WS95031 50000.00 [orang 1]",
        ),
        (
            "TRSF E-BANKING CR 0104/FTSCY/WS95031 50000.00 JARWOTO KUNCUNG\nbelanja",
            "TRSF E-BANKING CR 0104/FTSCY/WS95031 50000.00 [orang 1]\nbelanja",
        ),
        ("BI-FAST DB BIF TRANSFER KE 008 FIDRIYANTO", "BI-FAST DB BIF TRANSFER KE 008 [orang 1]"),
        ("transfer ke B\u200bu\u00addi", "transfer ke [orang 1]"),
        ("transfer ke \uff22\uff55\uff44\uff49", "transfer ke [orang 1]"),
        ("transfer ke Bu\u0301di", "transfer ke [orang 1]"),
    ],
)
def test_names_go(written: str, kept: str) -> None:
    assert redacted(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Bu Kos minta uang kos, Pak RT minta iuran, Mas Kurir minta tip",
        "harga Mas Antam naik, Teh Botol Sosro 5rb",
        "Kak, mau nabung 500rb per bulan. Kak nanya dong",
        "kasih Ibu 200rb, kirim uang ke Mama 1jt, dari adik 50rb",
        "warung Bu Kris 25rb, Bakso Pak Kumis, toko Pak Budi, RM Bu Siti, rumah makan Mbak Yani",
        "KR OTOMATIS LLG-MANDIRI PT MAJU JAYA",
        "PT Budi Starch, CV Andi Jaya",
        "Jalan Sudirman, Jl. Kartini No 5",
        "TRANSFER KE BCA DULU YA, TERIMA KASIH",
        "utang sama warung 50rb, utang ke bank, pinjam dari koperasi",
        "Idul Fitri dan bulan Ramadhan habis 5jt",
        "dini hari, indah banget, hari Rabu, bunga bank, cahaya lampu",
        "atas nama pribadi, namanya juga usaha",
        "An apple a day. I will pay in May or June",
        "Dana darurat, Reksa Dana, Emas, Saham, Gaji, Bonus, THR",
    ],
)
def test_what_is_no_persons_name_stays(text: str) -> None:
    assert redacted(text) == text


def brands() -> list[str]:
    """Every merchant, bank and wallet that the tracker knows."""
    names = [
        written
        for group in merchant_groups()
        for each in group.merchants
        for written in (each.name, *each.patterns)
    ]
    for file in ("banks", "accounts"):
        for each in load(file)["institutions"]:
            names += [each["name"], *each.get("words", ()), *each.get("shy", ())]
    return names


@pytest.mark.parametrize("way", WAYS)
def test_every_known_merchant_and_bank_stays(way: str) -> None:
    written = {way.format(each) for name in brands() for each in (name, name.title(), name.upper())}

    assert len(written) > 2000
    assert [text for text in written if redacted(text) != text] == []


@pytest.mark.parametrize("way", WAYS)
def test_every_known_place_and_month_stays(way: str) -> None:
    names = [*vocabulary().words.places, *(word for month in MONTH_NAMES for word in month)]
    written = [way.format(each) for name in names for each in (name, name.title())]

    assert [text for text in written if redacted(text) != text] == []


def test_of_what_people_tell_the_tracker_only_names_and_a_number_go() -> None:
    persons = {*load("persons")["persons"]["names"], *vocabulary().given, "1234567890"}
    gone: list[str] = []
    for file in sorted(EXAMPLES.glob("*.toml")):
        for example in tomllib.loads(file.read_text("utf-8")).get("example", ()):
            told = example["says"]
            gone += [word for word in told.split() if word not in redacted(told)]

    assert len(gone) > 40
    assert [word for word in gone if word.strip(",.").lower() not in persons] == []


def test_the_lists_hold_each_word_once_and_in_lower_case() -> None:
    written = resources.files("shared.domain.redaction").joinpath("names.toml").read_text("utf-8")
    lists: dict[str, list[str]] = {
        name: words for name, words in tomllib.loads(written).items() if isinstance(words, list)
    }

    for name, words in lists.items():
        assert [word for word in words if word != word.lower()] == [], name
    assert not set(lists["given"]) & {*lists["shy"], *lists["plain"], *lists["places"], *lists["roles"]}
