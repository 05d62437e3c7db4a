"""A person with ten accounts and all system categories, who writes sentences about their money."""

from datetime import date
from uuid import UUID

from shared.domain.budget.sentences.engine import read_sentence
from shared.domain.budget.sentences.model import Part, Proposal, Reading
from shared.domain.budget.transactions import Account, AccountKind, BudgetGroup, Category

TODAY = date(2026, 11, 18)
"""A Wednesday."""

OWNED = (
    ("BCA", AccountKind.BANK, "BCA"),
    ("GoPay", AccountKind.E_WALLET, "GoPay"),
    ("Tunai", AccountKind.CASH, None),
    ("OVO", AccountKind.E_WALLET, None),
    ("Bank Jago", AccountKind.BANK, None),
    ("DANA", AccountKind.E_WALLET, "DANA"),
    ("Kartu Kredit BCA", AccountKind.CREDIT_CARD, "BCA"),
    ("ShopeePay", AccountKind.E_WALLET, None),
    ("Mandiri", AccountKind.BANK, "Mandiri"),
    ("SPayLater", AccountKind.PAYLATER, None),
)
CODES = [
    "income.salary",
    "income.bonus",
    "income.business",
    "income.gift",
    "income.interest",
    "income.other",
    "needs.rent",
    "needs.groceries",
    "needs.eating",
    "needs.utilities",
    "needs.phone",
    "needs.transport",
    "needs.fuel",
    "needs.health",
    "needs.insurance",
    "needs.debt",
    "needs.education",
    "needs.family",
    "needs.household",
    "needs.children",
    "needs.tax",
    "needs.fees",
    "wants.coffee",
    "wants.dining",
    "wants.shopping",
    "wants.fashion",
    "wants.entertainment",
    "wants.subscriptions",
    "wants.travel",
    "wants.hobby",
    "wants.gift",
    "giving.charity",
    "wants.other",
    "saving.emergency",
    "saving.investment",
    "saving.goal",
    "saving.arisan",
]


def account(name: str, kind: AccountKind, institution: str | None = None, *, number: int = 0) -> Account:
    """An account; its id is told by its number."""
    return Account(id=UUID(int=1000 + number), name=name, kind=kind, institution=institution)


ACCOUNTS = tuple(account(*owned, number=number) for number, owned in enumerate(OWNED))
CATEGORIES = tuple(
    Category(id=UUID(int=0x101 + number), code=code, name=code, budget_group=BudgetGroup.NEEDS)
    for number, code in enumerate(CODES)
)
NAMES = {one.id: one.name for one in ACCOUNTS}


def reading_of(
    text: str,
    *,
    today: date = TODAY,
    accounts: tuple[Account, ...] = ACCOUNTS,
    categories: tuple[Category, ...] = CATEGORIES,
) -> Reading:
    """What is read out of a text."""
    return read_sentence(text, today=today, accounts=accounts, categories=categories)


def only_proposal(text: str, *, today: date = TODAY, accounts: tuple[Account, ...] = ACCOUNTS) -> Proposal:
    """The one proposal of a text."""
    proposals = reading_of(text, today=today, accounts=accounts).proposals
    assert len(proposals) == 1, proposals
    return proposals[0]


def questions(proposal: Proposal, *parts: Part) -> list[str]:
    """The codes of what is asked, about some parts or all of them."""
    return [one.code for one in proposal.unclear if not parts or one.part in parts]
