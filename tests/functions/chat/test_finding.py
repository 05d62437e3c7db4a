"""Conversations are listed and found again, page by page."""

from datetime import timedelta

import pytest

from tests.functions.chat.world import SESSIONS, World, begin_session, listed, send


class TestList:
    async def test_gives_pages_the_last_used_first(self, world: World) -> None:
        async with world.as_owner() as owner:
            begun: list[str] = []
            for _ in range(5):
                begun.append(await begin_session(owner))
                world.clock.advance(timedelta(minutes=1))
            await send(owner, begun[0])
            first = (await owner.get(SESSIONS, params={"limit": 3})).json()
            rest = (await owner.get(SESSIONS, params={"limit": 3, "cursor": first["next_cursor"]})).json()

        listed = [item["id"] for item in (*first["items"], *rest["items"])]
        assert listed == [begun[0], *reversed(begun[1:])]
        assert rest["next_cursor"] is None

    async def test_holds_what_is_asked_for(self, world: World) -> None:
        async with world.as_owner() as owner:
            planning = await begin_session(owner, type="financial_planning")
            old, new = await begin_session(owner), await begin_session(owner)
            await owner.patch(f"{SESSIONS}/{old}", json={"is_active": False})
            found = [
                await listed(owner),
                await listed(owner, state="archived"),
                await listed(owner, state="all"),
                await listed(owner, state="all", type="financial_planning"),
                await listed(owner, state="archived", type="budget_help"),
            ]

        assert found == [{planning, new}, {old}, {planning, old, new}, {planning}, set()]

    @pytest.mark.parametrize(
        "query",
        [
            {"limit": "0"},
            {"limit": "101"},
            {"limit": "x"},
            {"cursor": "x"},
            {"or": "(a,b)"},
            {"state": "deleted"},
            {"type": "tarot"},
            {"q": ""},
            {"q": "?!"},
            {"q": ".*"},
            {"q": "x" * 101},
            {"q": "satu dua tiga empat lima enam tujuh delapan sembilan"},
            {"q[$ne]": "x"},
        ],
    )
    async def test_refuses_a_bad_page(self, world: World, query: dict[str, str]) -> None:
        async with world.as_owner() as owner:
            refused = await owner.get(SESSIONS, params=query)

        assert refused.status_code == 422
        assert [error["pointer"] for error in refused.json()["errors"]] == [f"/query/{next(iter(query))}"]


class TestSearch:
    @pytest.mark.parametrize(
        ("q", "found"),
        [
            ("motor", True),
            ("MOTO", True),
            ("bulan motor", True),
            ("nikah", True),
            ("nikah motor", True),
            ("18", True),
            ("rp700.000", True),
            ("otor", False),
            ("motor rumah", False),
            ("motor.*x", False),
            ("$where", False),
            ('"motor"', True),
            ("mo|x", False),
            ("motor' || 'x'=='x", False),
            ("{$gt:''}", False),
            ("-motor", True),
        ],
    )
    async def test_finds_by_the_beginnings_of_words(self, world: World, q: str, found: bool) -> None:
        async with world.as_owner() as owner:
            session_id = await begin_session(owner, title="Tabungan nikah")
            await send(owner, session_id, "Bisa beli motor 18jt bulan depan?")
            await begin_session(owner, title="Lain")
            sessions = await listed(owner, q=q)

        assert sessions == ({session_id} if found else set())

    async def test_finds_nothing_of_a_stranger(self, world: World) -> None:
        async with world.as_owner() as owner, world.as_stranger() as stranger:
            session_id = await begin_session(owner, title="Tabungan nikah")
            await send(owner, session_id, "Bisa beli motor?")

            assert await listed(stranger, q="nikah") == await listed(stranger, q="motor") == set()

    async def test_goes_page_by_page_within_what_is_asked_for(self, world: World) -> None:
        async with world.as_owner() as owner:
            begun: list[str] = []
            for number in range(5):
                begun.append(await begin_session(owner, title=f"Anggaran {number}"))
                await begin_session(owner, title="Lain")
                world.clock.advance(timedelta(minutes=1))
            await owner.patch(f"{SESSIONS}/{begun[0]}", json={"is_active": False})
            first = (await owner.get(SESSIONS, params={"q": "anggaran", "limit": 3})).json()
            cursor = first["next_cursor"]
            rest = (await owner.get(SESSIONS, params={"q": "anggaran", "limit": 3, "cursor": cursor})).json()

        found = [item["id"] for item in (*first["items"], *rest["items"])]
        assert found == list(reversed(begun[1:]))
