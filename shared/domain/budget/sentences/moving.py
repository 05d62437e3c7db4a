"""Verbs that move money: between own accounts, into cash, into a wallet, to somebody or from somebody."""

from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.meaning import Meaning, NamedAccount
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.sentences.movement import (
    Movement,
    Side,
    account_by,
    incoming,
    outgoing,
    somebody_by,
    things,
    transfer,
    unclear,
)
from shared.domain.budget.sentences.paying import take
from shared.domain.budget.transactions import AccountKind

IN_CASH = Side(kinds=(AccountKind.CASH,))
DRAWABLE = Side(kinds=(AccountKind.BANK, AccountKind.E_WALLET))
AWAY = (Direction.TRANSFER, Direction.OUT)
"""What is asked where money certainly left an account."""


def send(meaning: Meaning) -> Movement:
    """A transfer between own accounts, money to somebody, or from somebody."""
    source, target = account_by(meaning, Role.FROM, Role.WITH), account_by(meaning, Role.TO)
    giver, taker = somebody_by(meaning, Role.FROM), somebody_by(meaning, Role.TO, Role.FOR)
    if meaning.subject is not None or (giver is not None and source is None):
        sure = giver is not None or (meaning.subject is not None and meaning.subject.sure)
        return incoming(meaning) if sure and taker is None else unclear(meaning)
    if taker is not None:
        return outgoing(meaning)
    if target is None and source is not None:
        target = account_by(meaning, Role.AT)
    source = source or account_by(meaning, Role.AT, None)
    if target is not None:
        return transfer(source if source is not target else None, target)
    bare = account_by(meaning, None)
    if source is not None and bare is not None and bare is not source:
        return transfer(source, bare)
    if meaning.persons or meaning.unknown or meaning.items:
        return outgoing(meaning)
    return unclear(meaning, Direction.OUT, Direction.TRANSFER)


def move(meaning: Meaning) -> Movement:
    """`pindah saldo ovo ke dana`, `pindahin dari bca ke jago`."""
    source, target = account_by(meaning, Role.FROM, Role.WITH), account_by(meaning, Role.TO)
    bare = [account for account in meaning.accounts if account.by in {None, Role.AT, Role.FOR}]
    if source is None and target is not None and bare:
        source = bare[0]
    if target is None and bare:
        target = bare[-1]
    if source is None and target is None:
        return unclear(meaning, *AWAY)
    return transfer(source, target)


def top_up(meaning: Meaning) -> Movement:
    """Filling a wallet moves money into it; a game, a toll card or pulsa costs."""
    source = account_by(meaning, Role.FROM, Role.WITH)
    target = next((one for one in meaning.accounts if one is not source), None)
    if things(meaning) and (target is None or target.by is Role.AT):
        return outgoing(meaning)
    if target is not None:
        return transfer(source, target)
    return unclear(meaning, *AWAY) if meaning.accounts else outgoing(meaning)


def fill(meaning: Meaning) -> Movement:
    """`isi gopay` fills a wallet, `isi bensin pakai gopay` does not."""
    target = account_by(meaning, None, Role.TO)
    wallet = target is not None and target.mention.kind in {AccountKind.E_WALLET, None}
    return top_up(meaning) if wallet and not things(meaning) else outgoing(meaning)


def withdraw(meaning: Meaning) -> Movement:
    """From a bank into cash, or where `ke` says."""
    others, cash = _without_cash(meaning)
    if not others and _concerns_others(meaning):
        return unclear(meaning, Direction.TRANSFER, Direction.OUT, Direction.IN)
    target = next((account for account in others if account.by is Role.TO), None) or cash
    sources = [account for account in others if account is not target]
    source = min(sources, key=lambda account: len(account.mention.ids) != 1, default=None)
    return transfer(source or DRAWABLE, target or IN_CASH)


def cash_beside(meaning: Meaning, other: NamedAccount) -> NamedAccount | None:
    """The cash that is named besides another account: `nyetor 500rb tunai ke bca`."""
    cash = _without_cash(meaning)[1]
    return cash if cash is not other else None


def _without_cash(meaning: Meaning) -> tuple[list[NamedAccount], NamedAccount | None]:
    """The accounts that are not cash, and the cash if it is named."""
    others = [account for account in meaning.accounts if account.mention.kind is not AccountKind.CASH]
    return others, next((account for account in meaning.accounts if account not in others), None)


def withdraw_or_take(meaning: Meaning) -> Movement:
    """`ambil 500rb di atm` is a withdrawal; `ambil paket 50rb` is not."""
    source = account_by(meaning, Role.FROM, Role.AT, None)
    return withdraw(meaning) if source is not None and not things(meaning) else take(meaning)


def deposit(meaning: Meaning) -> Movement:
    """From cash into a bank."""
    others, cash = _without_cash(meaning)
    source = next((account for account in others if account.by is Role.FROM), None)
    targets = [account for account in others if account is not source]
    for_something = any(word.by is None for word in meaning.unknown)
    if not targets and (for_something or _concerns_others(meaning)):
        return unclear(meaning, Direction.OUT, Direction.TRANSFER)
    return transfer(source or cash or IN_CASH, targets[0] if targets else DRAWABLE)


def _concerns_others(meaning: Meaning) -> bool:
    """Whether cash went to or from somebody, or is a fund's: `ambil uang di ibu`, `setor uang arisan`."""
    aside = {Role.FOR, Role.WITH, Role.BY}
    somebody = any(person.by not in aside for person in meaning.persons)
    return somebody or any(item.by not in aside | {Role.AT} for item in meaning.items)


def save(meaning: Meaning) -> Movement:
    """Into an account where one is named, else spending on saving."""
    target, source = account_by(meaning, Role.TO, Role.AT), account_by(meaning, Role.FROM, Role.WITH)
    if target is None and source is not None:
        target = account_by(meaning, None)
    return transfer(source, target) if target is not None else outgoing(meaning)
