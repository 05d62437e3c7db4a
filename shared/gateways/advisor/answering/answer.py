"""The answer to a wish: its intent tells what the tools found, or what is missing, or what failed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import cast

from shared.gateways.advisor.answering import (
    ahead,
    figures,
    goals_and_debts,
    investing,
    months,
    offers,
    standing,
    steps,
)
from shared.gateways.advisor.answering.found import Found, lines, listed, paragraph, spoken
from shared.gateways.advisor.answering.talk import talk
from shared.gateways.advisor.asking.plans import second_reading
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.protocol import ToolFailure
from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Words

Teller = Callable[[Wish, Found], Iterator[str | None]]


class Told:
    """How an intent is told, and the tool that it is told from."""

    def __init__(self, teller: Teller, *tools: str) -> None:
        self.teller = teller
        self.tools = tools


TELLERS: Mapping[Intent, Told] = {
    Intent.AFFORD: Told(ahead.afford, "affordability"),
    Intent.WHAT_IF: Told(ahead.what_if, "simulate"),
    Intent.FORECAST: Told(ahead.forecast, "forecast"),
    Intent.TAKE_HOME: Told(ahead.take_home, "take_home"),
    Intent.RECORD: Told(offers.offered, "record_transactions"),
    Intent.SET_BUDGET: Told(offers.offered, "set_budget"),
    Intent.ADD_RULE: Told(offers.offered, "add_category_rule"),
    Intent.NEW_GOAL: Told(offers.offered, "create_goal"),
    Intent.CHANGE_GOAL: Told(offers.offered, "change_goal"),
    Intent.GOALS: Told(goals_and_debts.goals, "goals"),
    Intent.GOAL_PLAN: Told(goals_and_debts.goal_plan, "goal_plan"),
    Intent.DEBTS: Told(goals_and_debts.debts, "debts"),
    Intent.DEBT_LOAD: Told(standing.debt_load, "budget_analysis"),
    Intent.PAYOFF: Told(goals_and_debts.payoff, "debt_payoff"),
    Intent.SAFE: Told(months.safe, "budget_month"),
    Intent.LEFT: Told(months.left, "budget_month"),
    Intent.MONTH: Told(months.month, "budget_month"),
    Intent.FIND: Told(months.find, "find_transactions"),
    Intent.RECURRING: Told(months.recurring, "spending_patterns"),
    Intent.PATTERNS: Told(months.patterns, "spending_patterns"),
    Intent.HEALTH: Told(standing.health, "budget_analysis"),
    Intent.OVERVIEW: Told(figures.overview, "financial_snapshot", "budget_analysis"),
    Intent.EMERGENCY: Told(standing.emergency, "budget_analysis"),
    Intent.SAVING_RATE: Told(standing.saving_rate, "budget_analysis"),
    Intent.ADVICE: Told(steps.advice, "budget_analysis"),
    Intent.FIGURES: Told(figures.figures, "financial_snapshot", "simulate"),
    Intent.INVEST: Told(investing.invest, "budget_analysis"),
    Intent.RISK: Told(investing.risk, "budget_analysis", "financial_snapshot"),
    Intent.COMFORT: Told(steps.comfort, "budget_analysis"),
}
BY_TOOL: Mapping[str, Teller] = {
    "budget_month": months.month,
    "budget_analysis": standing.health,
    "financial_snapshot": figures.figures,
    "goals": goals_and_debts.goals,
}
"""How a tool is told that was asked in place of another."""

NEAREST = Words(
    id="Itu belum bisa kuhitung di percakapan ini. Yang paling dekat:",
    en="I cannot work that out in this conversation. What comes nearest:",
)
CANNOT_READ = Words(
    id="Maaf, datamu belum bisa kubaca sekarang, dan aku tidak mau menebak angka. Coba lagi sebentar lagi.",
    en="Sorry, I cannot read your data right now, and I will not guess numbers. Please ask again shortly.",
)
CANNOT_DO = Words(
    id="Dengan isian itu belum bisa kuhitung. Coba tulis lagi dengan jumlah dan waktunya.",
    en="I cannot work with that yet. Please write it again with the amount and the time.",
)
NOT_CALLED = Words(
    id="Tidak kutemukan yang bernama itu. Yang ada: {names}.",
    en="I found none of that name. There are: {names}.",
)
CHOICES = Words(id="Ada {names}.", en="There are {names}.")
REFUSED: Mapping[str, Words] = {
    "too_many_proposals": Words(
        id="Masih ada usulan lain yang menunggu jawabanmu. Setujui atau tolak dulu.",
        en="Other proposals still wait for you. Confirm or reject them first.",
    ),
    "not_enough_free": Words(
        id="Uang yang belum disisihkan di rekening itu tidak sebanyak itu. Coba jumlah yang lebih kecil.",
        en="That account does not hold so much that is still free. Try a smaller amount.",
    ),
    "not_set_aside": Words(
        id="Yang disisihkan di rekening itu tidak sebanyak itu, jadi tidak bisa diambil lagi.",
        en="Less than that is set aside in that account, so it cannot be taken back.",
    ),
    "goal_not_reached": Words(
        id="Targetnya belum terkumpul penuh, jadi belum bisa ditandai tercapai. Batalkan kalau mau ditutup.",
        en="Its target is not saved up yet, so it cannot be marked as reached. To close it, say drop it.",
    ),
    "goal_at_its_end": Words(
        id="Tujuan itu sudah selesai. Aktifkan lagi dulu kalau mau menambah.",
        en="That goal is at its end. Make it active again before you add to it.",
    ),
    "too_many_goals": Words(
        id="Tujuanmu sudah terlalu banyak. Selesaikan atau hapus yang lain dulu.",
        en="There are too many goals already. Finish or remove another one first.",
    ),
}
"""What a refusal means to its person."""

NOTHING_KNOWN = Words(
    id="Aku belum punya angka yang kubutuhkan untuk menjawab ini. Isi dulu, ya:",
    en="I do not have the figures I need to answer this yet. Please fill these in first:",
)
ALSO = Words(id="Sekalian, siapa tahu ini maksudmu:", en="In case you meant this:")
MONTHS_NEEDED = Words(
    id="Catat transaksimu beberapa bulan dulu, baru polanya kelihatan.",
    en="Record your transactions for some months first, so that a pattern can show.",
)
FOR_US = frozenset({"goals", "debts", "transaction"})
"""Gaps whose hints are written for advisors."""

NAMES = frozenset({"name_unknown", "name_unclear", "name_needed"})
WRONG = frozenset({"wrong_arguments", "invalid_input"})
MOST_HINTS = 3
MOST_NAMES = 8


def answer(wish: Wish, found: Found, offered: Collection[str]) -> Iterator[str]:
    """The paragraphs of the answer."""
    told = TELLERS.get(wish.intent)
    if told is None:
        yield from talk(wish, offered, found.language)
        return
    if not found.results:
        yield found.plain(CANNOT_READ)
        return
    yield from _told(wish, found, told)
    second = second_reading(wish)
    if second is not None and not found.of(*told.tools).failures:
        yield from _in_short(wish, found, TELLERS[second])


def _told(wish: Wish, found: Found, told: Told) -> Iterator[str]:
    mine = found.of(*told.tools)
    if not mine.results:
        tool = found.results[0].name
        yield found.plain(NEAREST)
        mine, told = found.of(tool), Told(BY_TOOL.get(tool, standing.health), tool)
    if mine.failures and len(mine.failures) == len(mine.results):
        yield _failed(mine.failures[0], mine)
        return
    if _is_empty(mine):
        yield paragraph(found.plain(NOTHING_KNOWN))
        yield _hints(mine)
        return
    yield from spoken(told.teller(wish, mine))


def _in_short(wish: Wish, found: Found, told: Told) -> Iterator[str]:
    """The beginning of the second reading."""
    mine = found.of(*told.tools)
    if not mine.results or mine.failures or _is_empty(mine):
        return
    said = next(spoken(told.teller(wish, mine)), None)
    if said is not None:
        yield f"{found.plain(ALSO)} {said}"


def _is_empty(found: Found) -> bool:
    """Whether nothing of the person's own is known, and something could be filled in."""
    own = [each for each in found.facts if not each.startswith(("threshold.", "assumption."))]
    return not own and not found.remarks and bool(_own_gaps(found))


def _own_gaps(found: Found) -> list[str]:
    months = found.plain(MONTHS_NEEDED)
    told = (gap for gap in found.missing if gap.name not in FOR_US)
    return [months if gap.name == "transactions" else gap.hint for gap in told]


def _hints(found: Found) -> str:
    return lines(dict.fromkeys(_own_gaps(found)), most=MOST_HINTS)


def _failed(failure: ToolFailure, found: Found) -> str:
    """What a person is told of a failure; hints are written for advisors."""
    if failure.code in NAMES:
        names = [str(each) for each in cast("list[object]", found.data.get("candidates") or [])][:MOST_NAMES]
        words = NOT_CALLED if failure.code == "name_unknown" else CHOICES
        known = words.into(found.language, names=listed(names, found.language)) if names else None
        return paragraph(known, found.plain(Question.CANDIDATE.says))
    if failure.code in REFUSED:
        return found.plain(REFUSED[failure.code])
    refused = failure.code in WRONG or failure.code.endswith(("_refused", "_cannot_move"))
    return found.plain(CANNOT_DO if refused else CANNOT_READ)
