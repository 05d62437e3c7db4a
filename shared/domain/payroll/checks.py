"""What cannot be: overlapping or impossible terms, each with a pointer into the body."""

from collections.abc import Iterator

from shared.domain.assumptions.dated import tables
from shared.domain.money import format_rupiah
from shared.domain.months import Month, format_month
from shared.domain.payroll.bearing import state_bears
from shared.domain.payroll.model import Employment, HolidayAllowance, Method, PayChange
from shared.domain.payroll.rules import highest_tax
from shared.errors import FieldProblem, InvalidInput
from shared.words import Language, Words

NOT_THIS_YEAR = Words(id="Bulan ini di luar tahunnya.", en="This month lies outside the year.")
ENDS_EARLY = Words(
    id="Bulan terakhir tidak boleh sebelum bulan pertama.",
    en="The last month may not come before the first.",
)
NOT_WORKED = Words(
    id="Bulan ini di luar masa kerja tahun itu.", en="This month lies outside the months worked that year."
)
CHANGE_TOO_EARLY = Words(
    id="Perubahan harus sesudah bulan kerja pertama; gaji awal ditulis di salary.",
    en="A change comes after the first month worked; the starting pay is told in salary.",
)
CHANGED_TWICE = Words(
    id="Sudah ada perubahan mulai bulan ini.", en="There is a change from this month on already."
)
CHANGES_NOTHING = Words(id="Perubahan ini tidak mengubah apa pun.", en="This changes nothing.")
PAID_TWICE = Words(
    id="Jenis ini sudah ada di bulan yang sama; jumlahkan saja.",
    en="This kind is there for the same month already; add them up.",
)
THR_ONE_OF = Words(
    id="Sebutkan salah satu: amount atau months_of_service.",
    en="Name one of amount and months_of_service.",
)
JOINED_INCOME = Words(
    id="Pemberi kerja tidak memakai K/I: penghasilan suami istri digabung di SPT tahunan. Pakai K atau TK.",
    en="An employer never uses K/I: the incomes of a couple are joined in the annual return. Use K or TK.",
)
BEFORE_TER = Words(
    id="Tarif efektif bulanan baru berlaku mulai {year}.",
    en="The monthly effective rates begin with {year}.",
)
STATE_AND_EMPLOYER = Words(
    id="PPh 21 ini ditanggung pemerintah, dan itu hanya dihitung untuk metode GROSS.",
    en="The state bears this tax, which is worked out for the method GROSS only.",
)
HIGHEST_TAX = Words(
    id="Dari penghasilan neto {net} pajaknya paling banyak {most}; periksa lagi bukti potongnya.",
    en="A net income of {net} brings at most {most} of tax; check the certificate again.",
)


class EmploymentRefused(InvalidInput):
    """Terms of pay that cannot be."""

    code = "employment_refused"
    says = Words(
        id="Ada data gaji yang tidak mungkin. Periksa lagi.",
        en="Some of these terms of pay cannot be. Check them again.",
    )


def check(employment: Employment) -> None:
    """Refuse what cannot be. Raises EmploymentRefused, pointing at each field."""
    problems = (*_year(employment), *_status(employment), *_span(employment))
    if not problems:
        problems = (
            *_method(employment),
            *_changes(employment),
            *_payments(employment),
            *_earlier(employment),
        )
    if problems:
        raise EmploymentRefused(*problems)


def deductions_exceed_pay(employment: Employment, month: Month) -> EmploymentRefused:
    """The error for a month whose own deductions are more than its pay."""
    pointer = "/bpjs"
    if employment.zakat and employment.zakat.amount:
        pointer = "/zakat/amount"
    if employment.religious_donation:
        pointer = "/religious_donation"
    if employment.pension_fund:
        pointer = "/pension_fund"
    words = Words(
        id=f"Potongan di {format_month(month, 'id')} melebihi yang dibayar bulan itu.",
        en=f"What is deducted in {format_month(month, 'en')} is more than what is paid.",
    )
    return EmploymentRefused(FieldProblem(pointer, words))


def _year(employment: Employment) -> Iterator[FieldProblem]:
    begins = tables("income_tax")["ter_a"].begins
    if Month(employment.year, 1).first_day < begins:
        id_words, en_words = (words.format(year=begins.year) for words in BEFORE_TER)
        yield FieldProblem("/year", Words(id=id_words, en=en_words))


def _status(employment: Employment) -> Iterator[FieldProblem]:
    if employment.ptkp.joined:
        yield FieldProblem("/ptkp", JOINED_INCOME)


def _method(employment: Employment) -> Iterator[FieldProblem]:
    borne = any(state_bears(employment, month) for month in employment.months)
    if borne and employment.method is not Method.GROSS:
        yield FieldProblem("/method", STATE_AND_EMPLOYER)


def _earlier(employment: Employment) -> Iterator[FieldProblem]:
    earlier = employment.earlier_job
    if earlier is None:
        return
    most = highest_tax(earlier.net, employment.ends.first_day)
    if earlier.withheld > most:
        yield FieldProblem("/earlier_job/withheld", _highest_tax_words(earlier.net, most))


def _highest_tax_words(net: int, most: int) -> Words:
    def told(language: Language) -> str:
        return HIGHEST_TAX.into(
            language, net=format_rupiah(net, language), most=format_rupiah(most, language)
        )

    return Words(id=told("id"), en=told("en"))


def _span(employment: Employment) -> Iterator[FieldProblem]:
    months = {"/first_month": employment.begins, "/last_month": employment.ends}
    outside = [pointer for pointer, month in months.items() if month.year != employment.year]
    yield from (FieldProblem(pointer, NOT_THIS_YEAR) for pointer in outside)
    if not outside and employment.ends < employment.begins:
        yield FieldProblem("/last_month", ENDS_EARLY)


def _changes(employment: Employment) -> Iterator[FieldProblem]:
    seen: set[Month] = set()
    for place, change in enumerate(employment.changes):
        wrong = _change(change, employment, seen)
        if wrong:
            yield FieldProblem(f"/changes/{place}/from_month", wrong)
        elif change.salary is change.fixed_allowances is change.variable_pay is None:
            yield FieldProblem(f"/changes/{place}", CHANGES_NOTHING)
        seen.add(change.from_month)


def _change(change: PayChange, employment: Employment, seen: set[Month]) -> Words | None:
    if change.from_month.year != employment.year or change.from_month > employment.ends:
        return NOT_WORKED
    if change.from_month <= employment.begins:
        return CHANGE_TOO_EARLY
    return CHANGED_TWICE if change.from_month in seen else None


def _payments(employment: Employment) -> Iterator[FieldProblem]:
    if employment.thr:
        yield from _thr(employment.thr, employment)
    seen: set[tuple[Month, str]] = set()
    for place, extra in enumerate(employment.extra_pay):
        pointer = f"/extra_pay/{place}"
        if not employment.begins <= extra.month <= employment.ends:
            yield FieldProblem(f"{pointer}/month", NOT_WORKED)
        elif (extra.month, extra.kind) in seen:
            yield FieldProblem(pointer, PAID_TWICE)
        seen.add((extra.month, extra.kind))


def _thr(thr: HolidayAllowance, employment: Employment) -> Iterator[FieldProblem]:
    if not employment.begins <= thr.month <= employment.ends:
        yield FieldProblem("/thr/month", NOT_WORKED)
    if (thr.amount is None) == (thr.months_of_service is None):
        yield FieldProblem("/thr", THR_ONE_OF)
