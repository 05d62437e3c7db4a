"""How long reading one sentence takes, beside what decoding and validating its request takes anyway.

Every round reads each sentence and validates a request with it, so that a busy machine slows both alike. The
limit is what any handler spends on the body of that request: `json.loads` and a pydantic model.
"""

import json
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.budget.sentences.engine import read_sentence
from shared.domain.budget.transactions import Account, AccountKind, BudgetGroup, Category

ROUNDS = 41
REPEATS = 20
TODAY = date(2026, 11, 18)
SENTENCES = {
    "one entry": "ngopi 35rb kemarin pakai gopay",
    "two entries": "bayar kos 1.250.000 & listrik 300k",
    "a transfer": "transfer 500rb dari bca ke gopay",
    "ten entries": "kemarin: " + ", ".join(f"kopi {number}rb pakai ovo" for number in range(1, 11)),
    "1000 characters": ("beli kopi susu dua puluh lima ribu di warung bu tini kemarin, " * 17)[:1000],
    "1000 strange ones": ("½x2.٣,5jt-" * 100)[:1000],
}
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


class Request(BaseModel):
    """The body that carries a sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str = Field(min_length=1, max_length=1000)


def run() -> str:
    """The table: median microseconds of each, and the reading as a multiple of the limit."""
    lines = [f"{'':20}{'request (limit)':>18}{'reading':>12}"]
    for name, text in SENTENCES.items():
        body = json.dumps({"text": text}).encode()
        limit, reading = _medians(
            lambda body=body: Request.model_validate(json.loads(body)), lambda text=text: _read(text)
        )
        lines.append(f"{name:20}{limit:15.1f} µs{reading:9.0f} µs{reading / limit:8.0f} x")
    return "\n".join(lines)


def _read(text: str) -> object:
    return read_sentence(text, today=TODAY, accounts=ACCOUNTS, categories=CATEGORIES)


def _medians(*tasks: Callable[[], object]) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(ROUNDS):
        for times, task in zip(taken, tasks, strict=True):
            times.append(_timed(task))
    return [median(times[1:]) for times in taken]


def _timed(task: Callable[[], object]) -> float:
    begun = time.perf_counter()
    for _ in range(REPEATS):
        task()
    return (time.perf_counter() - begun) / REPEATS * 1_000_000


if __name__ == "__main__":
    print(run())
