"""What may come: buying something, what if, the next weeks' cash, and take-home pay."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from shared.gateways.advisor.answering.found import ASIDE, Found, lines, paragraph
from shared.gateways.advisor.answering.talk import CONSULTANT_HELPS
from shared.gateways.advisor.asking.questions import Offer
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

YES_NOW = Words(id="Bisa pada {month}.", en="Yes, in {month}.")
LATER = Words(
    id="Belum bisa pada {wanted}; paling cepat {month}.",
    en="Not in {wanted} yet; at the earliest in {month}.",
)
NO = Words(
    id="Belum sanggup dalam {searched} ke depan, setidaknya dengan cara-cara ini.",
    en="Not within the next {searched}, at least not in these ways.",
)
WITHOUT = Words(
    id="Kalau dipaksakan, dana darurat atau tujuan lain yang jadi korban.",
    en="Forcing it would cost your emergency fund or another goal.",
)
MOST_WAYS = 3
CASH_LEFT = Words(
    id="Setelah itu uang tunaimu paling rendah {lowest}, dan dana darurat tersisa {fund}.",
    en="After that your cash is {lowest} at its lowest, and {fund} of the emergency fund is left.",
)
IN_INSTALMENTS = Words(
    id="Kalau dicicil {term}, seluruhnya jadi {total}.", en="Over {term} it would come to {total} in all."
)
KEEP_APART = Words(
    id="Pisahkan uangnya ke rekening lain sampai hari belinya, supaya tidak terpakai.",
    en="Put the money into another account until the day, so that it is not spent.",
)


def afford(wish: Wish, found: Found) -> Iterator[str | None]:
    """Yes, later or no; the cheapest way, the others, and why not."""
    ways = [cast("Mapping[str, object]", each) for each in cast("list[object]", found.data.get("ways") or [])]
    answers = {str(way["answer"]) for way in ways}
    if "YES" in answers:
        yield paragraph(found.say(YES_NOW, month="afford.wanted"), found.remark("cheapest"))
    elif "LATER" in answers:
        earliest = min(
            found.ids("afford.", ".when"), key=lambda each: str(found.facts[each].value), default=""
        )
        yield paragraph(found.say(LATER, wanted="afford.wanted", month=earliest), found.remark("cheapest"))
    elif answers:
        yield paragraph(found.say(NO, searched="afford.searched"), found.plain(WITHOUT))
    if _is_paid_at_once(wish, found, ways):
        yield paragraph(
            found.say(CASH_LEFT, lowest="afford.cash.lowest", fund="afford.cash.fund"),
            found.say(IN_INSTALMENTS, term="afford.instalments_12.term", total="afford.instalments_12.total"),
        )
        yield found.plain(KEEP_APART)
        return
    if answers == {"NO"}:
        yield found.remark("cash_short", "fund_touched", "goal_late")
        yield found.plain(Offer.MAKE_GOAL.says)
        return
    told = found.remarked("way_yes", "way_later", "way_no")
    yield lines(told, most=MOST_WAYS) if len(told) > 1 else None
    yield paragraph(found.remark("cash_short", "fund_touched", "goal_late"), found.remark("from_next_month"))
    yield found.remark("assumed_rate")
    yield found.plain(Offer.MAKE_GOAL.says) if answers else None


def _is_paid_at_once(wish: Wish, found: Found, ways: Sequence[Mapping[str, object]]) -> bool:
    """Whether cash will do, and no other way was asked about."""
    asked = {"instalment", "save_first", "cash"} & wish.concepts
    cash = found.label("afford.cash.when") if found.has("afford.cash.when") else ""
    return not asked and any(way["answer"] == "YES" and cash.startswith(f"{way['way']}: ") for way in ways)


FINE = frozenset({"verdict_fine", "verdict_better", "verdict_same", "verdict_costs"})
STILL_FINE = Words(id="Masih kuat.", en="You would manage.")
SHORT = frozenset({"verdict_short"})
"""Tells the lowest cash itself."""

CAREFUL = Words(id="Hati-hati, ini berat.", en="Careful, that is hard.")
BETTER = Words(
    id="Itu membantu, walau belum semuanya beres.", en="That helps, though not everything is settled yet."
)
AFFECTED = Words(id="Bisa dilewati, tapi ada akibatnya.", en="You would get through, at a price.")
HARD = ("verdict_short", "verdict_fund_used_up", "verdict_debt_grows")
DIFFERENCE = Words(
    id="Selisih kekayaan bersih di akhir {months}: {difference}.",
    en="Difference in net worth after {months}: {difference}.",
)
NET_WORTH = Words(
    id="Setelah {months}, kekayaan bersihmu sekitar {net_worth}.",
    en="After {months} your net worth is about {net_worth}.",
)
LOWEST = Words(
    id="Uang tunai paling rendah {lowest} pada {month}.", en="Cash is lowest at {lowest}, in {month}."
)
PLAN_FOR_IT = Words(
    id="Sebelum itu terjadi, tebalkan dana darurat dan tahan cicilan baru.",
    en="Before it happens, build up the emergency fund and take on no new instalments.",
)


def what_if(wish: Wish, found: Found) -> Iterator[str | None]:
    """Whether it can be borne, what it comes to, and what to do before."""
    name = _scenario(found)
    mine = [
        it
        for it in found.remarks
        if it.code.startswith("verdict_") and name and it.text.startswith(f"{name}: ")
    ]
    codes = {it.code for it in mine}
    yield paragraph(
        found.plain(_verdict(found, codes)) if mine else None,
        *(it.text.removeprefix(f"{name}: ") for it in mine[:1]),
    )
    difference = found.say(DIFFERENCE, months="simulate.months", difference="simulate.1.difference")
    lowest = found.say(LOWEST, lowest="simulate.1.lowest", month="simulate.1.lowest_in")
    unchanged = (found.number("simulate.1.difference") or 0) == 0
    net_worth = found.say(NET_WORTH, months="simulate.months", net_worth="simulate.1.net_worth")
    yield paragraph(net_worth if unchanged else difference, lowest if not codes & (FINE | SHORT) else None)
    shifts = [
        f"{found.label(each).removeprefix(f'{name}: ')}: {found.text(each)}"
        for each in found.ids("simulate.1.goal.", ".later")
        if (found.number(each) or 0) > 0
    ]
    yield lines(shifts, most=2)
    yield found.plain(PLAN_FOR_IT) if _is_hard(codes) else found.remark("assumed_rate")
    yield found.plain(CONSULTANT_HELPS) if _is_hard(codes) else None


def _verdict(found: Found, codes: set[str]) -> Words:
    """What it comes to in one sentence; where more is left in the end, a late goal was late before."""
    if codes & FINE or _mends(codes):
        return STILL_FINE
    if _is_hard(codes):
        return CAREFUL
    return BETTER if (found.number("simulate.1.difference") or 0) > 0 else AFFECTED


def _scenario(found: Found) -> str | None:
    """The name of the first scenario, as its facts are labelled."""
    label = found.facts["simulate.1.net_worth"].label if found.has("simulate.1.net_worth") else ""
    return label.rpartition(": ")[0] or None


def _mends(codes: set[str]) -> bool:
    return any(code.startswith("verdict_mends") for code in codes)


def _is_hard(codes: set[str]) -> bool:
    return any(code.startswith(HARD) for code in codes)


ENOUGH = Words(id="Cukup.", en="Yes, it lasts.")
NOT_ENOUGH = Words(id="Belum cukup.", en="No, it does not last.")
PERHAPS = Words(id="Mepet.", en="It will be close.")
DUE = Words(id="Yang jatuh tempo paling dekat:", en="What falls due next:")
MOST_DUE = 4
LATEST = Words(id="Perkiraan di akhir: {closing}.", en="Expected in the end: {closing}.")
HOLD_BACK = Words(
    id="Tunda yang bisa ditunda, atau bicarakan tagihan itu sebelum jatuh tempo.",
    en="Put off what can wait, or talk to whom you owe before it is due.",
)


def forecast(wish: Wish, found: Found) -> Iterator[str | None]:
    """Whether cash lasts, when it falls short and why, and what falls due."""
    short, perhaps = found.has("forecast.short.on"), found.has("forecast.may_be_short.on")
    known = found.has("forecast.opening")
    verdict = found.plain(NOT_ENOUGH if short else PERHAPS if perhaps else ENOUGH) if known else None
    yield paragraph(verdict, found.remark("forecast"))
    yield paragraph(found.say(LATEST, closing="forecast.closing"))
    yield _due(found)
    yield found.plain(HOLD_BACK) if short else None


def _due(found: Found) -> str | None:
    ids = [each for each in found.ids("forecast.due.") if not each.endswith(".on")]
    told = lines(
        (
            f"{found.label(each)} {found.text(f'{each}.on')}: {found.text(each)}"
            for each in ids
            if found.has(f"{each}.on")
        ),
        most=MOST_DUE,
    )
    return f"{found.plain(DUE)}\n{told}" if told else None


HOME = Words(
    id="Bersihnya sekitar {home} sebulan, dari bruto {gross}.",
    en="About {home} a month is left of {gross} gross.",
)
TAKEN = Words(id="Yang dipotong di bulan biasa:", en="Deducted in a usual month:")
NOTHING_TAXED = Words(
    id="Tidak ada PPh 21 yang dipotong di bulan biasa.", en="No income tax is withheld in a usual month."
)
LAST_MONTH = Words(
    id="Bulan terakhir berbeda karena pajak setahun dihitung ulang: {last}.",
    en="The last month differs, because the year's tax is worked out again: {last}.",
)
THR = Words(
    id="THR-mu {thr}; setelah pajak bulan itu tersisa {rest}.",
    en="Your holiday allowance is {thr}; {rest} of it is left after that month's tax.",
)
YEAR = Words(id="Setahun: bersih {home}, pajak {tax}.", en="In a year: {home} net, {tax} in tax.")
DEDUCTED = ("withheld", "health_worker", "jht_worker", "jp_worker", "pension_fund", "zakat", "health_family")


def take_home(wish: Wish, found: Found) -> Iterator[str | None]:
    """What is left of pay, what is taken, and where a month differs."""
    home = found.say(HOME, home="pay.month", gross="pay.gross")
    thr = found.say(THR, thr="pay.thr", rest="pay.thr_after_tax")
    yield paragraph(thr if "thr" in wish.concepts else None, home)
    ids = [f"pay.line.{name}" for name in DEDUCTED]
    told = lines((f"{_deduction(found, it)}: {found.text(it)}" for it in ids if found.has(it)), most=4)
    yield f"{found.plain(TAKEN)}\n{told}" if told else None
    untaxed = found.plain(NOTHING_TAXED) if found.number("pay.tax") == 0 else None
    yield paragraph(untaxed, found.say(LAST_MONTH, last="pay.last_month"))
    yield paragraph(found.say(YEAR, home="pay.year", tax="pay.year_tax"), found.remark("ptkp"))


def _deduction(found: Found, fact_id: str) -> str:
    """What is deducted, without the month that the heading tells."""
    return ASIDE.sub("", found.label(fact_id))
