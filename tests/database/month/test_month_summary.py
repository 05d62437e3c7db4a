"""A month as the database sums it up, against the same months summed up slowly."""

from datetime import timedelta

from hypothesis import given, settings
from psycopg import Connection

from shared.domain.budget.month.model import MonthSummary
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.months import Month
from tests.database.month.keeping import Keeper
from tests.database.month.ledgers import Ledger, asked_months, ledgers

random_books = given(ledger=ledgers(), month=asked_months)
few = settings(max_examples=25, deadline=None)


class TestAnyMonthOfAnyBooks:
    @random_books
    @settings(max_examples=80, deadline=None)
    def test_is_summed_up_as_the_slow_way_does(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            keeper = Keeper(operator, ledger)

            assert keeper.summary(month) == keeper.reference().summary(month)

    @random_books
    @few
    def test_has_parts_that_sum_to_the_whole(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            told = Keeper(operator, ledger).summary(month)

        assert told.spending == told.needs + told.wants + told.uncategorized
        assert told.net == told.income - told.spending - told.saving + told.adjustments
        assert sums_of_groups(told) == {
            BudgetGroup.INCOME: told.income,
            BudgetGroup.NEEDS: told.needs,
            BudgetGroup.WANTS: told.wants,
            BudgetGroup.SAVING: told.saving,
            None: told.uncategorized,
        }
        assert sum(day.spent for day in told.days) == told.days[-1].cumulative == told.spending

    @random_books
    @few
    def test_explains_how_the_balances_changed(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            keeper = Keeper(operator, ledger)
            told = keeper.summary(month)
            before = keeper.balance(told.first_day - timedelta(days=1))
            after = keeper.balance(told.last_day)

        left = sum(each.amount for each in ledger.transfers if told.first_day <= each.day <= told.last_day)
        arrived = sum(
            each.amount for each in ledger.transfers if told.first_day <= each.arrives <= told.last_day
        )
        assert after - before == told.net + arrived - left

    @random_books
    @few
    def test_covers_its_days_and_the_twelve_months_to_it_exactly(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            told = Keeper(operator, ledger).summary(month)

        length = (told.last_day - told.first_day).days + 1
        assert [day.day for day in told.days] == [told.first_day + timedelta(days=n) for n in range(length)]
        assert [each.month for each in told.trend] == [month.add(-back) for back in range(11, -1, -1)]
        for earlier, later in zip(told.trend, told.trend[1:], strict=False):
            assert later.first_day == earlier.last_day + timedelta(days=1)

    @random_books
    @few
    def test_is_the_same_whoever_else_keeps_the_same_books(
        self, operator: Connection, ledger: Ledger, month: Month
    ) -> None:
        with operator.transaction(force_rollback=True):
            owner = Keeper(operator, ledger)
            alone = owner.summary(month)
            other = Keeper(operator, ledger)

            assert owner.summary(month) == alone
            assert nameless(other.summary(month)) == nameless(alone)


def sums_of_groups(told: MonthSummary) -> dict[BudgetGroup | None, int]:
    groups = (*BudgetGroup, None)
    return {
        group: sum(each.amount for each in told.categories if each.budget_group == group) for group in groups
    }


def nameless(told: MonthSummary) -> MonthSummary:
    """The summary without the ids of one's own categories, which two people never share."""
    categories = [each.model_copy(update={"category_id": None}) for each in told.categories]
    return told.model_copy(update={"categories": sorted(categories, key=str)})
