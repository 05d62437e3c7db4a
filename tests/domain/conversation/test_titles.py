"""What a conversation is called after its first exchange."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.conversation.engine import TITLE_LENGTH
from shared.domain.conversation.titles import title_of

GREETING = "Halo! Aku penasihat Fintar. Ada yang bisa dibantu?"
TOLD = "Halo! **Tabunganmu** Rp3.000.000, cukup untuk sebulan. Mantap."


class TestTitleOf:
    @pytest.mark.parametrize(
        ("said", "answered", "title"),
        [
            ("Keuanganku sehat?", TOLD, "Keuanganku sehat?"),
            ("budget?", TOLD, "Budget?"),
            (
                "halo kak, mau tanya dong, gajiku 5jt cukup gak buat kos 1,5jt?",
                TOLD,
                "Gajiku 5jt cukup gak buat kos 1,5jt?",
            ),
            ("hai\n\nbisa beli motor 18jt bulan depan?", TOLD, "Bisa beli motor 18jt bulan depan?"),
            ("Selamat pagi, cara nabung dengan gaji UMR?", TOLD, "Cara nabung dengan gaji UMR?"),
            ("Can I afford a motorbike?", TOLD, "Can I afford a motorbike?"),
            ("tolong cek dong", TOLD, "Tabunganmu Rp3.000.000, cukup untuk sebulan"),
            ("coba lihat", "- Pemasukan: Rp5.500.000\n- Sisa: Rp1", "Pemasukan: Rp5.500.000"),
            ("tolong cek dong", None, None),
            ("halo kak", GREETING, None),
            ("makasih ya", "Sama-sama! Semangat.", None),
            ("🙏", GREETING, None),
            ("kata " * 40, "", "Kata kata kata kata kata kata kata kata kata kata kata…"),
        ],
    )
    def test_says_what_it_is_about(self, said: str, answered: str | None, title: str | None) -> None:
        assert title_of(said, answered) == title

    @given(st.text(), st.none() | st.text())
    def test_is_short_and_on_one_line(self, said: str, answered: str | None) -> None:
        title = title_of(said, answered)

        assert title is None or (0 < len(title) <= TITLE_LENGTH and len(title.splitlines()) == 1)
