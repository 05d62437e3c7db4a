"""The one line: which strategy, and why."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.debts.model import Debt
from shared.domain.debts.strategies import Strategy
from shared.domain.debts.verdict_words import verdict_words
from tests.domain.debts.asking import plan
from tests.domain.debts.owing import (
    CARD,
    FAMILY,
    LOAN,
    MILLION,
    MOTORBIKE,
    ONLINE,
    any_debts,
    owe,
)

FINED = owe(MOTORBIKE, early_penalty=Decimal("0.05"))
"""A flat loan on which every payment ahead costs, and saves nothing."""


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
                "Rp702.304 lebih murah dari yang bunganya paling mahal dulu (avalanche), selesai 1 bulan "
                "lebih cepat.",
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
                "keep_extra",
                "Simpan uang lebih Rp100.000 sebulan, misalnya untuk dana darurat, dan bayar utang sesuai "
                "tagihan: membayar lebih cepat tidak menghemat apa pun, hanya selesai 1 bulan lebih cepat.",
            ),
            (
                [owe(LOAN), owe(LOAN, name="Sama", balance=12 * MILLION)],
                {"extra": 100_000},
                "order_makes_no_difference",
                "Urutannya tidak mengubah apa pun, jadi mulai saja dari KTA: Rp68.249 lebih murah dari bayar "
                "minimum saja.",
            ),
            (
                [owe(CARD)],
                {},
                "keep_paying",
                "Tetap bayar Rp407.000 sebulan untuk Kartu, juga saat minimumnya turun: Rp2.020.873 lebih "
                "murah dari bayar minimum saja, selesai 62 bulan lebih cepat.",
            ),
            (
                [owe(LOAN)],
                {},
                "as_billed",
                "Bayar saja sesuai tagihan: tidak ada uang lebih untuk melunasi lebih cepat.",
            ),
            (
                [owe(ONLINE)],
                {"extra": 50_000},
                "as_billed",
                "Bayar saja sesuai tagihan: uang lebihmu tidak mengubah apa pun.",
            ),
            (
                [owe(ONLINE, days_left=60)],
                {"monthly_budget": 600_000},
                "save_for_bill",
                "Cicil Pinjol mulai sekarang: bulan yang tagihannya paling besar butuh Rp1.180.000, lebih "
                "dari uang bulananmu.",
            ),
            (
                [owe(CARD), FINED, owe(ONLINE, principal=500_000, balance=500_000)],
                {"monthly_budget": 2 * MILLION},
                "penalty_avoided",
                "Bayarkan uang lebih ke Kartu: Rp138.153 lebih murah dari yang terkecil dulu (snowball), "
                "walau selesai 3 bulan lebih lama. Bayar Motor sesuai tagihan saja, karena melunasinya lebih "
                "cepat kena denda.",
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
                "debt_grows",
                "Dengan uang ini utangmu tidak pernah lunas, malah terus bertambah: bunga dan biaya lebih "
                "besar dari yang dibayar. ",
            ),
            (
                [owe(LOAN, months_left=None, instalment=120_001)],
                {},
                "never_free",
                "Dengan uang ini utangmu belum lunas dalam 50 tahun: sebagian besar habis untuk bunga dan "
                "biaya.",
            ),
            (
                [owe(FAMILY)],
                {"monthly_budget": 1_000},
                "pays_too_little",
                "Dengan uang ini utangmu belum lunas dalam 50 tahun, karena yang dibayar terlalu sedikit.",
            ),
            ([owe(FAMILY)], {}, "nothing_paid", "Belum ada yang dibayar, jadi utangmu tidak berkurang. "),
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


class TestKeepingWhatIsLeft:
    @pytest.mark.parametrize(
        ("debts", "wish", "amount", "saved", "sooner", "indonesian"),
        [
            (
                [FINED],
                {"extra": MILLION},
                MILLION,
                300_002,
                -8,
                "Simpan uang lebih Rp1.000.000 sebulan, misalnya untuk dana darurat, dan bayar utang sesuai "
                "tagihan: membayar lebih cepat justru Rp300.002 lebih mahal, walau selesai 8 bulan lebih "
                "cepat.",
            ),
            (
                [
                    FINED,
                    FINED.model_copy(update={"name": "Motor2", "balance": 6 * MILLION, "months_left": 8}),
                ],
                {"monthly_budget": 2_860_000},
                MILLION,
                450_004,
                -8,
                "Simpan uang lebih Rp1.000.000 sebulan, ",
            ),
            (
                [FINED],
                {"one_off": [{"month": "2027-01", "amount": 3 * MILLION}]},
                None,
                116_280,
                -3,
                "Simpan uang lebihmu, misalnya untuk dana darurat, ",
            ),
            (
                [owe(MOTORBIKE)],
                {"extra": MILLION},
                MILLION,
                0,
                -8,
                "Simpan uang lebih Rp1.000.000 sebulan, misalnya untuk dana darurat, dan bayar utang sesuai "
                "tagihan: membayar lebih cepat tidak menghemat apa pun, hanya selesai 8 bulan lebih cepat.",
            ),
        ],
    )
    def test_is_advised_with_its_figures(
        self,
        *,
        debts: list[Debt],
        wish: dict[str, Any],
        amount: int | None,
        saved: int,
        sooner: int,
        indonesian: str,
    ) -> None:
        answer = plan(debts, **wish)
        verdict = answer.verdict

        assert (verdict.code, verdict.amount) == ("keep_extra", amount)
        assert (verdict.saved, verdict.months_sooner) == (saved, sooner)
        assert verdict_words(verdict, "id").startswith(indonesian)
        # The tables are those of what is advised.
        assert answer.strategy is verdict.strategy is Strategy.MINIMUM_ONLY
        assert sum(sum(debt.penalties) for debt in answer.debts) == 0

    def test_is_said_in_english(self) -> None:
        assert verdict_words(plan([FINED], extra=MILLION).verdict, "en") == (
            "Keep the Rp1,000,000 a month that is left, for your emergency fund say, and pay your debts as "
            "billed: paying ahead would cost Rp300,002 more, though you would be done 8 months sooner."
        )

    def test_is_not_where_a_penalty_is_outweighed(self) -> None:
        dear = owe(LOAN, annual_rate=Decimal("0.36"), months_left=36, early_penalty=Decimal("0.01"))

        answer = plan([dear], extra=MILLION)

        assert (answer.verdict.code, answer.strategy) == ("only_debt", Strategy.AVALANCHE)
        assert (answer.verdict.saved or 0) > 0

    def test_is_where_a_penalty_outweighs_what_is_saved(self) -> None:
        cheap = owe(LOAN, annual_rate=Decimal("0.06"), months_left=12, early_penalty=Decimal("0.05"))

        assert plan([cheap], extra=MILLION).verdict.code == "keep_extra"

    @given(
        debts=st.lists(any_debts(), min_size=1, max_size=4),
        extra=st.integers(0, MILLION),
        own=st.booleans(),
    )
    def test_is_advised_just_where_no_order_costs_less_than_paying_as_billed(
        self, debts: list[Debt], extra: int, own: bool
    ) -> None:
        named = [debt.model_copy(update={"name": f"utang {place}"}) for place, debt in enumerate(debts)]
        order = {"strategy": "OWN_ORDER", "order": ["utang 0"]} if own else {}
        answer = plan(named, sent=False, extra=extra, **order)
        least = next(each for each in answer.plans if each.strategy is Strategy.MINIMUM_ONLY)
        ahead = [each for each in answer.plans if each is not least]
        assume(least.months is not None)

        nothing_saved = all(each.cost >= least.cost for each in ahead)
        assert nothing_saved is (answer.verdict.code in {"keep_extra", "as_billed"})
        if answer.verdict.code == "keep_extra":
            free = any(each.cost == least.cost and (each.months or 0) < (least.months or 0) for each in ahead)
            dearest = max(each.cost for each in ahead) - least.cost
            assert answer.verdict.saved == (0 if free else dearest)


class TestHeldDebts:
    def test_are_named_with_what_they_would_cost(self) -> None:
        held = (FINED, FINED.model_copy(update={"name": "Mobil"}))
        verdict = plan([owe(CARD), *held], extra=500_000).verdict

        assert (verdict.code, verdict.held) == ("penalty_avoided", ("Motor", "Mobil"))
        assert "Pay Motor and Mobil as billed only" in verdict_words(verdict, "en")

    def test_are_none_without_a_penalty(self) -> None:
        assert plan([owe(CARD), owe(LOAN)], extra=500_000).verdict.held == ()
