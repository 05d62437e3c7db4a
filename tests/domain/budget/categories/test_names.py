"""Names without what banks write around them, and words as rules compare them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.categories.noise import MAX_NAME, clean_name
from shared.domain.budget.categories.wording import visible_line, words_of


class TestWordsOf:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("TRSF E-BANKING DB 2511/FTSCY/WS95031", "trsf e banking db 2511 ftscy ws95031"),
            ("00000.00INDOMARET2511", "00000 00 indomaret 2511"),
            ("K24 & 7ELEVEN", "k24 7 eleven"),
            ("  kopi\tkenangan ", "kopi kenangan"),
            ("Café\u00a0Übung", "café übung"),
            ("-*-", ""),
        ],
    )
    def test_parts_a_text_into_words(self, text: str, words: str) -> None:
        assert words_of(text) == words

    @given(st.text(max_size=60))
    def test_says_the_same_of_what_it_said(self, text: str) -> None:
        assert words_of(words_of(text)) == words_of(text)


class TestCleanName:
    @pytest.mark.parametrize(
        ("line", "name"),
        [
            ("TRSF E-BANKING CR 0306/FTSCY/WS95031 7000000.00 LEDYAWATY", "Ledyawaty"),
            ("TRSF E-BANKING DB 1709/FTSCY/WS95051 300000.00 HERMANSYAH", "Hermansyah"),
            ("TRANSAKSI DEBIT TGL: 09/04 QR 912 00000.00PMX KANTIN", "PMX Kantin"),
            ("TRANSAKSI DEBIT TGL: 01/08 QR 838 00000.00Geprek Gob", "Geprek Gob"),
            ("BI-FAST DB BIF TRANSFER KE 008 FIDRIYANTO RIZKILL MyBCA", "Fidriyanto Rizkill"),
            ("BI-FAST CR BIF TRANSFER DR 002 BUDI SANTOSO", "Budi Santoso"),
            ("SWITCHING DB TRF SHEEHAN ALIF RAMAD 501 KBB", "Sheehan Alif Ramad"),
            ("BYR VIA E-BANKING 06/08 WSID9503100 KOPERASI JAYA", "Koperasi Jaya"),
            ("Pembayaran QR ke TOIS VAPOR DEPOK 311259196512", "Tois Vapor Depok"),
            ("SOTO BOGOR", "Soto Bogor"),
            ("TRANSAKSI WARUNG BU SRI BEKASI ID", "Transaksi Warung Bu Sri"),
            ("KARTU DEBIT WARUNG BU SRI JAKARTA SELATID", "Warung Bu Sri"),
            ("TRANSFER KE SITI AMINAH", "Siti Aminah"),
            ("Warung Bu Sri", "Warung Bu Sri"),
            ("Toko Sepatu Bu Ida", "Toko Sepatu Bu Ida"),
            ("Es Teh Manis", "Es Teh Manis"),
            ("TARIKAN ATM 04/02", "Tarikan ATM"),
        ],
    )
    def test_leaves_the_name(self, line: str, name: str) -> None:
        assert clean_name(line) == name

    @pytest.mark.parametrize(
        "line", ["", "   ", "TRSF E-BANKING DB 2511/FTSCY/WS95031", "123456789", "-", "QRIS"]
    )
    def test_finds_none_where_there_is_none(self, line: str) -> None:
        assert clean_name(line) is None

    @given(st.text(max_size=400))
    def test_is_one_short_line_or_nothing(self, line: str) -> None:
        name = clean_name(line)

        assert name is None or (0 < len(name) <= MAX_NAME and name == visible_line(name) == name.strip())


class TestOneLine:
    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("a\nb", "a b"),
            ("\u2028", None),
            ("", None),
            (None, None),
            (" x ", "x"),
            ("a\u0000\u0007b", "a b"),
            ("\u200bIndo\u202emaret\u2069", "Indomaret"),
            ("\u200b\u2066 \u200d\u2800", None),
            ("\u2764\ufe0f", "\u2764\ufe0f"),
        ],
    )
    def test_holds_no_control_and_hidden_characters(self, text: str | None, line: str | None) -> None:
        assert visible_line(text) == line
