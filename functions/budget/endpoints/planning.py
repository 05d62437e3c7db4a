"""What if, can I afford it, and when does money run short: plans over HTTP."""

from functions.budget.deps import Deps
from functions.budget.endpoints.pictures import as_wished
from functions.budget.models.pictures import PICTURE, PictureWish
from functions.budget.models.planning import SimulationView, SimulationWish
from functions.budget.models.planning_affordability import AffordabilityView, AffordabilityWish
from functions.budget.models.planning_forecast import ForecastView
from shared.domain.planning.refusals import PlanRefused
from shared.web.routing import Call, Download, Router

LARGEST_BODY = 512 * 1024
"""Bytes: a full baseline and eight full scenarios."""

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.post(
    "/budget/simulate",
    answers=SimulationView,
    downloads=(PICTURE,),
    status=200,
    rate="read",
    raises=(PlanRefused,),
    max_body=LARGEST_BODY,
    example={
        "months": 36,
        "baseline": {
            "start": "2026-12",
            "incomes": [
                {
                    "id": "salary",
                    "amount": 8_000_000,
                    "growth": 0.05,
                    "pay_months": [{"kind": "THR", "month": 3, "times": 1}],
                }
            ],
            "categories": [
                {"id": "needs.rent", "group": "NEEDS", "amount": 1_500_000, "is_fixed": True},
                {"id": "needs.eating", "group": "NEEDS", "amount": 2_500_000, "price_group": "FOOD"},
                {"id": "wants.shopping", "group": "WANTS", "amount": 1_000_000},
            ],
            "debts": [
                {
                    "id": "motor",
                    "debt": {
                        "kind": "VEHICLE_LOAN",
                        "name": "Motor",
                        "method": "FLAT",
                        "balance": 10_000_000,
                        "principal": 15_000_000,
                        "annual_rate": 0.15,
                        "months_left": 20,
                    },
                }
            ],
            "goals": [{"id": "nikah", "target": 40_000_000, "target_on": "2028-12-31"}],
            "cash": 15_000_000,
            "emergency_fund": 12_000_000,
        },
        "scenarios": [
            {
                "name": "Berhenti kerja tiga bulan",
                "changes": [
                    {"type": "INCOME_LOSS", "income": "salary", "from": "2027-06", "until": "2027-08"}
                ],
            },
            {
                "name": "Laptop dengan paylater",
                "changes": [
                    {
                        "type": "INSTALMENT",
                        "id": "laptop",
                        "from": "2027-02",
                        "price": 9_000_000,
                        "credit": {"terms": "PAYLATER", "months": 12, "monthly_rate": 0.0295},
                    }
                ],
            },
        ],
        "uncertainty": {"paths": 500},
    },
)
async def simulate_plan(
    call: Call[Deps], body: SimulationWish, query: PictureWish
) -> SimulationView | Download:
    """Ask what if.

    Follows a baseline (my own figures, or one that is sent) and up to 8 scenarios of changes month by month:
    cash, debts, goals and net worth, the worst month, when the emergency fund breaks, and a one-line verdict
    with its figures. In every month cash before + income + borrowed - spending - saving - debt payments -
    goal contributions = cash after, to the rupiah. Nothing is kept; what is impossible is refused with a
    pointer.
    """
    played = await call.deps.planning(call.caller).simulate(
        body.baseline, body.scenarios, months=body.months, uncertainty=body.uncertainty, now=call.now
    )
    return await as_wished(call, query, SimulationView.of(played, call.language))


@router.post(
    "/budget/affordability",
    answers=AffordabilityView,
    downloads=(PICTURE,),
    status=200,
    rate="read",
    raises=(PlanRefused,),
    max_body=LARGEST_BODY,
    example={
        "item": {"name": "Motor bekas", "price": 18_000_000, "month": "2027-03"},
        "ways": [
            {"type": "CASH", "id": "Tunai"},
            {
                "type": "INSTALMENTS",
                "id": "Leasing 24 bulan",
                "down_payment": 3_600_000,
                "credit": {"terms": "FLAT", "months": 24, "annual_rate": 0.18, "origination_fee": 500_000},
            },
            {"type": "SAVE_FIRST", "id": "Menabung dulu"},
        ],
        "baseline": {
            "start": "2026-12",
            "incomes": [{"id": "salary", "amount": 8_000_000}],
            "categories": [
                {"id": "needs.rent", "group": "NEEDS", "amount": 1_500_000, "is_fixed": True},
                {"id": "needs.eating", "group": "NEEDS", "amount": 3_500_000, "price_group": "FOOD"},
            ],
            "goals": [{"id": "nikah", "target": 30_000_000, "target_on": "2028-12-31"}],
            "cash": 20_000_000,
            "emergency_fund": 15_000_000,
        },
    },
)
async def weigh_purchase(
    call: Call[Deps], body: AffordabilityWish, query: PictureWish
) -> AffordabilityView | Download:
    """Ask whether I can afford something.

    For each way to pay: yes, later (and when), or no, with the reasons. Affordable means that with the thing
    no month ends with cash below zero, the emergency fund stays whole, and goals that come first are not
    delayed: those of a higher priority or, where the thing has none, those with a date. Tells what it costs
    in all to the last instalment, what it does to each goal and to the emergency fund, and which of the
    affordable ways is cheapest. Nothing is kept.
    """
    weighed = await call.deps.planning(call.caller).weigh(
        body.baseline, body.item, body.ways, months=body.months, now=call.now
    )
    return await as_wished(call, query, AffordabilityView.of(weighed, call.language))


@router.get("/budget/forecast", answers=ForecastView, downloads=(PICTURE,), rate="read")
async def forecast_cash(call: Call[Deps], query: PictureWish) -> ForecastView | Download:
    """Look 90 days ahead.

    My cash without the emergency fund, day by day: what is booked ahead, what comes back, instalments of
    debts, and everyday spending as it was in the last weeks, with a band that means to hold eight of ten
    futures. Tells the day on which it runs short ahead of time, what falls due before it, and whether the
    emergency fund covers what is lacking or by how much it does not. Starts from the same money and debts as
    a simulation of my own figures. Where too little is tracked it says so, and goes by a usual month or
    budgets without a band.
    """
    found = await call.deps.planning(call.caller).forecast(now=call.now)
    return await as_wished(call, query, ForecastView.of(found, call.language))
