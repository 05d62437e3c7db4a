"""My transactions over HTTP: from a sentence to saved rows, and what is proposed."""

from functions.budget.deps import Deps
from functions.budget.models.transactions import (
    DueDaysView,
    EntriesToSave,
    SavedTransactions,
    SentenceToRead,
    SentenceView,
    TransferOffersView,
    TransferOfferView,
    TransferToLink,
)
from shared.domain.budget.entries import EntriesRefused, KeyedTransaction
from shared.domain.budget.transfers import MonthIsClosed, NotATransfer
from shared.domain.days import today_in_jakarta
from shared.errors import NotFound
from shared.web.routing import Call, Router

LARGEST_BODY = 512 * 1024
"""Bytes: a hundred entries with notes and a few parts each."""

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.post(
    "/transactions/parse",
    answers=SentenceView,
    status=200,
    rate="read",
    example={"text": "ngopi 35rb kemarin pakai gopay"},
)
async def parse_transactions(call: Call[Deps], body: SentenceToRead) -> SentenceView:
    """Read a sentence into proposals.

    Nothing is saved. Each proposal says what was understood and what is unclear; where nothing is, its
    `entry` can be sent to `POST /financial/transactions` as it is. What cannot be read is in `unread`.
    """
    service = call.deps.transactions(call.caller)
    reading = await service.parse(body.text, today=today_in_jakarta(now=call.now))
    return SentenceView.of(reading, call.language)


@router.post(
    "/transactions",
    answers=SavedTransactions,
    status=201,
    rate="write",
    idempotent=True,
    max_body=LARGEST_BODY,
    raises=(EntriesRefused,),
    example={
        "entries": [
            {
                "account_id": "00000000-0000-4000-8000-0000000000a1",
                "booked_on": "2026-11-22",
                "amount": -35_000,
                "category_id": "00000000-0000-4000-8000-000000000123",
                "merchant": "Kopi Kenangan",
                "source": "SENTENCE",
            }
        ]
    },
)
async def save_transactions(call: Call[Deps], body: EntriesToSave) -> SavedTransactions:
    """Save transactions, transfers and split ones, all or none.

    With `to_account_id` an entry is a transfer: its amount is negative, and both legs come back. `parts`
    split an entry and add up to it. With `recurring_id` an entry settles `due_on`, a day on which that
    recurring transaction falls. A refusal points at each wrong field of each entry.
    """
    entries = [
        KeyedTransaction(id=call.new_id(f"transaction/{place}"), transaction=entry)
        for place, entry in enumerate(body.entries)
    ]
    return SavedTransactions(items=await call.deps.transactions(call.caller).save(entries))


@router.get("/transactions/due", answers=DueDaysView, rate="read")
async def list_due_transactions(call: Call[Deps]) -> DueDaysView:
    """List what is due.

    Recurring transactions up to today in Jakarta that are neither booked nor skipped, as entries to
    confirm through `POST /financial/transactions`; none is booked by itself. A rule that cannot be
    followed, or falls on no day at all, is in `unreadable` with the reason.
    """
    review = await call.deps.transactions(call.caller).due(today=today_in_jakarta(now=call.now))
    return DueDaysView.of(review, call.language)


@router.get("/transactions/transfers", answers=TransferOffersView, rate="read")
async def list_transfer_offers(call: Call[Deps]) -> TransferOffersView:
    """List pairs that look like transfers.

    The same amount out of one of my accounts and into another within a few days. They stay two
    transactions until they are linked.
    """
    offers = await call.deps.transactions(call.caller).transfers(today=today_in_jakarta(now=call.now))
    return TransferOffersView(items=tuple(TransferOfferView.of(offer) for offer in offers))


@router.post(
    "/transactions/transfers",
    answers=SavedTransactions,
    status=200,
    rate="write",
    raises=(NotFound, NotATransfer, MonthIsClosed),
    example={
        "out_id": "00000000-0000-4000-8000-0000000000b1",
        "in_id": "00000000-0000-4000-8000-0000000000b2",
    },
)
async def link_transfer(call: Call[Deps], body: TransferToLink) -> SavedTransactions:
    """Link two transactions as one transfer.

    Their categories go, and sums of income and spending leave them out from then on. Asking again
    changes nothing.
    """
    legs = await call.deps.transactions(call.caller).link_transfer(body.out_id, body.in_id)
    return SavedTransactions(items=legs)
