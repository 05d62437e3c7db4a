"""Take-home pay, and paying debts off."""

from pydantic import JsonValue

from shared.domain.months import Month
from shared.gateways.advisor.asking.plan import Arguments, Call, Plan, ask
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.slots import any_amount, first_month, monthly, rate, term
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.amounts import Money
from shared.gateways.advisor.understanding.naming import tax_status
from shared.gateways.advisor.understanding.reading import Message

ALLOWANCE = frozenset({"tunjangan", "tunj", "allowance", "allowances"})
BONUS = frozenset({"bonus", "lembur", "overtime", "insentif"})
THR = frozenset({"thr"})
YEAR_OF_SERVICE = 12
LONGEST_SERVICE = 720


def take_home(wish: Wish) -> Plan:
    """A year of pay; its gross must be known."""
    allowance, bonus, thr = (
        wish.first(lambda each, by=by: _beside(each, by)) for by in (ALLOWANCE, BONUS, THR)
    )
    apart = {money for money in (allowance, bonus, thr) if money is not None}
    salary = wish.first(lambda message: _salary(message, apart))
    if salary is None:
        return ask(Question.SALARY)
    told: Arguments = {"salary": salary}
    if (status := wish.first(tax_status)) is not None:
        told["ptkp"] = status
    if (method := _method(wish)) is not None:
        told["method"] = method
    if allowance is not None:
        told["fixed_allowances"] = allowance.value
    told |= _once(wish, bonus, thr)
    if "zakat" in wish.concepts:
        told["zakat"] = {}
    return Plan((Call("take_home", told),))


def _salary(message: Message, apart: set[Money]) -> int | None:
    """The largest amount that is nothing else; a year's is made a month's."""
    own = [
        money.value // 12 if money.each == "year" else money.value
        for money in message.amounts
        if money not in apart
    ]
    return max(own, default=None)


def _beside(message: Message, words: frozenset[str]) -> Money | None:
    """The amount right behind one of the words; not where it is the only one, as in `thr kalau gaji 7jt`."""
    places = {each.at for each in message.spoken if each.word in words}
    behind = (money for money in message.amounts if {money.first - 1, money.first - 2} & places)
    return next(behind, None) if len(message.amounts) > 1 or not _names_pay(message) else None


def _names_pay(message: Message) -> bool:
    return not {"income", "gross"}.isdisjoint(message.concepts)


def _method(wish: Wish) -> str | None:
    words = frozenset[str]().union(*(message.words for message in wish.messages))
    if {"kotor", "up"} <= words or {"gross", "up"} <= words:
        return "GROSS_UP"
    return None


def _once(wish: Wish, bonus: Money | None, thr: Money | None) -> Arguments:
    """Pay of a single month: bonus and holiday allowance."""
    told: Arguments = {}
    month = str(Month.of(wish.today))
    if bonus is not None:
        extra: list[JsonValue] = [{"month": month, "kind": "BONUS", "amount": bonus.value}]
        told["extra_pay"] = extra
    if "thr" in wish.concepts:
        service = min(term(wish) or YEAR_OF_SERVICE, LONGEST_SERVICE)
        size: Arguments = {"months_of_service": service} if thr is None else {"amount": thr.value}
        told["thr"] = {"month": month, **size}
    return told


STRATEGIES = {"snowball": "SNOWBALL", "salju": "SNOWBALL", "terkecil": "SNOWBALL", "avalanche": "AVALANCHE"}
MINIMUM = frozenset({"minimum", "minimal"})
MORE = frozenset({"extra", "change"})
MORE_WORDS = frozenset({"add", "tambah", "more", "extra"})


def payoff(wish: Wish) -> Plan:
    """Strategies side by side, with what the person can pay."""
    words = frozenset[str]().union(*(message.words for message in wish.messages))
    told: Arguments = {}
    amount = monthly(wish) or any_amount(wish)
    if amount is not None and not {"thr", "bonus"}.isdisjoint(wish.concepts):
        told["one_off"] = [{"month": str(first_month(wish)), "amount": amount}]
    elif amount is not None and (offer := _offer(wish)) is not None:
        told["consolidation"] = offer
    elif amount is not None:
        told["extra" if _is_extra(wish) else "monthly_budget"] = amount
    named = {STRATEGIES[word] for word in words & STRATEGIES.keys()}
    if len(named) == 1:
        told["strategy"] = named.pop()
    elif not named and MINIMUM & words:
        told["strategy"] = "MINIMUM_ONLY"
    return Plan((Call("debt_payoff", told),))


def _is_extra(wish: Wish) -> bool:
    """Whether the money comes on top: `nambah 300rb`."""
    said = any(MORE_WORDS & message.words for message in wish.messages)
    return said or not MORE.isdisjoint(wish.concepts)


def _offer(wish: Wish) -> Arguments | None:
    """A loan that would take the place of debts, where its rate and term were said."""
    interest, months = rate(wish), term(wish)
    if "consolidate" not in wish.concepts or not interest or months is None:
        return None
    yearly = interest.get("annual_rate") or interest.get("monthly_rate", 0) * 12
    return {"annual_rate": round(yearly, 6), "months": months}
