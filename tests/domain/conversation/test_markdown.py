"""Any text, written as Markdown, shows as that text and does nothing."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from shared.domain.conversation.markdown import block, inline, on_one_line

READER = MarkdownIt("gfm-like", {"html": True}).disable("linkify")
PIECES = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "- ",
            "* ",
            "+ ",
            "1. ",
            "12) ",
            "> ",
            ">> ",
            "    ",
            "\t",
            "---",
            "***",
            "___",
            "===",
            "```",
            "~~~",
        ),
        *(
            "<b>",
            "</p>",
            "<!--",
            "-->",
            "<script>",
            "&lt;",
            "&#60;",
            "&",
            "[x]",
            "(http://e.x)",
            "![",
            "](",
            "]: ",
        ),
        *(
            "[^1]",
            "[^1]: ",
            "*",
            "_",
            "**",
            "__",
            "~~",
            "`",
            "``",
            "|",
            "|-|",
            "\\",
            "$",
            "$$",
            "{",
            "}",
            ":::",
            "=",
            ":",
        ),
        *(
            "\n",
            "\n\n",
            "  \n",
            " ",
            "a",
            "Rp5.000",
            "https://e.x",
            "www.e.x",
            "a@b.co",
            "\r",
            "\x0b",
            "\u2028",
            "\u202e",
        ),
    ]
)


def tags(shown: str) -> set[str]:
    """The elements of what a reader sees."""
    return set(re.findall(r"</?(\w+)", shown))


def text_of(shown: str) -> str:
    """What a reader sees, without spaces."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", shown)).split())


class TestBlock:
    @given(st.lists(PIECES, max_size=30).map("".join))
    def test_shows_the_text_itself_and_nothing_else(self, text: str) -> None:
        shown = READER.render(block(inline(text)))

        assert tags(shown) <= {"p", "br"}
        seen = "".join(character for character in text if character not in "\r\x0b\u202e\u2028")
        assert text_of(shown) == "".join(seen.split())

    @given(st.text())
    def test_makes_no_element_of_any_text(self, text: str) -> None:
        assert tags(READER.render(block(inline(text)))) <= {"p", "br"}

    def test_keeps_lines_and_paragraphs(self) -> None:
        assert block(inline("satu\ndua\n\ntiga")) == "satu  \ndua\n\ntiga"

    @pytest.mark.parametrize("address", ["https://evil.example", "www.evil.example", "ayu@evil.example"])
    def test_breaks_bare_addresses_that_readers_would_link(self, address: str) -> None:
        assert address not in block(inline(f"lihat {address} ya"))


class TestOnOneLine:
    @given(st.lists(PIECES, max_size=20).map("".join))
    def test_stays_one_heading(self, text: str) -> None:
        shown = READER.render(f"# {on_one_line(text)}\n")

        assert tags(shown) <= {"h1"}
