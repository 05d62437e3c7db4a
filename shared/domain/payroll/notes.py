"""What may surprise in a year of pay, told plainly."""

from collections.abc import Iterator, Sequence

from shared.domain.months import Month
from shared.domain.payroll.bearing import STATE_BEARS, state_bears, worker_bears
from shared.domain.payroll.how import BORNE
from shared.domain.payroll.lines import LineCode, amount_of
from shared.domain.payroll.model import Employment, Method, Sector, TaxNumber, terms_in
from shared.domain.payroll.month import Paid
from shared.domain.payroll.result import MonthPay, Note, NoteCode
from shared.domain.payroll.rules import rupiah
from shared.domain.payroll.tax import Taxpayer, YearTax, month_tax


def notes(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    """The notes of a year: of single months, of the settlement, and of the terms."""
    yield from _edges(employment, paid[:-1])
    yield from _settlement(employment, paid)
    yield from _state(employment, paid)
    yield from _terms(employment, paid)
    yield from _holiday_and_zakat(employment, paid)


def _edges(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    """Gross incomes so little above the end of a bracket that the tax grows by more than they do."""
    alike: dict[tuple[int, int, int], list[Month]] = {}
    for one in paid:
        found = _edge(employment, one.pay)
        if found:
            alike.setdefault(found, []).append(one.pay.month)
    for (more_tax, edge, over), months in alike.items():
        yield Note(code=NoteCode.TER_EDGE, months=tuple(months), amount=more_tax, limit=edge, over=over)


def _edge(employment: Employment, pay: MonthPay) -> tuple[int, int, int] | None:
    """How much more tax than at the end of the bracket below, that end, and the rupiah above it."""
    if not worker_bears(employment, pay.month):
        return None
    taxpayer = Taxpayer(employment.ptkp, employment.tax_number)
    edge = month_tax(pay.gross, taxpayer, pay.month).edge
    if edge is None:
        return None
    over = pay.gross - edge
    more_tax = pay.withheld - month_tax(edge, taxpayer, pay.month).amount
    return (more_tax, edge, over) if more_tax > over else None


def _settlement(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    last, tax = paid[-1].pay, paid[-1].tax
    assert tax is not None
    others = [one.pay.withheld for one in paid[:-1]]
    if tax.due < 0:
        yield from _too_much(employment, last, tax)
    elif others and tax.due > max(others) and worker_bears(employment, last.month):
        yield Note(code=NoteCode.SETTLEMENT_HEAVY, months=(last.month,), amount=tax.due, limit=max(others))
    if last.take_home < 0:
        yield Note(code=NoteCode.SETTLEMENT_EXCEEDS_PAY, months=(last.month,), amount=-last.take_home)
    if employment.begins.month > 1 and employment.earlier_job is None:
        yield Note(code=NoteCode.OTHER_JOB)


def _too_much(employment: Employment, last: MonthPay, tax: YearTax) -> Iterator[Note]:
    """Who has what was withheld too much: the employer, the state, each what it gave, and the worker."""
    returned = amount_of(last.lines, LineCode.TAX_RETURNED)
    taken_back = -amount_of(last.lines, *BORNE)
    earlier = employment.earlier_job.withheld if employment.earlier_job else 0
    of_earlier = max(0, earlier - tax.year_tax)
    parts = {
        NoteCode.ALLOWANCE_TAKEN_BACK: taken_back,
        NoteCode.OVER_WITHHELD: returned - taken_back - of_earlier,
        NoteCode.EARLIER_TAX_RETURNED: of_earlier,
        NoteCode.KEPT_BY_STATE: -tax.due - returned,
    }
    for code, amount in parts.items():
        if amount:
            yield Note(code=code, months=(last.month,), amount=amount)


def _state(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    if employment.sector is Sector.OTHER:
        return
    limit = rupiah(STATE_BEARS[employment.sector], employment.ends.first_day)
    borne = {one.pay.month: amount_of(one.pay.lines, LineCode.TAX_BORNE_BY_STATE) for one in paid}
    if any(borne.values()):
        months = tuple(month for month, amount in borne.items() if amount)
        yield Note(code=NoteCode.STATE_BEARS, months=months, amount=sum(borne.values()), limit=limit)
    elif limit == 0:
        yield Note(code=NoteCode.STATE_RULE_ABSENT)
    elif employment.tax_number is TaxNumber.NONE:
        yield Note(code=NoteCode.STATE_NEEDS_NUMBER)
    elif not state_bears(employment, employment.ends):
        wage = terms_in(employment, employment.begins).wage
        yield Note(code=NoteCode.STATE_BEARS_NOTHING, amount=wage, limit=limit)


def _terms(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    taxed = any(one.pay.withheld > 0 for one in paid)
    if taxed and employment.method is Method.NET:
        yield Note(code=NoteCode.TAX_BORNE_IS_INCOME)
    if taxed and employment.tax_number is TaxNumber.NONE:
        yield Note(code=NoteCode.WITHOUT_NUMBER)
    bpjs = employment.bpjs
    if bpjs.employer_pays_worker_share and (bpjs.health or bpjs.jht or bpjs.jp):
        yield Note(code=NoteCode.SHARE_PAID_BY_EMPLOYER)


def _holiday_and_zakat(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    if employment.thr and employment.thr.months_of_service == 0:
        yield Note(code=NoteCode.NO_THR_YET, months=(employment.thr.month,))
    zakat = [one.zakat for one in paid if one.zakat]
    below = [one for one in zakat if one.nisab is not None and not one.amount]
    if below:
        months = tuple(one.month for one in below)
        yield Note(code=NoteCode.BELOW_NISAB, months=months, limit=below[0].nisab)
    if employment.zakat and not employment.zakat.through_employer and any(one.amount for one in zakat):
        yield Note(code=NoteCode.ZAKAT_ON_ONES_OWN, amount=sum(one.amount for one in zakat))
