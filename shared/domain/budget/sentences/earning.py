"""Verbs of getting: pay, gifts, refunds, sales. What may as well be a price is asked."""

from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.meaning import Meaning
from shared.domain.budget.sentences.movement import (
    Movement,
    account_by,
    incoming,
    is_pay,
    outgoing,
    somebody_by,
    stands_before,
    things,
    unclear,
)

BRINGS = (Act.EARN, Act.OBTAIN, Act.GIVEN, Act.SELL, Act.CASH_IN, Act.REFUND)


def earn(meaning: Meaning) -> Movement:
    """Coming in. `listrik dibayar 300rb` and `dapet sepatu bagus 150rb` may be prices."""
    if meaning.subject is not None and meaning.subject.sure:
        return unclear(meaning)
    if is_pay(meaning):
        return incoming(meaning)
    costs = things(meaning)
    owed = [item for item in meaning.items if item.word.category == "needs.debt"]
    before = meaning.acts[0].mark if meaning.acts else None
    if any(before is not None and stands_before(item, before) for item in (*costs, *owed)):
        return unclear(meaning)
    return unclear(meaning) if costs and not somebody_by(meaning, Role.FROM) else incoming(meaning)


def obtain(meaning: Meaning) -> Movement:
    """`dapat 50rb dari budi`, `dapat uang lomba 50rb`; an unknown thing that was got may have cost it.

    So may anything in `harga 300rb dapet 250rb`.
    """
    known = is_pay(meaning) or somebody_by(meaning, Role.FROM) or Role.MONEY in meaning.roles
    bought = [word for word in meaning.unknown if word.by is None] and not known
    price = bool(meaning.clause.beside) and not (known or meaning.items or meaning.persons)
    return unclear(meaning) if bought or price else earn(meaning)


def enter(meaning: Meaning) -> Movement:
    """`masuk bca 5jt` and `gaji masuk`, but `masuk tol 15rb` is a price."""
    sure = is_pay(meaning) or somebody_by(meaning, Role.FROM) or not (things(meaning) or meaning.unknown)
    return incoming(meaning) if sure else unclear(meaning)


def given(meaning: Meaning) -> Movement:
    """`dikasih ibu 200rb` comes in; whoever or whatever stands before it may be the one who got it."""
    act = next((one.mark for one in meaning.acts if one.act is Act.GIVEN), None)
    owed = act is not None and any(stands_before(item, act) for item in meaning.items if not is_pay(meaning))
    if meaning.subject is not None or owed:
        return unclear(meaning)
    return incoming(meaning)


def sent_on(meaning: Meaning) -> Movement:
    """`kiriman dari ibu`, `transferan ke budi`: the preposition tells."""
    if somebody_by(meaning, Role.TO, Role.FOR) and not account_by(meaning, Role.TO):
        return outgoing(meaning)
    told = somebody_by(meaning, Role.FROM) or meaning.persons or account_by(meaning, Role.TO)
    return incoming(meaning) if told or is_pay(meaning) else unclear(meaning)


def entrust(meaning: Meaning) -> Movement:
    """`nitip beli nasi 20rb` costs; `titipan budi` and `bapak titip 200rb` may be anybody's money."""
    return outgoing(meaning) if things(meaning) and meaning.subject is None else unclear(meaning)


def sell(meaning: Meaning) -> Movement:
    """Coming in, unless somebody else sold."""
    somebody_else = meaning.subject is not None and meaning.subject.sure
    return unclear(meaning) if somebody_else else incoming(meaning)


def get(meaning: Meaning) -> Movement:
    """English `got`: money from somebody, or a thing that cost."""
    if is_pay(meaning) or somebody_by(meaning, Role.FROM) or meaning.does(*BRINGS):
        return incoming(meaning)
    return outgoing(meaning) if meaning.items else unclear(meaning)
