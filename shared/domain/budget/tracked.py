"""The figures that transactions, accounts and debts tell, each under the name it has when declared."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from shared.domain.budget.facts import LIQUID, AccountBalance, SnapshotFacts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Figure, Unit
from shared.domain.budget.month.model import TrendMonth
from shared.domain.budget.month.robust import whole_median
from shared.domain.budget.transactions import AccountKind
from shared.domain.debts.caps import completed
from shared.domain.debts.loans import Loan, minimum


def tracked_figures(facts: SnapshotFacts, *, day: date) -> tuple[Figure, ...]:
    """What is tracked on a day, in whole rupiah. A figure about which nothing was ever recorded is not."""
    enough = Limits(day=day, topic="month").value("tracked_months_min")
    lived = [month for month in facts.months if month.transactions > 0]
    flows = _flows(lived) if len(lived) >= enough else ()
    return (*flows, *_balances(facts.accounts), *_debts(facts, day))


def _flows(lived: Sequence[TrendMonth]) -> Iterator[Figure]:
    """Medians over the months with transactions.

    Somebody who records only what they spend has not tracked an income of zero, and somebody who sorts
    nothing into categories has not tracked needs of zero.
    """
    if any(month.income for month in lived):
        yield _median("monthly_income", (month.income for month in lived))
    if not any(month.spending for month in lived):
        return
    yield _median("monthly_expenses", (month.spending for month in lived))
    if any(month.needs or month.wants for month in lived):
        yield _median("monthly_needs", (month.needs for month in lived))
        yield _median("monthly_wants", (month.wants for month in lived))


def _balances(accounts: Sequence[AccountBalance]) -> Iterator[Figure]:
    liquid = [account.balance for account in accounts if account.kind in LIQUID]
    if liquid:
        yield _figure("current_savings", sum(liquid), "balance_of_accounts")
    kept = [account.balance for account in accounts if account.for_emergencies]
    if kept:
        yield _figure("emergency_fund_amount", max(0, sum(kept)), "balance_for_emergencies")
    invested = [account.balance for account in accounts if account.kind is AccountKind.INVESTMENT]
    if invested:
        yield _figure("investments_value", sum(invested), "balance_of_investments")


def _debts(facts: SnapshotFacts, day: date) -> Iterator[Figure]:
    """What is owed, and what must be paid of it this month; 0 where all debts on record are paid off.

    A card counts once: as a debt. What its account shows is what is owed, and no figure here of its own.
    """
    if not facts.keeps_debts:
        return
    owed = sum(debt.balance for debt in (*facts.debts, *facts.debts_left_out))
    yield _figure("current_debt", owed, "balance_of_debts")
    if not facts.debts_left_out:
        loans = (Loan.of(completed(debt, day=day).debt) for debt in facts.debts)
        yield _figure("monthly_instalments", sum(minimum(loan) for loan in loans), "minimum_of_debts")


def _median(name: str, amounts: Iterable[int]) -> Figure:
    """The median of a flow; more refunds than spending count as no spending."""
    return _figure(name, max(0, whole_median(list(amounts))), "median_of_months")


def _figure(name: str, amount: int, formula: str) -> Figure:
    return Figure(
        id=f"snapshot.{name}", value=amount, unit=Unit.RUPIAH, formula=formula, basis="tracked", rests_on=()
    )
