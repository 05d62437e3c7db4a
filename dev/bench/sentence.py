"""How many sentences are read in a second, beside finding the tokens of the same sentences.

Every round does all of it, so that a busy machine slows all alike, and counts processor time. The tokens are
the floor: every character has to be looked at, and whatever reads a sentence begins with that. `dateutil`
finds nothing but a date in the same text. Of pieces repeated up to the longest text the slowest is told, and
the one that grows most from a quarter of it, where 4 is linear. Longer texts are refused unread.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from statistics import median
from typing import NamedTuple
from uuid import UUID

from dateutil import parser  # pyright: ignore[reportMissingModuleSource]

from shared.domain.budget.sentences.engine import read_sentence
from shared.domain.budget.sentences.model import MAX_CHARACTERS
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.transactions import Account, AccountKind, BudgetGroup, Category

ROUNDS, REPEATS = 31, 10
PIECE_ROUNDS = 5
TODAY = date(2026, 11, 18)
SENTENCES = {
    "one entry": "ngopi 35rb kemarin pakai gopay",
    "two entries": "bayar kos 1.250.000 & listrik 300k",
    "a transfer": "transfer 500rb dari bca ke gopay",
    "a rate": "jajan 10rb tiap hari selama 5 hari",
    "a correction": "kopi 35rb eh salah 45rb pakai ovo",
    "in words": "dua ratus lima puluh ribu buat makan berdua tadi malam",
    "english": "spent 80k on taxi and 45k on lunch last friday with bca",
    "ten entries": "kemarin: " + ", ".join(f"kopi {number}rb pakai ovo" for number in range(1, 11)),
    "1,000 characters": ("beli kopi susu dua puluh lima ribu di warung bu tini kemarin, " * 17)[
        :MAX_CHARACTERS
    ],
}
TOO_LONG = "kopi 20rb " * 1000
PIECES = (
    *(
        "1",
        "1 ",
        "1.",
        "1/",
        "1-",
        "1x",
        "1jt ",
        "20rb ",
        "20rb-",
        "20rb total ",
        "20/m ",
        "½",
        "rp.",
        "dua ",
        "dua ribu ",
    ),
    *(
        "limaratus",
        "setengah ",
        "dan ",
        "a dan ",
        "kopi 20 ",
        "kopi 20, ",
        "kemarin eh ",
        "dari bca ",
        "gopay eh ovo ",
    ),
    *(
        "eh salah 20rb ",
        "semua pakai ",
        "tiap hari ",
        "bagi 2 ",
        "tgl 1-",
        "no ----",
        "ke 1 dari ",
        "(",
        "\n",
        "a",
        "🙂",
    ),
)
"""What may be read in many ways, again and again."""

ACCOUNTS = tuple(
    Account(id=UUID(int=number), name=name, kind=kind)
    for number, (name, kind) in enumerate(
        [
            ("BCA", AccountKind.BANK),
            ("GoPay", AccountKind.E_WALLET),
            ("OVO", AccountKind.E_WALLET),
            ("Tunai", AccountKind.CASH),
        ]
    )
)
CATEGORIES = (Category(id=UUID(int=9), code="wants.coffee", name="Kopi", budget_group=BudgetGroup.WANTS),)


class Taken(NamedTuple):
    """Median microseconds of processor time."""

    reading: float
    tokens: float
    dateutil: float


def run() -> str:
    """The table: sentences a second, microseconds, and the reading as a multiple of both others."""
    return "\n".join((*_sentences(), "", _slowest_piece(), _too_long()))


def _sentences() -> Iterator[str]:
    yield (
        f"{'':20}{'a second':>10}{'reading':>12}{'tokens':>11}{'x tokens':>10}"
        f"{'dateutil':>12}{'x dateutil':>12}"
    )
    for name, text in SENTENCES.items():
        taken = Taken(*_medians(_tasks(text), rounds=ROUNDS, repeats=REPEATS))
        times = f"{taken.reading:9.0f} µs{taken.tokens:8.1f} µs{taken.reading / taken.tokens:8.1f} x"
        date_found = f"{taken.dateutil:9.1f} µs{taken.reading / taken.dateutil:10.1f} x"
        yield f"{name:20}{1_000_000 / taken.reading:10,.0f}{times}{date_found}"


def _slowest_piece() -> str:
    taken: Mapping[str, tuple[float, float]] = {piece: _growing(piece) for piece in PIECES}
    slowest = max(taken, key=lambda piece: taken[piece][1])
    steepest = max(taken, key=lambda piece: taken[piece][1] / taken[piece][0])
    short, long = taken[steepest]
    return (
        f"slowest {MAX_CHARACTERS:,} characters: {slowest!r} repeated, {taken[slowest][1] / 1000:.1f} ms\n"
        f"steepest from a quarter to all of them: {steepest!r}, {long / short:.1f} x"
    )


def _too_long() -> str:
    (taken,) = _medians((lambda: _read(TOO_LONG),), rounds=ROUNDS, repeats=REPEATS)
    return f"{len(TOO_LONG):,} characters, refused: {taken:.0f} µs"


def _growing(piece: str) -> tuple[float, float]:
    whole = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    quarter = whole[: MAX_CHARACTERS // 4]
    short, long = _medians((lambda: _read(quarter), lambda: _read(whole)), rounds=PIECE_ROUNDS, repeats=1)
    return short, long


def _tasks(text: str) -> tuple[Callable[[], object], ...]:
    return (lambda: _read(text), lambda: Sentence(text), lambda: _date_in(text))


def _read(text: str) -> object:
    return read_sentence(text, today=TODAY, accounts=ACCOUNTS, categories=CATEGORIES)


def _date_in(text: str) -> None:
    # What it makes of an Indonesian sentence is beside the point: it goes through all of the text.
    with suppress(ValueError, OverflowError):
        parser.parse(text, fuzzy=True)


def _medians(tasks: tuple[Callable[[], object], ...], *, rounds: int, repeats: int) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds + 1):
        for times, task in zip(taken, tasks, strict=True):
            times.append(_timed(task, repeats))
    return [median(times[1:]) for times in taken]


def _timed(task: Callable[[], object], repeats: int) -> float:
    begun = time.process_time_ns()
    for _ in range(repeats):
        task()
    return (time.process_time_ns() - begun) / repeats / 1000


if __name__ == "__main__":
    print(run())
