"""What a plan comes to in one line: the heaviest thing that can be said about it, with its reason.

In this order: cash falls short; a debt grows; the emergency fund is used up, or touched; a goal misses its
date; then for the baseline that nothing of this happens, and for a scenario whether it mends what the
baseline breaks, or leaves more or less in the end.
"""

from collections.abc import Iterator

from shared.domain.months import Month
from shared.domain.planning.outcome import GoalOutcome, Outcome, Verdict, VerdictFigure


def verdict_of(outcome: Outcome, baseline: Outcome | None) -> Verdict:
    """The verdict of an outcome; `baseline` is None for the baseline itself."""
    trouble = next(_troubles(outcome, baseline), None)
    if trouble is not None:
        return trouble
    if baseline is None:
        return _verdict("fine", True, *_lowest(outcome), _rupiah("net_worth", outcome.totals.net_worth))
    mended = next(_troubles(baseline, None), None)
    more = outcome.totals.net_worth - baseline.totals.net_worth
    if mended is not None:
        return _verdict(f"mends_{mended.code}", True, *_lowest(outcome), _rupiah("more", more))
    if more == 0:
        return _verdict("same", True, *_lowest(outcome))
    code = "better" if more > 0 else "costs"
    return _verdict(code, more > 0, _rupiah("difference", abs(more)), *_lowest(outcome))


def _troubles(outcome: Outcome, baseline: Outcome | None) -> Iterator[Verdict]:
    """What is wrong, heaviest first. What is wrong with the baseline too is told with it."""
    yield from _short(outcome, baseline)
    for debt in outcome.debts:
        if debt.shrinks_from is not None:
            figures = (
                _name("debt", debt.name),
                _rupiah("balance", debt.balance),
                _rupiah("shrinks_from", debt.shrinks_from),
            )
            yield _verdict("debt_grows", False, *figures)
    fund = outcome.emergency_fund
    if fund.used_up is not None:
        yield _verdict("fund_used_up", False, _month("month", fund.used_up), _rupiah("fund", fund.amount))
    if fund.touched is not None:
        left = max(0, outcome.lowest.cash)
        figures = (_month("month", fund.touched), _rupiah("left", left), _rupiah("fund", fund.amount))
        yield _verdict("fund_touched", False, *figures)
    for goal in outcome.goals:
        if goal.in_time is False:
            yield _missed(goal)


def _short(outcome: Outcome, baseline: Outcome | None) -> Iterator[Verdict]:
    shortage = outcome.shortage
    if shortage is None:
        return
    figures = (
        _month("first", shortage.first),
        _rupiah("most", shortage.most),
        _month("month", outcome.lowest.month),
        _rupiah("set_aside", shortage.set_aside),
    )
    before = None if baseline is None else baseline.shortage
    if before is None:
        yield _verdict("short", False, *figures)
    else:
        yield _verdict("short_too", False, *figures, _rupiah("before", before.most))


def _missed(goal: GoalOutcome) -> Verdict:
    figures = [_name("goal", goal.name)]
    if goal.due is not None:
        figures.append(_month("due", goal.due))
    if goal.reached is None:
        return _verdict("goal_missed", False, *figures, _rupiah("lacking", goal.target - goal.set_aside))
    return _verdict("goal_late", False, *figures, _month("reached", goal.reached))


def _verdict(code: str, good: bool, *figures: VerdictFigure) -> Verdict:
    return Verdict(code=code, good=good, figures=figures)


def _lowest(outcome: Outcome) -> tuple[VerdictFigure, VerdictFigure]:
    return _rupiah("lowest", outcome.lowest.cash), _month("month", outcome.lowest.month)


def _rupiah(name: str, amount: int) -> VerdictFigure:
    return VerdictFigure(name=name, value=amount, unit="rupiah")


def _month(name: str, month: Month) -> VerdictFigure:
    return VerdictFigure(name=name, value=month, unit="month")


def _name(name: str, text: str) -> VerdictFigure:
    return VerdictFigure(name=name, value=text, unit="name")
