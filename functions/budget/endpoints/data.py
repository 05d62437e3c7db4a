"""My financial data over HTTP."""

from functions.budget.deps import Deps
from functions.budget.models.data import FinancialDataView
from shared.domain.budget.model import FinancialDataChange
from shared.web.routing import Call, Router

LARGEST_BODY = 256 * 1024
"""Bytes: four full lists whose every letter is escaped."""

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.get("/data", answers=FinancialDataView, rate="read")
async def read_financial_data(call: Call[Deps]) -> FinancialDataView:
    """Read my financial data.

    Before anything is stored every field is null and `completed` is false.
    """
    return FinancialDataView.of(await call.deps.financial_data(call.caller).read())


@router.post(
    "/data",
    answers=FinancialDataView,
    status=200,
    rate="write",
    idempotent=True,
    max_body=LARGEST_BODY,
    example={
        "monthly_income": 5_500_000,
        "monthly_expenses": 4_800_000,
        "monthly_needs": 3_400_000,
        "monthly_wants": 1_400_000,
        "current_savings": 3_000_000,
        "current_debt": 2_400_000,
        "emergency_fund_amount": 2_000_000,
        "stated_goals": ["Dana darurat 3 bulan"],
        "risk_tolerance": "CONSERVATIVE",
        "current_investments": [{"kind": "MUTUAL_FUND", "name": "Reksa dana pasar uang", "value": 1_500_000}],
        "liabilities": [
            {
                "kind": "PAYLATER",
                "name": "Cicilan HP",
                "balance": 2_400_000,
                "monthly_payment": 400_000,
                "annual_rate": 0.36,
            }
        ],
        "insurance": [{"kind": "BPJS_KESEHATAN", "monthly_premium": 35_000}],
    },
)
async def save_financial_data(call: Call[Deps], body: FinancialDataChange) -> FinancialDataView:
    """Create or update my financial data.

    Absent fields stay as they are, null clears, and a list replaces the whole list. Amounts are whole
    rupiah.
    """
    return FinancialDataView.of(await call.deps.financial_data(call.caller).save(body))
