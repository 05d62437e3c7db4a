"""Which tools a turn is offered: those that serve the session's type and the person's state.

Fewer tools are chosen better, and cost fewer tokens. Whatever is not offered cannot be called either.
"""

from collections.abc import Callable
from typing import NamedTuple

from shared.domain.budget.facts import SnapshotFacts
from shared.domain.conversation.model import SessionType
from shared.domain.values import Value

ALL_TYPES = frozenset(SessionType)


class PersonState(Value):
    """What is known of a person before a tool runs. What nobody looked at yet counts as possible."""

    may_owe: bool = True
    may_have_transactions: bool = True

    @classmethod
    def of(cls, facts: SnapshotFacts) -> "PersonState":
        """The state that somebody's figures tell."""
        return cls(
            may_owe=_may_owe(facts),
            may_have_transactions=bool(facts.accounts) or any(month.transactions for month in facts.months),
        )


def always(state: PersonState) -> bool:
    """A condition that every state meets."""
    return True


class Serves(NamedTuple):
    """The session types that a tool is for, and the state in which it has something to say."""

    types: frozenset[SessionType] = ALL_TYPES
    when: Callable[[PersonState], bool] = always

    def fits(self, session_type: SessionType | None, state: PersonState) -> bool:
        """Whether a turn is offered the tool; without a type, the type does not matter."""
        return (session_type is None or session_type in self.types) and self.when(state)


def _may_owe(facts: SnapshotFacts) -> bool:
    """Only who says or keeps that nothing is owed owes nothing; who said nothing may."""
    if facts.keeps_debts:
        return bool(facts.debts or facts.debts_left_out)
    told = facts.record.data
    return not (told.current_debt == 0 or (told.current_debt is None and told.liabilities == ()))
