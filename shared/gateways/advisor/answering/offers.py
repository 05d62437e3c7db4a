"""What was prepared and waits for a yes: nothing is written by an advisor."""

from collections.abc import Iterator

from pydantic import JsonValue

from shared.gateways.advisor.answering.found import Found, lines, paragraph
from shared.gateways.advisor.asking.questions import Question
from shared.gateways.advisor.asking.wishes import Wish
from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Words

PREPARED = {
    Intent.RECORD: Words(
        id="Aku siapkan catatannya; setujui dulu, baru tersimpan.",
        en="I have prepared the entry; confirm it to save it.",
    ),
    Intent.SET_BUDGET: Words(
        id="Aku siapkan anggarannya; setujui dulu, baru berlaku.",
        en="I have prepared the budget; confirm it to set it.",
    ),
    Intent.ADD_RULE: Words(
        id="Aku siapkan aturannya; setujui dulu, baru berlaku.",
        en="I have prepared the rule; confirm it to use it.",
    ),
    Intent.NEW_GOAL: Words(
        id="Aku siapkan tujuannya; setujui dulu, baru tersimpan.",
        en="I have prepared the goal; confirm it to save it.",
    ),
    Intent.CHANGE_GOAL: Words(
        id="Aku siapkan perubahannya; setujui dulu, baru tersimpan.",
        en="I have prepared the change; confirm it to save it.",
    ),
}
ROOM = Words(id="Sisa uangmu sekarang {surplus} sebulan.", en="What is left over now is {surplus} a month.")
NO_ACCOUNTS = Words(
    id="Belum ada rekening. Tambahkan dulu satu di aplikasi, misalnya Tunai, lalu kirim lagi.",
    en="There are no accounts yet. Add one in the app first, such as Cash, and send it again.",
)
NOT_READ = Words(id="Aku belum bisa membaca transaksinya.", en="I could not read the transaction.")
DOUBTS = ("date_assumed", "category_missing", "account_guessed", "amount_approximate")
OWN_FACTS = ("record.", "set_budget.", "new_goal.", "change_goal.", "add_rule.")
MOST = 4


def offered(wish: Wish, found: Found) -> Iterator[str | None]:
    """The proposals with their figures, or what is still missing."""
    summaries = [it.data["proposal"] for it in found.results if "proposal" in it.data]
    if not summaries:
        yield from _missing(found)
        return
    told = [text for each in summaries if (text := _summary(each)) and found.stands(text)]
    figures = [
        f"{found.label(each)}: {found.text(each)}" for each in found.facts if each.startswith(OWN_FACTS)
    ]
    yield found.plain(PREPARED[wish.intent])
    yield paragraph(*told) if len(told) == len(summaries) else lines(figures, most=MOST)
    yield _room(found)
    yield paragraph(*found.remarked(*DOUBTS)[:2])


def _room(found: Found) -> str | None:
    """What the goal needs each month, and what is left over for it; each of them once."""
    needs = found.remark("goal_") if found.has("new_goal.required") else None
    surplus = found.text("new_goal.surplus")
    is_told = needs is not None and surplus is not None and surplus in needs
    return paragraph(needs, None if is_told else found.say(ROOM, surplus="new_goal.surplus"))


def _summary(proposal: JsonValue) -> str:
    return str(proposal.get("summary", "")) if isinstance(proposal, dict) else ""


def _missing(found: Found) -> Iterator[str | None]:
    """What has to be known before anything can be prepared."""
    names = {gap.name for gap in found.missing}
    if "accounts" in names:
        yield found.plain(NO_ACCOUNTS)
        return
    questions = [gap.hint for gap in found.missing if gap.name != "transaction"]
    yield paragraph(*questions[:2]) if questions else found.plain(NOT_READ)
    yield found.plain(Question.ENTRY_PART.says if questions else Question.ENTRY.says)
