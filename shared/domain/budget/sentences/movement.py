"""A movement of money: its direction and the accounts at both ends. The rules of verbs are made of these."""

from typing import NamedTuple

from shared.domain.budget.sentences.accounts import CARDS, Mention
from shared.domain.budget.sentences.acts import Role
from shared.domain.budget.sentences.marks import Mark
from shared.domain.budget.sentences.meaning import Meaning, Named, NamedAccount
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.transactions import AccountKind


class Side(NamedTuple):
    """One end of a movement: the account that was named, or the kinds that it can only be."""

    mention: Mention | None = None
    kinds: tuple[AccountKind, ...] = ()


class Movement(NamedTuple):
    """A direction (None: it must be asked), and the accounts at both ends.

    `assumed`: nothing said so, it is only usual. `options`: what to ask between.
    """

    direction: Direction | None
    account: Side = Side()
    to_account: Side = Side()
    assumed: bool = False
    options: tuple[Direction, ...] = ()


def outgoing(meaning: Meaning, *, assumed: bool = False) -> Movement:
    """Money went out, from the account that is named behind `dari`, `pakai` or nothing.

    An account behind `ke` is the payee's, unless it is a card: `charged to credit card`.
    """
    side = _first_account(meaning, Role.FROM, Role.WITH, Role.AT, None)
    card = next((one for one in meaning.accounts if one.by is Role.TO and one.mention.kind in CARDS), None)
    return Movement(Direction.OUT, Side(card.mention) if card and side == Side() else side, assumed=assumed)


def incoming(meaning: Meaning) -> Movement:
    """Money came in, to the account that is named behind `ke` or anyhow."""
    order = (Role.TO, Role.AT, None, Role.WITH, Role.FROM, Role.FOR)
    return Movement(Direction.IN, _first_account(meaning, *order))


def unclear(meaning: Meaning, *options: Direction) -> Movement:
    """It cannot be told: asked, by default whether out or in."""
    chosen = options or (Direction.OUT, Direction.IN)
    known = outgoing(meaning) if chosen[0] is not Direction.IN else incoming(meaning)
    return Movement(None, known.account, options=chosen)


def transfer(source: NamedAccount | Side | None, target: NamedAccount | Side | None) -> Movement:
    """Money moved between two accounts of the person."""
    return Movement(Direction.TRANSFER, _side(source), _side(target))


def _side(end: NamedAccount | Side | None) -> Side:
    if isinstance(end, Side):
        return end
    return Side(end.mention) if end is not None else Side()


def _first_account(meaning: Meaning, *order: Role | None) -> Side:
    for by in order:
        found = account_by(meaning, by)
        if found is not None:
            return Side(found.mention)
    return Side()


def account_by(meaning: Meaning, *by: Role | None) -> NamedAccount | None:
    """The first account behind one of these prepositions (None: behind none)."""
    return next((account for account in meaning.accounts if account.by in by), None)


def somebody_by(meaning: Meaning, *by: Role) -> Named | None:
    """The first person, or unknown word, behind one of these prepositions."""
    return next((one for one in (*meaning.persons, *meaning.unknown) if one.by in by), None)


def things(meaning: Meaning) -> list[Named]:
    """Things that cost money: not those it was for (`dapat 50rb buat makan`), nor pay and saving."""
    return [
        item
        for item in meaning.items
        if item.word.is_specific and item.by is not Role.FOR and not (item.word.incoming or earns(item))
    ]


def earns(item: Named) -> bool:
    """Whether a word is pay or saving, which comes in as well."""
    return (item.word.category or "").startswith(("income.", "saving."))


def is_pay(meaning: Meaning) -> bool:
    """Whether the first thing that is named is pay."""
    first = next((item.word for item in meaning.items if item.word.category), None)
    return first is not None and (first.category or "").startswith("income.")


def stands_before(named: Named, mark: Mark) -> bool:
    """Whether a word stands before a mark."""
    return named.mark.first < mark.first
