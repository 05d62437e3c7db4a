"""Budgets through PostgREST."""

from tests.database.tracker.books import Books, Row

RENT = "00000000-0000-4000-8000-000000000107"
EMERGENCY = "00000000-0000-4000-8000-000000000134"
MONTH = "2026-10"


def plan(books: Books, category_id: str, amount: int, month: str = MONTH, **choices: bool) -> Row:
    """Add a budget; its row."""
    return books.add("budgets", category_id=category_id, month=month, amount=amount, **choices)


def move_wish(source: object, target: object, amount: object, month: object = MONTH) -> Row:
    """What a client sends to move money between two categories."""
    return {"month": month, "from_category_id": source, "to_category_id": target, "amount": amount}


def move(books: Books, source: str, target: str, amount: int, month: str = MONTH) -> list[Row]:
    """Move money between two categories; their budgets."""
    return books.call("move_budget", **move_wish(source, target, amount, month))


def budgets(books: Books, month: str = MONTH) -> dict[str, tuple[int, int]]:
    """(amount, moved) of every category with a row in a month."""
    rows = books.rows("budgets", month=f"eq.{month}")
    return {row["category_id"]: (row["amount"], row["moved"]) for row in rows}
