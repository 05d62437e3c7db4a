"""What the marks of one clause are to each other: who, from where, to where, for what, when.

named := [preposition] (account | person | thing | word)
"""

from collections.abc import Mapping
from typing import NamedTuple

from shared.domain.budget.sentences.accounts import Mention
from shared.domain.budget.sentences.acts import PERSONS, Act, Role
from shared.domain.budget.sentences.clauses import Clause
from shared.domain.budget.sentences.counts import Count
from shared.domain.budget.sentences.lexicon import Word
from shared.domain.budget.sentences.marks import (
    AccountMark,
    DateMark,
    Mark,
    OtherMark,
    WordMark,
)

BRINGS_BACK = frozenset({Act.REFUND, Act.SELL, Act.CASH_IN, Act.COLLECT})
STRONGER: Mapping[Act, frozenset[Act]] = {
    Act.USE: frozenset(Act) - {Act.USE},
    Act.EARN: BRINGS_BACK,
    Act.OBTAIN: BRINGS_BACK | {Act.BORROW},
    Act.ENTER: BRINGS_BACK,
    Act.GET: BRINGS_BACK,
    Act.GIVEN: BRINGS_BACK,
}
"""Verbs that say more than an earlier one: `dapet refund`, `abis transfer`."""


class NamedAct(NamedTuple):
    """A verb with the preposition before it, if there is one."""

    act: Act
    mark: WordMark
    by: Role | None


class Named(NamedTuple):
    """A word with the preposition before it, if there is one."""

    mark: WordMark | OtherMark
    by: Role | None

    @property
    def word(self) -> Word:
        """What it means; an unknown word means nothing."""
        return self.mark.word if isinstance(self.mark, WordMark) else Word()

    @property
    def is_person(self) -> bool:
        """Whether it is somebody."""
        return any(role in PERSONS for role in self.word.roles)


class Subject(NamedTuple):
    """Who stands before the verb; `sure` that they did it, and not something unknown."""

    named: Named
    sure: bool


class NamedAccount(NamedTuple):
    """An account with the preposition before it; `leads`: it stands before what was done.

    `owner` is whoever is named right behind it, whose account it then is: `ke bca ibu`.
    """

    mark: AccountMark
    by: Role | None
    leads: bool
    owner: Mark | None = None

    @property
    def mention(self) -> Mention:
        """The account."""
        return self.mark.mention


class NamedDay(NamedTuple):
    """A day; `leads`: it stands before what was done, and so holds for what follows as well."""

    mark: DateMark
    leads: bool


class Meaning(NamedTuple):
    """One clause, taken apart."""

    clause: Clause
    acts: tuple[NamedAct, ...]
    named: tuple[Named, ...]
    accounts: tuple[NamedAccount, ...]
    days: tuple[NamedDay, ...]
    counts: tuple[Count, ...]
    roles: frozenset[Role]
    subject: Subject | None
    is_negated: bool

    @property
    def act(self) -> Act | None:
        """What was done: the first verb, unless it is a weak one that a stronger one follows."""
        acts = [one.act for one in self.acts]
        for place, act in enumerate(acts):
            stronger = STRONGER.get(act)
            if stronger is None or not any(later in stronger for later in acts[place + 1 :]):
                return act
        return None

    def does(self, *acts: Act) -> bool:
        """Whether one of these was done."""
        return any(one.act in acts for one in self.acts)

    @property
    def items(self) -> tuple[Named, ...]:
        """What money went for, or came by."""
        return tuple(named for named in self.named if named.word.is_item)

    @property
    def persons(self) -> tuple[Named, ...]:
        """Who is named."""
        return tuple(named for named in self.named if named.is_person)

    @property
    def unknown(self) -> tuple[Named, ...]:
        """Words that the lexicon does not have."""
        return tuple(
            named for named in self.named if isinstance(named.mark, OtherMark) and named.mark.is_word
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing says what the money was for."""
        things = any(
            not (count.times or count.percent or count.people or count.period) for count in self.counts
        )
        return not (self.acts or self.items or self.persons or self.unknown or things)
