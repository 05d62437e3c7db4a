"""What a person has, earns, spends and owes: the plain figures, and all of them at a glance."""

from collections.abc import Iterator

from shared.gateways.advisor.answering.found import Found, lines, paragraph
from shared.gateways.advisor.answering.standing import balance, next_step, worries
from shared.gateways.advisor.asking.wishes import Wish
from shared.words import Words

RECORDED = Words(id="Menurut datamu:", en="By your data:")
ASPECTS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        frozenset({"networth"}),
        (
            *("simulate.baseline.net_worth", "snapshot.current_savings", "snapshot.investments_value"),
            *("snapshot.assets_value", "snapshot.current_debt"),
        ),
    ),
    (frozenset({"invest"}), ("snapshot.investments_value", "snapshot.current_savings")),
    (
        frozenset({"savings", "collect", "saving"}),
        ("snapshot.current_savings", "snapshot.emergency_fund_amount", "snapshot.investments_value"),
    ),
    (frozenset({"income", "raise"}), ("snapshot.monthly_income", "snapshot.monthly_expenses")),
    (
        frozenset({"expense"}),
        (
            "snapshot.monthly_expenses",
            "snapshot.monthly_needs",
            "snapshot.monthly_wants",
            "snapshot.monthly_income",
        ),
    ),
    (frozenset({"debt", "instalment"}), ("snapshot.current_debt", "snapshot.monthly_instalments")),
    (frozenset({"emergency"}), ("snapshot.emergency_fund_amount", "snapshot.monthly_expenses")),
)
"""Figures by what is asked about; the first is the answer."""

ALL_FIGURES = (
    *("snapshot.monthly_income", "snapshot.monthly_expenses", "snapshot.current_savings"),
    *("snapshot.emergency_fund_amount", "snapshot.current_debt", "snapshot.monthly_instalments"),
    *("snapshot.investments_value", "snapshot.assets_value"),
)
MOST_FIGURES = 8


def figures(wish: Wish, found: Found) -> Iterator[str | None]:
    """The figures that were asked for, the asked one first; all of them where none was named."""
    asked: tuple[str, ...] = next(
        (ids for concepts, ids in ASPECTS if not concepts.isdisjoint(wish.concepts)), ()
    )
    known = [each for each in asked if found.has(each)]
    if asked and found.has(*asked[:1]):
        yield paragraph(*(found.say(_labelled(found, each), value=each) for each in known[:3]))
        return
    told = [each for each in ALL_FIGURES if found.has(each)]
    if told:
        yield found.plain(RECORDED)
        yield lines((f"{found.label(each)}: {found.text(each)}" for each in told), most=MOST_FIGURES)


def _labelled(found: Found, fact_id: str) -> Words:
    label = found.label(fact_id).replace("{", "(").replace("}", ")")
    return Words(f"{label}: {{value}}.", f"{label}: {{value}}.")


GLANCE_WELL = Words(
    id="Sekilas, keuanganmu dalam kondisi baik.", en="At a glance, your finances are in good shape."
)
GLANCE_WORK = Words(
    id="Sekilas: ada yang sudah jalan, ada juga yang perlu dibenahi.",
    en="At a glance: some of it works, and some of it needs attention.",
)
OWNED = ("snapshot.current_savings", "snapshot.emergency_fund_amount", "snapshot.investments_value")
OWED = ("snapshot.current_debt", "snapshot.monthly_instalments")
FIRST_TO_DO = Words(id="Yang paling perlu perhatian:", en="What needs attention most:")


def overview(wish: Wish, found: Found) -> Iterator[str | None]:
    """How somebody stands as a whole: what is left each month, what they have and owe, what to work on."""
    grave = worries(found)
    verdict = found.plain(GLANCE_WORK if grave else GLANCE_WELL) if found.has("budget.health_score") else None
    yield paragraph(verdict, balance(found))
    told = [each for each in (*OWNED, *OWED) if found.has(each)]
    yield lines((f"{found.label(each)}: {found.text(each)}" for each in told), most=MOST_FIGURES)
    yield paragraph(found.plain(FIRST_TO_DO), *grave[:1]) if grave else None
    yield next_step(found)
