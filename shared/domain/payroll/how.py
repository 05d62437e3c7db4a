"""How the lines of a payslip and the steps of the settlement were taken, in a few words."""

from collections.abc import Mapping

from shared.domain.budget.model import Unit
from shared.domain.budget.words import number_words
from shared.domain.money import format_rupiah
from shared.domain.payroll.lines import Line, LineCode, Remark, SettlementCode, SettlementLine
from shared.words import Language, Words

REMARKS: Mapping[Remark, Words] = {
    Remark.WAGE_MAX: Words("batas upahnya", "the wage it is capped at"),
    Remark.MINIMUM_WAGE: Words("upah minimum", "the minimum wage"),
    Remark.RELIEF: Words("dengan keringanan padat karya", "with the relief for labour-intensive industries"),
    Remark.SURCHARGE: Words("termasuk tambahan tanpa NPWP", "with the surcharge for want of an NPWP"),
    Remark.AFTER_TAX: Words("sisa gaji setelah iuran dan pajak", "pay after contributions and tax"),
    Remark.STATE_PAID: Words(
        "yang ditanggung pemerintah tidak dikembalikan", "what the state bore is not returned"
    ),
}

_RATE_OF = Words("{rate} dari {base}", "{rate} of {base}")
_SETTLED = Words(
    "pajak setahun {base}, sudah dipotong {before}", "tax of the year {base}, withheld before {before}"
)
_AS_WITHHELD = Words("sebesar PPh 21 yang dipotong bulan ini", "as much as the tax withheld this month")
_TAKEN_BACK = Words("dari {before} yang sudah diberikan", "of the {before} given before")

BORNE = (LineCode.TAX_ALLOWANCE, LineCode.TAX_BORNE_BY_EMPLOYER, LineCode.TAX_BORNE_BY_STATE)
"""Lines that others pay for the tax."""

STEPS: Mapping[SettlementCode, Words] = {
    SettlementCode.GROSS: Words("jumlah {months}", "the sum of {months}"),
    SettlementCode.POSITION_COST: Words(
        "{rate} dari {base}, paling banyak {limit} untuk tiap bulan kerja: {cap} untuk {months}",
        "{rate} of {base}, at most {limit} for each month worked: {cap} for {months}",
    ),
    SettlementCode.NET: Words(
        "bruto dikurangi ketiga baris di atas", "gross income less the three lines above"
    ),
    SettlementCode.PTKP: Words("status {ptkp} pada 1 Januari", "status {ptkp} on 1 January"),
    SettlementCode.TAXABLE: Words(
        "{base} di atas PTKP, dibulatkan ke bawah ke kelipatan {limit}",
        "{base} above the PTKP, rounded down to a multiple of {limit}",
    ),
    SettlementCode.BRACKET: _RATE_OF,
    SettlementCode.SURCHARGE: _RATE_OF,
    SettlementCode.DUE: _SETTLED,
}
"""Of the other steps the name says enough."""


def line_how(line: Line, language: Language) -> str | None:
    """How a line was taken: `1,75% dari Rp9.408.600`, `8/12 dari Rp7.500.000`; None where it just is."""
    words = _words_of(line)
    if words is None:
        return None
    told = words.into(language, **_told(line, language))
    return f"{told} ({REMARKS[line.remark].into(language)})" if line.remark else told


def step_how(step: SettlementLine, language: Language) -> str | None:
    """How a step of the settlement was taken; None where its name says it."""
    words = STEPS.get(step.code)
    return words.into(language, **_told(step, language)) if words else None


def _words_of(line: Line) -> Words | None:
    if line.code in BORNE:
        return _AS_WITHHELD if line.before is None else _TAKEN_BACK
    if line.before is not None:
        return _SETTLED
    return None if line.rate is None and line.parts is None else _RATE_OF


def _told(line: Line | SettlementLine, language: Language) -> dict[str, str]:
    amounts = {"base": line.base, "before": line.before}
    told: dict[str, str] = {}
    if line.rate is not None:
        told["rate"] = number_words(line.rate, Unit.FRACTION, language)
    if isinstance(line, SettlementLine):
        amounts |= {"limit": line.limit, "cap": line.cap}
        told |= {"ptkp": line.ptkp} if line.ptkp else {}
        told |= {"months": number_words(line.months, Unit.MONTHS, language)} if line.months else {}
    elif line.parts:
        told["rate"] = "/".join(str(part) for part in line.parts)
    return told | {name: format_rupiah(one, language) for name, one in amounts.items() if one is not None}
