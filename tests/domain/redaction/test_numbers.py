"""Numbers that identify somebody go, however they are written; amounts and dates stay to the letter."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.money import format_rupiah
from shared.domain.redaction.engine import redacted

PROVINCES = [11, 32, 35, 51, 64, 73, 91]
APART = [
    "",
    " ",
    "-",
    ".",
    "_",
    " - ",
    "\u00a0",
    "\u2009",
    "\u2013",
    "\u200b",
    "\u200b-\u200b",
    "/",
    "|",
    " . ",
]
"""What may stand between the digits of one number: nothing, signs, and what nobody sees."""


def luhn_digit(digits: str) -> str:
    """The check digit behind these digits."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def a_nik(*, province: int, city: int, district: int, day: int, month: int, year: int, number: int) -> str:
    """Region, birth date and a running number."""
    return f"{province}{city:02}{district:02}{day:02}{month:02}{year:02}{number:04}"


def a_card(first: int, rest: int) -> str:
    """Sixteen digits, the last one the check digit."""
    number = f"{first}{rest:014}"
    return number + luhn_digit(number)


def a_phone(start: str, rest: int) -> str:
    """A mobile phone that is no round number."""
    return f"{start}{rest}7"


NIKS = st.builds(
    a_nik,
    province=st.sampled_from(PROVINCES),
    city=st.integers(1, 79),
    district=st.integers(1, 99),
    day=st.one_of(st.integers(1, 31), st.integers(41, 71)),
    month=st.integers(1, 12),
    year=st.integers(0, 99),
    number=st.integers(1, 9999),
)
CARDS = st.builds(a_card, first=st.sampled_from([4, 5]), rest=st.integers(0, 10**14 - 1))
PHONES = st.builds(
    a_phone,
    start=st.sampled_from(["0812", "0857", "0898", "+62812", "62878"]),
    rest=st.integers(10**5, 10**7 - 1),
)
DIGITS = {
    name: {ord("0") + digit: chr(first + digit) for digit in range(10)}
    for name, first in {"full width": 0xFF10, "Arabic": 0x0660, "mathematical": 0x1D7CE}.items()
}


def digits_in(text: str) -> str:
    """The digits that can still be read, marks left out."""
    return "".join(character for character in text if character.isdigit())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("NIK 3273014112900001", "NIK [NIK 1]"),
        ("NIK: 3273 0141 1290 0001.", "NIK: [NIK 1]."),
        ("ktp 327301-411290-0001 ya", "ktp [NIK 1] ya"),
        ("3 2 7 3 0 1 4 1 1 2 9 0 0 0 0 1", "[NIK 1]"),
        ("NPWP 09.254.294.3-407.000", "NPWP [NPWP 1]"),
        ("npwp 092542943407000", "npwp [NPWP 1]"),
        ("npwp baru 0092542943407000", "npwp baru [NPWP 1]"),
        ("kartu 4111 1111 1111 1111.", "kartu [kartu 1]."),
        ("5500005555555559 dan 4111-1111-1111-1111", "[kartu 1] dan [kartu 2]"),
        ("amex 3782 822463 10005", "amex [kartu 1]"),
        ("hp 0812-3456-7890", "hp [telepon 1]"),
        ("hp081234567890", "hp[telepon 1]"),
        ("wa +62 812 3456 7890 atau (021) 555-1234", "wa [telepon 1] atau [telepon 2]"),
        ("+1 415 555 2671", "[telepon 1]"),
        ("kantor: (+62) 21 555 1234", "kantor: [telepon 1]"),
        ("telp 5551234", "telp [telepon 1]"),
        ("rek bca 1234567890", "rek bca [rekening 1]"),
        ("no rek 123.456.7890", "no rek [rekening 1]"),
        ("no. rekening BCA saya 12345678", "no. rekening BCA saya [rekening 1]"),
        ("mandiri 123-00-0456789-1", "mandiri [rekening 1]"),
        ("bri 0012-01-234567-50-3", "bri [rekening 1]"),
        ("va 8808081234567890", "va [rekening 1]"),
        ("kirim ke 1234567890 ya", "kirim ke [rekening 1] ya"),
        ("ref 12345678901234567890", "ref [nomor 1]"),
        ("pin atm 123456, otp 9981, cvv 123", "pin atm [kode 1], otp [kode 2], cvv [kode 3]"),
        ("email ayu@example.com ya", "email [email 1] ya"),
        ("ayu.s+x@mail.co.id, ayu(at)mail.com", "[email 1], [email 2]"),
        ("Rp 3273 0141 1290 0001", "Rp [NIK 1]"),
        ("Rp 3273014112900001", "Rp [NIK 1]"),
    ],
)
def test_what_identifies_somebody_goes(written: str, kept: str) -> None:
    assert redacted(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "gaji Rp5.000.000 dan 1.250.000.000",
        "gaji Rp 5000000000, bonus IDR 12345678901",
        "untung 1500000000 sebulan",
        "1,250,000 and Rp 1,250,000.50",
        "25rb + 2,5jt + 10 juta + 1.500 ribu + 12345678901 rupiah",
        "makan 25000 bensin 30000 total 55000",
        "25000 30000 45000",
        "1000 2000 3000 4000",
        "0 250000 300000",
        "50000000-75000000 atau Rp5123456789-7123456789",
        "2026-11-22 10:30 22/11/2026 01.02.26 08.30-17.00 09.00-15.00",
        "2026-11-22T10:30:15.123456+07:00",
        "tahun 2024/2025/2026 dan 2024 2025 2026",
        "tenor 12-24-36-48-60 bulan",
        "0.123456789012345 12,5% 3.14159 0,0575",
        "+150.000.000 -2.500.000",
        "saldo 123456789",
        "saldo rekening 1500000",
        "beli pin 50000",
        "kartu 4 digit terakhir 1234",
        "3f0b6c0e-9d0c-4c53-8f3a-5a1d0f1e7a11",
        "[orang 1] dan [NIK 2]",
        "bukan@alamat dan @akun",
    ],
)
def test_amounts_dates_and_ids_stay(text: str) -> None:
    assert redacted(text) == text


class TestHoweverItIsWritten:
    @given(nik=NIKS, apart=st.sampled_from(APART), at=st.lists(st.integers(1, 15), unique=True, max_size=4))
    def test_a_nik_goes(self, nik: str, apart: str, at: list[int]) -> None:
        places = [0, *sorted(at), 16]
        written = apart.join(nik[start:end] for start, end in pairwise(places))

        assert len(digits_in(redacted(f"nik {written} ya"))) <= 1

    @given(card=CARDS, apart=st.sampled_from(APART))
    def test_a_card_goes(self, card: str, apart: str) -> None:
        written = apart.join(card[start : start + 4] for start in range(0, 16, 4))

        assert len(digits_in(redacted(f"pakai {written} ya"))) <= 1

    @given(phone=PHONES, apart=st.sampled_from([each for each in APART if each not in {"/", "|"}]))
    def test_a_phone_goes(self, phone: str, apart: str) -> None:
        plus = "+" if phone[0] == "+" else ""
        digits = phone.lstrip("+")
        written = plus + apart.join((digits[:4], digits[4:8], digits[8:]))

        assert len(digits_in(redacted(f"hubungi {written} ya"))) <= 1

    @pytest.mark.parametrize("digits", DIGITS)
    @given(nik=NIKS, phone=PHONES)
    def test_it_goes_in_other_digits_too(self, digits: str, nik: str, phone: str) -> None:
        written = f"{nik} dan {phone}".translate(DIGITS[digits])

        assert redacted(written) == "[NIK 1] dan [telepon 1]"

    @given(nik=NIKS, hidden=st.sampled_from("\u200b\u200d\u2060\u202e\u202c\ufeff\u00ad\u0301\U000e0030"))
    def test_it_goes_with_what_hides_between_its_digits(self, nik: str, hidden: str) -> None:
        assert redacted(f"nik {hidden.join(nik)}.") == "nik [NIK 1]."


def as_people_write(amount: int) -> list[str]:
    """An amount in the ways that people write it."""
    return [
        format_rupiah(amount, "id"),
        format_rupiah(amount, "en"),
        f"Rp {amount}",
        f"{amount:,}",
        f"{amount:,}".replace(",", "."),
        f"{amount % 1_000_000_000}",
        f"{amount // 1000}000",
        f"{amount % 1000}rb",
        f"{amount % 1000} ribu",
        f"{amount % 100},{amount % 7}jt",
        f"{amount % 100},{amount % 97}%",
        f"0.{amount % 1_000_000:06}",
    ]


def as_dates_are_written(day: date) -> list[str]:
    """A day in the ways that people and machines write it."""
    return [
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%y}",
        f"{day.day} November {day.year}",
        f"{day.year}",
        f"{day.isoformat()} {day.day % 24:02}:{day.year % 60:02}",
        f"{day.isoformat()}T00:00:00Z",
        f"{day.isoformat()} sampai {(day + timedelta(days=30)).isoformat()}",
    ]


AMOUNTS = st.integers(1000, 999_999_999_999_999).flatmap(
    lambda amount: st.sampled_from(as_people_write(amount))
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31)).flatmap(
    lambda day: st.sampled_from(as_dates_are_written(day))
)
BETWEEN = st.sampled_from(
    [" dan ", ", ", " lalu ", "; ", " total ", "\n", " untuk makan ", " (", ") ", " = "]
)


class TestAmountsAndDates:
    @given(pieces=st.lists(st.tuples(st.one_of(AMOUNTS, DAYS), BETWEEN), max_size=8))
    def test_are_never_changed(self, pieces: list[tuple[str, str]]) -> None:
        text = "".join(figure + between for figure, between in pieces)

        assert redacted(text) == text

    @given(amount=AMOUNTS, nik=NIKS, phone=PHONES)
    def test_stay_beside_what_goes(self, amount: str, nik: str, phone: str) -> None:
        text = f"bayar {amount}, nik {nik}, sisa {amount}; hp {phone}"

        assert redacted(text) == f"bayar {amount}, nik [NIK 1], sisa {amount}; hp [telepon 1]"
