"""Months of spending: what went out, is left, is safe, is usual, recurs, or was found."""

from collections.abc import Iterator
from decimal import Decimal

from shared.gateways.advisor.answering.found import Found, lines, paragraph
from shared.gateways.advisor.asking.questions import Offer
from shared.gateways.advisor.asking.slots import any_amount
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.naming import categories_in
from shared.words import Words

MOST_LINES = 3

SPENT = Words(id="Keluar {spent} dari pemasukan {income}.", en="{spent} went out of {income} that came in.")
SPENT_ONLY = Words(id="Yang keluar {spent}.", en="{spent} went out.")
LEFT_OVER = Words(id="Tersisa {left}.", en="{left} is left over.")
SAVED = Words(id="Yang kamu sisihkan {saved}.", en="You set {saved} aside.")
TOP = Words(id="Paling besar untuk:", en="Most of it for:")
LOOK = (
    "overspent",
    "runs_out",
    "budget_over",
    "heading_over",
    "budget_at_risk",
    "anomaly",
    "new_spending",
    "large_payment",
)
INCOME = Words(id="Pemasukannya {income}.", en="{income} came in.")


NOTHING_RECORDED = Words(
    id=(
        "Belum ada transaksi yang tercatat di bulan itu. Mulai dari yang kecil: tulis saja belanja "
        "terakhirmu, jumlahnya, dan bayarnya pakai apa; aku siapkan catatannya."
    ),
    en=(
        "No transactions are recorded for that month. Start small: write what you last bought, how much it "
        "was and what you paid with, and I will prepare the entry."
    ),
)


def month(wish: Wish, found: Found) -> Iterator[str | None]:
    """What came in and went out in a month, for what most, and what to look at."""
    if found.number("month.spending") == 0 and not found.number("month.income"):
        yield found.plain(NOTHING_RECORDED)
        return
    asked_income = "income" in wish.concepts and "expense" not in wish.concepts
    income = found.say(INCOME, income="month.income") if asked_income else None
    spent = found.say(SPENT, spent="month.spending", income="month.income")
    left = found.say(LEFT_OVER, left="month.left_over") if _positive(found, "month.left_over") else None
    saved = found.say(SAVED, saved="month.saving") if "saving" in wish.concepts else None
    yield paragraph(saved, income, spent or found.say(SPENT_ONLY, spent="month.spending"), left)
    yield largest(found)
    yield paragraph(*found.remarked(*LOOK)[:1])
    yield found.plain(Offer.SHOW_SAFE.says) if found.has("month.safe_per_day") else None


def largest(found: Found) -> str | None:
    """The categories that most was spent on."""
    ids = sorted(found.ids("month.category."), key=lambda each: -(found.number(each) or 0))
    top = lines((f"{found.label(each)}: {found.text(each)}" for each in ids), most=MOST_LINES)
    return f"{found.plain(TOP)}\n{top}" if top else None


def _positive(found: Found, fact_id: str) -> bool:
    number = found.number(fact_id)
    return number is not None and number > 0


SAFE = Words(id="Sekitar {safe} per hari masih aman.", en="About {safe} a day is safe.")
NOT_SAFE = Words(
    id="Belum ada ruang yang aman untuk belanja bebas sampai bulan ini habis.",
    en="There is no safe room for free spending until this month ends.",
)
RESTS_ON = Words(
    id="Itu dari ruang {room} untuk {days} ke depan, setelah tagihan dan rencana menabung disisihkan.",
    en="That is the {room} you have for the next {days}, once bills and planned saving are kept back.",
)
WITHIN = Words(
    id="Boleh: jumlah itu masih di bawah batas aman harianmu.",
    en="Yes: that is within what is safe for today.",
)
BEYOND = Words(
    id="Sebaiknya jangan: jumlah itu di atas batas aman harianmu.",
    en="Better not: that is above what is safe for today.",
)


def safe(wish: Wish, found: Found) -> Iterator[str | None]:
    """What is safe to spend a day, and whether an amount is within it."""
    safe_per_day = found.number("month.safe_per_day")
    wanted = any_amount(wish)
    answer = None
    if wanted is not None and safe_per_day is not None:
        answer = found.plain(WITHIN if wanted <= safe_per_day else BEYOND)
    if safe_per_day is not None and safe_per_day <= 0:
        yield paragraph(found.plain(NOT_SAFE), found.remark("runs_out", "overdrawn", "budget_over"))
        yield found.plain(Offer.SHOW_FORECAST.says)
        return
    yield paragraph(answer, found.say(SAFE, safe="month.safe_per_day"))
    yield paragraph(found.say(RESTS_ON, room="month.room", days="month.days_left"))
    yield paragraph(*found.remarked("runs_out", "income_missing", "heading_over")[:1])


MONEY_LEFT = Words(id="Uang sehari-harimu sekarang {money}.", en="Your everyday money stands at {money}.")
UNTIL_END = Words(
    id="Yang aman dibelanjakan sampai akhir bulan {room}, atau {safe} per hari.",
    en="{room} is safe to spend until the month ends, or {safe} a day.",
)
BUDGETS = Words(
    id="Dari anggaran belanja {planned}, tersisa {left}.",
    en="Of spending budgets of {planned}, {left} is left.",
)
BUDGETS_OVER = Words(
    id="Anggaran belanja {planned} sudah terlewati.", en="The spending budgets of {planned} are used up."
)
CATEGORY_SPENT = Words(id="Yang terpakai bulan ini: {spent}.", en="Spent this month: {spent}.")
CATEGORY_LEFT = Words(id="Sisa anggarannya {left}.", en="{left} of its budget is left.")
NO_BUDGETS = Words(id="Belum ada anggaran yang dipasang bulan ini.", en="No budgets are set this month.")


def left(wish: Wish, found: Found) -> Iterator[str | None]:
    """What is left: of a category's budget, of all budgets, or of the money."""
    codes = wish.first(lambda message: tuple(piece.code for piece in categories_in(message)) or None) or ()
    if code := next((each for each in codes if found.has(f"month.category.{each}")), None):
        yield from _category(found, code)
        return
    if "budget" in wish.concepts:
        yield _budgets(found)
        yield paragraph(*found.remarked("budget_over", "budget_at_risk", "heading_over")[:2])
    else:
        until_end = {"room": "month.room", "safe": "month.safe_per_day"}
        yield paragraph(
            found.say(MONEY_LEFT, money="month.everyday_money"), found.say(UNTIL_END, **until_end)
        )
        yield paragraph(
            _budgets(found) if found.has("month.planned_spending") else None,
            *found.remarked("runs_out", "overdrawn")[:1],
        )
    yield found.plain(Offer.SHOW_MONTH.says)


def _category(found: Found, code: str) -> Iterator[str | None]:
    fact_id = f"month.category.{code}"
    label = found.label(fact_id)
    about = [
        text for text in found.remarked("budget_over", "budget_at_risk", "anomaly") if text.startswith(label)
    ]
    left_id = next((each for each in found.ids("month.budget.", ".left") if code in each), "")
    yield paragraph(
        f"{label}.",
        found.say(CATEGORY_SPENT, spent=fact_id),
        found.say(CATEGORY_LEFT, left=left_id) if left_id else None,
    )
    yield paragraph(*about[:1]) if about else _budgets(found)


def _budgets(found: Found) -> str | None:
    if not found.has("month.planned_spending", "month.budget_left"):
        return found.plain(NO_BUDGETS)
    if _positive(found, "month.budget_left"):
        return found.say(BUDGETS, planned="month.planned_spending", left="month.budget_left")
    return found.say(BUDGETS_OVER, planned="month.planned_spending")


USUAL = Words(id="Biasanya keluar {usual} sebulan.", en="You usually spend {usual} a month.")
MOST_FOR = Words(id="Tiap bulan paling banyak lari ke:", en="Each month most of it goes to:")
TRIM = Words(
    id="Pilih satu yang paling mudah dikurangi, dan mulai dari situ.",
    en="Pick the one that is easiest to trim, and begin there.",
)


def patterns(wish: Wish, found: Found) -> Iterator[str | None]:
    """Where money usually goes, and what rose or fell."""
    usual = found.remark("usual_month") or found.say(USUAL, usual="pattern.usual")
    codes = wish.first(lambda message: tuple(piece.code for piece in categories_in(message)) or None) or ()
    asked = next(
        (f"pattern.category.{code}" for code in codes if found.has(f"pattern.category.{code}")), None
    )
    yield paragraph(f"{found.label(asked)}: {found.text(asked)}." if asked else None, usual)
    yield _usual_categories(found)
    yield paragraph(
        *found.remarked("category_")[:2],
        found.remark("busiest_weekday") if "weekend" in wish.concepts else None,
    )
    yield found.plain(TRIM) if found.ids("pattern.category.") else None


def _usual_categories(found: Found) -> str | None:
    ids = [
        each
        for each in found.ids("pattern.category.")
        if not each.endswith((".before", ".lately", ".change"))
    ]
    largest = sorted((it for it in ids if ".saving." not in it), key=lambda each: -(found.number(each) or 0))
    top = lines((f"{found.short_label(each)}: {found.text(each)}" for each in largest), most=MOST_LINES)
    return f"{found.plain(MOST_FOR)}\n{top}" if top else None


RECUR = Words(id="Yang rutin keluar tiap bulan:", en="What goes out regularly:")
NOTHING_RECURS = Words(
    id="Belum ada biaya rutin yang kelihatan dari catatanmu.",
    en="No recurring costs show in your records yet.",
)
REVIEW = Words(
    id="Cek yang jarang dipakai; menghentikan satu saja sudah terasa tiap bulan.",
    en="Look for what you seldom use; stopping a single one shows every month.",
)
MOST_RECURRING = 6


def recurring(wish: Wish, found: Found) -> Iterator[str | None]:
    """What recurs, the dearest first."""
    ids = found.ids("pattern.recurring.")
    if not ids:
        yield found.plain(NOTHING_RECURS)
        return
    told = lines((f"{found.short_label(each)}: {found.text(each)}" for each in ids), most=MOST_RECURRING)
    yield paragraph(found.remark("subscriptions"))
    yield f"{found.plain(RECUR)}\n{told}"
    yield found.plain(REVIEW)


FOUND = Words(id="Totalnya {total}.", en="It comes to {total}.")
FOUND_ONCE = Words(
    id="Totalnya {total}, dari satu transaksi: {day}.", en="{total}, in one transaction: {day}."
)
RECEIVED = Words(id="Yang masuk {total}.", en="{total} came in.")
LAST_ON = Words(id="Terakhir pada {day}, sebesar {amount}.", en="Last on {day}, for {amount}.")
LARGEST = Words(id="Yang terbesar {largest}.", en="The largest is {largest}.")
TIMES = Words(id="Ada {count} transaksi.", en="There are {count} transactions.")
ONCE = Words(id="Ada satu transaksi.", en="There is one transaction.")
NONE = Words(
    id="Tidak ada transaksi yang cocok. Coba kata, kategori, atau rentang tanggal lain.",
    en="Nothing fits. Try other words, another category or other days.",
)
NEWEST = Words(id="Yang terbaru:", en="The newest:")


def find(wish: Wish, found: Found) -> Iterator[str | None]:
    """What was found: the last one, or the sum and the newest."""
    for result in found.results:
        yield from _search(wish, Found((result,), found.language))


def _search(wish: Wish, found: Found) -> Iterator[str | None]:
    if not found.has("find.count"):
        yield found.plain(NONE)
        return
    last = found.say(LAST_ON, day="find.last_on", amount="find.item.1")
    total = found.say(FOUND, total="find.outgoing") or found.say(RECEIVED, total="find.incoming")
    count = (
        found.say(TIMES, count="find.count")
        if found.number("find.count") != Decimal(1)
        else found.plain(ONCE)
    )
    if "last" in wish.concepts:
        yield paragraph(last)
        return
    if found.number("find.count") == Decimal(1) and "count" not in wish.concepts:
        yield found.say(FOUND_ONCE, total="find.item.1", day="find.last_on") or paragraph(total, count)
        return
    large = found.say(LARGEST, largest="find.largest") if "largest" in wish.concepts else None
    yield paragraph(
        large, count if "count" in wish.concepts else total, total if "count" in wish.concepts else count
    )
    yield _items(found)


def _items(found: Found) -> str | None:
    ids = [each for each in found.ids("find.item.") if not each.endswith(".day")]
    told = lines((f"{found.label(each)}: {found.text(each)}" for each in ids), most=MOST_LINES)
    return f"{found.plain(NEWEST)}\n{told}" if len(ids) > 1 else None
