"""How much money a month reaches every minimum."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from shared.domain.debts.model import Debt
from shared.domain.debts.strategies import Strategy
from tests.domain.debts.asking import plan
from tests.domain.debts.owing import CARD, any_debts, owe


class TestEnough:
    @given(debts=st.lists(any_debts(), min_size=1, max_size=4))
    def test_reaches_every_minimum_by_the_plan_that_is_advised(self, debts: list[Debt]) -> None:
        named = [debt.model_copy(update={"name": f"utang {place}"}) for place, debt in enumerate(debts)]
        enough = plan(named, sent=False).enough
        assume(enough > 0)

        answer = plan(named, sent=False, monthly_budget=enough)

        assert answer.verdict.code != "money_below_minimums"
        assert not all(each.short for each in answer.plans if each.strategy is not Strategy.MINIMUM_ONLY)

    def test_of_a_card_that_grows_is_not_what_it_asks_for_in_fifty_years(self) -> None:
        growing = owe(CARD, minimum_fraction=Decimal("0.01"), minimum_floor=0)

        # 140,000 of interest is all that keeps it from growing.
        assert plan([growing], monthly_budget=50_000).enough == 140_000
