"""A conversation as a Markdown file."""

import re

import pytest
from markdown_it import MarkdownIt

from shared.services.conversations import AT_ONCE
from tests.builders.conversations import a_message
from tests.fakes.chat import ScriptedAdvisor, calls, says
from tests.functions.chat.world import SESSIONS, World, begin_session, make_world, send

WILD = (
    "<script>alert(1)</script> ![x](https://evil.example/?q=1) [y](javascript:alert(1)) <img src=x onerror=y>"
)


def rendered(markdown: str) -> str:
    """What a careless reader makes of it: HTML allowed, bare addresses linked."""
    return MarkdownIt("gfm-like", {"html": True}).disable("linkify").render(markdown)


class TestExport:
    async def test_says_who_said_what_when_and_where_figures_come_from(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id, "Bisa beli motor?\nBulan depan")
            answer = await owner.get(f"{SESSIONS}/{session_id}/export")

        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/markdown")
        assert answer.headers["Content-Disposition"] == (
            "attachment; filename*=UTF-8''fintar-obrolan-2026-11-22.md"
        )
        assert answer.text == (
            "# Bisa beli motor?\n\n"
            "Disalin dari Fintar pada 22 November 2026 19.00 WIB.\n\n"
            "## Kamu, 22 November 2026 19.00 WIB\n\n"
            "Bisa beli motor?  \nBulan depan\n\n"
            "## Fintar (scripted), 22 November 2026 19.00 WIB\n\n"
            "Sisa uangmu Rp700.000[^1] sebulan.\n\n"
            "[^1]: surplus: Rp700.000 (dihitung; surplus; per 22 November 2026)\n"
        )

    async def test_speaks_english_where_it_is_asked_to(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            await send(owner, session_id)
            answer = await owner.get(f"{SESSIONS}/{session_id}/export", headers={"Accept-Language": "en"})

        assert "fintar-conversation-2026-11-22.md" in answer.headers["Content-Disposition"]
        assert "## You, 22 November 2026 19:00 WIB" in answer.text
        assert "(computed; surplus; as of 22 November 2026)" in answer.text

    async def test_shows_what_was_written_and_runs_nothing_of_it(self) -> None:
        world = make_world(ScriptedAdvisor(calls("surplus"), says(f"# Judul\n- {WILD}\n\n| a |\n|---|")))
        async with world.as_owner() as owner:
            session_id = await begin_session(owner, title=f"*{WILD}*")
            await send(owner, session_id, f"{WILD}\n\n    kode\n\n[^1]: palsu\n***\n1. satu")
            answer = await owner.get(f"{SESSIONS}/{session_id}/export")

        shown = rendered(answer.text)
        assert set(re.findall(r"<(\w+)", shown)) <= {"h1", "h2", "p", "br"}
        assert shown.count("<h1>") == 1
        assert shown.count("<h2>") == 2
        assert "&lt;script&gt;alert(1)&lt;/script&gt; ![x](https://evil.example/?q=1)" in shown

    async def test_holds_every_message_of_a_long_conversation_in_order(self, world: World) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner)
            for seq in range(2 * AT_ONCE + 1):
                said = a_message(world.owner, world.session(session_id).id, seq=seq)
                world.kept.messages[said.id] = said.model_copy(update={"content": f"pesan nomor {seq}"})
            answer = await owner.get(f"{SESSIONS}/{session_id}/export")

        told = [int(number) for number in re.findall(r"^pesan nomor (\d+)", answer.text, re.MULTILINE)]
        assert told == list(range(2 * AT_ONCE + 1))
        assert answer.text.count("*Pesan ini tidak dijawab.*") == len(told)

    @pytest.mark.parametrize("title", ["Nikah\u202e 2028", "../../etc/passwd", 'x"; filename=evil.exe'])
    async def test_has_a_plain_name_whatever_the_title(self, world: World, title: str) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner, title=title)
            answer = await owner.get(f"{SESSIONS}/{session_id}/export")

        assert answer.headers["Content-Disposition"].endswith("''fintar-obrolan-2026-11-22.md")
