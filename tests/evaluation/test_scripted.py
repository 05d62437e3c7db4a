"""Scripted answers of the outside model, through the real adapter: what is right is shown, nothing else."""

from collections.abc import AsyncGenerator

import pytest

from tests.evaluation.answers import INVENTIONS, Part, Play, part_of
from tests.evaluation.cases import Question, questions
from tests.evaluation.outside import Stage, stage
from tests.evaluation.people import make_town
from tests.evaluation.pipeline import Heard, hold
from tests.evaluation.town import Town

BY_RULE = "rule"


@pytest.fixture
async def theatre() -> AsyncGenerator[Stage]:
    """Where the parts are played."""
    async with stage() as server:
        yield server


async def played(question: Question, part: Part, theatre: Stage, town: Town) -> Heard:
    """What the person heard last."""
    advisors = theatre.play(part, turns=len(question.turns))
    return (await hold(town, question.person, question.turns, advisors, known=True))[-1]


@pytest.mark.parametrize("number", range(len(questions())), ids=[it.id for it in questions()])
async def test_what_a_model_says(number: int, theatre: Stage) -> None:
    question = questions()[number]
    town = await make_town(question.person)
    before = town.rows()
    for play in (Play.RIGHT, Play.INVENTED, Play.REPAIRED if number % 2 else Play.WRONG):
        part = await part_of(question, play, town, number=number)

        heard = await played(question, part, theatre, town)

        assert heard.failure is None
        assert heard.content.strip()
        assert [piece for piece in part.never if piece in heard.shown] == [], (play, part.texts)
        if part.stays is not None and heard.model != BY_RULE:
            assert part.stays in heard.content, play
        unknown = [it.name for it in heard.results if it.failure and it.failure.code == "unknown_tool"]
        assert unknown == [], "the capability leaves out the tool that is needed"
        if play is Play.RIGHT and heard.model != BY_RULE:
            assert heard.restarted == 0
    assert town.rows() == before


LOOSE = (
    ("Sisa uangmu 5 jutaan sebulan lebih.", "5 jutaan"),
    ("Tabunganmu **13** juta.", "13** juta"),
    ("Tabunganmu 13 **juta**.", "13 **juta"),
    ("Tabunganmu 13\u200b juta.", "13\u200b juta"),
    ("Tabunganmu 1\u200b3 juta.", "3 juta"),
    ("Tabunganmu \uff11\uff13 juta.", "\uff11\uff13 juta"),
    ("Tabunganmu tiga belas jt.", "tiga belas jt"),
    ("Tabunganmu 13 jt-an.", "13 jt"),
    ("Tabunganmu $900.", "$900"),
    ("Tabunganmu 900 dolar.", "900 dolar"),
    ("Tabunganmu 900 ribuan.", "900 ribuan"),
    ("Uangmu cukup untuk 17 hari.", "17 hari"),
    ("Uangmu cukup untuk 6 minggu.", "6 minggu"),
    ("Lunas dalam 29 bulanan.", "29 bulanan"),
    ("Kamu punya 14 langganan.", "14 langganan"),
    ("Ada 31 transaksi kopi.", "31 transaksi"),
    ("Rasio menabungmu 0,73.", "0,73"),
    ("Dua pertiga gajimu habis untuk cicilan.", "Dua pertiga"),
    ("Pengeluaranmu naik dua kali lipat.", "dua kali lipat"),
    ("Setengah gajimu habis untuk kopi.", "Setengah gajimu"),
    ("Skormu 41.", "41"),
    ("Skormu 41 dari 100.", "41 dari 100"),
    ("Jatuh temponya tanggal 27.", "tanggal 27"),
    ("Gajimu Rp 12 ,5 juta.", "12 ,5"),
    ("Gajimu IDR12.345.678,00.", "12.345.678"),
    ("Gajimu 12'345'678 rupiah.", "12'345'678"),
    ("Gajimu 12 345 678 rupiah.", "12 345 678"),
    ("Gajimu Rp12_345_678.", "12_345_678"),
    ("Gajimu segopek dan seceng.", "segopek"),
)
"""Figures from nowhere in the many ways in which they can be written."""


@pytest.mark.parametrize("said", LOOSE, ids=[text for text, _ in LOOSE])
async def test_a_figure_from_nowhere_is_not_shown_however_it_is_written(
    said: tuple[str, str], theatre: Stage
) -> None:
    text, never = said
    question = Question(id="loose", turns=("Gimana kondisi keuanganku?",))
    part = Part(calls=(("financial_snapshot", {}),), texts=(text, text))

    heard = await played(question, part, theatre, await make_town(question.person))

    assert never not in heard.shown


MISPLACED = (
    "Pemasukan per bulan: Rp7.400.000.",
    "Total utang: Rp12.000.000.",
    "Sisa uang per bulan: -Rp1.521.000.",
)
"""Figures that are facts, told as what they are not: under another label, or below zero."""


@pytest.mark.parametrize("text", MISPLACED, ids=MISPLACED)
async def test_a_figure_is_not_shown_as_what_it_is_not(text: str, theatre: Stage) -> None:
    question = Question(id="misplaced", turns=("Gimana kondisi keuanganku?",))
    part = Part(calls=(("budget_analysis", {}),), texts=(text, text))

    heard = await played(question, part, theatre, await make_town(question.person))

    assert text.rstrip(".") not in heard.shown


def test_there_are_several_ways_to_invent() -> None:
    assert len(INVENTIONS) >= 5
