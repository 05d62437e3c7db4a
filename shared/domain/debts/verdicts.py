"""The verdict between strategies: what to do with the money, and why, in one code with its figures."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shared.domain.debts.answers import Verdict
from shared.domain.debts.borrower import Borrower
from shared.domain.debts.payoff import Money, Run
from shared.domain.debts.strategies import Strategy, part_ahead_saves

PREFERRED = (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.OWN_ORDER, Strategy.CHEAPEST)
"""Among plans that cost and last the same, the first of these is named."""

Runs = Mapping[Strategy, Run]


class Case(NamedTuple):
    """All that a verdict is given on. `enough` is the monthly money that reaches every minimum; `orders`
    are all that were tried, and `income` is what comes in a month, None where that is not told."""

    runs: Runs
    orders: Sequence[Run]
    borrower: Borrower
    money: Money
    enough: int
    income: int | None = None

    @property
    def least(self) -> Run:
        """Paying only minimums."""
        return self.runs[Strategy.MINIMUM_ONLY]

    @property
    def best(self) -> Run:
        """The cheapest of those that pay ahead."""
        return self.runs[cheapest(self.runs)]

    @property
    def first(self) -> str:
        """The debt that the best one begins with."""
        return self.borrower.debts[self.begins(self.best)].name

    @property
    def saves_by_parts(self) -> bool:
        """Whether each rupiah paid ahead on that debt saves interest."""
        place = self.begins(self.best)
        return part_ahead_saves(self.borrower.debts[place], self.borrower.minimums[place])

    def begins(self, run: Run) -> int:
        """The first debt that gets more than its bill, of those that are not wholly due this month."""
        ahead = [place for place in run.order if place in run.ahead]
        later = [place for place in ahead if not self._is_due_now(place)]
        return next(iter([*later, *ahead, *run.order]))

    def _is_due_now(self, place: int) -> bool:
        billed = self.borrower.minimums[place].first
        return billed.minimum == billed.settle

    @property
    def spare(self) -> int:
        """The money of a usual month beyond what the minimums of the first one need."""
        if self.money.monthly is None:
            return self.money.extra
        return max(0, self.money.monthly - self.borrower.due_first)


def cheapest(runs: Runs) -> Strategy:
    """The strategy that pays nothing late and ends the debts at the least cost, then the soonest; minimums
    only do not compete."""
    return min((strategy for strategy in PREFERRED if strategy in runs), key=lambda each: runs[each].rank)


def verdict(case: Case) -> Verdict:
    """Which strategy, and why; or that money is better kept, does not do, or never ends the debts."""
    best = case.best
    if case.income is not None and case.borrower.due_first > case.income:
        return Verdict(code="minimums_above_income", strategy=best.strategy, amount=case.borrower.due_first)
    if best.short:
        return Verdict(code="money_below_minimums", amount=case.enough)
    if best.months is None:
        return Verdict(code=_never(case), strategy=best.strategy)
    if _saves_nothing(case):
        return _nothing_to_save(case)
    if len(case.borrower.debts) == 1:
        return _only_debt(case)
    return _between_orders(case)


def _never(case: Case) -> str:
    run = case.best
    if run.owed[-1] > case.borrower.owed:
        return "debt_grows"
    if run.totals.paid == 0:
        return "nothing_paid"
    return "never_free" if 2 * run.cost >= run.totals.paid else "pays_too_little"


def _saves_nothing(case: Case) -> bool:
    return case.least.months is not None and case.best.cost >= case.least.cost


def _nothing_to_save(case: Case) -> Verdict:
    """No order costs less than paying as billed: the money is better kept, unless a bill needs it later."""
    best, least = case.best, case.least
    if not _reaches_every_bill(case):
        return _largest_bill(case)
    ahead = [run for run in case.runs.values() if run.months is not None and not run.short]
    if all((run.cost, run.months) == (least.cost, least.months) for run in ahead):
        return Verdict(code="as_billed", strategy=best.strategy, amount=case.spare or None)
    told = Verdict(code="keep_extra", amount=case.spare or None)
    return _against(least, _instead(ahead, least), told)


def _instead(ahead: Sequence[Run], least: Run) -> Run:
    """What paying ahead would do: end them sooner at no cost where a plan does, or cost more as the dearest
    does."""
    free = [run for run in ahead if (run.cost, run.months) < (least.cost, least.months)]
    if free:
        return min(free, key=lambda run: run.months or 0)
    return max(ahead, key=lambda run: (run.cost, -(run.months or 0)))


def _largest_bill(case: Case) -> Verdict:
    """The debt whose bill is the largest of the month that asks for most, and all of that month."""
    due = case.least.paid_by_month
    month = due.index(max(due))
    bills = [steps[month].amount if month < len(steps) else 0 for steps in case.least.steps]
    debt = case.borrower.debts[bills.index(max(bills))].name
    return Verdict(code="save_for_bill", strategy=case.best.strategy, debt=debt, amount=due[month])


def _reaches_every_bill(case: Case) -> bool:
    due = case.least.paid_by_month
    return all(
        amount <= case.money.in_month(month, needed=amount, at_first=due[0])
        for month, amount in enumerate(due, start=1)
    )


def _only_debt(case: Case) -> Verdict:
    told = Verdict(code="only_debt", debt=case.first)
    if not case.spare and not case.money.one_off:
        told = Verdict(code="keep_paying", debt=case.first, amount=case.best.paid_by_month[0])
    return _against(case.best, case.least, told)


def _between_orders(case: Case) -> Verdict:
    best = case.best
    others = [case.runs[strategy] for strategy in PREFERRED if strategy in case.runs]
    rival = max(others, key=lambda run: (run.months is None, run.cost, run.months or 0))
    held = _held(case)
    if (rival.cost, rival.months) == (best.cost, best.months):
        return _against(best, case.least, Verdict(code=_tie(case), debt=case.first, held=held))
    code = _reason(best, rival, held)
    if code == "highest_rate_first" and not case.saves_by_parts:
        code = "begin_with"
    return _against(best, rival, Verdict(code=code, debt=case.first, held=held))


def _tie(case: Case) -> str:
    """Rules agree, which says nothing of other orders: those were tried too."""
    best = case.best
    if all((run.cost, run.months) == (best.cost, best.months) for run in case.orders):
        return "order_makes_no_difference"
    rules = (case.runs[Strategy.AVALANCHE], case.runs[Strategy.SNOWBALL])
    return "rules_agree" if len({case.begins(run) for run in rules}) == 1 else "begin_with"


def _reason(best: Run, rival: Run, held: Sequence[str]) -> str:
    """Why the best order is the best; `begin_with` where it has no reason beyond its figures."""
    saved = rival.cost - best.cost
    if best.strategy is Strategy.OWN_ORDER:
        return "own_order"
    if best.strategy is Strategy.CHEAPEST or (rival.months is not None and saved == 0):
        return "begin_with"
    if best.strategy is Strategy.SNOWBALL:
        return "smallest_first" if best.totals.fees < rival.totals.fees else "begin_with"
    avoided = rival.totals.penalties - best.totals.penalties
    only_penalties = bool(held) and rival.months is not None and avoided >= saved
    return "penalty_avoided" if only_penalties else "highest_rate_first"


def _held(case: Case) -> tuple[str, ...]:
    """Debts that the best plan pays as billed only, as paying them ahead has a penalty."""
    best, debts = case.best, case.borrower.debts
    return tuple([debts[place].name for place in best.order if place not in best.ahead])


def _against(run: Run, rival: Run, told: Verdict) -> Verdict:
    ends = rival.months is not None
    return told.model_copy(
        update={
            "strategy": run.strategy,
            "against": rival.strategy,
            "saved": rival.cost - run.cost if ends else None,
            "months_sooner": (rival.months or 0) - (run.months or 0) if ends else None,
        }
    )
