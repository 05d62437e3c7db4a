"""Distinctions that do not depend on what was learned, and the pieces that they rest on."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from shared.gateways.advisor.asking.plans import plan_of
from shared.gateways.advisor.asking.wishes import wishes_of
from shared.gateways.advisor.protocol import UserSaid
from shared.gateways.advisor.understanding.intents import Intent, Recognised
from shared.gateways.advisor.understanding.own_names import nearest_name
from shared.gateways.advisor.understanding.reading import read_message
from shared.gateways.advisor.understanding.settling import settled

TODAY = date(2026, 11, 22)


def settled_from(intent: Intent, said: str) -> Intent:
    """What is meant by a message that was taken for `intent`."""
    message = read_message(said, today=TODAY, language="id")
    return settled(message, Recognised(((intent, 0.6),))).intent


class TestSettling:
    @pytest.mark.parametrize(
        ("taken", "said", "meant"),
        [
            (Intent.PATTERNS, "uang september habis ke mana", Intent.MONTH),
            (Intent.PATTERNS, "biasanya uangku habis ke mana", Intent.PATTERNS),
            (Intent.PATTERNS, "bulan ini makin boros dibanding biasanya?", Intent.PATTERNS),
            (Intent.FIND, "pos terbesar oktober apa", Intent.MONTH),
            (Intent.MONTH, "bagaimana keuanganku bulan ini", Intent.OVERVIEW),
            (Intent.MONTH, "uangku bulan ini habis ke mana", Intent.MONTH),
            (Intent.FIND, "kopi oktober habis berapa", Intent.FIND),
            (Intent.RECORD, "gapok 7jt tunjangan tetap 1jt single", Intent.TAKE_HOME),
            (Intent.RECORD, "bayar pajak motor 300rb", Intent.RECORD),
            (Intent.TAKE_HOME, "pindah ke bandung gaji 6jt kos 1jt sisa berapa", Intent.WHAT_IF),
            (Intent.TAKE_HOME, "ditawarin 11 juta gross, bersihnya?", Intent.TAKE_HOME),
            (Intent.FORECAST, "kontrak gw ga diperpanjang, tahan berapa lama", Intent.WHAT_IF),
            (Intent.NEW_GOAL, "kalau cicilan 3jt masuk tiap bulan", Intent.WHAT_IF),
            (Intent.ADVICE, "bakal bokek ga sebelum gajian", Intent.FORECAST),
            (Intent.LEFT, "tiap bulan sisa berapa ya", Intent.SAVING_RATE),
            (Intent.LEFT, "sisa budget makan tiap bulan", Intent.LEFT),
            (Intent.PATTERNS, "yang bunganya paling besar yang mana", Intent.DEBTS),
        ],
    )
    def test_what_a_message_holds_overrules_what_it_looks_like(
        self, taken: Intent, said: str, meant: Intent
    ) -> None:
        assert settled_from(taken, said) is meant


class TestOwnNames:
    NAMES = ("Nikah", "Liburan Jepang", "Laptop baru")

    @pytest.mark.parametrize(
        ("asked", "name"),
        [
            ("Japan trip", "Liburan Jepang"),
            ("liburan jepan", "Liburan Jepang"),
            ("wedding", "Nikah"),
            ("new laptop", "Laptop baru"),
            ("sepeda", None),
        ],
    )
    def test_are_found_in_both_languages(self, asked: str, name: str | None) -> None:
        assert nearest_name(asked, self.NAMES) == name

    def test_several_that_fit_are_none(self) -> None:
        assert nearest_name("liburan", ("Liburan Jepang", "Liburan Bali")) is None


def changes(said: str) -> list[dict[str, Any]]:
    """The changes of the plan that a message supposes, for somebody whose income need not be known."""
    (wish,) = wishes_of((UserSaid(text=said),), today=TODAY, language="id")
    supposed = replace(wish, recognised=Recognised(((Intent.WHAT_IF, 1.0),)))
    (call,) = plan_of(supposed, {"simulate"}).calls
    (scenario,) = cast("list[dict[str, Any]]", call.arguments["scenarios"])
    return scenario["changes"]


class TestMoving:
    def test_pay_that_rises_and_rent_are_two_changes(self) -> None:
        told = changes("kalau pindah ke bogor gaji naik 1jt tapi kos 1,5jt")

        assert [(each["type"], each["amount"]) for each in told] == [
            ("INCOME_CHANGE", 1_000_000),
            ("RECURRING_COST", 1_500_000),
        ]

    def test_an_amount_that_nothing_tells_is_the_rent(self) -> None:
        (told,) = changes("kalau aku pindah ke bogor 1,5jt sebulan gimana")

        assert (told["type"], told["amount"]) == ("RECURRING_COST", 1_500_000)

    def test_a_cost_has_its_end(self) -> None:
        (told,) = changes("kalau ada cicilan motor 900rb 2 taun gimana")

        assert (told["amount"], told["until"]) == (900_000, "2028-11")

    def test_pay_by_a_share_and_a_dearer_category_count_together(self) -> None:
        told = changes("kalau gaji naik 15% tapi kos naik 500rb")

        assert [(each["type"], each.get("fraction"), each.get("amount")) for each in told] == [
            ("INCOME_CHANGE", 0.15, None),
            ("CATEGORY_CHANGE", None, 500_000),
        ]
