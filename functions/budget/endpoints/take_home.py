"""My take-home pay over HTTP."""

from functions.budget.deps import Deps
from functions.budget.endpoints.pictures import as_wished
from functions.budget.models.pictures import PICTURE, PictureWish
from functions.budget.models.take_home import TakeHomeView
from shared.domain.days import today_in_jakarta
from shared.domain.payroll.checks import EmploymentRefused
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.model import Employment
from shared.web.routing import Call, Download, Router

router = Router[Deps](name="budget", base="/api/v1/financial")


@router.post(
    "/take-home",
    answers=TakeHomeView,
    downloads=(PICTURE,),
    status=200,
    rate="read",
    raises=(EmploymentRefused,),
    example={
        "year": 2026,
        "ptkp": "TK/0",
        "salary": 6_500_000,
        "fixed_allowances": 1_000_000,
        "changes": [{"from_month": "2026-07", "salary": 7_200_000}],
        "method": "GROSS",
        "tax_number": "NIK",
        "bpjs": {"accident": "VERY_LOW"},
        "thr": {"month": "2026-03", "months_of_service": 8},
        "extra_pay": [{"month": "2026-12", "kind": "BONUS", "amount": 5_000_000}],
        "zakat": {"base": "GROSS", "through_employer": True},
    },
)
async def compute_take_home(
    call: Call[Deps], body: Employment, query: PictureWish
) -> TakeHomeView | Download:
    """Compute a year of take-home pay.

    PPh 21 by the monthly effective rates and the settlement of the last month worked, BPJS with its caps,
    THR and bonus months, changes of pay, a start or an end in mid-year; with the tax borne by oneself
    (GROSS), by an allowance (GROSS_UP) or by the employer (NET). Nothing is saved. Each line says what it
    was taken of and which dated figures it rests on; `notes` say what may surprise. Amounts are whole
    rupiah, and those of `salary` and its like are a month's.
    """
    pay = take_home(body)
    view = TakeHomeView.of(pay, today=today_in_jakarta(now=call.now), language=call.language)
    return await as_wished(call, query, view)
