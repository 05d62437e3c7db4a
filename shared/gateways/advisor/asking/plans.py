"""Which tools answer a wish: by its intent, as far as they are offered in this turn."""

from collections.abc import Callable, Collection, Iterator, Mapping

from shared.gateways.advisor.asking import books, paying, purchases, saving, scenarios
from shared.gateways.advisor.asking.plan import Call, Plan, call
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.intents import Intent

UNSURE = 0.6
"""Below this certainty the second reading is looked at as well."""

POSSIBLE = 0.1
"""A reading below this is none."""

MOST_READINGS = 4
"""How far down the likeliest readings are looked at for the second one."""

MOST_CALLS = 4

SNAPSHOT, ANALYSIS = call("financial_snapshot"), call("budget_analysis")
BOTH = Plan((*SNAPSHOT.calls, *ANALYSIS.calls))


def _always(plan: Plan) -> Callable[[Wish], Plan]:
    return lambda _wish: plan


PLANS: Mapping[Intent, Callable[[Wish], Plan]] = {
    Intent.AFFORD: purchases.afford,
    Intent.WHAT_IF: scenarios.what_if,
    Intent.FORECAST: _always(call("forecast")),
    Intent.TAKE_HOME: paying.take_home,
    Intent.RECORD: books.record,
    Intent.SET_BUDGET: books.set_budget,
    Intent.ADD_RULE: books.add_rule,
    Intent.NEW_GOAL: saving.new_goal,
    Intent.CHANGE_GOAL: saving.change_goal,
    Intent.GOALS: _always(call("goals")),
    Intent.GOAL_PLAN: saving.goal_plan,
    Intent.DEBTS: _always(call("debts")),
    Intent.DEBT_LOAD: _always(ANALYSIS),
    Intent.PAYOFF: paying.payoff,
    Intent.SAFE: books.month,
    Intent.LEFT: books.month,
    Intent.MONTH: books.month,
    Intent.FIND: books.find,
    Intent.RECURRING: books.patterns,
    Intent.PATTERNS: books.patterns,
    Intent.HEALTH: _always(ANALYSIS),
    Intent.OVERVIEW: _always(BOTH),
    Intent.EMERGENCY: _always(ANALYSIS),
    Intent.SAVING_RATE: _always(ANALYSIS),
    Intent.ADVICE: _always(ANALYSIS),
    Intent.FIGURES: _always(SNAPSHOT),
    Intent.INVEST: _always(ANALYSIS),
    Intent.RISK: _always(BOTH),
    Intent.COMFORT: _always(ANALYSIS),
}
"""What is looked up for each intent; the others need nothing but words."""

READING = frozenset(PLANS) - {
    Intent.RECORD,
    Intent.SET_BUDGET,
    Intent.ADD_RULE,
    Intent.NEW_GOAL,
    Intent.CHANGE_GOAL,
}
"""Intents that only read, so that looking costs nothing."""

INSTEAD: Mapping[str, str] = {
    "find_transactions": "budget_month",
    "spending_patterns": "budget_month",
    "debts": "budget_analysis",
    "debt_payoff": "budget_analysis",
    "simulate": "budget_analysis",
    "goal_plan": "goals",
    "take_home": "financial_snapshot",
}
"""What comes nearest where a tool is not offered; each may be asked without arguments."""


def plan_of(wish: Wish, offered: Collection[str]) -> Plan:
    """The calls that answer a wish with the tools on offer, or the question that comes first."""
    plan = PLANS.get(wish.intent, _always(Plan()))(wish)
    if plan.question is not None:
        return plan
    second = PLANS[also](wish).calls if (also := second_reading(wish)) is not None else ()
    calls = tuple(_offered((*plan.calls, *second), offered))
    return Plan(calls[:MOST_CALLS])


def second_reading(wish: Wish) -> Intent | None:
    """What else may be meant, where both readings only look something up by different tools."""
    if wish.recognised.certainty >= UNSURE or len(wish.recognised.ranked) < 2:
        return None
    known = {each.name for each in PLANS[wish.intent](wish).calls} if wish.intent in READING else None
    if not known:
        return None
    others = (it for it, likelihood in wish.recognised.ranked[1:MOST_READINGS] if likelihood >= POSSIBLE)
    return next((it for it in others if it in READING and _adds(PLANS[it](wish), known)), None)


def _adds(plan: Plan, known: Collection[str]) -> bool:
    """Whether it looks up something else."""
    return bool(plan.calls) and not {each.name for each in plan.calls} & set(known)


def _offered(calls: tuple[Call, ...], offered: Collection[str]) -> Iterator[Call]:
    """The calls that can be made, each once; what comes nearest in place of the others."""
    made = set[str]()
    for each in calls:
        instead = INSTEAD.get(each.name)
        if each.name in offered:
            found = each
        elif instead in offered and instead is not None:
            found = Call(instead, {})
        else:
            continue
        key = f"{found.name} {found.arguments}"
        if key not in made:
            made.add(key)
            yield found
