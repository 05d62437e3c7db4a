"""The plan in words: what becomes of each goal, why one is not met, and what would meet it."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from shared.domain.conversation.figures import format_date
from shared.domain.goals.plan import Outcome, PlannedGoal
from shared.domain.goals.shortfalls import WhyNot
from shared.domain.goals.words import (
    IN_TIME,
    MONTHS,
    SET_ASIDE,
    counted,
    later_or_smaller,
    needs_words,
)
from shared.domain.money import format_rupiah
from shared.domain.months import format_month
from shared.words import Language, Words

MOST_NAMED = 3
"""How many goals a sentence names; more are counted."""

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.ALREADY_REACHED: Words(id="Sudah tercapai", en="Reached already"),
    Outcome.ON_TIME: Words(id="Tepat waktu", en="On time"),
    Outcome.LATE: Words(id="Terlambat", en="Late"),
    Outcome.REACHED: Words(id="Tercapai", en="Reached"),
    Outcome.NOT_REACHED: Words(id="Belum tercapai", en="Not reached"),
    Outcome.UNKNOWN: Words(id="Belum bisa dihitung", en="Cannot be told yet"),
}
WHY_NOT: Mapping[WhyNot, Words] = {
    WhyNot.TARGET_UNKNOWN: Words(
        id="Targetnya belum diketahui, jadi belum masuk rencana.",
        en="Its target is not known yet, so it is not in the plan.",
    ),
    WhyNot.DATE_PASSED: Words(
        id="Tanggalnya sudah tiba; masih kurang {short}.", en="Its date has come; {short} is missing."
    ),
    WhyNot.NO_SURPLUS: Words(
        id="Tidak ada sisa uang untuk disisihkan. Mulai dari menambah pemasukan atau mengurangi pengeluaran.",
        en="Nothing is left over to set aside. Begin by earning more or spending less.",
    ),
    WhyNot.DATE_AFTER_THE_MONTHS: Words(
        id="Tanggalnya {date}, sesudah rencana {months} ini; di akhirnya ada {there} dari {target}.",
        en="Its date, {date}, lies after this plan of {months}, at whose end {there} of {target} is there.",
    ),
    WhyNot.GOALS_BEFORE_IT: Words(
        id="Cukup kalau sendirian, tapi sisa uang dipakai dulu untuk {goals}.",
        en="There is enough for it alone, but what is left over goes to {goals} first.",
    ),
    WhyNot.SET_ASIDE_ALREADY: Words(
        id="Sisa uang bulan ini sudah disisihkan.", en="What is left over this month is set aside already."
    ),
    WhyNot.TARGET_OUTGROWS_SURPLUS: Words(
        id="Harganya naik lebih cepat daripada seluruh sisa uangmu, jadi tidak terkejar.",
        en="Its price grows faster than all you have left over, so it is never reached.",
    ),
    WhyNot.SURPLUS_TOO_SMALL: Words(
        id="Perlu {needs}; sisa uangmu tidak cukup.", en="It takes {needs}; what is left over is not enough."
    ),
    WhyNot.BEYOND_THE_MONTHS: Words(
        id="Belum tercapai dalam rencana {months} ini.", en="Not reached within this plan of {months}."
    ),
}
"""Each reason of the plan in words."""

THIS_MONTH = Words(
    id="Bulan ini sudah disisihkan {set_aside}; sampai akhir bulan masih ada {left} untuk tujuanmu.",
    en="{set_aside} is set aside this month already; up to its end there is {left} more for your goals.",
)
GO_FIRST = Words(id="Sisa uang dipakai dulu untuk {goals}.", en="What is left over goes to {goals} first.")
TOO_SMALL_AFTER_OTHERS = Words(
    id="Perlu {needs}; sisa uangmu tidak cukup, dan dipakai dulu untuk {goals}.",
    en="It takes {needs}; what is left over is not enough, and goes to {goals} first.",
)
MISSING = Words(id="Pada tanggalnya masih kurang {short}.", en="On its date {short} is missing.")
REACHED_IN = Words(id="Baru tercapai {reached}.", en="It is reached only in {reached}.")
STAYS_ON_TIME = Words(
    id="Kalau sisa uangnya tetap segitu, tercapai tepat waktu.",
    en="If as much is left over from then on, it is reached in time.",
)
STAYS_SHORT = Words(
    id="Kalau sisa uangnya tetap segitu, pada tanggalnya masih kurang {expected_short}.",
    en="If as much is left over from then on, {expected_short} is missing on its date.",
)
AND = Words(id=" dan ", en=" and ")
OTHERS = (
    Words(id="1 tujuan lain", en="1 other goal"),
    Words(id="{count} tujuan lain", en="{count} other goals"),
)

LEAVE_MORE = Words(id="tambah sisa uang bulananmu sebesar {more}", en="have {more} more left over each month")
WITHIN_MONTHS = Words(id="Supaya tercapai dalam {months}: {way}.", en="To be reached within {months}: {way}.")
WITH_SURPLUS = Words(id="Dengan sisa uang sekarang: {ways}.", en="With what is left over now: {ways}.")
OR_WITH_SURPLUS = Words(
    id="Atau, dengan sisa uang sekarang, {ways}.", en="Or, with what is left over now, {ways}."
)


def this_month_words(set_aside: int, left: int, language: Language) -> str | None:
    """What was set aside this month already, and what the rest of it still brings; None for nothing."""
    if not set_aside:
        return None
    told = {"set_aside": format_rupiah(set_aside, language), "left": format_rupiah(left, language)}
    return THIS_MONTH.into(language, **told)


def outcome_words(outcome: Outcome, language: Language) -> str:
    """What becomes of a goal in the plan."""
    return OUTCOMES[outcome].into(language)


def plan_words(
    planned: PlannedGoal, names: Mapping[UUID, str], *, months: int, language: Language
) -> str | None:
    """Why a goal is not met in the plan, with its figures and those that come first.

    None where it is, except that one whose date lies after the plan says so.
    """
    sentences = list(_sentences(planned))
    if not sentences:
        return None
    told = {
        "short": format_rupiah(planned.short, language),
        "expected_short": format_rupiah(planned.expected_short or 0, language),
        "there": format_rupiah((planned.target or 0) - planned.lacking + sum(planned.given), language),
        "target": format_rupiah(planned.target or 0, language),
        "needs": needs_words(planned.required or 0, planned.required_within_days, language),
        "date": format_date(planned.target_on, language) if planned.target_on else "",
        "reached": format_month(planned.reached_in, language) if planned.reached_in else "",
        "months": counted(MONTHS, months, language),
        "goals": _listed([names[each] for each in planned.waits_for], language),
    }
    return " ".join(each.into(language, **told) for each in sentences)


def plan_remedy_words(planned: PlannedGoal, *, months: int, language: Language) -> str | None:
    """What would meet a goal in the plan, each on its own; None where nothing would."""
    remedies = planned.remedies
    if remedies is None:
        return None
    ways = later_or_smaller(remedies.months_later, remedies.fitting_target, language)
    if not remedies.more_surplus:
        return WITH_SURPLUS.into(language, ways=ways) if ways else None
    aim = WITHIN_MONTHS if planned.target_on is None else IN_TIME
    way = _way(planned, remedies.more_surplus, language)
    first = aim.into(language, way=way, months=counted(MONTHS, months, language))
    return f"{first} {OR_WITH_SURPLUS.into(language, ways=ways)}" if ways else first


def _way(planned: PlannedGoal, more: int, language: Language) -> str:
    """More a month; where only days are left nothing comes by the month, so what is needed within them."""
    if planned.required is None or planned.required_within_days is None:
        return LEAVE_MORE.into(language, more=format_rupiah(more, language))
    needs = needs_words(planned.required, planned.required_within_days, language)
    return SET_ASIDE.into(language, needs=needs)


def _sentences(planned: PlannedGoal) -> Iterator[Words]:
    why_not = planned.why_not
    if planned.expected_short == 0 and planned.reached_in is None:
        yield from (WHY_NOT[WhyNot.DATE_AFTER_THE_MONTHS], STAYS_ON_TIME)
    if why_not is None:
        return
    yield from _reason(planned, why_not)
    if planned.expected_short and why_not is WhyNot.DATE_AFTER_THE_MONTHS:
        yield STAYS_SHORT
    if planned.short and why_not is not WhyNot.DATE_PASSED:
        yield MISSING
    if planned.reached_in is not None:
        yield REACHED_IN
    elif why_not is WhyNot.GOALS_BEFORE_IT and planned.target_on is None:
        yield WHY_NOT[WhyNot.BEYOND_THE_MONTHS]


def _reason(planned: PlannedGoal, why_not: WhyNot) -> Iterator[Words]:
    """Why it is not met, with the goals that go first."""
    if planned.waits_for and why_not is WhyNot.SURPLUS_TOO_SMALL:
        yield TOO_SMALL_AFTER_OTHERS
        return
    yield WHY_NOT[why_not]
    if planned.waits_for and why_not is not WhyNot.GOALS_BEFORE_IT:
        yield GO_FIRST


def _listed(names: Sequence[str], language: Language) -> str:
    """Names as a list in a sentence: "Nikah, Motor dan 2 tujuan lain"."""
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(counted(OTHERS, len(names) - MOST_NAMED, language))
    *first, last = shown or [""]
    return f"{', '.join(first)}{AND.into(language)}{last}" if first else last
