"""What somebody saves for and what they owe."""

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.gateways.advisor.answering.found import DIGITS, Found, lines, paragraph
from shared.gateways.advisor.asking.questions import Offer
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.naming import goal_phrases_in, things_in
from shared.words import Words

MOST_GOALS = 4
SENTENCES = re.compile(r"(?<=[.!?])\s")
NO_GOALS = Words(
    id="Belum ada tujuan menabung. Sebut saja mau apa, berapa targetnya, dan kapan; aku siapkan.",
    en="There are no saving goals yet. Tell me what for, how much and by when; I will prepare one.",
)
ALL_GOALS = Words(id="Untuk semua tujuan sudah terkumpul {total}.", en="{total} is set aside for all goals.")
HAS = Words(id="Terkumpul {have} dari target {target}.", en="{have} of {target} is set aside.")
STILL = Words(id="Kurang {lacking}.", en="{lacking} is lacking.")


def goals(wish: Wish, found: Found) -> Iterator[str | None]:
    """How the goals stand; only the one that was named, if it is known."""
    numbers = _numbers(found, "goal.", ".set_aside")
    if not numbers:
        yield found.plain(NO_GOALS)
        return
    names = {number: found.label(f"goal.{number}.set_aside").rpartition(": ")[0] for number in numbers}
    named = [number for number in numbers if _is_named(wish, names[number])]
    if not named:
        yield found.say(ALL_GOALS, total="goals.set_aside")
    for number in (named or numbers)[:MOST_GOALS]:
        yield _goal(found, number, names[number])
    yield found.plain(Offer.SHOW_GOAL_PLAN.says) if len(numbers) > 1 else None


def _goal(found: Found, number: str, name: str) -> str:
    place = f"goal.{number}"
    has = found.say(HAS, have=f"{place}.set_aside", target=f"{place}.target")
    lacking = found.say(STILL, lacking=f"{place}.lacking")
    said = [it.text.removeprefix(f"{name}: ") for it in found.remarks if it.text.startswith(f"{name}: ")]
    fresh = [each for text in said for each in SENTENCES.split(text) if not _repeats(each, has)]
    return paragraph(f"{name}:", has, lacking, *fresh[:3])


def _repeats(text: str, told: str | None) -> bool:
    """Whether a sentence holds figures and all of them were just told."""
    figures = set(DIGITS.findall(text))
    return bool(figures) and figures <= set(DIGITS.findall(told or ""))


def _numbers(found: Found, start: str, end: str) -> list[str]:
    return [each.removeprefix(start).removesuffix(end) for each in found.ids(start, end)]


def _is_named(wish: Wish, name: str) -> bool:
    """Whether a name of a goal or a debt, or a word of it, was said."""
    said = {word for message in wish.messages for word in message.sentence.original.casefold().split()}
    words = [word for word in name.casefold().split() if len(word) > 2]
    pieces = [piece.text.casefold() for m in wish.messages for piece in (*things_in(m), *goal_phrases_in(m))]
    stems = [word.strip("?!.,;:").removesuffix("nya").removesuffix("ku") for word in (*said, *pieces)]
    return any(word.startswith(stem) for word in words for stem in stems if len(stem) > 2) and bool(words)


PLAN = Words(id="Dengan {surplus} sebulan untuk semua tujuan:", en="With {surplus} a month for all goals:")
GETS = Words(id="Bulan depan uangnya begini:", en="Next month goes like this:")


def goal_plan(wish: Wish, found: Found) -> Iterator[str | None]:
    """When each goal is reached, and what gets how much next month."""
    told = found.remarked("plan_")
    if not told:
        yield found.plain(NO_GOALS)
        return
    yield found.say(PLAN, surplus="plan.surplus")
    yield lines(told, most=MOST_GOALS)
    given = [each for each in found.ids("plan.goal.", ".next_month") if found.number(each)]
    next_month = lines((f"{found.label(each)}: {found.text(each)}" for each in given), most=MOST_GOALS)
    yield next_month or None
    yield found.remark("goal_remedies")


NO_DEBTS = Words(
    id="Belum ada utang yang tercatat. Kalau memang ada, catat dulu di menu utang supaya bisa kuhitung.",
    en="No debts are on record. If there are any, add them under debts so that I can work with them.",
)
NOT_AMONG = Words(
    id="Utang {what} tidak ada di catatanmu.",
    en="No debt for {what} is on record.",
)
OWED = Words(id="Sisa utangmu seluruhnya {total}.", en="You owe {total} in all.")
MINIMUMS = Words(
    id="Pembayaran minimum bulan ini {minimums}.", en="Minimum payments this month come to {minimums}."
)
OWED_BY_DATA = Words(id="Menurut datamu, total utangmu {total}.", en="By your data you owe {total} in all.")
INSTALMENT = Words(id="cicilan {instalment} sebulan", en="{instalment} a month")
RATE = Words(
    id="bunga {yearly} setahun, atau {monthly} sebulan",
    en="{yearly} interest a year, or {monthly} a month",
)
NO_RATES = Words(
    id="Bunganya belum tercatat. Isi di menu utang supaya bisa kubandingkan.",
    en="No interest is on record. Add it under debts so that I can compare.",
)
INTEREST = frozenset({"bunga", "rate", "rates"})
ENDS = Words(id="lunas {ends} kalau bayar minimum", en="free in {ends} on minimums")
TROUBLES = (
    "endless_",
    "rate_",
    "lender_",
    "charges_",
    "instalments_",
    "debt_left_out",
    "unlicensed",
    "over_",
)


def debts(wish: Wish, found: Found) -> Iterator[str | None]:
    """What is owed, debt by debt, and what is wrong with any."""
    numbers = _numbers(found, "debt.", ".balance")
    if not numbers:
        total = found.say(OWED_BY_DATA, total="snapshot.current_debt")
        yield total or found.remark("debt_left_out") or found.plain(NO_DEBTS)
        return
    names = {number: found.label(f"debt.{number}.balance").rpartition(": ")[0] for number in numbers}
    named = [number for number in numbers if _is_named(wish, names[number])]
    if not INTEREST.isdisjoint(word for message in wish.messages[:1] for word in message.words):
        yield _rates(found, {number: names[number] for number in named or numbers})
        yield found.plain(Offer.SHOW_PAYOFF.says)
        return
    if not named:
        owed, minimums = found.say(OWED, total="debts.total"), found.say(MINIMUMS, minimums="debts.minimums")
        yield paragraph(_not_among(wish, found), owed, minimums)
    yield lines((_debt(found, number, names[number]) for number in named or numbers), most=MOST_GOALS)
    yield paragraph(*found.remarked(*TROUBLES)[:2])
    yield found.plain(Offer.SHOW_PAYOFF.says)


def _not_among(wish: Wish, found: Found) -> str | None:
    """That the debt which was named is not on record."""
    what = next(iter(goal_phrases_in(wish.newest)), None)
    return None if what is None else NOT_AMONG.into(found.language, what=what.text)


def _rates(found: Found, names: Mapping[str, str]) -> str | None:
    """The interest of each debt, the highest first; those without one are left out."""
    by_rate = sorted(names, key=lambda number: -(found.number(f"debt.{number}.rate") or 0))
    rates = {
        names[number]: found.say(RATE, yearly=f"debt.{number}.rate", monthly=f"debt.{number}.monthly_rate")
        for number in by_rate
    }
    told = (f"{name}: {rate}" for name, rate in rates.items() if rate)
    return lines(told, most=MOST_GOALS) or found.plain(NO_RATES)


def _debt(found: Found, number: str, name: str) -> str:
    place = f"debt.{number}"
    parts = (
        found.text(f"{place}.balance"),
        found.say(INSTALMENT, instalment=f"{place}.instalment"),
        found.text(f"{place}.months_left"),
        found.say(ENDS, ends=f"{place}.ends"),
    )
    return f"{name}: {', '.join(part for part in parts if part)}"


FREE = Words(
    id="Kamu bebas utang {month}, dalam {months}.", en="You are debt-free in {month}, after {months}."
)
SAVES = Words(
    id="Dibanding bayar minimum saja, kamu hemat {saved}.",
    en="Against paying only minimums you save {saved}.",
)
SOONER = Words(id="Selesainya {sooner} lebih cepat.", en="It ends {sooner} sooner.")
EXTRA = Words(id="Kalau ditambah lagi:", en="If you add more:")
NEEDS = Words(
    id="Supaya tidak ada yang telat, siapkan {enough} sebulan.",
    en="So that nothing is late, have {enough} a month.",
)
ROLL_ON = Words(
    id="Begitu satu lunas, alihkan uangnya ke utang berikutnya.",
    en="When one ends, put its money into the next.",
)


def payoff(wish: Wish, found: Found) -> Iterator[str | None]:
    """Which debt first, when free, what it saves, and what more would do."""
    verdict = found.remark("verdict_")
    if verdict is None:
        yield from debts(wish, found)
        return
    place = f"payoff.{str(found.data.get('strategy', '')).lower()}"
    free = found.say(FREE, month=f"{place}.free_on", months=f"{place}.months")
    yield paragraph(verdict, free)
    yield paragraph(*found.remarked("new_loan_")[:1], found.remark("endless_"))
    short = found.has(f"{place}.short")
    extra = _extra(found)
    yield found.say(NEEDS, enough="payoff.enough") if short else extra
    yield paragraph(*_early(found)[:1])
    yield found.plain(ROLL_ON)


def _extra(found: Found) -> str | None:
    """The largest of the extra amounts that were looked at."""
    steps = [each for each in found.ids("payoff.extra.") if each.count(".") == 2]
    if not steps:
        return None
    place = steps[-1]
    known = [f"{place}.{name}" for name in ("months", "saved") if found.has(f"{place}.{name}")]
    told = [f"{found.label(each).rpartition(': ')[2]} {found.text(each)}" for each in known]
    what = found.label(known[0]).rpartition(": ")[0] if known else ""
    return f"{what}: {', '.join(told)}." if told else None


def _early(found: Found) -> Sequence[str]:
    return found.remarked("early_saves", "early_costs_more")
