"""Who bears the tax of a month: the worker, the employer or the state."""

from shared.domain.months import Month
from shared.domain.payroll.model import Employment, Method, Sector, TaxNumber, terms_in
from shared.domain.payroll.rules import rupiah

STATE_BEARS = {
    Sector.LABOUR_INTENSIVE: "payroll.state_bears_labour_intensive_max",
    Sector.TOURISM: "payroll.state_bears_tourism_max",
}
"""The pay up to which the state bears the tax, by sector."""


def state_bears(employment: Employment, month: Month) -> bool:
    """Whether the state bears the month's tax (PMK 10/2025, 72/2025 and 105/2025, arts 2 to 4).

    It does in the sectors named, where salary and fixed allowances of the first month worked that year are
    not above the limit and the tax office knows the worker's number.
    """
    limit = STATE_BEARS.get(employment.sector)
    if limit is None or employment.tax_number is TaxNumber.NONE:
        return False
    return terms_in(employment, employment.begins).wage <= rupiah(limit, month.first_day)


def worker_bears(employment: Employment, month: Month) -> bool:
    """Whether the month's tax comes off what the worker takes home."""
    return employment.method is Method.GROSS and not state_bears(employment, month)
