"""The clauses of a text as entries: what a list shares is given to each of its entries.

kemarin: kopi 20rb, roti 10rb            the day before the list holds for all
kopi 20rb, roti 10rb pakai gopay         so does what stands behind its last entry
dapat 50rb dari budi dan 100rb dari ani  a verb holds until the next one
nasi 25rb, es teh 5rb, total 30rb        a total that agrees is no entry
"""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.clauses import Clause
from shared.domain.budget.sentences.direction import movement_of
from shared.domain.budget.sentences.meaning import Meaning, NamedAccount, NamedDay
from shared.domain.budget.sentences.model import Direction
from shared.domain.budget.sentences.relations import meaning_of
from shared.domain.budget.sentences.sums import Worth, worth_of
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.sentences.when import When, either

NEW_LINE = 7
FEES = "needs.fees"
CARRIED = frozenset(
    {
        Act.EARN,
        Act.OBTAIN,
        Act.GIVEN,
        Act.SENT_ON,
        Act.ENTER,
        Act.SEND,
        Act.GIVE,
        Act.LEND,
        Act.BORROW,
        Act.REPAY,
        Act.TOP_UP,
        Act.SAVE,
        Act.REFUND,
        Act.SELL,
        Act.MOVE,
        Act.COLLECT,
    }
)
"""Verbs that the next entry of a list still follows; paying is what an entry is anyway."""


BETWEEN_ACCOUNTS = (Act.TOP_UP, Act.MOVE, Act.SEND, Act.WITHDRAW, Act.DEPOSIT, Act.SAVE, Act.PUT, Act.TAKE)
"""Verbs whose accounts are the two ends of one movement."""


MOVED_ON = frozenset({Act.MOVE, Act.SEND, Act.SAVE, Act.PUT, Act.INVEST, Act.TOP_UP})
"""Verbs that pass on what just came in."""


class Entry(NamedTuple):
    """One entry to propose, with what it takes from its neighbours.

    `matter` is the meaning that tells what it was for: its own, or that of the entry before it.
    `day` is None where nothing tells it, `account` where the entry has its own or none. `echoes`: it may only
    say what the entry before it came to, as in `token 100rb dapat 95rb`.
    """

    meaning: Meaning
    matter: Meaning
    worth: Worth
    carried: Act | None
    day: When | None
    own_day: bool
    account: NamedAccount | None
    differs: bool = False
    echoes: bool = False


def entries_of(clauses: Sequence[Clause], sentence: Sentence) -> list[Entry]:
    """The entries of a text in its order."""
    meanings = [meaning_of(clause) for clause in clauses]
    worths = [worth_of(meaning) for meaning in meanings]
    days = _days(meanings)
    accounts = _accounts(meanings)
    entries: list[Entry] = []
    for place, meaning in enumerate(meanings):
        before = entries[-1] if entries and meaning.clause.join < NEW_LINE else None
        follows = before is not None and meaning.is_empty
        account = accounts[place]
        if account is None and before is not None:
            account = _charged_to(meaning, before) or _moved_from(meaning, before)
        entries.append(
            Entry(
                meaning=meaning,
                matter=before.matter if before is not None and follows else meaning,
                worth=worths[place],
                carried=_carried(meaning, before),
                day=days[place],
                own_day=bool(meaning.days),
                account=account,
                echoes=before is not None and _echoes(meaning),
            )
        )
    return _without_totals(entries, sentence)


def _carried(meaning: Meaning, before: Entry | None) -> Act | None:
    if before is None or meaning.act is not None or _is_fee(meaning):
        return None
    act = before.meaning.act or before.carried
    if act is Act.SELL and any(item.word.incoming for item in meaning.items):
        return None
    return act if act in CARRIED or meaning.is_empty else None


def _echoes(meaning: Meaning) -> bool:
    """Whether a clause right behind another one, with no join between, says `dapat 95rb` and nothing more."""
    got = {one.act for one in meaning.acts} == {Act.OBTAIN}
    return got and meaning.clause.join == 0 and not (meaning.items or meaning.persons or meaning.unknown)


def _is_fee(meaning: Meaning) -> bool:
    """Whether a clause names nothing but a fee: `admin 2500`."""
    return bool(meaning.items) and all(item.word.category == FEES for item in meaning.items)


def _charged_to(meaning: Meaning, before: Entry) -> NamedAccount | None:
    """A fee is charged to the account that the money beside it left."""
    if meaning.accounts or not _is_fee(meaning):
        return None
    paid = movement_of(before.matter, 0, before.carried).account.mention
    return next((account for account in before.meaning.accounts if account.mention is paid), before.account)


def _moved_from(meaning: Meaning, before: Entry) -> NamedAccount | None:
    """Money that came in and is moved on at once leaves the account it came into: `gajian ke bca terus …`."""
    act = meaning.act or _carried(meaning, before)
    behind = {Role.TO, None} if act is Act.TOP_UP else {Role.TO}
    targets = [account for account in meaning.accounts if account.by in behind and account.owner is None]
    if act not in MOVED_ON or len(targets) != len(meaning.accounts) or not targets:
        return None
    main = before.meaning.clause.main
    came = movement_of(before.matter, main.amount.sign if main else 0, before.carried)
    if came.direction is Direction.TRANSFER:
        return before.account
    if came.direction is not Direction.IN:
        return None
    into = came.account.mention
    return next((account for account in before.meaning.accounts if account.mention is into), before.account)


def day_in(days: Sequence[NamedDay]) -> When | None:
    """The day of one clause; `tadi` gives way to any other, and days that disagree are asked."""
    given = [day.mark.when for day in days]
    firm = [when for when in given if not when.weak] or given
    if not firm:
        return None
    dated = [when for when in firm if when.weekday is None]
    first = (dated or firm)[0]
    if all(_agree(first, other) for other in firm):
        return first
    coming = any(when.weekday is None and when.ahead is not None and when.ahead == when.day for when in firm)
    return either(*(when.ahead if coming and when.weekday is not None else when.day for when in firm))


def _agree(when: When, other: When) -> bool:
    if other.weekday is not None and when.day is not None and when.weekday is None:
        return when.day.weekday() == other.weekday
    return when.day == other.day


def _days(meanings: Sequence[Meaning]) -> list[When | None]:
    """Each entry's day: its own, the last that led a list, or the one behind the whole list."""
    found: list[When | None] = []
    leading: When | None = None
    for meaning in meanings:
        own = day_in(meaning.days)
        if own is not None and meaning.days[0].leads:
            leading = own
        found.append(own if own is not None else leading)
    trailing = _trailing(meanings)
    return found if trailing is None or any(found[:-1]) else [trailing] * len(found)


def _trailing(meanings: Sequence[Meaning]) -> When | None:
    """The day behind the last entry of a list on one line."""
    last = meanings[-1]
    listed = all(meaning.clause.join < NEW_LINE - 2 for meaning in meanings[1:]) or Role.ALL in last.roles
    return day_in(last.days) if listed and last.days and not last.days[0].leads else None


def _accounts(meanings: Sequence[Meaning]) -> list[NamedAccount | None]:
    """The account each entry takes from its list, where it has none of its own."""
    shared: list[NamedAccount | None] = []
    leading: NamedAccount | None = None
    for meaning in meanings:
        lead = next(
            (account for account in meaning.accounts if _holds_on(meaning, account) and account.leads), None
        )
        leading = lead or leading
        shared.append(None if meaning.accounts else leading)
    last = meanings[-1] if meanings else None
    trailing = (
        [account for account in last.accounts if _holds_on(last, account) and not account.leads]
        if last
        else []
    )
    if len(trailing) == 1 and not any(meaning.accounts for meaning in meanings[:-1]):
        return [
            account or (None if meaning.accounts else trailing[0])
            for account, meaning in zip(shared, meanings, strict=True)
        ]
    return shared


def _holds_on(meaning: Meaning, account: NamedAccount) -> bool:
    """Whether an account may hold for the rest of a list: what was paid from, not one end of a transfer."""
    return account.by is not Role.TO and not meaning.does(*BETWEEN_ACCOUNTS)


def _without_totals(entries: list[Entry], sentence: Sentence) -> list[Entry]:
    """Totals that agree with their parts go; where they differ every part is asked."""
    if len(entries) < 2:
        return entries
    if _heads_breakdown(entries[0], sentence):
        return _against(entries[0], entries[1:], doubled=True)
    if entries[0].meaning.clause.is_total and _adds_up(entries[0], entries[1:]):
        return entries[1:]
    kept: list[Entry] = []
    for entry in entries:
        parts_of_it = entry.meaning.clause.is_total and bool(kept)
        kept = _against(entry, kept, doubled=False) if parts_of_it else [*kept, entry]
    return kept


def _heads_breakdown(entry: Entry, sentence: Sentence) -> bool:
    """`belanja 100rb: sayur 60rb, buah 40rb` and `makan 50rb (nasi 35rb, minum 15rb)`."""
    main = entry.meaning.clause.main
    return main is not None and sentence.sign(main.last) in {":", "("}


def _adds_up(total: Entry, parts: Sequence[Entry]) -> bool:
    amounts = [part.worth.amount for part in parts]
    return total.worth.amount is not None and total.worth.amount == sum(amount or 0 for amount in amounts)


def _against(total: Entry, parts: Sequence[Entry], *, doubled: bool) -> list[Entry]:
    if _adds_up(total, parts):
        return [
            part if part.account or part.meaning.accounts else part._replace(account=_only_account(total))
            for part in parts
        ]
    asked = [part._replace(differs=True) for part in parts]
    return [total._replace(differs=True), *asked] if doubled else asked


def _only_account(entry: Entry) -> NamedAccount | None:
    accounts = entry.meaning.accounts
    return accounts[0] if len(accounts) == 1 else entry.account
