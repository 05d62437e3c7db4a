"""People's text becomes what the font can draw, and all of that really shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.budget.models.report import ReportFormat
from functions.budget.report import glyphs
from functions.budget.report.files import make_file
from functions.budget.report.glyphs import breakable, drawable
from tests.functions.budget.report.months import a_report, a_summary
from tests.functions.budget.report.pdf_text import Pdf


class TestDrawable:
    @pytest.mark.parametrize(
        ("written", "drawn"),
        [
            ("Kopi & jajan", "Kopi & jajan"),
            ("☕ Kopi 😀", "Kopi"),
            ("  dua\n\tbaris ", "dua baris"),
            ("Cafe\u0301", "Café"),
            ("老王 cafe", "… cafe"),
            ("Toko 老 王 & مقهى", "Toko … & …"),
            ("老王饭店", ""),
            ("مقهى عربي", ""),
            ("नमस्ते", ""),
            ("\uff15 kg", "5 kg"),
            ("㎏", "kg"),
            ("a\u202eb\u200dc", "abc"),
            ("*bold* $x$ #import", "*bold* $x$ #import"),
            ("🍜", ""),
        ],
    )
    def test_keeps_what_the_font_has(self, written: str, drawn: str) -> None:
        assert drawable(written) == drawn

    @given(st.text())
    def test_never_draws_a_box(self, written: str) -> None:
        assert not set(drawable(written)) - set(written) & set("□■▯�")

    @given(st.text())
    def test_is_settled(self, written: str) -> None:
        assert drawable(drawable(written)) == drawable(written)

    def test_promises_nothing_that_the_font_cannot_draw(self) -> None:
        every = [chr(first + number) for first, last in glyphs._SPANS for number in range(last - first + 1)]  # pyright: ignore[reportPrivateUsage]
        sentences = [" ".join(every[at : at + 120]) for at in range(0, len(every), 120)]

        # A PDF/UA document with a character that no glyph shows is refused.
        for sentence in sentences:
            make_file(a_report(a_summary(), insights=[sentence]), ReportFormat.PDF)


class TestBreakable:
    def test_lets_an_overlong_word_go_on_in_the_next_line(self) -> None:
        assert breakable("W" * 80) == "\u200b".join(["W" * 32, "W" * 32, "W" * 16])
        assert breakable("dua kata") == "dua kata"

    def test_says_where_a_name_in_a_sentence_cannot_be_drawn(self) -> None:
        assert breakable("Pembayaran untuk 老王饭店 naik.") == "Pembayaran untuk … naik."


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_can_be_put_into_a_document(written: str) -> None:
    file = make_file(a_report(a_summary(merchants=[(written, 5, 1)]), insights=[written]), ReportFormat.PDF)

    assert len(Pdf.read(file.content).pages) == 2
