"""What may surprise in a year of pay, told plainly."""

from collections.abc import Iterator, Sequence

from shared.domain.months import Month
from shared.domain.payroll.lines import LineCode, amount_of
from shared.domain.payroll.model import Employment, Method, Sector, TaxNumber, terms_in
from shared.domain.payroll.month import Paid, state_bears
from shared.domain.payroll.result import MonthPay, Note, NoteCode
from shared.domain.payroll.rules import STATE_BEARS, rupiah
from shared.domain.payroll.tax import Taxpayer, month_tax


def notes(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    """The notes of a year: of single months, of the settlement, and of the terms."""
    yield from _edges(employment, paid[:-1])
    yield from _settlement(employment, paid)
    yield from _state(employment, paid)
    yield from _terms(employment)
    yield from _holiday_and_zakat(employment, paid)


def _edges(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    """Gross incomes just above the end of a bracket that take home less than that end would."""
    if employment.method is not Method.GROSS:
        return
    alike: dict[tuple[int, int, int], list[Month]] = {}
    for one in paid:
        found = _edge(employment, one.pay)
        if found:
            alike.setdefault(found, []).append(one.pay.month)
    for (less, edge, over), months in alike.items():
        yield Note(code=NoteCode.TER_EDGE, months=tuple(months), amount=less, limit=edge, over=over)


def _edge(employment: Employment, pay: MonthPay) -> tuple[int, int, int] | None:
    """How much less is taken home than at the end of the bracket below, that end, and the rupiah above it."""
    if state_bears(employment, pay.month):
        return None
    taxpayer = Taxpayer(employment.ptkp, employment.tax_number)
    edge = month_tax(pay.gross, taxpayer, pay.month).edge
    if edge is None:
        return None
    over = pay.gross - edge
    less = pay.withheld - month_tax(edge, taxpayer, pay.month).amount - over
    return (less, edge, over) if less > 0 else None


def _settlement(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    last = paid[-1].pay
    due = paid[-1].tax.due if paid[-1].tax else 0
    others = [one.pay.withheld for one in paid[:-1]]
    if due < 0:
        yield from _too_much(employment, paid, -due)
    elif others and due > max(others):
        yield Note(code=NoteCode.SETTLEMENT_HEAVY, months=(last.month,), amount=due, limit=max(others))
    if last.take_home < 0:
        yield Note(code=NoteCode.SETTLEMENT_EXCEEDS_PAY, months=(last.month,), amount=-last.take_home)
    if employment.begins.month > 1 and employment.earlier_job is None:
        yield Note(code=NoteCode.OTHER_JOB)


def _too_much(employment: Employment, paid: Sequence[Paid], over: int) -> Iterator[Note]:
    month = employment.ends
    returned = amount_of(paid[-1].pay.lines, LineCode.TAX_RETURNED)
    if employment.method is not Method.GROSS:
        yield Note(code=NoteCode.ALLOWANCE_TAKEN_BACK, months=(month,), amount=over)
    elif returned:
        yield Note(code=NoteCode.OVER_WITHHELD, months=(month,), amount=returned)
    if over > returned:
        yield Note(code=NoteCode.KEPT_BY_STATE, months=(month,), amount=over - returned)


def _state(employment: Employment, paid: Sequence[Paid]) -> Iterator[Note]:
    if employment.sector is Sector.OTHER:
        return
    borne = sum(amount_of(one.pay.lines, LineCode.TAX_BORNE_BY_STATE) for one in paid)
    limit = rupiah(STATE_BEARS[employment.sector], employment.ends.first_day)
    if borne:
        yield Note(code=NoteCode.STATE_BEARS, amount=borne, limit=limit)
    elif not any(state_bears(employment, one.pay.month) for one in paid):
        wage = terms_in(employment, employment.begins).wage
        yield Note(code=NoteCode.STATE_BEARS_NOTHING, amount=wage, limit=limit)


def _terms(employment: Employment) -> Iterator[Note]:
    if employment.method is Method.NET:
        yield Note(code=NoteCode.TAX_BORNE_IS_INCOME)
    if employment.tax_number is TaxNumber.NONE:
        yield Note(code=NoteCode.WITHOUT_NUMBER)
    if employment.bpjs.employer_pays_worker_share:
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
