"""What the learned weights may not overrule: distinctions that follow from what a message holds.

Each rule says which intents it takes the place of, which intent is meant instead, and when.
"""

from collections.abc import Callable
from typing import NamedTuple

from shared.gateways.advisor.understanding.intents import Intent, Recognised
from shared.gateways.advisor.understanding.naming import categories_in, tax_status
from shared.gateways.advisor.understanding.reading import Message

OVER_MONTHS = frozenset({"trend", "recurring", "weekend"})
PART_OF_PAY = frozenset({"takehome", "gross", "tax", "ptkp", "bpjs"})
ALLOWANCES = frozenset({"tunjangan", "tunj", "allowance", "allowances"})
HAPPENED = frozenset({"record", "past"})
SOLD = frozenset({"jual", "dijual", "sold", "sell", "liquidated", "cairin", "dicairin"})
ALL = frozenset({"semua", "everything", "it"})
SHORT = 4
FEW = 3
"""So many words about pay are not about a cost, though taxes are a category too."""

MINIMUM = frozenset({"minimum", "minimumnya", "minimal"})
FINANCES = frozenset({"keuangan", "finansial", "finances", "finance"})
PLACES = frozenset({"pos", "kategori"})
PLANNED = frozenset({"rencana", "plan", "bagi", "strategi", "semua"})
READ = frozenset(
    {Intent.PATTERNS, Intent.FIND, Intent.MONTH, Intent.FIGURES, Intent.HEALTH, Intent.SAVING_RATE}
    | {Intent.LEFT, Intent.SAFE, Intent.FORECAST, Intent.RECURRING, Intent.OVERVIEW}
)


class Rule(NamedTuple):
    """In place of which intents another is meant, and when."""

    instead_of: frozenset[Intent]
    meant: Intent
    when: Callable[[Message], bool]


def settled(message: Message, recognised: Recognised) -> Recognised:
    """The intents with the one that a rule tells at their head."""
    told = message.asked or message
    rule = next((it for it in RULES if recognised.intent in it.instead_of and it.when(told)), None)
    if rule is None and recognised.certainty < GUESSED and _holds_nothing_known(told):
        rule = Rule(frozenset(Intent), Intent.OUTSIDE, _holds_nothing_known)
    if rule is None and recognised.intent in BROAD.instead_of and BROAD.when(message):
        rule = BROAD
    if rule is None:
        return recognised
    others = tuple(each for each in recognised.ranked if each[0] is not rule.meant)
    return Recognised(((rule.meant, max(recognised.certainty, SURE)), *((it, 0.0) for it, _ in others)))


AHEAD = frozenset({Intent.WHAT_IF, Intent.AFFORD, Intent.FORECAST})


GUESSED = 0.2
"""Below this certainty, words of which none is known mean nothing here."""


def _holds_nothing_known(message: Message) -> bool:
    figures = (*message.amounts, *message.periods, *message.lengths, *message.shares)
    return not message.mentions and not figures and not categories_in(message)


def _only_tells(message: Message) -> bool:
    return message.only_tells


BROAD = Rule(AHEAD, Intent.OVERVIEW, _only_tells)
"""A story in which nothing is asked is met with the broad picture, and supposes nothing."""

SURE = 0.75
"""How likely a rule makes what it tells."""


def _is_one_month(message: Message) -> bool:
    months = [period for period in message.periods if period.kind == "month"]
    return len(months) == 1 == len(message.periods) and OVER_MONTHS.isdisjoint(message.concepts)


def _asks_where_a_month_went(message: Message) -> bool:
    """`uang september habis ke mana`: of one month as a whole, and of nothing in it."""
    return _is_one_month(message) and not categories_in(message)


def _asks_how_all_is(message: Message) -> bool:
    """`keuanganku bulan ini gimana`: how somebody is doing, which who keeps no books may ask as well."""
    spends = {"where", "expense", "largest", "safe", "remain", "per_day"}
    asks = "how" in message.concepts and not FINANCES.isdisjoint(message.words)
    return asks and spends.isdisjoint(message.concepts) and not categories_in(message)


def _asks_for_the_largest_part(message: Message) -> bool:
    """`pos terbesar oktober apa`."""
    return _is_one_month(message) and "largest" in message.concepts and not PLACES.isdisjoint(message.words)


def _lists_pay(message: Message) -> bool:
    """`gapok 7jt tunjangan 1jt single`: at least two parts of pay, and nothing that happened."""
    parts = len(PART_OF_PAY & message.concepts) + bool(ALLOWANCES & message.words)
    parts += "income" in message.concepts and not message.concepts.isdisjoint({"howmuch", "takehome"})
    parts += tax_status(message) is not None
    return bool(message.amounts) and parts >= 2 and HAPPENED.isdisjoint(message.concepts)


def _asks_what_is_paid_out(message: Message) -> bool:
    """`offering 15jt gross, net-nya berapa`: pay before and after, or one of them with what is taken off.

    A holiday allowance is a month's pay, which is known.
    """
    pay = {"takehome", "gross", "tax", "bpjs", "ptkp", "thr"} & message.concepts
    told = len(pay) >= 2 or (
        "takehome" in pay and not message.concepts.isdisjoint({"offer", "income", "bonus"})
    )
    is_known = bool(message.amounts) or ("thr" in pay and len(pay) >= 2)
    is_only_pay = len(pay) >= FEW or not _names_a_cost(message)
    return is_known and told and is_only_pay and "record" not in message.concepts


def _sells_all(message: Message) -> bool:
    """`kalau semua dijual dan utang dibayar, sisa berapa`: what somebody owns less what they owe."""
    sells = not SOLD.isdisjoint(message.words) and not ALL.isdisjoint(message.words)
    return sells and not message.amounts and not message.concepts.isdisjoint({"debt", "remain", "payoff"})


def _pays_the_minimum(message: Message) -> bool:
    """`cuma bayar minimum kartu kredit terus`: by when a debt ends so."""
    return not MINIMUM.isdisjoint(message.words) and "debt" in message.concepts and not message.amounts


def _asks_for_a_day(message: Message) -> bool:
    """`per hari berapa biar ga tekor sampai gajian`."""
    asks = "per_day" in message.concepts and not message.concepts.isdisjoint({"payday", "safe"})
    return asks and "howmuch" in message.concepts and not message.amounts


def _wants_to_record(message: Message) -> bool:
    """`catat pengeluaran dong`: what is to be noted down comes next."""
    plain = message.concepts.isdisjoint({"howmuch", "find", "where", "when", "what_is", "always", "rule"})
    return "record" in message.concepts and len(message.spoken) <= SHORT and plain


def _moves(message: Message) -> bool:
    """Another town or job with the pay or the rent there."""
    is_offered = "offer" in message.concepts and _names_a_cost(message)
    moves = "move" in message.concepts and HAPPENED.isdisjoint(message.concepts)
    return (is_offered or moves) and bool(message.amounts) and "record" not in message.concepts


def _names_a_cost(message: Message) -> bool:
    return bool(categories_in(message)) or not message.concepts.isdisjoint({"expense", "newcost"})


def _loses_pay(message: Message) -> bool:
    """How long it would last without work."""
    asks = {"howlong", "enough", "whatif", "when", "how", "can"}
    return "losejob" in message.concepts and not message.concepts.isdisjoint(asks)


def _makes_a_goal(message: Message) -> bool:
    """`bikin target nabung`: something new, and no plan over what there is."""
    makes = {"make", "goal"} <= message.concepts
    return makes and PLANNED.isdisjoint(message.words) and "split" not in message.concepts


def _plans_to_save(message: Message) -> bool:
    """`bikinin rencana nabung`: over all goals, for nothing is named."""
    saves = not {"saving", "goal", "collect"}.isdisjoint(message.concepts)
    return saves and "make" in message.concepts and bool({"rencana", "plan"} & message.words)


def _asks_for_interest(message: Message) -> bool:
    """`yang bunganya paling besar`: only debts bear interest here."""
    asks = not {"largest", "which", "howmuch", "find"}.isdisjoint(message.concepts)
    return asks and "bunga" in message.words and not message.amounts and not message.shares


def _only_supposes(message: Message) -> bool:
    """`kalau cicilan 3,5jt masuk tiap bulan`: what is only supposed is not written down."""
    supposes = "whatif" in message.concepts and "rule" not in message.concepts
    return supposes and message.concepts.isdisjoint({"record", "make", "set", "goal", "collect"})


def _runs_short(message: Message) -> bool:
    """`bakal bokek sebelum gajian`: what is to come."""
    coming = not message.concepts.isdisjoint({"will", "payday"})
    return "short" in message.concepts and coming and "advice" not in message.concepts


def _waits_for_a_goal(message: Message) -> bool:
    """`kapan kebeli kalau nabungnya segini`: by what is being saved, without a price."""
    return "when" in message.concepts and "saving" in message.concepts and not message.amounts


def _is_left_each_month(message: Message) -> bool:
    """`tiap bulan sisa berapa`: of the pay, not of a budget."""
    usual = {"remain", "per_month"} <= message.concepts and "budget" not in message.concepts
    return usual and not (message.amounts or message.periods or categories_in(message))


RULES: tuple[Rule, ...] = (
    Rule(READ | {Intent.WHAT_IF, Intent.AFFORD, Intent.RECORD}, Intent.TAKE_HOME, _asks_what_is_paid_out),
    Rule(READ | {Intent.OUTSIDE, Intent.ABILITIES}, Intent.RECORD, _wants_to_record),
    Rule(READ | {Intent.WHAT_IF, Intent.DEBTS, Intent.PAYOFF}, Intent.FIGURES, _sells_all),
    Rule(
        READ | {Intent.DEBTS, Intent.DEFINE, Intent.ADVICE, Intent.WHAT_IF}, Intent.PAYOFF, _pays_the_minimum
    ),
    Rule(READ | {Intent.ADVICE, Intent.COMFORT}, Intent.SAFE, _asks_for_a_day),
    Rule(READ | {Intent.AFFORD, Intent.INVEST}, Intent.WHAT_IF, _loses_pay),
    Rule(READ | {Intent.TAKE_HOME, Intent.RECORD, Intent.AFFORD, Intent.INVEST}, Intent.WHAT_IF, _moves),
    Rule(READ | {Intent.RECORD, Intent.NEW_GOAL, Intent.SET_BUDGET}, Intent.TAKE_HOME, _lists_pay),
    Rule(frozenset({Intent.PATTERNS}), Intent.MONTH, _asks_where_a_month_went),
    Rule(frozenset({Intent.PATTERNS, Intent.FIND}), Intent.MONTH, _asks_for_the_largest_part),
    Rule(frozenset({Intent.MONTH}), Intent.OVERVIEW, _asks_how_all_is),
    Rule(READ, Intent.DEBTS, _asks_for_interest),
    Rule(frozenset({Intent.ADVICE, Intent.SAVING_RATE}), Intent.GOAL_PLAN, _plans_to_save),
    Rule(frozenset({Intent.NEW_GOAL, Intent.RECORD, Intent.SET_BUDGET}), Intent.WHAT_IF, _only_supposes),
    Rule(READ | {Intent.COMFORT, Intent.ADVICE}, Intent.FORECAST, _runs_short),
    Rule(frozenset({Intent.AFFORD}), Intent.GOALS, _waits_for_a_goal),
    Rule(READ, Intent.SAVING_RATE, _is_left_each_month),
    Rule(frozenset({Intent.GOAL_PLAN, Intent.GOALS}), Intent.NEW_GOAL, _makes_a_goal),
)
"""The rules in their order; the first that fits counts."""
