"""A ledger written into Postgres, so that the database can be asked what the plain sums say."""

from uuid import UUID

from psycopg import Connection
from psycopg.types.json import Jsonb

from tests.builders.bookings import CATEGORIES, Entry, named_id
from tests.builders.ledger import Ledger


def write_down(connection: Connection, person: UUID, ledger: Ledger) -> None:
    """Keep the books of a ledger for a person, as the database's superuser; nothing is carried."""
    with connection.transaction():
        _declare(connection, person, ledger)
        for name, purse in ledger.accounts.items():
            connection.execute(
                "insert into public.accounts (id, user_id, name, kind, opening_balance, opened_on,"
                " for_emergencies, archived) values (%s, %s, %s, %s, %s, '2000-01-01', %s, %s)",
                (account_id(person, name), person, name, *purse[:2], purse.for_emergencies, purse.archived),
            )
        for rule in ledger.recurring:
            connection.execute(
                "insert into public.recurring_transactions (id, user_id, account_id, merchant, amount, rrule,"
                " starts_on) values (%s, %s, %s, %s, %s, %s, %s)",
                (
                    rule.id,
                    person,
                    account_id(person, "bank"),
                    rule.merchant,
                    rule.amount,
                    rule.rrule,
                    rule.starts_on,
                ),
            )
        for entry in ledger.entries:
            _book(connection, person, entry)
        for (month, code), plan in ledger.budgets.items():
            connection.execute(
                "insert into public.budgets (user_id, category_id, month, amount) values (%s, %s, %s, %s)",
                (person, CATEGORIES[code].id, month, plan.amount),
            )
        for insight in ledger.dismissed:
            connection.execute(
                "insert into public.insight_dismissals (user_id, insight) values (%s, %s)", (person, insight)
            )


def account_id(person: UUID, name: str) -> UUID:
    """The id of a person's account."""
    return named_id(f"{person}/{name}")


def _declare(connection: Connection, person: UUID, ledger: Ledger) -> None:
    told = ledger.data.model_dump(mode="json", exclude_none=True)
    if told:
        connection.execute(
            "insert into public.financial_data (user_id, monthly_income, assets) values (%s, %s, %s)",
            (person, told.get("monthly_income"), Jsonb(told["assets"]) if "assets" in told else None),
        )
    if ledger.start_day != 1:
        connection.execute(
            "insert into public.budget_settings (user_id, start_day) values (%s, %s)",
            (person, ledger.start_day),
        )


def _book(connection: Connection, person: UUID, entry: Entry) -> None:
    category = CATEGORIES[entry.category].id if entry.category else None
    transfer = named_id(f"{person}/{entry.key}") if entry.transfer else None
    connection.execute(
        "insert into public.transactions (id, user_id, account_id, booked_on, amount, category_id, merchant,"
        " source, transfer_id, recurring_id, due_on) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            *(entry.id, person, account_id(person, entry.account), entry.day, entry.amount, category),
            *(entry.merchant, entry.source, transfer, entry.recurring_id, entry.settles),
        ),
    )
    for amount, code in entry.parts:
        connection.execute(
            "insert into public.transaction_parts (user_id, transaction_id, category_id, amount)"
            " values (%s, %s, %s, %s)",
            (person, entry.id, CATEGORIES[code].id if code else None, amount),
        )
