"""Where the money of a clause went, by what was done, to whom, and between which accounts.

Each act has one rule. Without an act the matter decides: pay comes in, things cost, and a lone name or amount
is asked. So is everything that may be read both ways: a wrong sign is worse than a question.
"""

from collections.abc import Callable, Mapping

from shared.domain.budget.sentences import earning, moving, paying
from shared.domain.budget.sentences.accounts import CARDS
from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.marks import OtherMark, WordMark
from shared.domain.budget.sentences.meaning import Meaning, NamedAccount
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.sentences.movement import (
    Movement,
    account_by,
    incoming,
    is_pay,
    outgoing,
    somebody_by,
    stands_before,
    transfer,
    unclear,
)

TO_SOMEBODY = frozenset({Act.SEND, Act.TOP_UP, Act.FILL, Act.MOVE, Act.GIVE, Act.DEPOSIT, Act.PUT})
"""Verbs whose account may be another person's."""

ONES_OWN = frozenset(
    {Act.TOP_UP, Act.FILL, Act.MOVE, Act.SAVE, Act.INVEST, Act.PUT, Act.WITHDRAW, Act.TAKE, Act.DEPOSIT}
)
"""Verbs that say nothing sure about one's own money where somebody else stands before them."""

OUTWARD = frozenset({Act.SPEND, Act.GIVE, Act.REPAY, Act.LEND})
INWARD = frozenset(
    {Act.EARN, Act.OBTAIN, Act.ENTER, Act.GIVEN, Act.GAVE_ME, Act.SELL, Act.CASH_IN, Act.COLLECT, Act.REFUND}
)
"""Verbs that contradict each other in one entry: `sewa kos masuk 2jt`."""

SAID_OUTRIGHT = frozenset({Act.GIVEN, Act.GAVE_ME})
"""Verbs that leave no doubt, whatever follows: `ditransfer budi 350rb bayar utang`."""

LARGE, ROUND = 1_000_000, 100_000
"""Rupiah: from here on, in such steps, an amount beside an account is as likely pay as a price."""

ON_THE_WAY = frozenset({"needs.transport", "needs.fuel", "wants.travel"})
"""Where `dari` names a place: `grab dari kantor`."""


def movement_of(meaning: Meaning, sign: int, carried: Act | None) -> Movement:
    """How the money moved.

    `sign` is that written before the amount, `carried` the verb of the entry before.
    """
    act = meaning.act or carried
    if act is None and sign:
        return incoming(meaning) if sign > 0 else outgoing(meaning)
    movement = _by_act(meaning, act) if act is not None else _without_act(meaning)
    against = {1: Direction.OUT, -1: Direction.IN}.get(sign)
    return unclear(meaning) if against is not None and movement.direction is against else movement


def _by_act(meaning: Meaning, act: Act) -> Movement:
    theirs = next((account for account in meaning.accounts if account.owner is not None), None)
    if theirs is not None and act in TO_SOMEBODY and theirs.by in {None, Role.TO, Role.FROM}:
        return _over_their_account(meaning, theirs)
    if meaning.does(Act.TREATED) or _somebody_paid(meaning):
        return unclear(meaning)
    settled_from = paying.settled_from(meaning)
    if settled_from is not None:
        return paying.settle(meaning, settled_from)
    somebody_else = act in ONES_OWN and meaning.subject is not None and meaning.subject.sure
    if somebody_else or _contradicts_itself(meaning, act):
        return unclear(meaning)
    return RULES[act](meaning)


def _somebody_paid(meaning: Meaning) -> bool:
    """`lunch 50k paid by rina`; in `paid by ovo` it is an account."""
    paid = [
        mark.last for mark in meaning.clause.marks if isinstance(mark, WordMark) and mark.word.has(Role.PAYER)
    ]
    return any(person.mark.first in paid for person in meaning.persons)


def _contradicts_itself(meaning: Meaning, act: Act) -> bool:
    """Whether another verb, which no preposition makes an aside, says the opposite."""
    if act is Act.REFUND or somebody_by(meaning, Role.FROM):
        return False
    opposite = INWARD if act in OUTWARD else OUTWARD if act in INWARD - SAID_OUTRIGHT else frozenset[Act]()
    return any(one.act in opposite and one.by is None for one in meaning.acts)


def _over_their_account(meaning: Meaning, theirs: NamedAccount) -> Movement:
    """`top up gopay adik`, `dari bca ibu`: somebody else's account; an unknown word behind it is asked."""
    others = tuple(account for account in meaning.accounts if account is not theirs)
    rest = meaning._replace(accounts=others)
    if isinstance(theirs.owner, OtherMark):
        return unclear(rest, Direction.TRANSFER, Direction.OUT, Direction.IN)
    return incoming(rest) if theirs.by is Role.FROM else outgoing(rest)


def _put(meaning: Meaning) -> Movement:
    """`masukin 500rb ke jago` moves money, `setor arisan` costs, `masukin pengeluaran` is only talk."""
    target = account_by(meaning, Role.TO, Role.AT)
    if target is None:
        return _without_act(meaning)
    return transfer(account_by(meaning, Role.FROM, Role.WITH) or moving.cash_beside(meaning, target), target)


def _without_act(meaning: Meaning) -> Movement:
    """What the money was for tells: pay comes in, things cost."""
    card, source = paying.paid_off(meaning), account_by(meaning, Role.FROM, Role.WITH)
    if card is not None and source is not None:
        return transfer(source, card)
    if paying.may_be_paid_off(meaning) or card is not None:
        return unclear(meaning, Direction.TRANSFER, Direction.OUT)
    first = next((item.word for item in meaning.items if item.word.category), None)
    if first is not None and first.incoming is not None:
        sure = somebody_by(meaning, Role.FROM) or _bears_interest(meaning)
        return incoming(meaning) if sure else unclear(meaning)
    if is_pay(meaning):
        return unclear(meaning) if _is_paid_out(meaning) else incoming(meaning)
    if meaning.items:
        by_others = _is_from_somebody(meaning) or _is_done_for_me(meaning)
        return unclear(meaning) if by_others else outgoing(meaning)
    return _without_matter(meaning)


def _bears_interest(meaning: Meaning) -> bool:
    """`bunga jago`, `bunga dari seabank`: what an account earned; that of a card costs."""
    interest = [item.mark.last for item in meaning.items if item.word.has(Role.INTEREST)]
    return any(
        account.mention.kind not in CARDS and (account.by is Role.FROM or account.mark.first in interest)
        for account in meaning.accounts
        if interest
    )


def _is_paid_out(meaning: Meaning) -> bool:
    """`gaji karyawan 3jt` and `bahan jualan 200rb` rather cost."""
    pay = next(item for item in meaning.items if item.word.category)
    hired = any(person.by is None and person.word.has(Role.OTHERS, Role.NAME) for person in meaning.persons)
    business = pay.word.category == "income.business"
    return hired or (business and any(stands_before(word, pay.mark) for word in meaning.unknown))


def _is_from_somebody(meaning: Meaning) -> bool:
    travels = any(item.word.category in ON_THE_WAY for item in meaning.items)
    return not travels and any(person.by is Role.FROM for person in meaning.persons)


def _is_done_for_me(meaning: Meaning) -> bool:
    """`dibeliin ibu beras 70rb`: a passive verb with its doer, and no further word that may say more."""
    unknown = [one.mark for one in meaning.unknown]
    verbs = [mark for mark in unknown if isinstance(mark, OtherMark) and mark.is_passive]
    return len(unknown) == len(verbs) == 1 and any(person.by is None for person in meaning.persons)


def _without_matter(meaning: Meaning) -> Movement:
    """No verb and nothing known: from somebody it came in, an unknown word was likely bought."""
    if somebody_by(meaning, Role.FROM):
        known = any(person.by is Role.FROM for person in meaning.persons)
        return incoming(meaning) if known else unclear(meaning)
    source, target = account_by(meaning, Role.FROM, None), account_by(meaning, Role.TO)
    if source is not None and target is not None and not meaning.persons:
        return transfer(source, target)
    if meaning.persons:
        return outgoing(meaning) if somebody_by(meaning, Role.TO, Role.FOR) else unclear(meaning)
    if Role.PLACE in meaning.roles:
        return outgoing(meaning, assumed=True)
    passive = any(isinstance(word.mark, OtherMark) and word.mark.is_passive for word in meaning.unknown)
    if meaning.is_empty or passive or _may_have_come_in(meaning):
        return unclear(meaning)
    return outgoing(meaning, assumed=True)


def _may_have_come_in(meaning: Meaning) -> bool:
    """Whether an account beside unknown words may have got the money: `zzz ke bca`, `zzz bca 5jt`."""
    if account_by(meaning, Role.TO) is not None:
        return True
    amount = meaning.clause.main
    values = amount.amount.values if amount is not None else ()
    large = any(value >= LARGE and value % ROUND == 0 for value in values)
    return large and account_by(meaning, None, Role.AT) is not None


RULES: Mapping[Act, Callable[[Meaning], Movement]] = {
    Act.SPEND: paying.spend,
    Act.USE: paying.use,
    Act.GIVE: paying.give,
    Act.REPAY: paying.repay,
    Act.LEND: paying.lend,
    Act.BORROW: paying.borrow,
    Act.EARN: earning.earn,
    Act.OBTAIN: earning.obtain,
    Act.ENTER: earning.enter,
    Act.GIVEN: earning.given,
    Act.GAVE_ME: incoming,
    Act.TREATED: unclear,
    Act.ENTRUST: earning.entrust,
    Act.REQUEST: unclear,
    Act.SENT_ON: earning.sent_on,
    Act.COLLECT: incoming,
    Act.REFUND: incoming,
    Act.SELL: earning.sell,
    Act.CASH_IN: earning.sell,
    Act.GET: earning.get,
    Act.SEND: moving.send,
    Act.MOVE: moving.move,
    Act.TOP_UP: moving.top_up,
    Act.FILL: moving.fill,
    Act.WITHDRAW: moving.withdraw,
    Act.TAKE: moving.withdraw_or_take,
    Act.DEPOSIT: moving.deposit,
    Act.PUT: _put,
    Act.SAVE: moving.save,
    Act.INVEST: moving.save,
}
