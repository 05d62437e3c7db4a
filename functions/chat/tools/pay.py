"""A year of take-home pay."""

from collections.abc import Mapping

from pydantic import JsonValue

from functions.chat.tools.services import ToolServices
from shared.advice.events import Card, ChartKind
from shared.advice.schemas import schema_of
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, ToolSetting
from shared.domain.assumptions.provenance import cite_all
from shared.domain.days import today_in_jakarta
from shared.domain.months import format_month
from shared.domain.payroll.lines import Effect
from shared.domain.payroll.model import Employment, PtkpStatus
from shared.domain.payroll.result import MonthPay, TakeHome
from shared.domain.payroll.words import LINES, note_words
from shared.domain.profile.model import MaritalStatus, Profile
from shared.gateways.advisor.protocol import ToolDeclaration
from shared.words import Words

FILLED_IN = frozenset({"year", "ptkp"})
"""What the tool adds where the person does not say it: this year, and the status that their profile gives."""

SELDOM = frozenset({"sector", "religious_donation", "pension_fund", "earlier_job"})
"""What an advisor is not told of, to keep the schema small; the engine still takes it."""

MOST_DEPENDANTS = 3

CARD = Words(id="Gaji bersih {year}", en="Take-home pay {year}")
PTKP_OF_PROFILE = Words(
    id="Status PTKP {ptkp} diambil dari profilmu; sebutkan kalau lain.",
    en="The PTKP status {ptkp} is taken from your profile; say so if it is another.",
)
PTKP_ASSUMED = Words(
    id="Status PTKP tidak diketahui, jadi dipakai {ptkp} (lajang tanpa tanggungan).",
    en="The PTKP status is not known, so {ptkp} is used (single, no dependants).",
)
USUAL = Words(id="Gaji bersih bulan biasa ({month})", en="Take-home pay of a usual month ({month})")
GROSS = Words(id="Bruto bulan biasa", en="Gross of a usual month")
TAX = Words(id="PPh 21 bulan biasa", en="Income tax of a usual month")
LAST = Words(id="Gaji bersih bulan terakhir ({month})", en="Take-home pay of the last month ({month})")
YEAR_HOME = Words(id="Gaji bersih setahun", en="Take-home pay of the year")
YEAR_GROSS = Words(id="Bruto setahun", en="Gross of the year")
YEAR_TAX = Words(id="PPh 21 dipotong setahun", en="Income tax withheld in the year")
YEAR_BPJS = Words(id="Iuran BPJS dari pekerja setahun", en="Own contributions to BPJS in the year")
LINE = Words(id="{line} (bulan biasa)", en="{line} (usual month)")
THR = Words(id="THR ({month})", en="Holiday allowance ({month})")
THR_LEFT = Words(id="THR setelah pajak bulan itu", en="Holiday allowance after that month's tax")
OF_NOTE = Words(id="Catatan gaji", en="Note on pay")


class TakeHomeTool:
    """Take-home pay by the rules of PPh 21 and BPJS."""

    purpose = Words(id="Menghitung gaji bersih", en="Working out take-home pay")
    declaration = ToolDeclaration(
        name="take_home",
        description=Words(
            id=(
                "Gaji bersih setahun dari gaji kotor: PPh 21 (TER dan hitung ulang di bulan terakhir), BPJS, "
                "THR, bonus, perubahan gaji. Jumlah rupiah sebulan. Tanpa year: tahun ini; tanpa ptkp: dari "
                "profil. Pakai untuk 'gaji 8 juta bersihnya berapa'. Bukan untuk penghasilan yang sudah "
                "diterima (financial_snapshot)."
            ),
            en=(
                "A year of take-home pay from gross pay: PPh 21 (monthly rates and the settlement of the "
                "last month), BPJS, THR, bonus, changes of pay. Amounts in rupiah a month. Without year: "
                "this one; without ptkp: by the profile. Use it for 'what is left of 8 million gross'. Not "
                "for income already received (financial_snapshot)."
            ),
        ),
        parameters=schema_of(Employment, leave_out=SELDOM, optional=FILLED_IN),
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def run(self, arguments: Mapping[str, JsonValue], *, setting: ToolSetting) -> Findings:
        """Work it out. Raises pydantic's ValidationError, EmploymentRefused, and what the services raise."""
        from shared.domain.payroll.engine import take_home  # noqa: PLC0415 - tables that no other tool reads

        telling = Telling(setting, formula="take_home")
        today = today_in_jakarta(now=setting.now)
        told = {"year": today.year, **arguments}
        if "ptkp" not in told:
            told["ptkp"] = (await self._status(telling)).value
        pay = take_home(Employment.model_validate(told))
        _tell(telling, pay)
        telling.assumed(cite_all(pay.used, today=today))
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            data={
                "year": pay.year,
                "ptkp": pay.ptkp.value,
                "category": pay.category,
                "method": pay.method.value,
            },
            cards=(_card(telling, pay),),
        )

    async def _status(self, telling: Telling) -> PtkpStatus:
        """The status that the profile gives, and the sentence that says so."""
        profile = await self._services.profiles().read()
        status = _status_of(profile)
        known = status is not None
        used = status or PtkpStatus.TK_0
        words = PTKP_OF_PROFILE if known else PTKP_ASSUMED
        telling.remark("ptkp", telling.say(words, ptkp=used.value))
        return used


def _status_of(profile: Profile) -> PtkpStatus | None:
    if profile.marital_status is None:
        return None
    married = "K" if profile.marital_status is MaritalStatus.MARRIED else "TK"
    return PtkpStatus(f"{married}/{min(profile.dependents or 0, MOST_DEPENDANTS)}")


def _tell(telling: Telling, pay: TakeHome) -> None:
    usual, last = _usual(pay), pay.months[-1]
    month = format_month(usual.month, telling.language)
    telling.amount("pay.month", telling.say(USUAL, month=month), usual.take_home)
    telling.amount("pay.gross", GROSS, usual.gross)
    telling.amount("pay.tax", TAX, usual.withheld)
    if last.month != usual.month:
        label = telling.say(LAST, month=format_month(last.month, telling.language))
        telling.amount("pay.last_month", label, last.take_home)
    telling.amount("pay.year", YEAR_HOME, pay.totals.take_home)
    telling.amount("pay.year_gross", YEAR_GROSS, pay.totals.gross)
    telling.amount("pay.year_tax", YEAR_TAX, pay.totals.withheld)
    telling.amount("pay.year_contributions", YEAR_BPJS, pay.totals.contributions)
    for line in usual.lines:
        if line.effect is not Effect.EMPLOYER and line.amount:
            label = telling.say(LINE, line=LINES[line.code].into(telling.language))
            telling.amount(f"pay.line.{line.code.value.lower()}", label, line.amount)
    if pay.holiday is not None:
        label = telling.say(THR, month=format_month(pay.holiday.month, telling.language))
        telling.amount("pay.thr", label, pay.holiday.amount)
        telling.amount("pay.thr_after_tax", THR_LEFT, pay.holiday.after_tax)
    for number, note in enumerate(pay.notes, start=1):
        for name, amount in (("amount", note.amount), ("limit", note.limit), ("over", note.over)):
            telling.amount(f"pay.note.{number}.{name}", OF_NOTE, amount)
        for place, each in enumerate(note.months):
            telling.month(f"pay.note.{number}.month.{place}", OF_NOTE, each)
        telling.remark(note.code.value.lower(), note_words(note, telling.language))


def _usual(pay: TakeHome) -> MonthPay:
    """A month like most: of those with the take-home pay in the middle, the first."""
    before = [month for month in pay.months if not month.settles] or list(pay.months)
    ordered = sorted(before, key=lambda it: (it.take_home, it.month))
    return ordered[(len(ordered) - 1) // 2]


def _card(telling: Telling, pay: TakeHome) -> Card:
    labels = [format_month(month.month, telling.language) for month in pay.months]
    series = {telling.say(YEAR_HOME): [month.take_home for month in pay.months]}
    shown = ("pay.month", "pay.gross", "pay.tax", "pay.thr", "pay.last_month", "pay.year", "pay.year_tax")
    chart = rupiah_chart(ChartKind.BAR, labels, series)
    return telling.card(telling.say(CARD, year=pay.year), shown, chart)
