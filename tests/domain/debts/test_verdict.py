"""The one line: which strategy, and why."""

from decimal import Decimal
from typing import Any

import pytest

from shared.domain.debts.model import Debt
from shared.domain.debts.words import (
    verdict_words,
)
from tests.domain.debts.asking import plan
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    ONLINE,
    owe,
)


class TestVerdict:
    @pytest.mark.parametrize(
        ("debts", "wish", "code", "indonesian"),
        [
            (
                [owe(CARD), owe(LOAN, annual_rate=Decimal("0.08"), balance=2 * MILLION)],
                {"monthly_budget": 1_500_000},
                "highest_rate_first",
                "Mulai dari Kartu, karena di sana tiap rupiah paling menghemat: ",
            ),
            (
                [
                    owe(LOAN, balance=17_450_028, annual_rate=Decimal("0.562"), months_left=59),
                    owe(
                        LOAN,
                        name="Kecil",
                        balance=20_882,
                        annual_rate=Decimal("0.421"),
                        months_left=15,
                        monthly_fee=20_000,
                    ),
                ],
                {"monthly_budget": 1_141_635},
                "smallest_first",
                "Mulai dari yang terkecil, Kecil, karena yang cepat selesai berhenti menagih biaya: "
                "Rp702.304 lebih murah dari yang paling menghemat dulu (avalanche), selesai 1 bulan lebih "
                "cepat.",
            ),
            (
                [owe(CARD)],
                {"extra": 500_000},
                "only_debt",
                "Bayarkan semua uang lebih ke Kartu: Rp",
            ),
            (
                [owe(FAMILY, months_left=10), owe(FAMILY, name="Adik", months_left=10)],
                {"extra": 100_000},
                "order_makes_no_difference",
                "Urutannya tidak mengubah apa pun, jadi mulai saja dari Kakak: biayanya sama dengan bayar "
                "minimum saja, selesai 1 bulan lebih cepat.",
            ),
            (
                [owe(CARD), owe(LOAN)],
                {"monthly_budget": MILLION},
                "money_below_minimums",
                "Uangnya tidak sampai ke semua pembayaran minimum. Dengan Rp1.473.186 sebulan tidak ada yang "
                "telat.",
            ),
            (
                [owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)],
                {},
                "never_free",
                "Dengan uang ini utangmu belum lunas dalam 50 tahun",
            ),
            (
                [owe(CARD), owe(LOAN, balance=2 * MILLION, annual_rate=Decimal("0.05"))],
                {"extra": 200_000, "strategy": "OWN_ORDER", "order": ["Kartu"]},
                "highest_rate_first",
                "Mulai dari Kartu",
            ),
        ],
    )
    def test_says_in_one_line_what_to_do_and_why(
        self, debts: list[Debt], wish: dict[str, Any], code: str, indonesian: str
    ) -> None:
        verdict = plan(debts, **wish).verdict

        assert verdict.code == code
        assert verdict_words(verdict, "id").startswith(indonesian)

    def test_names_the_money_that_would_do(self) -> None:
        debts = [owe(CARD), owe(LOAN), owe(ONLINE, days_left=60)]
        short = plan(debts, monthly_budget=MILLION)

        assert short.verdict.amount == short.enough
        assert plan(debts, monthly_budget=short.enough).verdict.code != "money_below_minimums"

    def test_says_where_minimums_alone_never_end_it(self) -> None:
        growing = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)

        verdict = plan([growing], extra=500_000).verdict

        assert verdict_words(verdict, "en") == (
            "Put all that is left into Kartu: with minimums only you are never free."
        )
