"""What tokens cost: dated, exact to a millionth of a dollar, and unknown rather than wrong."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.usage.prices import TokenCount, cost_of, parse, price_of
from shared.settings import AdvisorSettings

TODAY = date(2026, 11, 22)
FLASH = "gemini-3.8-flash"

ONE = """
[[model]]
from = {since}
input = "1"
output = "2"
source = "somewhere"
checked_on = 2026-01-01
review_after = 2027-01-01
confirmed = true
"""


class TestTheCost:
    @pytest.mark.parametrize(
        ("model", "tokens", "cost"),
        [
            (FLASH, TokenCount(input=1_000_000, output=0), 750_000),
            (FLASH, TokenCount(input=0, output=1_000_000), 3_750_000),
            (FLASH, TokenCount(input=1_000, output=200), 1_500),
            ("gemini-3.5-flash-lite", TokenCount(input=1_000, output=100), 550),
            ("offline", TokenCount(input=5_000, output=5_000), 0),
            ("rule", TokenCount(input=0, output=0), 0),
        ],
    )
    def test_is_tokens_times_price(self, model: str, tokens: TokenCount, cost: int) -> None:
        assert cost_of(model, tokens, day=TODAY) == cost

    @pytest.mark.parametrize(("tokens", "cost"), [(1, 1), (2, 2), (6, 4), (10, 8), (3, 2)])
    def test_is_rounded_half_to_even(self, tokens: int, cost: int) -> None:
        assert cost_of(FLASH, TokenCount(input=tokens, output=0), day=TODAY) == cost

    def test_counts_what_the_service_remembered_like_other_input_where_no_price_is_told(self) -> None:
        assert cost_of(FLASH, TokenCount(input=1_000, output=0, cached=600), day=TODAY) == 750

    @given(first=st.integers(0, 10**9), second=st.integers(0, 10**9))
    def test_grows_with_the_tokens(self, first: int, second: int) -> None:
        less, more = sorted((first, second))
        costs = [cost_of(FLASH, TokenCount(input=each, output=each), day=TODAY) for each in (less, more)]

        assert costs[0] is not None
        assert costs[1] is not None
        assert costs[0] <= costs[1]

    @pytest.mark.parametrize(("model", "day"), [("gemini-9", TODAY), (FLASH, date(2026, 9, 1))])
    def test_is_unknown_without_a_price(self, model: str, day: date) -> None:
        assert cost_of(model, TokenCount(input=1, output=1), day=day) is None


class TestThePrices:
    def test_are_there_for_the_models_in_use(self) -> None:
        settings = AdvisorSettings.model_validate({})

        for model in (settings.model, settings.light_model, "offline", "rule"):
            assert price_of(model, day=TODAY) is not None

    def test_say_so_where_a_source_is_not_confirmed(self) -> None:
        for model in (FLASH, "gemini-3.5-flash-lite", "offline"):
            price = price_of(model, day=TODAY)
            assert price is not None
            assert price.confirmed is ("[unconfirmed]" not in price.source)

    def test_hold_until_a_later_one_takes_over(self) -> None:
        known = parse(ONE.format(since="2026-01-01") + ONE.format(since="2026-06-01"))

        assert [price.since for price in known["model"]] == [date(2026, 1, 1), date(2026, 6, 1)]
        assert known["model"][0].input == Decimal(1)

    def test_must_be_in_order(self) -> None:
        with pytest.raises(ValueError, match="ordered"):
            parse(ONE.format(since="2026-06-01") + ONE.format(since="2026-01-01"))
