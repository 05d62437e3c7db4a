"""What a budget month tells: where the money went, what is still safe to spend, and what to look at."""

from collections.abc import Iterator, Mapping

from shared.advice.events import Card, CardChart, ChartKind
from shared.advice.findings.budget import fact_of
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.month.analysis import MonthAnalysis, Standing
from shared.domain.budget.month.words import NO_ACCOUNTS, NOTHING_RECORDED, insight_words, label_of
from shared.domain.budget.transactions import BudgetGroup
from shared.domain.conversation.model import Fact
from shared.domain.months import format_month
from shared.words import Language, Words

MOST_BARS = 8
SHOWN = (
    *("month.income", "month.spending", "month.left_over", "month.planned", "month.budget_left"),
    *("month.safe_per_day", "month.days_left", "month.everyday_money", "month.upcoming_bills"),
    *("month.runs_out_in", "month.recurring_total", "month.projected_spending"),
)
ABOUT_A_MERCHANT = ("month.price_rise.", "month.recurring_found.", "month.income_missing.")
"""How ids of figures begin that name a merchant next."""

SPENT = Words(id="Terpakai", en="Spent")
BUDGETED = Words(id="Anggaran", en="Budget")
OTHER = Words(id="Tanpa kategori", en="Uncategorised")


def found_in_month(month: MonthAnalysis, setting: ToolSetting) -> Findings:
    """The month as it is told."""
    telling = Telling(setting, formula="month_category_total")
    telling.facts += _facts(month, setting)
    for insight in month.insights:
        telling.remark(insight.code, insight_words(insight, month, setting.language))
    _tell_lacking(telling, month)
    return Findings(
        facts=tuple(telling.facts),
        remarks=tuple(telling.remarks),
        missing=tuple(telling.missing),
        data={
            "month": str(month.summary.month),
            "first_day": month.summary.first_day.isoformat(),
            "last_day": month.summary.last_day.isoformat(),
            "standing": month.standing.value,
        },
        cards=(_card(telling, month),) if month.summary.transactions else (),
    )


def _facts(month: MonthAnalysis, setting: ToolSetting) -> Iterator[Fact]:
    resting = {limit for insight in month.insights for limit in insight.thresholds}
    limits = (limit for limit in month.thresholds if limit.id in resting)
    numbers = {charge.subject: number for number, charge in enumerate(month.recurring, start=1)}
    for item in (*month.figures, *limits):
        fact = fact_of(item, label_of(item, month, setting.language), setting)
        yield fact.model_copy(update={"id": _unnamed(fact.id, numbers)})


def _unnamed(fact_id: str, numbers: Mapping[str, int]) -> str:
    """The id with a number in place of the merchant in it: what leaves is redacted as text, an id is not."""
    for code in ABOUT_A_MERCHANT:
        named = fact_id.removeprefix(code)
        subject, _, figure = named.rpartition(".")
        if named != fact_id and subject in numbers:
            return f"{code}{numbers[subject]}.{figure}"
    return fact_id


def _tell_lacking(telling: Telling, month: MonthAnalysis) -> None:
    if month.summary.transactions == 0:
        telling.lacks("transactions", NOTHING_RECORDED)
    if month.standing is Standing.RUNNING and month.find("month.safe_per_day") is None:
        telling.lacks("accounts", NO_ACCOUNTS)


def _card(telling: Telling, month: MonthAnalysis) -> Card:
    chart = _chart(month, telling.language)
    return telling.card(format_month(month.summary.month, telling.language), SHOWN, chart)


def _chart(month: MonthAnalysis, language: Language) -> CardChart | None:
    """The largest categories of spending beside their budgets."""
    spent = [it for it in month.summary.categories if it.budget_group is not BudgetGroup.INCOME]
    largest = sorted(spent, key=lambda it: -it.amount)[:MOST_BARS]
    if not largest:
        return None
    series = {SPENT.into(language): [it.amount for it in largest]}
    if any(it.budget for it in largest):
        series[BUDGETED.into(language)] = [it.budget.planned if it.budget else 0 for it in largest]
    labels = [it.named(language) or OTHER.into(language) for it in largest]
    return rupiah_chart(ChartKind.BAR, labels, series)
