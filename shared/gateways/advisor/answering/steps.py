"""What to do first about one's finances, and kind words for somebody who worries."""

from collections.abc import Iterator

from shared.gateways.advisor.answering.found import Found, paragraph
from shared.gateways.advisor.answering.standing import PAY_YOURSELF, balance, next_step, worries
from shared.gateways.advisor.asking.questions import Offer
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

BEGIN = Words(id="Mulai dari satu ini dulu:", en="Begin with this one:")
THEN = Words(id="Setelah itu:", en="After that:")
ALL_WELL = Words(
    id="Dasarnya sudah baik: tidak ada peringatan dari angkamu.",
    en="The basics are good: nothing in your figures calls for a warning.",
)
KEEP_GOING = Words(
    id=(
        "Langkah berikutnya, beri tujuan pada sisa uangmu: dana darurat yang nyaman, lalu target yang kamu "
        "impikan."
    ),
    en="Next, give what is left over a purpose: a comfortable emergency fund, then the goals you dream of.",
)


def advice(wish: Wish, found: Found) -> Iterator[str | None]:
    """What to do first, and then."""
    grave = worries(found)
    if not grave:
        yield paragraph(found.plain(ALL_WELL), balance(found))
        yield found.plain(KEEP_GOING)
        return
    yield paragraph(found.plain(BEGIN), grave[0])
    yield paragraph(balance(found) if not found.remark("deficit") else None, found.plain(PAY_YOURSELF))
    yield paragraph(found.plain(THEN), *grave[1:2]) if grave[1:] else None
    yield next_step(found)


UNDERSTOOD = Words(
    id="Rasanya memang berat, dan kamu tidak sendirian. Kita lihat pelan-pelan dari angkanya.",
    en="That is hard, and you are not alone in it. Let us look at the figures step by step.",
)
SOME_LEFT = Words(
    id="Kabar baiknya: menurut catatanmu masih ada {left} tersisa sebulan.",
    en="The good news: by your records {left} is still left over each month.",
)


def comfort(wish: Wish, found: Found) -> Iterator[str | None]:
    """Kind words first, then one thing that helps."""
    yield found.plain(UNDERSTOOD)
    yield paragraph(found.say(SOME_LEFT, left="budget.surplus") or balance(found), *worries(found)[:1])
    yield found.plain(Offer.SHOW_SAFE.says)
