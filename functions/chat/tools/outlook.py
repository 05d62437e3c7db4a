"""The person's cash over the next ninety days."""

from collections.abc import Sequence

from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.events import Card, ChartKind
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, NoArguments, ToolSetting
from shared.domain.budget.words import MISSING
from shared.domain.conversation.figures import format_date
from shared.domain.conversation.model import Basis
from shared.domain.planning.forecast.model import DueAmount, Everyday, Forecast, ShortOn
from shared.domain.planning.forecast.words import basis_words, due_words, forecast_words
from shared.words import Words

MOST_DUE = 10

CARD = Words(id="Uang tunai 90 hari ke depan", en="Cash over the next 90 days")
DAYS = Words(id="Lama perkiraan", en="How far ahead")
OPENING = Words(id="Uang yang bisa dipakai hari ini", en="Cash you may spend today")
CLOSING = Words(id="Perkiraan uang tunai di akhir", en="Expected cash in the end")
LOWEST = Words(id="Perkiraan uang tunai paling rendah", en="Least expected cash")
LOWEST_ON = Words(id="Hari paling rendah", en="Day of the least cash")
WORST = Words(id="Paling rendah kalau pengeluaran tinggi", en="Least cash if you spend more than usual")
EVERYDAY = Words(id="Belanja sehari-hari per minggu", en="Everyday spending a week")
FUND = Words(id="Dana darurat (di luar perkiraan)", en="Emergency fund (not counted)")
SHORT_ON = Words(id="Uang kurang mulai", en="Cash falls short on")
LACKING = Words(id="Kekurangan", en="Lacking")
MAY_SHORT_ON = Words(id="Uang mungkin kurang mulai", en="Cash may fall short on")
MAY_LACK = Words(id="Kekurangan yang mungkin", en="May be lacking")
MOST = Words(id="Kekurangan terbesar", en="Most that is lacking")
MOST_ON = Words(id="Hari kekurangan terbesar", en="Day on which most is lacking")
BEYOND = Words(id="Kurang walau dana darurat dipakai", en="Lacking even with the emergency fund")
BEYOND_ON = Words(id="Dana darurat tidak cukup mulai", en="Emergency fund is not enough from")
SET_ASIDE = Words(id="Tersimpan untuk tujuan", en="Set aside for goals")
INCOME = Words(id="Pemasukan biasa sebulan", en="Usual income a month")
WEEKS = Words(id="Minggu yang dilihat", en="Weeks that are looked at")
BEFORE = Words(id="Belanja sehari-hari dua minggu sebelumnya", en="Everyday spending in the two weeks before")
DUE = Words(id="{what}, jatuh tempo", en="{what}, due")
EXPECTED = Words(id="Perkiraan", en="Expected")
LOW = Words(id="Kalau boros", en="If you spend more")
HIGH = Words(id="Kalau hemat", en="If you spend less")


class ForecastTool(TypedTool[NoArguments]):
    """When money runs short, and why."""

    arguments = NoArguments
    purpose = Words(id="Memperkirakan uang tunaimu", en="Looking ahead at your cash")
    declaration = declared(
        "forecast",
        Words(
            id=(
                "Perkiraan uang tunai orang yang bertanya 90 hari ke depan (rupiah): cukup sampai kapan, "
                "kapan kurang dan karena tagihan apa, apa saja yang jatuh tempo. Pakai untuk 'uangku cukup "
                "sampai gajian?' dan 'tagihan apa yang akan datang'. Bukan untuk lebih dari 90 hari "
                "(simulate)."
            ),
            en=(
                "The asking person's cash over the next 90 days (rupiah): how long it lasts, when it falls "
                "short and because of which bills, and what falls due. Use it for 'will my money last until "
                "payday' and 'which bills are coming'. Not beyond 90 days (simulate)."
            ),
        ),
        NoArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: NoArguments, *, setting: ToolSetting) -> Findings:
        """Look ahead. Raises what the service raises."""
        found = await self._services.planning().forecast(now=setting.now)
        telling = Telling(setting, formula="forecast")
        telling.remark("forecast", forecast_words(found, setting.language))
        telling.remark("rests_on", basis_words(found, setting.language))
        telling.count("forecast.days", DAYS, len(found.days), formula="asked")
        _tell_everyday(telling, found.everyday)
        if found.opening is not None:
            _tell(telling, found)
        for place, short in (("forecast.short", found.short), ("forecast.may_be_short", found.may_be_short)):
            if short is not None:
                _tell_short(telling, place, short, certain=place == "forecast.short")
                if found.emergency_fund and short.beyond_fund:
                    telling.amount(f"{place}.beyond_fund", BEYOND, short.beyond_fund)
                    telling.day(f"{place}.beyond_on", BEYOND_ON, short.beyond_on)
        _tell_due(telling, found.due)
        for name in found.missing:
            telling.lacks(name, MISSING[name])
        telling.assumed(found.assumptions)
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            missing=tuple(telling.missing),
            data={"today": found.today.isoformat(), "basis": found.everyday.basis.value},
            cards=() if found.opening is None else (_card(telling, found),),
        )


def _tell(telling: Telling, found: Forecast) -> None:
    least = min(found.days, key=lambda it: (it.cash, it.day))
    telling.amount("forecast.opening", OPENING, found.opening, basis=Basis.TRACKED, formula="balances")
    telling.amount("forecast.closing", CLOSING, found.days[-1].cash)
    telling.amount("forecast.lowest", LOWEST, least.cash)
    telling.day("forecast.lowest_on", LOWEST_ON, least.day)
    lows = [it.low for it in found.days if it.low is not None]
    telling.amount("forecast.worst", WORST, min(lows, default=None))
    if found.emergency_fund:
        telling.amount("forecast.emergency_fund", FUND, found.emergency_fund)
    if found.set_aside:
        telling.amount("forecast.set_aside", SET_ASIDE, found.set_aside, basis=Basis.TRACKED)


def _tell_everyday(telling: Telling, everyday: Everyday) -> None:
    """What the expectation of everyday life rests on."""
    if everyday.a_week:
        telling.amount("forecast.everyday_week", EVERYDAY, everyday.a_week)
    if everyday.weeks:
        telling.count("forecast.weeks", WEEKS, everyday.weeks)
    if everyday.income_a_month:
        telling.amount("forecast.income_month", INCOME, everyday.income_a_month)


def _tell_short(telling: Telling, place: str, short: ShortOn, *, certain: bool) -> None:
    telling.day(f"{place}.on", SHORT_ON if certain else MAY_SHORT_ON, short.day)
    telling.amount(f"{place}.lacking", LACKING if certain else MAY_LACK, short.lacking)
    if short.most > short.lacking:
        telling.amount(f"{place}.most", MOST, short.most)
        telling.day(f"{place}.most_on", MOST_ON, short.most_on)
    telling.amount(f"{place}.everyday", BEFORE, short.everyday)
    for number, due in enumerate(short.because, start=1):
        label = telling.say(DUE, what=due_words(due, telling.language))
        telling.amount(f"{place}.because.{number}", label, abs(due.amount))
        telling.day(f"{place}.because.{number}.on", label, due.day)


def _tell_due(telling: Telling, due: Sequence[DueAmount]) -> None:
    """The next amounts that go out, the soonest first."""
    going = sorted((it for it in due if it.amount < 0), key=lambda it: it.day)[:MOST_DUE]
    for number, it in enumerate(going, start=1):
        label = telling.say(DUE, what=due_words(it, telling.language))
        telling.amount(f"forecast.due.{number}", label, -it.amount)
        telling.day(f"forecast.due.{number}.on", label, it.day)


def _card(telling: Telling, found: Forecast) -> Card:
    labels = [format_date(it.day, telling.language) for it in found.days]
    lines: dict[str, Sequence[int | None]] = {telling.say(EXPECTED): [it.cash for it in found.days]}
    if found.band is not None:
        lines[telling.say(LOW)] = [it.low for it in found.days]
        lines[telling.say(HIGH)] = [it.high for it in found.days]
    shown = (
        *("forecast.opening", "forecast.lowest", "forecast.lowest_on", "forecast.closing"),
        *("forecast.short.on", "forecast.short.lacking", "forecast.may_be_short.on"),
    )
    return telling.card(CARD, shown, rupiah_chart(ChartKind.LINE, labels, lines))
