"""What a category is chosen from, and what comes out: rules, earlier choices, a suggestion."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.domain.budget.holdings import line
from shared.domain.budget.transactions import Account, Category
from shared.domain.values import Value
from shared.errors import Conflict, InvalidInput
from shared.words import Words


class RuleMatch(StrEnum):
    """How a rule's pattern meets a text: as whole words somewhere in it, or as all of its words."""

    CONTAINS = "CONTAINS"
    EXACT = "EXACT"


class SuggestionOrigin(StrEnum):
    """Where a category comes from, surest first; only SUGGESTION is a guess."""

    RULE = "RULE"
    MERCHANT = "MERCHANT"
    SUGGESTION = "SUGGESTION"


class CategoryRule(Value):
    """A person's own active rule. Among rules of one kind of match the higher `priority` goes first."""

    id: UUID
    pattern: str
    match: RuleMatch = RuleMatch.CONTAINS
    category_id: UUID
    priority: int = 0


class NewRule(Value):
    """A rule on its way to be kept: texts with this pattern belong to the category."""

    pattern: Annotated[str, line(120), Field(min_length=2)]
    match: RuleMatch = RuleMatch.CONTAINS
    category_id: UUID


class RuleRefused(InvalidInput):
    """A rule that cannot be kept as it was sent."""

    code = "category_rule_refused"
    says = Words(id="Aturan ini belum bisa disimpan.", en="This rule could not be saved.")


class RuleNotAccepted(Conflict):
    """Only an active rule reaches the past."""

    code = "rule_not_accepted"
    says = Words(
        id="Terima dulu aturannya, baru bisa diterapkan ke transaksi lama.",
        en="Accept the rule first; then it can be applied to earlier transactions.",
    )


class RuleEffect(Value):
    """How many transactions a rule changed or would change, and how many lie in closed months."""

    changed: int
    skipped_closed: int


class PastChoice(Value):
    """What a person usually filed one merchant under; `merchant` in the form that `words_of` gives.

    `incoming` tells money that came in (refunds, pay) from money that went out.
    """

    merchant: str
    incoming: bool
    category_id: UUID


class Suggestion(Value):
    """A category for a description, where it comes from, and the merchant's name where one is known."""

    category_id: UUID
    origin: SuggestionOrigin
    merchant: str | None


class Bookkeeping(Value):
    """What reading an entry needs to know about a person.

    Accounts and categories that are not archived, active rules oldest first, and earlier choices.
    """

    accounts: tuple[Account, ...] = ()
    categories: tuple[Category, ...] = ()
    rules: tuple[CategoryRule, ...] = ()
    choices: tuple[PastChoice, ...] = ()
