"""A person's accounts, categories and rules, with what a test says about them."""

from uuid import UUID, uuid5

from shared.domain.budget.categories.model import Bookkeeping, CategoryRule, PastChoice, RuleMatch
from shared.domain.budget.transactions import Account, AccountKind, BudgetGroup, Category

_HOME = UUID("5f0c0b7e-3f0a-4d59-9f0e-8a54f3b4c001")

CODES = (
    *("income.salary", "income.bonus", "income.business", "income.gift", "income.interest", "income.other"),
    *("needs.rent", "needs.groceries", "needs.eating", "needs.utilities", "needs.phone", "needs.transport"),
    *("needs.fuel", "needs.health", "needs.insurance", "needs.debt", "needs.education", "needs.family"),
    *("needs.household", "needs.children", "needs.tax", "needs.fees", "wants.coffee", "wants.dining"),
    *("wants.shopping", "wants.fashion", "wants.entertainment", "wants.subscriptions", "wants.travel"),
    *("wants.hobby", "wants.gift", "giving.charity", "wants.other", "saving.emergency"),
    *("saving.investment", "saving.goal", "saving.arisan"),
)
"""The codes of the system categories, in their order."""

_GROUPS = {"income": BudgetGroup.INCOME, "wants": BudgetGroup.WANTS, "saving": BudgetGroup.SAVING}


def category_id(code: str) -> UUID:
    """The id of a system category, as the migration writes it."""
    return UUID(f"00000000-0000-4000-8000-000000000{101 + CODES.index(code)}")


def code_of(category: UUID | None) -> str | None:
    """The code of a system category, None for none."""
    return CODES[int(str(category)[-3:]) - 101] if category else None


def system_categories() -> tuple[Category, ...]:
    """All system categories; names do not matter here."""
    return tuple(
        Category(
            id=category_id(code),
            code=code,
            name=code,
            name_en=code,
            budget_group=_GROUPS.get(code.split(".")[0], BudgetGroup.NEEDS),
        )
        for code in CODES
    )


def an_account(name: str, *, kind: AccountKind = AccountKind.BANK, institution: str | None = None) -> Account:
    """An account whose id follows from its name."""
    return Account(id=uuid5(_HOME, name), name=name, kind=kind, institution=institution)


def a_rule(
    pattern: str, code: str, *, match: RuleMatch = RuleMatch.CONTAINS, priority: int = 0
) -> CategoryRule:
    """An active rule of the person's own."""
    return CategoryRule(
        id=uuid5(_HOME, f"{pattern}/{match}/{code}"),
        pattern=pattern,
        match=match,
        category_id=category_id(code),
        priority=priority,
    )


def a_choice(merchant: str, code: str, *, incoming: bool = False) -> PastChoice:
    """What the person filed a merchant under before."""
    return PastChoice(merchant=merchant, incoming=incoming, category_id=category_id(code))


def a_book(
    *rules: CategoryRule, choices: tuple[PastChoice, ...] = (), accounts: tuple[Account, ...] = ()
) -> Bookkeeping:
    """A person with all system categories and these rules."""
    return Bookkeeping(accounts=accounts, categories=system_categories(), rules=rules, choices=choices)
