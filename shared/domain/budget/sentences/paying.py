"""Verbs of paying, giving, lending and owing: which way the money went."""

from shared.domain.budget.sentences.accounts import CARDS
from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.lexicon import WEIGHTS
from shared.domain.budget.sentences.marks import WordMark, is_content
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
    things,
    transfer,
    unclear,
)

SETTLED = frozenset(
    f"needs.{name}"
    for name in ("debt", "utilities", "rent", "education", "insurance", "tax", "phone", "household", "fees")
)
"""What is owed and then settled, so that `dibayar` behind it says how and not that somebody paid."""

BILLS = frozenset({"needs.debt", "needs.utilities"})
"""What a bill of a card is filed under, if anything (`tagihan`, `cicilan`)."""


def spend(meaning: Meaning) -> Movement:
    """Spending; paying a credit card or paylater off moves money to that account."""
    card, source = paid_off(meaning), account_by(meaning, Role.FROM, Role.WITH)
    if card is not None and (source is not None or _is_said_outright(meaning, card)):
        return transfer(source, card)
    if card is not None or may_be_paid_off(meaning):
        return unclear(meaning, Direction.TRANSFER, Direction.OUT)
    return _unless_somebody_else(_without_payee(meaning))


def settled_from(meaning: Meaning) -> NamedAccount | None:
    """The account a bill was settled from: `iuran 50rb dibayar tunai`, `sewa kos dibayar pakai bca`."""
    paid = [mark for mark in meaning.clause.marks if isinstance(mark, WordMark) and mark.word.has(Role.PAID)]
    account = next((one for one in meaning.accounts if paid and one.mark.first >= paid[0].last), None)
    if account is None or account.by not in {None, Role.WITH, Role.FROM, Role.AT}:
        return None
    between = [mark for mark in meaning.clause.marks if paid[0].last <= mark.first < account.mark.first]
    bills = [item for item in meaning.items if item.word.category in SETTLED and item.word.incoming is None]
    costs = [one.mark for one in meaning.acts if one.act is Act.SPEND] + [item.mark for item in bills]
    before = any(mark.first < paid[0].first for mark in costs)
    return account if before and not any(is_content(mark) for mark in between) else None


def settle(meaning: Meaning, source: NamedAccount) -> Movement:
    """A bill that was settled: spending from that account, or a card paid off from it."""
    from_there = tuple(one._replace(by=Role.WITH) if one is source else one for one in meaning.accounts)
    return spend(meaning._replace(accounts=from_there))


def paid_off(meaning: Meaning) -> NamedAccount | None:
    """The card that is paid off, if there is one."""
    return next((one for one in meaning.accounts if is_paid_off(meaning, one)), None)


def _is_said_outright(meaning: Meaning, card: NamedAccount) -> bool:
    """Whether a card is paid off for sure; an unknown word, or `ke`, leaves room for paying with it.

    `bayar zumba cc 50rb`, `charged 50k to credit card`.
    """
    bought = [one for one in meaning.unknown if one.by is None and stands_before(one, card.mark)]
    return card.by is not Role.TO and not bought


def may_be_paid_off(meaning: Meaning) -> bool:
    """`cicilan hp paylater 200rb`: a card with no `pakai` before it is paid off, or paid with."""
    instalment = any(item.word.category == "needs.debt" for item in meaning.items)
    cards = [one for one in meaning.accounts if one.by is None and one.mention.kind in CARDS]
    return instalment and bool(cards)


def _without_payee(meaning: Meaning) -> Meaning:
    """A card right behind the verb is what is paid, not paid with: `denda telat bayar kartu kredit`."""
    paid = {one.mark.last for one in meaning.acts if one.act is Act.SPEND}
    payees = [
        one
        for one in meaning.accounts
        if one.by is None and one.mention.kind in CARDS and one.mark.first in paid
    ]
    return meaning._replace(accounts=tuple(one for one in meaning.accounts if one not in payees))


def is_paid_off(meaning: Meaning, account: NamedAccount) -> bool:
    """Whether an account is what is paid: `bayar cc 1jt`, `tagihan paylater 300rb`.

    Not in `makan 50rb cc` and `tagihan listrik 300rb cc`.
    """
    known_card = account.mention.kind in CARDS and bool(account.mention.ids)
    if not known_card or account.by in {Role.WITH, Role.FROM, Role.AT}:
        return False
    bills = [item for item in meaning.items if item.word.category in BILLS]
    if len(bills) < len(meaning.items):
        return False
    amount = meaning.clause.main
    if any(item.word.weight == WEIGHTS["specific"] for item in bills):
        return False
    named_as_paid = account.by in {Role.TO, Role.FOR}
    return bool(bills) or named_as_paid or amount is None or account.mark.first < amount.first


def _unless_somebody_else(meaning: Meaning) -> Movement:
    """Going out, unless it was somebody else who paid: that is asked."""
    somebody_else = meaning.subject is not None and meaning.subject.sure
    return unclear(meaning) if somebody_else else outgoing(meaning)


def use(meaning: Meaning) -> Movement:
    """`habis`, `kena`, `makan`: weak words that give way to pay (`abis gajian 7jt`)."""
    return incoming(meaning) if is_pay(meaning) else _unless_somebody_else(meaning)


def give(meaning: Meaning) -> Movement:
    """`kasih ibu 200rb` goes out, `ibu kasih 200rb` comes in."""
    if meaning.subject is None:
        from_somebody = any(person.by is Role.FROM for person in meaning.persons)
        return unclear(meaning) if from_somebody else outgoing(meaning)
    others = [person for person in meaning.persons if person.mark.first > meaning.acts[0].mark.first]
    return incoming(meaning) if meaning.subject.sure and not others else unclear(meaning)


def repay(meaning: Meaning) -> Movement:
    """One's own debt, unless somebody else stands before the verb. `balikin baju` may bring money back."""
    if meaning.subject is not None:
        return incoming(meaning) if meaning.subject.sure else unclear(meaning)
    if somebody_by(meaning, Role.FROM):
        return incoming(meaning)
    says_debt = any(one.act is Act.REPAY and one.mark.last - one.mark.first > 1 for one in meaning.acts)
    returns = [item for item in things(meaning) if item.word.category != "needs.debt"]
    return unclear(meaning) if returns and not says_debt else spend(meaning)


def lend(meaning: Meaning) -> Movement:
    """`pinjamin budi 100rb` goes out, `budi pinjamin 100rb` comes in."""
    if meaning.subject is None:
        return outgoing(meaning)
    return incoming(meaning) if meaning.subject.sure else unclear(meaning)


def borrow(meaning: Meaning) -> Movement:
    """`pinjam dari budi` comes in, `budi pinjam 100rb` goes out.

    `ngutang di warung` brought no money, and `pinjam motor 50rb` may be a price.
    """
    if meaning.subject is not None:
        return outgoing(meaning) if meaning.subject.sure else unclear(meaning)
    somewhere = any(one.by is Role.AT for one in meaning.named)
    lent = any(one.by is None for one in (*things(meaning), *meaning.unknown))
    return unclear(meaning) if somewhere or lent else incoming(meaning)


def take(meaning: Meaning) -> Movement:
    """`ambil paket 50rb` costs; `ambil tabungan 500rb` may be anything."""
    saving = any((item.word.category or "").startswith("saving.") for item in meaning.items)
    if saving or not (things(meaning) or meaning.unknown):
        return unclear(meaning, Direction.TRANSFER, Direction.OUT, Direction.IN)
    return outgoing(meaning)
