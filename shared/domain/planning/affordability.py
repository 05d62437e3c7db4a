"""Whether something can be afforded, when, and in which way it costs least.

Something is affordable in a month, in a way of paying, where the plan with it keeps to all of these in every
month up to the last instalment of any way:
  - cash ends no month below zero;
  - the emergency fund stays whole: no month ends with less cash than the fund, or than there would have
    been without the thing where that is less;
  - each goal that comes first (of a higher priority or, where the thing has none, with a date) stays whole:
    one that is reached by its date still is; any other is reached no later than without the thing.
"When" is the earliest such month from the wanted one on. Of two affordable ways the cheaper one costs less in
all, in rupiah as they are paid; of equal ones the earlier, then the one named first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shared.domain.debts.loans import Loan
from shared.domain.planning.affordability_model import (
    Affordability,
    Answer,
    GoalEffect,
    Item,
    PayInstalments,
    Reason,
    ReasonCode,
    SaveFirst,
    Way,
    WayOutcome,
)
from shared.domain.planning.assumed import Assumed
from shared.domain.planning.checks import baseline_problems
from shared.domain.planning.comparing import months_between
from shared.domain.planning.effects import Effects, NewLoan
from shared.domain.planning.engine import Plan, Run
from shared.domain.planning.model import Baseline, PlannedGoal, PriceGroup
from shared.domain.planning.outcome import GoalOutcome, Lowest, Outcome
from shared.domain.planning.refusals import (
    AFTER_END,
    BEFORE_START,
    DOWN_PAYMENT,
    TAKEN,
    TOO_MUCH_AT_ONCE,
    PlanRefused,
    filled,
)
from shared.domain.planning.summary import Told, outcome_of
from shared.errors import FieldProblem

ITEM = "\x00item"
"""The key of the thing among goals and debts; no key that is sent can hold this character."""

MOST_STEPS = 4_000_000
"""Ways times months times the months each is followed over, times what is followed: some seconds of work."""


class Tried(NamedTuple):
    """A way tried in a month: its price then, the run, and the outcome."""

    month: int
    price: int
    run: Run
    outcome: Outcome


def affordability(
    baseline: Baseline, item: Item, ways: Sequence[Way], *, months: int, assumed: Assumed
) -> Affordability:
    """Each way looked at, for purchases within `months` months from the baseline's start.

    Raises PlanRefused, pointing at each thing that is impossible.
    """
    longest = max((it.credit.months for it in ways if isinstance(it, PayInstalments)), default=0)
    _check(baseline, item, ways, months, horizon=months + longest)
    plan = Plan(baseline, months=months + longest, assumed=assumed)
    search = _Search(plan, item, months)
    found = tuple(search.outcome(way) for way in ways)
    affordable = [it for it in found if it.month is not None]
    cheapest = min(affordable, key=lambda it: (it.total_cost, it.month), default=None)
    return Affordability(
        item=item,
        months=months,
        lowest=plan.outcome.lowest,
        fund_left=min(plan.outcome.series.emergency_fund),
        ways=found,
        cheapest=cheapest.id if cheapest else None,
        assumptions=assumed.cited(),
    )


class _Search:
    """The ways tried month by month."""

    def __init__(self, plan: Plan, item: Item, months: int) -> None:
        self._plan = plan
        self._item = item
        self._months = range(plan.time.index(item.month), months)
        self._index = plan.household.prices(PriceGroup.OTHER)
        without = plan.outcome
        fund = plan.baseline.emergency_fund
        self._floor = [max(0, min(fund, cash)) for cash in without.series.cash]
        self._goals = {it.id: it for it in without.goals}
        self._first = {it.id for it in plan.baseline.goals if item.comes_after(it)}

    def outcome(self, way: Way) -> WayOutcome:
        """What a way comes to in the earliest month in which it is affordable."""
        wanted = found = self._try(way, self._months[0])
        reasons = tuple(self._reasons(wanted))
        for month in self._months[1:] if reasons else ():
            tried = self._try(way, month)
            if next(self._reasons(tried), None) is None:
                return self._told(way, tried, Answer.LATER, reasons)
        return self._told(way, found, Answer.NO if reasons else Answer.YES, reasons)

    def _try(self, way: Way, month: int) -> Tried:
        price = self._price(month)
        effects = Effects()
        effects.spent[month] += price
        if isinstance(way, PayInstalments):
            credit = way.credit
            principal = price - way.down_payment
            effects.borrowed[month] += principal
            effects.spent[month] += credit.origination_fee
            effects.loans[ITEM] = NewLoan(month, Loan.of(credit.debt(principal, name=self._item.name)))
        elif isinstance(way, SaveFirst) and month > 0:
            effects.goals.append((0, self._goal(price, month)))
            effects.dropped[ITEM] = month
        run = self._plan.followed(self._item.name, effects)
        told = Told(self._plan.baseline, self._plan.time, run.flows, run.pots, run.series)
        return Tried(month, price, run, outcome_of(told, name=self._item.name))

    def _price(self, month: int) -> int:
        """Half-even to the rupiah."""
        over, under = self._item.price * self._index[month], self._index[self._months[0]]
        whole, rest = divmod(over, under)
        return whole + (2 * rest > under or (2 * rest == under and whole % 2 == 1))

    def _goal(self, price: int, month: int) -> PlannedGoal:
        last = self._plan.time.month(month - 1).last_day
        return PlannedGoal.model_construct(
            id=ITEM, name=None, target=price, target_on=last, priority=self._item.rank
        )

    def _reasons(self, tried: Tried) -> Iterator[Reason]:
        time, cash = self._plan.time, tried.outcome.series.cash
        shortage = tried.outcome.shortage
        if shortage is not None:
            yield Reason(code=ReasonCode.CASH_SHORT, month=shortage.first, amount=shortage.most)
        lacking = [floor - amount for floor, amount in zip(self._floor, cash, strict=True)]
        touched = next((index for index, amount in enumerate(lacking) if amount > 0), None)
        if touched is not None and shortage is None:
            amount = max(lacking)
            yield Reason(code=ReasonCode.FUND_TOUCHED, month=time.month(touched), amount=amount)
        for goal in tried.outcome.goals:
            if goal.id in self._first and _delayed(goal, self._goals[goal.id]):
                yield Reason(code=ReasonCode.GOAL_LATE, month=goal.reached, goal=goal.name)

    def _told(self, way: Way, tried: Tried, answer: Answer, reasons: tuple[Reason, ...]) -> WayOutcome:
        time, outcome = self._plan.time, tried.outcome
        loan = tried.run.flows.debts.schedules.get(ITEM)
        paid = sum(loan.payments) if loan else 0
        at_once = tried.run.flows.once[tried.month] - tried.run.flows.borrowed[tried.month]
        # The plan goes on to the last instalment of any way, so that all of them are in it.
        last = max(
            (month for month, payment in enumerate(loan.payments) if payment) if loan else (tried.month,)
        )
        return WayOutcome(
            id=way.id,
            type=way.type,
            answer=answer,
            month=None if answer is Answer.NO else time.month(tried.month),
            price=tried.price,
            total_cost=at_once + paid,
            monthly=loan.payments[tried.month + 1] if loan else 0,
            paid_until=time.month(last),
            lowest=Lowest(month=outcome.lowest.month, cash=outcome.lowest.cash),
            fund_left=min(outcome.series.emergency_fund),
            goals=tuple(self._effect(it) for it in outcome.goals if it.id != ITEM),
            reasons=reasons,
        )

    def _effect(self, goal: GoalOutcome) -> GoalEffect:
        without = self._goals[goal.id].reached
        return GoalEffect(
            id=goal.id,
            name=goal.name,
            comes_first=goal.id in self._first,
            without=without,
            reached=goal.reached,
            months_later=months_between(without, goal.reached),
        )


def _delayed(goal: GoalOutcome, without: GoalOutcome) -> bool:
    """Whether a goal that comes first is no longer whole."""
    if without.in_time:
        return not goal.in_time
    if without.reached is None:
        return False
    return goal.reached is None or goal.reached > without.reached


def _check(baseline: Baseline, item: Item, ways: Sequence[Way], months: int, *, horizon: int) -> None:
    problems = list(baseline_problems(baseline, months=horizon))
    last = baseline.start.add(months - 1)
    if item.month < baseline.start:
        problems.append(FieldProblem("/item/month", filled(BEFORE_START, start=baseline.start)))
    elif item.month > last:
        problems.append(FieldProblem("/item/month", filled(AFTER_END, end=last)))
    seen: set[str] = set()
    for place, way in enumerate(ways):
        if way.id in seen:
            problems.append(FieldProblem(f"/ways/{place}/id", TAKEN))
        seen.add(way.id)
        if isinstance(way, PayInstalments) and way.down_payment >= item.price:
            problems.append(FieldProblem(f"/ways/{place}/down_payment", DOWN_PAYMENT))
    followed = 10 + len(baseline.debts) + len(baseline.goals)
    if len(ways) * months * horizon * followed > MOST_STEPS:
        problems.append(FieldProblem("/ways", TOO_MUCH_AT_ONCE))
    if problems:
        raise PlanRefused(*problems)
