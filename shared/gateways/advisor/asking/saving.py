"""Goals: beginning one, changing one, setting money aside for one, and the plan over all of them."""

from shared.gateways.advisor.asking.plan import Arguments, Call, Plan, ask, call
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.slots import (
    account_of,
    any_amount,
    capital,
    day_ahead,
    down_payment,
    monthly,
    name_of,
    price,
    term,
    thing,
)
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.naming import goal_kind, goal_phrases_in, kind_of_name, things_in
from shared.gateways.advisor.understanding.own_names import nearest_name
from shared.gateways.advisor.understanding.reading import Message
from shared.words import Words

SAVING_FOR = ("collect", "goal", "saving", "buy", "make", "want")
OF_GOALS = ("goal", "pause", "resume", "drop", "change", "set", "saving", "collect", "into", "savings")
TAKING_BACK = frozenset({"tarik", "narik", "take", "ambil", "withdraw", "kurangi"})
PUTTING_IN = frozenset(
    {
        "setor",
        "setoran",
        "masukkan",
        "put",
        "add",
        "tambah",
        "sisihkan",
        "nyetor",
        "deposit",
        "save",
        "nabung",
    }
)
FIRST = frozenset({"prioritas", "priority", "utama", "nomor", "top"})
LONGEST_PLAN = 600

KIND_NAMES = {
    "EMERGENCY_FUND": Words(id="Dana darurat", en="Emergency fund"),
    "WEDDING": Words(id="Nikah", en="Wedding"),
    "HOUSE": Words(id="Rumah", en="House"),
    "EDUCATION": Words(id="Pendidikan", en="Education"),
    "HAJJ": Words(id="Haji", en="Hajj"),
    "UMRAH": Words(id="Umrah", en="Umrah"),
    "RETIREMENT": Words(id="Pensiun", en="Retirement"),
    "DEBT_FREE": Words(id="Bebas utang", en="Debt-free"),
}


def new_goal(wish: Wish) -> Plan:
    """A goal to begin, once its name and target are known."""
    kind = wish.first(goal_kind)
    name = _goal_name(wish, kind)
    if name is None:
        return ask(Question.GOAL_NAME)
    target = price(wish) or _reached_by(wish) or down_payment(wish)
    rule = None
    if target is None and kind == "EMERGENCY_FUND":
        rule = "EXPENSES_MIN"
    if target is None and rule is None and kind != "DEBT_FREE":
        return ask(Question.GOAL_TARGET)
    day = day_ahead(wish)
    return call(
        "create_goal",
        kind=kind or "OWN",
        name=name,
        target=None if kind == "DEBT_FREE" else target,
        target_rule=rule,
        target_on=None if day is None else day.isoformat(),
    )


def _goal_name(wish: Wish, kind: str | None) -> str | None:
    """What the goal is called: as the person calls it, or by its kind."""
    named = thing(wish, after=SAVING_FOR)
    if named is not None:
        return capital(named)
    return KIND_NAMES[kind].into(wish.language) if kind in KIND_NAMES else None


def _reached_by(wish: Wish) -> int | None:
    """`500 ribu sebulan selama setahun` comes to a target."""
    amount, months = monthly(wish), term(wish)
    return None if amount is None or months is None else amount * months


def change_goal(wish: Wish) -> Plan:
    """A goal to change, once it is known which and how."""
    change = _change(wish)
    name = wish.meant.get("goal") or _of_same_kind(wish) or wish.first(_which_goal)
    if name is None:
        return ask(Question.GOAL_WHICH)
    if not change:
        return ask(Question.GOAL_CHANGE)
    return Plan((Call("change_goal", {"goal": name, **change}),))


def _of_same_kind(wish: Wish) -> str | None:
    """Where nothing is called so: the one goal that means the same, as `Liburan Jepang` for `Japan trip`."""
    names, asked = wish.unknown_names.get("goal", ()), wish.first(_which_goal)
    alike = nearest_name(asked, names) if asked is not None else None
    if alike is not None:
        return alike
    kind = wish.first(goal_kind)
    same = [name for name in names if kind is not None and kind == kind_of_name(name)]
    return same[0] if len(same) == 1 else None


def _which_goal(message: Message) -> str | None:
    """The goal as the person calls it: behind a word such as `target`, or a thing that people save for."""
    ends = {each.last for each in message.mentions if not set(OF_GOALS).isdisjoint(each.concepts)}
    things = things_in(message)
    behind = [each for each in things if {each.first - 1, each.first - 2} & ends]
    pieces = (*goal_phrases_in(message), *behind, *things)
    return next((name_of(piece) for piece in pieces), None)


def _change(wish: Wish) -> Arguments:
    """What of the goal changes; empty where nothing is said."""
    concepts, words = wish.concepts, frozenset[str]().union(*(message.words for message in wish.messages))
    day = day_ahead(wish, after_today=True)
    if (state := _state(concepts)) is not None and day is None and not wish.newest.amounts:
        return {"state": state}
    if (money := _money(wish, words)) is not None:
        return money
    told: Arguments = {}
    if (target := any_amount(wish)) is not None:
        told["target"] = target
    if day is not None:
        told["target_on"] = day.isoformat()
    if not told and FIRST & words:
        told["priority"] = 1
    if not told and (name := wish.first(_renamed)) is not None:
        told["name"] = capital(name)
    return told


def _state(concepts: frozenset[str]) -> str | None:
    states = {"achieved": "ACHIEVED", "drop": "DROPPED", "pause": "PAUSED", "resume": "ACTIVE"}
    return next((state for concept, state in states.items() if concept in concepts), None)


def _money(wish: Wish, words: frozenset[str]) -> Arguments | None:
    """Money to set aside for the goal, or to take back; not where a new target is told."""
    amount = any_amount(wish)
    tells_target = {"target", "jadi", "menjadi", "naik", "turun"} & words and not PUTTING_IN & words
    if amount is None or tells_target or not (PUTTING_IN | TAKING_BACK) & words or "jadi" in words:
        return None
    account = account_of(wish)
    signed = -amount if TAKING_BACK & words and not PUTTING_IN & words else amount
    told: Arguments = {"set_aside": signed}
    return told if account is None else {**told, "account": account}


def _renamed(message: Message) -> str | None:
    """The name behind `jadi` or `to`."""
    places = {each.at for each in message.spoken if each.word in {"jadi", "menjadi", "to"}}
    return next((name_of(piece) for piece in things_in(message) if piece.first - 1 in places), None)


def goal_plan(wish: Wish) -> Plan:
    """What is left over, or so much a month, split between all goals."""
    months = term(wish)
    return call(
        "goal_plan",
        surplus=monthly(wish) or any_amount(wish),
        months=None if months is None else min(months, LONGEST_PLAN),
    )
