"""Transactions and budgets: recording, finding, budgets to set, rules to add, months to look at."""

from datetime import date

from shared.domain.months import Month
from shared.gateways.advisor.asking.plan import Arguments, Call, Plan, ask, call
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.slots import account_of, name_of
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.evidence import looks_ahead
from shared.gateways.advisor.understanding.naming import (
    Piece,
    accounts_in,
    budgeted_in,
    categories_in,
    objects_in,
    things_in,
)
from shared.gateways.advisor.understanding.periods import Period
from shared.gateways.advisor.understanding.reading import Message

MOST_CALLS = 3
LONGEST_TEXT = 900
FEWEST_MONTHS, MOST_MONTHS = 2, 12
INCOMING = frozenset({"masuk", "terima", "dapat", "received", "pemasukan", "gajian", "gaji", "penghasilan"})
AT = frozenset({"di", "at", "dari", "from", "ke", "in"})
SPENDING = frozenset({"belanja", "makan", "jajan", "langganan", "kopi", "minum"})
"""Words of a category behind which the name of a shop may stand: `belanja shopee`."""

JOINING = frozenset({"dan", "dengan", "and", ",", "&", "juga", "plus"})


def record(wish: Wish) -> Plan:
    """What happened, as it was told."""
    if not any(message.amounts for message in wish.messages):
        return ask(Question.ENTRY)
    return call("record_transactions", text=wish.text[:LONGEST_TEXT])


def set_budget(wish: Wish) -> Plan:
    """A budget for each category that has an amount; for more than one they go by their order."""
    named = wish.first(lambda message: budgeted_in(message) or None) or wish.first(
        lambda message: things_in(message) or None
    )
    amounts = wish.first(
        lambda message: tuple(each for each in message.amounts if each.each in {None, "month"}) or None
    )
    if not named:
        return ask(Question.BUDGET_CATEGORY)
    if not amounts:
        return ask(Question.BUDGET_AMOUNT)
    month = _budget_month(wish)
    told: Arguments = {} if month is None else {"month": str(month)}
    pairs = list(zip(named, amounts, strict=False))[:MOST_CALLS]
    if len(pairs) == 1 and (chosen := wish.meant.get("category")):
        return call("set_budget", category=chosen, amount=pairs[0][1].value, **told)
    return Plan(
        tuple(
            Call("set_budget", {"category": _code(piece), "amount": money.value, **told})
            for piece, money in pairs
        )
    )


def _budget_month(wish: Wish) -> Month | None:
    ahead = wish.first(lambda message: next((it for it in message.periods if it.kind == "month"), None))
    month = None if ahead is None else ahead.ahead(wish.today)
    return month if month is not None and month > Month.of(wish.today) else None


def add_rule(wish: Wish) -> Plan:
    """Which words belong to which category."""
    category = wish.first(_category_meant)
    pattern = wish.first(lambda message: _pattern(message, category))
    if category is None and pattern is None:
        return ask(Question.RULE)
    if category is None:
        return ask(Question.RULE_CATEGORY)
    if pattern is None:
        return ask(Question.RULE_PATTERN)
    return call("add_category_rule", pattern=pattern, category=wish.meant.get("category") or _code(category))


INTO = frozenset({"into", "rule"})
NOT = frozenset({"bukan", "not", "jangan", "never"})
BEFORE_PATTERN = frozenset(
    {
        "tulisan",
        "kata",
        "transaksi",
        "dari",
        "from",
        "put",
        "semua",
        "all",
        "any",
        "ada",
        "setiap",
        "file",
        "treat",
    }
    | {
        "categorize",
        "classify",
        "label",
        "tandai",
        "namanya",
        "kalau",
        "everything",
        "pembayaran",
        "payment",
        "to",
    }
)


def _category_meant(message: Message) -> Piece | None:
    """The category behind `masuk` or `kategori`, else the last one; never one behind `bukan`."""
    words = {each.at: each.word for each in message.spoken}
    known = [each for each in categories_in(message) if words.get(each.first - 1) not in NOT]
    ends = {each.last for each in message.mentions if not INTO.isdisjoint(each.concepts)}
    behind = [each for each in known if {each.first - 1, each.first - 2} & ends]
    return next(iter([*behind, *reversed(known)]), None)


def _pattern(message: Message, category: Piece | None) -> str | None:
    """The words of the shop or the note: what is not the category's name."""
    words = {each.at: each.word for each in message.spoken}
    taken = set(range(category.first, category.last + 1)) if category is not None else set[int]()
    others = [it for it in categories_in(message) if category is None or it.code != category.code]
    names = [it for it in things_in(message) if not _is_inside(it, taken)]
    marked = [
        it for it in (*names, *others) if {words.get(it.first - 1), words.get(it.first - 2)} & BEFORE_PATTERN
    ]
    return next((name_of(piece) for piece in (*marked, *names, *others)), None)


def find(wish: Wish) -> Plan:
    """Transactions of a thing, a category, an account or a time; several things are several searches."""
    message = wish.newest
    told = {**_days(wish), **_bounds(message)}
    if "account" not in wish.unknown_names:
        told |= _account(wish)
    if direction := _direction(message):
        told["direction"] = direction
    if "last" in wish.concepts:
        told = {name: value for name, value in told.items() if name not in {"from", "until"}} | {"limit": 3}
    subjects = _subjects(wish)
    if "category" in wish.unknown_names:
        subjects = [{"text": _words_of(wish)}]
    elif "account" in wish.unknown_names:
        subjects = [{"text": name} for name in _account(wish).values()]
    if not subjects:
        return Plan((Call("find_transactions", told),))
    return Plan(tuple(Call("find_transactions", {**told, **subject}) for subject in subjects[:MOST_CALLS]))


def _words_of(wish: Wish) -> str:
    """A category that the person does not keep, as words to look for."""
    found = wish.first(lambda message: next((name_of(it) for it in categories_in(message)), None))
    return found or ""


def _subjects(wish: Wish) -> list[Arguments]:
    """What is looked for: categories by their codes, other names by their words."""
    found = wish.first(lambda message: _subjects_of(message) or None)
    return found or []


def _subjects_of(message: Message) -> list[Arguments]:
    known = categories_in(message)
    covered = {place for each in known for place in range(each.first, each.last + 1)}
    paid_with = {place for each in accounts_in(message) for place in range(each.first, each.last + 1)}
    things = [each for each in things_in(message) if each.first not in paid_with]
    objects = [each for each in objects_in(message, things) or things if not _is_inside(each, covered)]
    words = {each.at: each.word for each in message.spoken}
    shops = [each for each in objects if words.get(each.first - 1) in AT | SPENDING]
    inside = {place for each in objects for place in range(each.first, each.last + 1)}
    categories = [each for each in known if each.first not in inside and not shops]
    named = shops or objects
    if categories and not _are_listed(message, categories, named):
        return [{"category": _code(piece)} for piece in categories]
    pieces = sorted((*categories, *named), key=lambda each: each.first)
    return [{"category": _code(it)} if it.code else {"text": name_of(it)} for it in pieces]


def _is_inside(piece: Piece, places: set[int]) -> bool:
    return places.issuperset(range(piece.first, piece.last + 1))


def _are_listed(message: Message, categories: list[Piece], named: list[Piece]) -> bool:
    """Whether names stand beside categories as `kopi sama grab` does, and not as words around them."""
    joins = {each.at for each in message.spoken if each.word in JOINING}
    return any(piece.first - 1 in joins or piece.last + 1 in joins for piece in named) or not categories


def _direction(message: Message) -> str | None:
    return "IN" if INCOMING & message.words and "expense" not in message.concepts else None


def _account(wish: Wish) -> Arguments:
    account = account_of(wish)
    return {} if account is None else {"account": account}


def _bounds(message: Message) -> Arguments:
    """`di atas 500 ribu`, `below 50k`; an amount alone is looked for exactly."""
    amount = next((each.value for each in message.amounts), None)
    if amount is None:
        return {}
    words = message.words
    if {"bawah", "below", "less", "under", "kurang"} & words:
        return {"most": amount}
    if "bound" in message.concepts:
        return {"least": amount}
    return {"least": amount, "most": amount}


def _days(wish: Wish) -> Arguments:
    """The first and the last day; `sejak Maret` runs until today."""
    message = next((each for each in wish.messages if each.periods), None)
    if message is None:
        return {}
    spans = [_days_of(period, message, wish.today) for period in message.periods]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    since = {"sejak", "since", "dari", "from", "semenjak"} & message.words and len(spans) == 1
    return {
        "from": first.isoformat(),
        "until": (wish.today if since and last < wish.today else last).isoformat(),
    }


def _days_of(period: Period, message: Message, today: date) -> tuple[date, date]:
    """Its days; `weekend` of a week are its last two."""
    if period.kind == "week" and "weekend" in message.concepts:
        return period.end.replace(day=period.end.day), period.end
    return period.start, period.end


def month(wish: Wish) -> Plan:
    """One budget month; without a time the running one."""
    found = wish.first(
        lambda message: next((it for it in message.periods if _is_month(it, message, wish.today)), None)
    )
    asked = None if found is None else Month.of(found.start)
    current = Month.of(wish.today)
    return call("budget_month", month=str(asked) if asked is not None and asked < current else None)


def _is_month(period: Period, message: Message, today: date) -> bool:
    return period.kind == "month" and not (period.open_month and looks_ahead(message, period, today))


def patterns(wish: Wish) -> Plan:
    """Full months of spending; usually six."""
    back = wish.first(lambda message: next((it for it in message.periods if it.kind == "back"), None))
    if back is None:
        return call("spending_patterns")
    months = Month.of(back.start).months_until(Month.of(back.end))
    return call("spending_patterns", months=min(max(months, FEWEST_MONTHS), MOST_MONTHS))


def _code(piece: Piece) -> str:
    """A system category goes by its code, any other by its name."""
    return piece.code or name_of(piece)
