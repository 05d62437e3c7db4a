"""The accounts at both ends of a movement: the one that was meant, or a question between those it may be."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from shared.domain.budget.sentences.accounts import Accounts
from shared.domain.budget.sentences.meaning import NamedAccount
from shared.domain.budget.sentences.model import Direction, Unclear
from shared.domain.budget.sentences.movement import Movement, Side
from shared.domain.budget.sentences.says import account_candidate, question

MOST_CANDIDATES = 20


class Ends(NamedTuple):
    """The two accounts as far as they are known, the questions left, and the doubts there are."""

    account_id: UUID | None
    to_account_id: UUID | None
    unclear: tuple[Unclear, ...]
    doubts: tuple[str, ...]


class _End(NamedTuple):
    account_id: UUID | None
    unclear: tuple[Unclear, ...] = ()
    doubts: tuple[str, ...] = ()


def ends_of(movement: Movement, shared: NamedAccount | None, accounts: Accounts) -> Ends:
    """Find the accounts of a movement. `shared` is the account that the entry takes from its list."""
    transfer = movement.direction is Direction.TRANSFER
    source = _end(movement.account, accounts, "", shared=shared, alone=not transfer)
    if not transfer:
        return Ends(source.account_id, None, source.unclear, source.doubts)
    target = _end(movement.to_account, accounts, "to_", shared=None, alone=False)
    if source.account_id is not None and source.account_id == target.account_id:
        others = [account.id for account in accounts.open if account.id != source.account_id]
        target = _End(None, (_ask("same_account", others, accounts),))
    return Ends(
        source.account_id,
        target.account_id,
        (*source.unclear, *target.unclear),
        (*source.doubts, *target.doubts),
    )


def _end(side: Side, accounts: Accounts, prefix: str, *, shared: NamedAccount | None, alone: bool) -> _End:
    mention = side.mention or (shared.mention if shared and not side.kinds else None)
    if mention is not None:
        given = ("account_shared",) if side.mention is None else ()
        if len(mention.ids) == 1:
            return _End(mention.ids[0], doubts=given)
        code = "account_ambiguous" if mention.ids else "account_unknown"
        return _End(None, (_ask(prefix + code, mention.ids or _all(accounts), accounts),), given)
    possible = accounts.of_kind(*side.kinds) if side.kinds else _all(accounts) if alone else ()
    if len(possible) == 1:
        return _End(possible[0], doubts=("account_assumed",))
    return _End(None, (_ask(prefix + "account_missing", possible or _all(accounts), accounts),))


def _all(accounts: Accounts) -> tuple[UUID, ...]:
    return tuple(account.id for account in accounts.open)


def _ask(code: str, ids: Sequence[UUID], accounts: Accounts) -> Unclear:
    offered = [account for account in accounts.open if account.id in ids]
    return question(code, *(account_candidate(account) for account in offered[:MOST_CANDIDATES]))
