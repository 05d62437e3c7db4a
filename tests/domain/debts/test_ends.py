"""How debts end: never by their minimum, or settled before their time."""

from decimal import Decimal
from typing import Any

import pytest

from shared.domain.debts.strategies import Strategy
from shared.domain.debts.words import early_words, endless_words
from tests.domain.debts.asking import of, plan
from tests.domain.debts.owing import CARD, FAMILY, LOAN, MOTORBIKE, ONLINE, PAYLATER, owe


class TestEndless:
    def test_names_what_would_end_a_debt_whose_minimum_does_not_cover_its_interest(self) -> None:
        growing = owe(LOAN, months_left=None, instalment=100_000, monthly_fee=10_000)

        (found,) = plan([growing]).endless

        assert (found.code, found.minimum, found.charges) == ("minimum_below_charges", 100_000, 130_000)
        for amount, months in ((found.ends_with, 600), (found.ends_in_five_years, 60)):
            enough = plan([owe(LOAN, months_left=None, instalment=amount, monthly_fee=10_000)])
            assert (of(enough, Strategy.MINIMUM_ONLY).months or 601) <= months
            less = plan([owe(LOAN, months_left=None, instalment=amount - 2, monthly_fee=10_000)])
            assert (of(less, Strategy.MINIMUM_ONLY).months or 601) > months

    def test_is_told_apart_from_a_debt_that_hardly_shrinks(self) -> None:
        slow = owe(LOAN, months_left=None, instalment=120_001)

        (found,) = plan([slow]).endless

        assert (found.code, found.minimum, found.charges) == ("hardly_shrinks", 120_001, 120_000)
        assert "dari Rp120.001 yang dibayar bulan ini, Rp120.000 untuk bunga dan biaya" in (
            endless_words(found, "id")
        )

    @pytest.mark.parametrize("instalment", [180_001, 181_000])
    def test_of_flat_interest_counts_it_in_every_month(self, instalment: int) -> None:
        flat = owe(MOTORBIKE, months_left=None, instalment=instalment)

        (found,) = plan([flat]).endless

        assert (found.code, found.charges) == ("hardly_shrinks", 180_000)
        assert (found.ends_with, found.ends_in_five_years) == (200_000, 380_000)
        paid = plan([owe(MOTORBIKE, months_left=None, instalment=found.ends_in_five_years)])
        assert of(paid, Strategy.MINIMUM_ONLY).months == 60

    def test_says_so_of_a_waived_flat_debt_that_pays_back_less_than_was_borrowed(self) -> None:
        terms: dict[str, Any] = {"annual_rate": Decimal("0.0001"), "interest_waived": True}
        flat = owe(MOTORBIKE, months_left=None, instalment=1_000, **terms)

        assert [each.code for each in plan([flat], extra=1_000).endless] == ["hardly_shrinks"]

    def test_is_not_said_of_a_debt_beside_one_that_explodes(self) -> None:
        exploding = owe(CARD, annual_rate=Decimal(20), minimum_fraction=Decimal("0.01"), minimum_floor=0)

        answer = plan([exploding, owe(LOAN, months_left=60)])

        # The plan is followed for twenty months only, and the other debt still ends after sixty.
        assert len(of(answer, Strategy.MINIMUM_ONLY).owed) == 20
        assert [each.name for each in answer.endless] == ["Kartu"]
        assert [each.cost is None for each in answer.costs] == [True, False]
        assert answer.early[1].code == "saves"

    def test_names_a_debt_without_any_instalment(self) -> None:
        (found,) = plan([owe(FAMILY)]).endless

        assert (found.code, found.ends_in_five_years) == ("nothing_agreed", 50_000)
        assert endless_words(found, "id").startswith("Kakak belum punya cicilan")


class TestEarly:
    @pytest.mark.parametrize(
        ("kind", "changes", "code", "words"),
        [
            (
                LOAN,
                {},
                "saves",
                "Melunasi bulan ini butuh Rp12.120.000 dan menghemat Rp674.225.",
            ),
            (
                MOTORBIKE,
                {},
                "flat_saves_nothing",
                "Melunasi lebih cepat tidak menghemat apa pun: bunganya dihitung dari pokok awal dan tetap "
                "ditagih penuh. Tanyakan apakah sisa bunganya bisa dihapus.",
            ),
            (
                MOTORBIKE,
                {"early_penalty": Decimal("0.05")},
                "costs_more",
                "Melunasi bulan ini butuh Rp15.442.500, justru Rp562.500 lebih mahal dari mengikuti jadwal. "
                "Membayar lebih hanya untuk sebagian tidak mengurangi bunganya.",
            ),
            (
                PAYLATER,
                {},
                "saves",
                "Melunasi bulan ini butuh Rp3.541.000 dan menghemat Rp50.000. Membayar lebih hanya untuk "
                "sebagian tidak mengurangi bunganya.",
            ),
            (
                FAMILY,
                {"months_left": 3},
                "saves_nothing",
                "Melunasi lebih cepat tidak menghemat apa pun: tidak ada bunga atau biaya yang hilang.",
            ),
            (ONLINE, {}, "due_now", "Seluruhnya jatuh tempo bulan ini: Rp1.090.000."),
            (
                FAMILY,
                {},
                "never_ends",
                "Melunasi bulan ini butuh Rp3.000.000; dengan minimum saja utang ini tidak pernah lunas.",
            ),
        ],
    )
    def test_says_what_settling_now_saves(
        self, kind: dict[str, Any], changes: dict[str, Any], code: str, words: str
    ) -> None:
        (early,) = plan([owe(kind, **changes)]).early

        assert early.code == code
        assert early_words(early, "id") == words
