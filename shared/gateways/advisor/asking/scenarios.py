"""What if: changes of a plan, from what somebody says would happen."""

from collections.abc import Callable

from pydantic import JsonValue

from shared.gateways.advisor.asking.moving import move
from shared.gateways.advisor.asking.plan import Arguments, Call, Plan, ask, call
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.scenes import (
    HALF,
    INCOME,
    NAMES,
    Scene,
    change,
    named,
    new_income,
    share_of,
)
from shared.gateways.advisor.asking.slots import (
    any_amount,
    capital,
    first_month,
    monthly,
    price,
    rate,
    term,
    thing,
)
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.naming import categories_in

BECOMES = frozenset({"jadi", "menjadi", "become", "becomes", "to"})
UNKNOWN = frozenset({"tahu", "know", "entah", "unsure"})
LONGEST = 240
YEARS_OF_A_LOSS = 24


def what_if(wish: Wish) -> Plan:
    """The first thing that is said to change."""
    known = next((build for concepts, build in SCENES if not concepts.isdisjoint(wish.concepts)), None)
    scene = (known or _unnamed(wish))(wish)
    if scene.needs is not None:
        return call(scene.needs)
    if scene.question is not None:
        return ask(scene.question)
    changes: list[JsonValue] = list(scene.changes)
    arguments: Arguments = {"scenarios": [{"name": scene.name, "changes": changes}]}
    if scene.months is not None:
        arguments["months"] = min(scene.months, LONGEST)
    return Plan((Call("simulate", arguments),))


def _loss(wish: Wish) -> Scene:
    """No pay, for so many months or from then on."""
    if (pay := _other_pay(wish)) is not None:
        return new_income(wish, named(wish, "losejob"), pay)
    months = term(wish)
    until = None if months is None else str(first_month(wish).add(months - 1))
    left = 0.5 if any(HALF & message.words for message in wish.messages) and months is None else None
    loss = change(wish, "INCOME_LOSS", income=INCOME, until=until, left=left)
    return Scene(named(wish, "losejob"), (loss,), months=max(YEARS_OF_A_LOSS, (months or 0) * 2))


def _other_pay(wish: Wish) -> int | None:
    """What would still be earned: `resign terus freelance, income 3jt sebulan`."""
    if "income" not in wish.concepts and "raise" not in wish.concepts:
        return None
    return monthly(wish) or any_amount(wish)


def _income(sign: int, key: str) -> Callable[[Wish], Scene]:
    def build(wish: Wish) -> Scene:
        fraction, amount = share_of(wish), monthly(wish) or any_amount(wish)
        if fraction is not None and amount is not None and (category := _category(wish)) is not None:
            pay = change(wish, "INCOME_CHANGE", income=INCOME, fraction=sign * fraction)
            cost = change(wish, "CATEGORY_CHANGE", category=category, amount=amount)
            return Scene(named(wish, key), (pay, cost))
        if amount is not None and _is_new_total(wish):
            return new_income(wish, named(wish, key), amount)
        if fraction is None and amount is None:
            return Scene(named(wish, key), question=Question.CHANGE_SIZE)
        size: Arguments = (
            {"fraction": sign * fraction} if fraction is not None else {"amount": sign * (amount or 0)}
        )
        return Scene(named(wish, key), (change(wish, "INCOME_CHANGE", income=INCOME, **size),))

    return build


def _is_new_total(wish: Wish) -> bool:
    """Whether the amount is what pay becomes: `gaji jadi 8 juta`."""
    return any(BECOMES & message.words for message in wish.messages)


def _child(wish: Wish) -> Scene:
    return Scene(
        named(wish, "child"), (change(wish, "CHILD", birth_cost=price(wish), monthly_cost=monthly(wish)),)
    )


def _prices(wish: Wish) -> Scene:
    """All prices grow so much a year, or one category costs more."""
    share, category = share_of(wish), _category(wish)
    if share is None:
        return Scene(named(wish, "priceup"), question=Question.CHANGE_SIZE)
    if category is not None:
        dearer = change(wish, "CATEGORY_CHANGE", category=category, fraction=share)
        return Scene(named(wish, "priceup"), (dearer,))
    return Scene(named(wish, "priceup"), (change(wish, "PRICE_GROWTH", growth=min(share, 1.0)),))


def _category(wish: Wish) -> str | None:
    """The category that is named, unless the plan does not know it."""
    if "category" in wish.unknown_names:
        return None
    return wish.first(lambda message: next((piece.code for piece in categories_in(message)), None))


def _loan(wish: Wish) -> Scene:
    amount, months, interest = price(wish), term(wish), rate(wish)
    name = named(wish, "borrow")
    if amount is None:
        return Scene(name, question=Question.LOAN_AMOUNT)
    knows_no_rate = any(UNKNOWN & message.words for message in wish.messages)
    if months is None or not (interest or knows_no_rate):
        return Scene(name, question=Question.LOAN_TERMS)
    terms = "FLAT" if "flat" in wish.concepts else "EFFECTIVE"
    credit: Arguments = {"terms": terms, "months": months, **interest}
    return Scene(name, (change(wish, "NEW_DEBT", id=name, amount=amount, credit=credit),))


def _once(wish: Wish) -> Scene:
    """Money that comes in one month only."""
    amount = any_amount(wish)
    if amount is None:
        return Scene(named(wish, "bonus"), question=Question.CHANGE_SIZE)
    month = str(first_month(wish))
    extra = change(wish, "INCOME_CHANGE", income=INCOME, amount=amount, until=month)
    return Scene(named(wish, "bonus"), (extra,))


def _less(wish: Wish) -> Scene:
    """Less spent, on one category or altogether: so much more is left each month."""
    amount, share, category = monthly(wish) or any_amount(wish), share_of(wish), _category(wish)
    name = named(wish, "less")
    if category is not None and (amount is not None or share is not None):
        size: Arguments = {"amount": -amount} if amount is not None else {"fraction": -(share or 0)}
        return Scene(name, (change(wish, "CATEGORY_CHANGE", category=category, **size),))
    return _left_over(wish, name, amount)


def _saving(wish: Wish) -> Scene:
    """More set aside each month; without an amount, how it goes on as it is."""
    amount = monthly(wish) or any_amount(wish)
    return _left_over(wish, named(wish, "saving"), amount)


def _left_over(wish: Wish, name: str, amount: int | None) -> Scene:
    if amount is None:
        return Scene(name, question=Question.CHANGE_SIZE)
    return Scene(name, (change(wish, "INCOME_CHANGE", income=INCOME, amount=amount),), months=term(wish))


def _cost(wish: Wish) -> Scene:
    amount = monthly(wish) or any_amount(wish)
    name = capital(thing(wish, after=("newcost", "change", "recurring", "expense")) or named(wish, "more"))
    if amount is None:
        return Scene(name, question=Question.CHANGE_SIZE)
    months = term(wish)
    until = None if months is None else str(first_month(wish).add(months - 1))
    cost = change(wish, "RECURRING_COST", name=name, amount=amount, group="NEEDS", until=until)
    return Scene(name, (cost,))


def _unnamed(wish: Wish) -> Callable[[Wish], Scene]:
    """What changes where no word says it: a category that goes up or down, pay, or an amount."""
    sized = share_of(wish) is not None or any_amount(wish) is not None
    if sized and _category(wish) is not None and "change" in wish.concepts:
        return _category_change
    if sized and "income" in wish.concepts:
        down = any({"turun", "kurangi", "drops", "less"} & message.words for message in wish.messages)
        return _income(-1, "paycut") if down else _income(1, "raise")
    return _by_amount


def _category_change(wish: Wish) -> Scene:
    """`rent went up 20%`, `makan turun 200rb`."""
    amount, share = monthly(wish) or any_amount(wish), share_of(wish)
    sign = -1 if any({"turun", "down", "kurangi"} & message.words for message in wish.messages) else 1
    size: Arguments = {"fraction": sign * share} if share is not None else {"amount": sign * (amount or 0)}
    changed = change(wish, "CATEGORY_CHANGE", category=_category(wish), **size)
    return Scene(_of_category(wish, sign), (changed,))


def _of_category(wish: Wish, sign: int) -> str:
    """`Listrik naik`."""
    what = wish.first(lambda message: next((piece.text for piece in categories_in(message)), None))
    return capital(NAMES["up" if sign > 0 else "down"].into(wish.language, what=what))


def _by_amount(wish: Wish) -> Scene:
    """Nothing is named: an amount a month is a cost, a length of time alone is how far to look."""
    if any_amount(wish) is not None:
        return _cost(wish)
    if (months := term(wish)) is not None:
        return Scene(named(wish, "same"), months=months)
    return Scene("", question=Question.WHAT_CHANGES)


SCENES: tuple[tuple[frozenset[str], Callable[[Wish], Scene]], ...] = (
    (frozenset({"losejob"}), _loss),
    (frozenset({"child"}), _child),
    (frozenset({"move", "offer"}), move),
    (frozenset({"raise"}), _income(1, "raise")),
    (frozenset({"paycut"}), _income(-1, "paycut")),
    (frozenset({"borrow"}), _loan),
    (frozenset({"priceup"}), _prices),
    (frozenset({"bonus", "thr"}), _once),
    (frozenset({"saving", "collect"}), _saving),
    (frozenset({"advice", "drop", "less"}), _less),
    (frozenset({"newcost"}), _cost),
    (frozenset({"debt"}), _loan),
)
"""What may change, by the concepts that tell; the first that fits counts."""
