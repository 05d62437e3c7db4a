"""Paying my debts off over HTTP."""

from collections.abc import Callable
from typing import Protocol

from functions.budget.endpoints.pictures import as_wished
from functions.budget.models.debts import PayoffToPlan, PayoffView
from functions.budget.models.pictures import PICTURE, PictureWish
from shared.domain.caller import Caller
from shared.domain.days import today_in_jakarta
from shared.services.debts import DebtsDoNotFit, DebtService, NoDebts, TooManyDebts
from shared.web.routing import Call, Download, Router

LARGEST_BODY = 128 * 1024
"""Bytes: thirty debts with all their terms, and sixty single payments."""


class DebtDeps(Protocol):
    """What this topic works with."""

    @property
    def debts(self) -> Callable[[Caller], DebtService]:
        """The service by caller."""
        ...


router = Router[DebtDeps](name="budget", base="/api/v1/financial")


@router.post(
    "/debts/payoff",
    answers=PayoffView,
    downloads=(PICTURE,),
    status=200,
    rate="read",
    max_body=LARGEST_BODY,
    raises=(NoDebts, DebtsDoNotFit, TooManyDebts),
    example={
        "monthly_budget": 2_000_000,
        "monthly_income": 6_500_000,
        "debts": [
            {
                "kind": "CREDIT_CARD",
                "name": "Kartu kredit",
                "method": "EFFECTIVE",
                "balance": 8_000_000,
                "monthly_rate": 0.0175,
            },
            {
                "kind": "VEHICLE_LOAN",
                "name": "Motor",
                "method": "FLAT",
                "principal": 18_000_000,
                "balance": 12_000_000,
                "annual_rate": 0.12,
                "months_left": 16,
                "early_penalty": 0.05,
            },
            {
                "kind": "ONLINE_LOAN",
                "name": "Pinjol",
                "method": "DAILY",
                "principal": 500_000,
                "balance": 500_000,
                "daily_rate": 0.003,
                "days_left": 30,
                "lender_licensed": True,
            },
        ],
    },
)
async def plan_payoff(call: Call[DebtDeps], body: PayoffToPlan, query: PictureWish) -> PayoffView | Download:
    """Plan how to pay debts off.

    Nothing is saved. Strategies side by side with what they cost and when they end, month tables of the
    chosen one, what more money a month would do, what each debt really costs, what settling early saves, a
    new loan in their place where one is offered, and warnings where a debt breaks a rule of its day. Without
    `debts` it is about the ones on record.
    """
    service = call.deps.debts(call.caller)
    answer = await service.plan(body.wish(), body.told_debts(), day=today_in_jakarta(now=call.now))
    return await as_wished(call, query, PayoffView.of(answer, call.language))
