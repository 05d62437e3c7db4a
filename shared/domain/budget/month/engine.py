"""The analysis of a budget month: figures from figures, then the insights that rest on them.

Pure: `today` is among the facts. The order of items does not matter, and ten times the amounts give the
same insights with ten times the figures.
"""

from collections.abc import Callable, Iterator

from shared.domain.budget.facts import BudgetFacts
from shared.domain.budget.limits import Limits
from shared.domain.budget.model import Figure, Snapshot
from shared.domain.budget.month.analysis import Insight, MonthAnalysis
from shared.domain.budget.month.anomalies import anomalies
from shared.domain.budget.month.balance import balance_cards, idle_cash, usual_savings_rate
from shared.domain.budget.month.bills import bill_cards, missing_pay, recurring_cost
from shared.domain.budget.month.cards import Card, Known
from shared.domain.budget.month.context import MonthContext
from shared.domain.budget.month.outlook import outlook
from shared.domain.budget.month.plan import plan_cards, plan_line
from shared.domain.budget.month.sums import sums

FIGURES: tuple[Callable[[MonthContext], Iterator[Figure]], ...] = (
    sums,
    plan_line,
    outlook,
    recurring_cost,
    usual_savings_rate,
    idle_cash,
)
CARDS: tuple[Callable[[MonthContext, Known], Iterator[Card]], ...] = (
    anomalies,
    bill_cards,
    missing_pay,
    plan_cards,
    balance_cards,
)


def analyze_month(facts: BudgetFacts, snapshot: Snapshot) -> MonthAnalysis:
    """What can be said about a budget month, given the person's usual figures.

    A month without transactions, the first one, one that is over, running or still ahead all have an
    answer; what cannot be said of it is left out.
    """
    context = MonthContext(facts, snapshot, Limits(day=facts.today, topic="month"))
    known = {figure.id: figure for source in FIGURES for figure in source(context)}
    found = _shown(context, known)
    parts = {figure.id: figure for card, _ in found for figure in card.own}
    figures = known | parts
    insights = tuple(insight for _, insight in found)
    sources = {source for figure in figures.values() for source in figure.rests_on}
    sources.update(source for insight in insights for source in insight.figures)
    return MonthAnalysis(
        summary=facts.month,
        today=facts.today,
        standing=context.standing,
        figures=(*_usual(snapshot, sources), *figures.values()),
        thresholds=context.limits.all(),
        recurring=context.charges,
        insights=insights,
        rules_left_out=facts.rules_left_out,
    )


def _shown(context: MonthContext, known: Known) -> list[tuple[Card, Insight]]:
    """The cards heaviest first, each month and subject once, without those that were dismissed."""
    cards = (card for source in CARDS for card in source(context, known))
    found = {
        (insight := card.insight(context.summary.month, yardstick=context.yardstick)).id: (card, insight)
        for card in cards
    }
    shown = [found[insight_id] for insight_id in found.keys() - set(context.facts.dismissed)]
    return sorted(shown, key=lambda one: (-one[1].weight, -one[0].size, one[1].id))


def _usual(snapshot: Snapshot, needed: set[str]) -> tuple[Figure, ...]:
    """The figures of the snapshot that the month's rest on, and those that these rest on in turn."""
    while True:
        used = tuple(figure for figure in snapshot.figures if figure.id in needed)
        sources = {source for figure in used for source in figure.rests_on}
        if sources <= needed:
            return used
        needed = needed | sources
