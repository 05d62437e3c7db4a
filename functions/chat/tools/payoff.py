"""How to pay debts off: those on record, or some that the person tells."""

from collections.abc import Mapping, Sequence

from functions.chat.tools.debt_troubles import tell_assumed, tell_left_out, tell_troubles
from functions.chat.tools.owing import NO_DEBTS
from functions.chat.tools.payoff_asked import PayoffArguments
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.events import Card, ChartKind
from shared.advice.telling import Telling, rupiah_chart
from shared.advice.tools import Findings, ToolSetting
from shared.domain.days import today_in_jakarta
from shared.domain.debts.answers import (
    Consolidation,
    EarlyEnd,
    ExtraStep,
    PayoffAnswer,
    PayoffPlan,
    Verdict,
)
from shared.domain.debts.owed import DebtsOwed
from shared.domain.debts.strategies import Strategy
from shared.domain.debts.verdict_words import STRATEGIES, verdict_words
from shared.domain.debts.words import consolidation_words, early_words
from shared.domain.money import format_rupiah
from shared.domain.months import format_month
from shared.words import Words

MOST_EARLY = 5
MOST_STEPS = 4
MOST_ENDINGS = 8
"""How many are told of each: a result holds no more facts and remarks."""

CARD = Words(id="Rencana pelunasan", en="Payoff plan")
MINIMUMS = Words(id="Pembayaran minimum bulan ini", en="Minimums this month")
ENOUGH = Words(id="Uang sebulan supaya tidak ada yang telat", en="Money a month so that nothing is late")
MONTHS = Words(id="{strategy}: lama sampai lunas", en="{strategy}: time until free")
FREE_ON = Words(id="{strategy}: lunas", en="{strategy}: free in")
COST = Words(id="{strategy}: bunga, biaya, dan denda", en="{strategy}: interest, fees and penalties")
PAID = Words(id="{strategy}: dibayar seluruhnya", en="{strategy}: paid in all")
SAVED = Words(id="{strategy}: lebih hemat dari bayar minimum", en="{strategy}: saved against minimums")
SOONER = Words(id="{strategy}: lebih cepat dari bayar minimum", en="{strategy}: sooner than by minimums")
SHORT = Words(
    id="{strategy}: kurang di bulan pertama yang kurang", en="{strategy}: lacking in the first short month"
)
ENDS = Words(id="{debt}: lunas dengan rencana ini", en="{debt}: ends by this plan")
ORDER = Words(
    id="Uang lebih, menurut {strategy}, dibayar berurutan: {debts}.",
    en="What is left is paid, by {strategy}, one after another: {debts}.",
)
VERDICT_SAVED = Words(
    id="Kesimpulan: selisih biaya dengan {strategy}", en="Verdict: difference in cost to {strategy}"
)
VERDICT_SOONER = Words(
    id="Kesimpulan: selisih waktu dengan {strategy}", en="Verdict: difference in time to {strategy}"
)
VERDICT_AMOUNT = Words(id="Kesimpulan: uang sebulan", en="Verdict: money a month")
EXTRA = Words(id="Tambahan per bulan", en="Extra a month")
EXTRA_MONTHS = Words(id="Dengan tambahan {extra}: lama sampai lunas", en="With {extra} more: time until free")
EXTRA_SAVED = Words(id="Dengan tambahan {extra}: lebih hemat", en="With {extra} more: saved")
SETTLE = Words(id="{debt}: lunas sekarang butuh", en="{debt}: settling now takes")
SETTLE_SAVES = Words(id="{debt}: lunas sekarang menghemat", en="{debt}: settling now saves")
NEW_INSTALMENT = Words(id="Pinjaman baru: cicilan per bulan", en="New loan: instalment a month")
NEW_BORROWED = Words(id="Pinjaman baru: pokok dengan biayanya", en="New loan: principal with its fees")
NEW_MONTHLY = Words(id="Uang per bulan yang dibandingkan", en="Money a month compared")
NEW_CHEAPER = Words(id="Pinjaman baru: selisih biaya", en="New loan: difference in cost")
NEW_LONGER = Words(id="Pinjaman baru: selisih waktu", en="New loan: difference in time")
NEW_BREAK_EVEN = Words(
    id="Pinjaman baru: biaya di awal yang masih impas", en="New loan: fees that break even"
)


class PayoffTool(TypedTool[PayoffArguments]):
    """Strategies side by side."""

    arguments = PayoffArguments
    purpose = Words(id="Menyusun rencana pelunasan", en="Planning how to pay debts off")
    declaration = declared(
        "debt_payoff",
        Words(
            id=(
                "Cara melunasi utang orang yang bertanya: snowball, avalanche, urutan termurah, atau "
                "minimum, kapan lunas dan biayanya (rupiah), apa gunanya bayar lebih, melunasi lebih "
                "cepat, atau pinjaman pengganti, dan aturan OJK/BI yang dilanggar. extra: di atas minimum; "
                "monthly_budget: seluruhnya sebulan; bunga dalam pecahan. debts hanya untuk utang yang "
                "belum tercatat. Pakai untuk 'cara cepat lunas'. Bukan untuk daftar utang (debts)."
            ),
            en=(
                "How the asking person pays debts off: snowball, avalanche, the cheapest order or minimums, "
                "when free and at what cost (rupiah), what paying more, settling early or a replacing loan "
                "does, and rules of OJK or BI that are broken. extra: beyond the minimums; monthly_budget: "
                "all of it a month; rates as fractions. debts only for those not on record. Use it for 'how "
                "do I pay my debts off'. Not for a list of debts (debts)."
            ),
        ),
        PayoffArguments,
        leave_out=("monthly_income",),
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: PayoffArguments, *, setting: ToolSetting) -> Findings:
        """Plan. Raises InvalidInput, NameUnknown, NameUnclear, and what the services raise."""
        service, told = self._services.debts(), asked.told()
        telling = Telling(setting, formula="payoff")
        owed = DebtsOwed(debts=told) if told is not None else await service.read()
        tell_left_out(telling, (left.name for left in owed.left_out))
        if not owed.debts:
            if not owed.left_out:
                telling.lacks("debts", NO_DEBTS)
            return Findings(remarks=tuple(telling.remarks), missing=tuple(telling.missing))
        snapshot = await self._services.snapshots().read(now=setting.now)
        wish = asked.wish(owed.debts, monthly_income=snapshot.rupiah("snapshot.monthly_income"))
        answer = await service.plan(wish, told, day=today_in_jakarta(now=setting.now))
        _tell(telling, answer, extra=wish.extra)
        return Findings(
            facts=tuple(telling.facts),
            remarks=tuple(telling.remarks),
            missing=tuple(telling.missing),
            data={"strategy": answer.strategy.value, "order": list(_chosen(answer).order)},
            cards=(_card(telling, answer),),
        )


def _chosen(answer: PayoffAnswer) -> PayoffPlan:
    return next(plan for plan in answer.plans if plan.strategy is answer.strategy)


def _tell(telling: Telling, answer: PayoffAnswer, *, extra: int) -> None:
    chosen = _chosen(answer)
    telling.amount("payoff.minimums", MINIMUMS, answer.minimums)
    telling.amount("payoff.enough", ENOUGH, answer.enough)
    _tell_verdict(telling, answer.verdict)
    _tell_plan(telling, chosen)
    _tell_gain(telling, chosen)
    _tell_order(telling, chosen, answer.verdict)
    for plan in answer.plans:
        if plan is not chosen:
            _tell_plan(telling, plan)
    if answer.consolidation is not None:
        _tell_new_loan(telling, answer.consolidation)
    tell_troubles(telling, answer)
    _tell_early(telling, answer.early[:MOST_EARLY])
    _tell_steps(telling, answer.extra_steps, own=extra)
    tell_assumed(telling, answer)


def _tell_verdict(telling: Telling, verdict: Verdict) -> None:
    """The one line, and the figures in it."""
    against = "" if verdict.against is None else telling.say(STRATEGIES[verdict.against])
    telling.amount("payoff.verdict.saved", telling.say(VERDICT_SAVED, strategy=against), verdict.saved)
    telling.months(
        "payoff.verdict.sooner", telling.say(VERDICT_SOONER, strategy=against), verdict.months_sooner
    )
    telling.amount("payoff.verdict.amount", VERDICT_AMOUNT, verdict.amount)
    telling.remark(f"verdict_{verdict.code}", verdict_words(verdict, telling.language))


def _tell_plan(telling: Telling, plan: PayoffPlan) -> None:
    place, name = _place(plan), telling.say(STRATEGIES[plan.strategy])
    telling.months(f"{place}.months", telling.say(MONTHS, strategy=name), plan.months)
    telling.month(f"{place}.free_on", telling.say(FREE_ON, strategy=name), plan.free_on)
    telling.amount(f"{place}.cost", telling.say(COST, strategy=name), plan.cost)
    if plan.short:
        telling.amount(f"{place}.short", telling.say(SHORT, strategy=name), plan.short[0].lacking)


def _tell_gain(telling: Telling, plan: PayoffPlan) -> None:
    """What the plan that is chosen comes to in all, and against paying only minimums."""
    place, name = _place(plan), telling.say(STRATEGIES[plan.strategy])
    telling.amount(f"{place}.paid", telling.say(PAID, strategy=name), plan.paid)
    if plan.strategy is not Strategy.MINIMUM_ONLY:
        telling.amount(f"{place}.saved", telling.say(SAVED, strategy=name), plan.saved)
        telling.months(f"{place}.sooner", telling.say(SOONER, strategy=name), plan.months_sooner)


def _tell_order(telling: Telling, plan: PayoffPlan, verdict: Verdict) -> None:
    """Which debt gets what is left after the minimums, one after another, and when each ends."""
    for number, ending in enumerate(plan.endings[:MOST_ENDINGS], start=1):
        telling.month(f"payoff.ends.{number}", telling.say(ENDS, debt=ending.name), ending.on)
    held = verdict.held if verdict.strategy is plan.strategy else ()
    ahead = [name for name in plan.order if name not in held]
    if len(ahead) > 1 and plan.strategy is not Strategy.MINIMUM_ONLY:
        name = telling.say(STRATEGIES[plan.strategy])
        telling.remark("order", telling.say(ORDER, strategy=name, debts=", ".join(ahead)))


def _tell_steps(telling: Telling, steps: Sequence[ExtraStep], *, own: int) -> None:
    """What so much more a month does: the person's own extra, and the smallest of the others."""
    first = sorted(steps, key=lambda step: step.extra != own)[:MOST_STEPS]
    for number, step in enumerate(sorted(first, key=lambda step: step.extra), start=1):
        place = f"payoff.extra.{number}"
        telling.amount(place, EXTRA, step.extra, formula="asked")
        extra = format_rupiah(step.extra, telling.language)
        telling.months(f"{place}.months", telling.say(EXTRA_MONTHS, extra=extra), step.months)
        telling.amount(f"{place}.saved", telling.say(EXTRA_SAVED, extra=extra), step.saved)


def _tell_early(telling: Telling, ends: Sequence[EarlyEnd]) -> None:
    """What settling each debt now does."""
    for number, early in enumerate(ends, start=1):
        place = f"payoff.early.{number}"
        telling.amount(f"{place}.settle", telling.say(SETTLE, debt=early.name), early.settle)
        telling.amount(f"{place}.saved", telling.say(SETTLE_SAVES, debt=early.name), early.saved)
        telling.remark(f"early_{early.code}", f"{early.name}: {early_words(early, telling.language)}")


def _place(plan: PayoffPlan) -> str:
    return f"payoff.{plan.strategy.value.lower()}"


def _tell_new_loan(telling: Telling, found: Consolidation) -> None:
    telling.amount("payoff.new_loan.instalment", NEW_INSTALMENT, found.instalment)
    telling.amount("payoff.new_loan.borrowed", NEW_BORROWED, found.borrowed)
    telling.amount("payoff.new_loan.monthly", NEW_MONTHLY, found.monthly)
    telling.amount("payoff.new_loan.cheaper_by", NEW_CHEAPER, found.cheaper_by)
    telling.months("payoff.new_loan.longer", NEW_LONGER, found.months_longer)
    telling.amount("payoff.new_loan.break_even", NEW_BREAK_EVEN, found.break_even_fee)
    telling.remark(f"new_loan_{found.code}", consolidation_words(found, telling.language))


def _card(telling: Telling, answer: PayoffAnswer) -> Card:
    """What is owed after each month by the chosen strategy, beside paying only minimums."""
    chosen = _chosen(answer)
    lines: Mapping[Strategy, PayoffPlan] = {
        plan.strategy: plan for plan in answer.plans if plan.strategy is Strategy.MINIMUM_ONLY
    } | {chosen.strategy: chosen}
    longest = max(len(plan.owed) for plan in lines.values())
    series = {
        telling.say(STRATEGIES[strategy]): [*plan.owed, *[0] * (longest - len(plan.owed))]
        for strategy, plan in lines.items()
    }
    labels = [format_month(answer.first_month.add(place), telling.language) for place in range(longest)]
    place = _place(chosen)
    shown = [
        "payoff.minimums",
        *(f"{place}.{name}" for name in ("months", "free_on", "cost", "saved", "sooner")),
    ]
    return telling.card(CARD, shown, rupiah_chart(ChartKind.LINE, labels, series))
