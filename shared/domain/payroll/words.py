"""What the lines and notes of a year of pay are called, in both languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from shared.domain.money import format_rupiah
from shared.domain.months import MONTH_NAMES, Month
from shared.domain.payroll.lines import Line, LineCode, SettlementCode, SettlementLine
from shared.domain.payroll.note_words import NOTES
from shared.domain.payroll.result import LineReason, Note
from shared.words import Language, Words

LINES: Mapping[LineCode, Words] = {
    LineCode.SALARY: Words("Gaji pokok", "Salary"),
    LineCode.FIXED_ALLOWANCES: Words("Tunjangan tetap", "Fixed allowances"),
    LineCode.VARIABLE_PAY: Words("Tunjangan tidak tetap", "Variable pay"),
    LineCode.THR: Words("Tunjangan hari raya (THR)", "Holiday allowance (THR)"),
    LineCode.BONUS: Words("Bonus", "Bonus"),
    LineCode.OVERTIME: Words("Lembur", "Overtime"),
    LineCode.OTHER_PAY: Words("Pembayaran lain", "Other pay"),
    LineCode.TAX_ALLOWANCE: Words("Tunjangan pajak", "Tax allowance"),
    LineCode.TAX_BORNE_BY_EMPLOYER: Words("PPh 21 ditanggung pemberi kerja", "Tax borne by the employer"),
    LineCode.TAX_BORNE_BY_STATE: Words(
        "PPh 21 ditanggung pemerintah, dibayar tunai", "Tax borne by the state, paid in cash"
    ),
    LineCode.TAX_RETURNED: Words("Kelebihan PPh 21 dikembalikan", "Over-withheld tax returned"),
    LineCode.HEALTH_EMPLOYER: Words(
        "BPJS Kesehatan, bagian pemberi kerja", "Health insurance (BPJS), employer's share"
    ),
    LineCode.JHT_EMPLOYER: Words("JHT, bagian pemberi kerja", "Old-age savings (JHT), employer's share"),
    LineCode.JP_EMPLOYER: Words("JP, bagian pemberi kerja", "Pension (JP), employer's share"),
    LineCode.ACCIDENT: Words("Jaminan kecelakaan kerja (JKK)", "Accident insurance (JKK)"),
    LineCode.JKM: Words("Jaminan kematian (JKM)", "Life insurance (JKM)"),
    LineCode.HEALTH_WORKER: Words(
        "BPJS Kesehatan, bagian pekerja", "Health insurance (BPJS), worker's share"
    ),
    LineCode.HEALTH_FAMILY: Words(
        "BPJS Kesehatan, anggota keluarga tambahan", "Health insurance (BPJS), further family members"
    ),
    LineCode.JHT_WORKER: Words("JHT, bagian pekerja", "Old-age savings (JHT), worker's share"),
    LineCode.JP_WORKER: Words("JP, bagian pekerja", "Pension (JP), worker's share"),
    LineCode.PENSION_FUND: Words("Iuran dana pensiun", "Pension fund"),
    LineCode.RELIGIOUS_DONATION: Words(
        "Sumbangan keagamaan wajib lewat pemberi kerja", "Compulsory religious giving through the employer"
    ),
    LineCode.ZAKAT: Words("Zakat lewat pemberi kerja", "Zakat through the employer"),
    LineCode.WITHHELD: Words("PPh 21 dipotong", "Income tax (PPh 21) withheld"),
}

STEPS: Mapping[SettlementCode, Words] = {
    SettlementCode.GROSS: Words("Penghasilan bruto", "Gross income"),
    SettlementCode.POSITION_COST: Words("Biaya jabatan", "Position cost"),
    SettlementCode.PENSION_CONTRIBUTIONS: Words(
        "Iuran JHT, JP, dan dana pensiun yang dibayar sendiri",
        "Own contributions to JHT, JP and a pension fund",
    ),
    SettlementCode.GIVING: Words(
        "Zakat dan sumbangan keagamaan lewat pemberi kerja", "Zakat and religious giving through the employer"
    ),
    SettlementCode.NET: Words("Penghasilan neto", "Net income"),
    SettlementCode.EARLIER_NET: Words(
        "Penghasilan neto dari pemberi kerja sebelumnya", "Net income from the earlier employer"
    ),
    SettlementCode.PTKP: Words("Penghasilan tidak kena pajak (PTKP)", "Income that is not taxed (PTKP)"),
    SettlementCode.TAXABLE: Words("Penghasilan kena pajak", "Taxable income"),
    SettlementCode.BRACKET: Words("Pajak di lapisan ini (pasal 17)", "Tax in this bracket (article 17)"),
    SettlementCode.SURCHARGE: Words("Tambahan tanpa NPWP", "Surcharge without an NPWP"),
    SettlementCode.YEAR_TAX: Words("PPh 21 setahun", "Tax of the year (PPh 21)"),
    SettlementCode.EARLIER_WITHHELD: Words(
        "Dipotong pemberi kerja sebelumnya", "Withheld by the earlier employer"
    ),
    SettlementCode.WITHHELD_BEFORE: Words("Dipotong bulan-bulan sebelumnya", "Withheld in the months before"),
    SettlementCode.DUE: Words("Masih dipotong di bulan terakhir", "Still due in the last month"),
}

BELOW_ZERO: Mapping[LineCode | SettlementCode, Words] = {
    LineCode.TAX_ALLOWANCE: Words("Tunjangan pajak ditarik kembali", "Tax allowance taken back"),
    LineCode.TAX_BORNE_BY_EMPLOYER: Words(
        "PPh 21 yang ditanggung pemberi kerja ditarik kembali", "Tax borne by the employer, taken back"
    ),
    SettlementCode.DUE: Words("Lebih dipotong dari pajak setahun", "Withheld beyond the tax of the year"),
}
"""What the amount is called where it is negative."""

_PREMIUMS = "PMK 168/2023 art. 5(3)"
_OWN_PENSION = "PMK 168/2023 art. 10(1)b"
_EMPLOYERS_PENSION = "PMK 168/2023 art. 7c"
_PAY = "UU PPh art. 4(1)a; PMK 168/2023 art. 5"
_STATE = "PMK 10/2025; PMK 72/2025; PMK 105/2025"

LAWS: Mapping[LineCode, str] = {
    LineCode.SALARY: _PAY,
    LineCode.FIXED_ALLOWANCES: _PAY,
    LineCode.VARIABLE_PAY: _PAY,
    LineCode.THR: "Permenaker 6/2016; PMK 168/2023 art. 5",
    LineCode.BONUS: _PAY,
    LineCode.OVERTIME: _PAY,
    LineCode.OTHER_PAY: _PAY,
    LineCode.TAX_ALLOWANCE: "PMK 168/2023 annex B.I.4 and B.I.5",
    LineCode.TAX_BORNE_BY_EMPLOYER: "PMK 66/2023; PMK 168/2023 annex B.I.4",
    LineCode.TAX_BORNE_BY_STATE: _STATE,
    LineCode.TAX_RETURNED: "PMK 168/2023 annex B.I.2",
    LineCode.HEALTH_EMPLOYER: f"Perpres 82/2018; {_PREMIUMS}",
    LineCode.JHT_EMPLOYER: f"PP 46/2015; {_EMPLOYERS_PENSION}",
    LineCode.JP_EMPLOYER: f"PP 45/2015; {_EMPLOYERS_PENSION}",
    LineCode.ACCIDENT: f"PP 44/2015; {_PREMIUMS}",
    LineCode.JKM: f"PP 44/2015; {_PREMIUMS}",
    LineCode.HEALTH_WORKER: "Perpres 82/2018",
    LineCode.HEALTH_FAMILY: "Perpres 82/2018",
    LineCode.JHT_WORKER: f"PP 46/2015; {_OWN_PENSION}",
    LineCode.JP_WORKER: f"PP 45/2015; {_OWN_PENSION}",
    LineCode.PENSION_FUND: _OWN_PENSION,
    LineCode.RELIGIOUS_DONATION: "PMK 168/2023 art. 10(1)c",
    LineCode.ZAKAT: "PMK 168/2023 art. 10(1)c",
    LineCode.WITHHELD: "PP 58/2023; PMK 168/2023 art. 15(1)",
}
"""The rule that a line stands on; the figures it rests on name theirs."""

REASONS: Mapping[LineReason, Words] = {
    LineReason.THR_EXPECTED: Words(
        "THR yang tersisa setelah pajak bulan itu. Ini pemasukan, jadi tidak disimpan sebagai anggaran.",
        "What is left of the holiday allowance after that month's tax. It comes in, so it is no budget.",
    ),
    LineReason.THR_SET_ASIDE: Words(
        "Bagian THR yang sebaiknya langsung disisihkan.", "The part of the holiday allowance to set aside."
    ),
    LineReason.ZAKAT: Words("Zakat penghasilan bulan ini.", "Zakat on this month's income."),
}


_FROM_TO = Words("{first} sampai {last}", "{first} to {last}")


def line_words(line: Line, language: Language) -> str:
    """What a line is called."""
    return _called(line, LINES[line.code]).into(language)


def step_words(step: SettlementLine, language: Language) -> str:
    """What a step of the settlement is called."""
    return _called(step, STEPS[step.code]).into(language)


def _called(line: Line | SettlementLine, usual: Words) -> Words:
    return BELOW_ZERO.get(line.code, usual) if line.amount < 0 else usual


def note_words(note: Note, language: Language) -> str:
    """The note as a sentence."""
    amounts = {"amount": note.amount, "limit": note.limit, "over": note.over}
    told = {name: format_rupiah(one, language) for name, one in amounts.items() if one is not None}
    return NOTES[note.code].into(language, months=months_words(note.months, language), **told)


def months_words(months: Iterable[Month], language: Language) -> str:
    """The months by name, all of one year: `Januari sampai April, Juni 2026`."""
    known = tuple(months)
    if not known:
        return ""
    return f"{', '.join(_run_words(run, language) for run in _runs(known))} {known[0].year}"


def _runs(months: Iterable[Month]) -> Iterator[list[Month]]:
    """Months that follow each other, together."""
    by_start = groupby(enumerate(months), key=lambda placed: placed[1].month - placed[0])
    return ([month for _, month in run] for _, run in by_start)


def _run_words(run: Sequence[Month], language: Language) -> str:
    names = [MONTH_NAMES[month.month - 1].into(language) for month in run]
    if len(names) < 3:
        return ", ".join(names)
    return _FROM_TO.into(language, first=names[0], last=names[-1])
