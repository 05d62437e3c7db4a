"""Deciding what is due while others wait."""

import threading
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from shared.domain.budget.entries import KeyedTransaction
from shared.domain.budget.recurrence import RecurringRule
from shared.domain.budget.transactions import NewTransaction
from shared.services import transactions
from shared.services.transactions import TransactionService
from tests.builders.bookkeeping import an_account
from tests.fakes.ledger import FakeLedger
from tests.fakes.web import a_caller

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("work", ["due_days", "check_due_days"])
async def test_rules_are_followed_beside_the_event_loop(work: str, monkeypatch: pytest.MonkeyPatch) -> None:
    worked_in: list[int] = []
    real = getattr(transactions, work)

    def watched(given: Sequence[object], **told: Any) -> object:
        worked_in.append(threading.get_ident())
        return real(given, **told)

    monkeypatch.setattr(transactions, work, watched)
    ledger, caller, bank = FakeLedger(), a_caller(), an_account("BCA")
    rule = RecurringRule(id=uuid4(), account_id=bank.id, amount=-1, rrule="FREQ=DAILY", starts_on=TODAY)
    books = ledger.books_of(caller)
    books.accounts[bank.id], books.recurring[rule.id] = bank, rule
    service = TransactionService(store=ledger.transactions_of(caller))
    entry = NewTransaction(account_id=bank.id, booked_on=TODAY, amount=-1, recurring_id=rule.id, due_on=TODAY)

    before = (await service.due(today=TODAY)).days
    await service.save([KeyedTransaction(id=uuid4(), transaction=entry)])
    after = (await service.due(today=TODAY)).days

    assert [len(each.due) for each in (before, after)] == [1, 0]
    assert worked_in
    assert threading.get_ident() not in worked_in
