"""The parts of a wish that tools need: prices, names, months, terms and rates, from its newest message on."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from shared.domain.budget.sentences.calendar import plus_months
from shared.domain.months import Month
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.amounts import Money
from shared.gateways.advisor.understanding.lengths import TIMES, Share
from shared.gateways.advisor.understanding.naming import Piece, accounts_in, goal_phrases_in, things_in
from shared.gateways.advisor.understanding.reading import Message

DOWN_PAYMENT = frozenset({"dp", "muka", "down", "payment", "upfront"})
INSTALMENT = frozenset({"cicilan", "angsuran", "instalment", "installment", "instalments", "installments"})
MONTHLY_RATE_BELOW = Decimal("0.06")
"""A rate without a period is one by the month below this: no loan in Indonesia costs so little a year."""

LONGEST_NAME = 40


def prices(message: Message) -> tuple[Money, ...]:
    """Amounts that are paid once, without down payments, the largest first."""
    once = [
        it for it in message.amounts if not (it.each or _is_down(message, it) or _is_repeated(message, it))
    ]
    return tuple(sorted(once, key=lambda each: -each.value))


def price(wish: Wish) -> int | None:
    """What something costs: the largest amount that is paid once."""
    return wish.first(lambda message: next((each.value for each in prices(message)), None))


def down_payment(wish: Wish) -> int | None:
    """What is paid down in rupiah, said as an amount or as a part of the price."""
    amount = wish.first(
        lambda message: next((each.value for each in message.amounts if _is_down(message, each)), None)
    )
    part = wish.first(
        lambda message: next((each.value for each in message.shares if _is_down(message, each)), None)
    )
    whole = price(wish)
    if amount is None and part is not None and whole is not None and part < 1:
        return int(part * whole)
    return amount


def monthly(wish: Wish) -> int | None:
    """An amount by the month; one by the week, day or year is made one."""
    return wish.first(
        lambda message: next((as_monthly(it) for it in message.amounts if _is_regular(message, it)), None)
    )


def _is_regular(message: Message, money: Money) -> bool:
    return money.each is not None or _is_repeated(message, money)


def _is_repeated(message: Message, money: Money) -> bool:
    """`900rb x 12` and `cicilan 900rb 12x` are paid twelve times; `laptop 9jt 12x` is a price."""
    behind = next((it for it in message.lengths if it.times and it.first == money.last + 1), None)
    if behind is None:
        return False
    is_instalment = message.sentence.word(money.first - 1) in INSTALMENT
    return is_instalment or message.sentence.word(behind.first) in TIMES


def any_amount(wish: Wish) -> int | None:
    """Any amount, by the month or not."""
    return wish.first(lambda message: next((each.value for each in message.amounts), None))


def as_monthly(money: Money) -> int:
    """An amount in rupiah by the month; one that is paid once stays as it is."""
    match money.each:
        case "day":
            return money.value * 30
        case "week":
            return money.value * 52 // 12
        case "year":
            return money.value // 12
        case _:
            return money.value


def _is_down(message: Message, figure: Money | Share) -> bool:
    """Whether `dp` stands right before it, or behind."""
    before = {message.sentence.word(place) for place in (figure.first - 1, figure.first - 2)}
    behind = message.sentence.word(figure.last + 1)
    return not DOWN_PAYMENT.isdisjoint(before) or behind in DOWN_PAYMENT


def term(wish: Wish) -> int | None:
    """How many months: `24x`, `2 tahun`; a number of payments goes first."""
    return wish.first(_term)


def _term(message: Message) -> int | None:
    known = [each for each in message.lengths if each.months is not None]
    return next((each.months for each in (*(one for one in known if one.times), *known)), None)


def rate(wish: Wish) -> dict[str, float]:
    """The interest as an argument: by the month or by the year, as it was said or as it must be meant."""
    share = wish.first(lambda message: next((it for it in message.shares if not _is_down(message, it)), None))
    if share is None:
        return {}
    by_month = share.each == "month" or (share.each is None and share.value < MONTHLY_RATE_BELOW)
    return {"monthly_rate" if by_month else "annual_rate": float(share.value)}


def month_ahead(wish: Wish) -> Month | None:
    """The month that is meant, this one or a later one; of a whole year its first."""
    return wish.first(lambda message: next(iter(_months_ahead(message, wish.today)), None))


def _months_ahead(message: Message, today: date) -> list[Month]:
    """The months that a message names, from this one on."""
    this = Month.of(today)
    years = [max(Month.of(it.start), this) for it in message.periods if it.kind == "year" and it.end >= today]
    months = [it.ahead(today) for it in message.periods if it.kind not in {"back", "year"}]
    return [month for month in (*months, *years) if month >= this]


def first_month(wish: Wish) -> Month:
    """The month in which something begins: the one that is meant, the next at the earliest."""
    soonest = Month.of(wish.today).next()
    return max(month_ahead(wish) or soonest, soonest)


def day_ahead(wish: Wish, *, after_today: bool = False) -> date | None:
    """The day by which: the end of the month that is meant, or so many months from today.

    With `after_today` a day that has come already, as `for now`, is none.
    """
    return wish.first(lambda message: _day_ahead(message, wish.today, after_today=after_today))


def _day_ahead(message: Message, today: date, *, after_today: bool) -> date | None:
    if (
        after_today
        and all(it.kind == "day" and it.end <= today for it in message.periods)
        and message.periods
    ):
        return None
    years = [period.end for period in message.periods if period.kind == "year" and period.end >= today]
    days = [*years, *(month.last_day for month in _months_ahead(message, today))]
    if days:
        return max(days)
    months = next((each.months for each in message.lengths if each.months and not each.times), None)
    day = plus_months(today, months) if months else None
    return None if day is None else Month.of(day).last_day


def account_of(wish: Wish) -> str | None:
    """The account that is named, or was chosen of those that there are."""
    named = wish.first(lambda message: next((name_of(piece) for piece in accounts_in(message)), None))
    return wish.meant.get("account") or named


def thing(wish: Wish, *, after: Sequence[str] = ()) -> str | None:
    """The name of what is wanted: what stands behind a word of `after`, or right before a price."""
    return wish.first(lambda message: _thing(message, after))


def _thing(message: Message, after: Sequence[str]) -> str | None:
    named = things_in(message)
    spoken = [mention for mention in message.mentions if not set(after).isdisjoint(mention.concepts)]
    ends = {mention.last for mention in spoken}
    begins = {money.first for money in message.amounts}
    right_behind = (each for each in named if {each.first - 1, each.first - 2} & ends)
    before_price = (each for each in named if {each.last + 1, each.last + 2} & begins)
    anywhere_behind = (each for each in named if ends and each.first > min(ends))
    known = _whole(message, goal_phrases_in(message), named)
    piece = next((each for each in (*right_behind, *known, *before_price, *anywhere_behind, *named)), None)
    return None if piece is None else name_of(piece)


def _whole(message: Message, phrases: Sequence[Piece], named: Sequence[Piece]) -> tuple[Piece, ...]:
    """Known things, each with the words beside it that belong to its name: `motor` of `motor beat bekas`."""
    return tuple(
        next((whole for whole in named if whole.first <= phrase.first <= whole.last), phrase)
        for phrase in phrases
    )


def name_of(piece: Piece) -> str:
    """A piece of a message as a name."""
    return " ".join(piece.text.split())[:LONGEST_NAME].strip(" ,.?!:;-\"'")


def capital(name: str) -> str:
    """A name with a capital letter."""
    return name[:1].upper() + name[1:]
