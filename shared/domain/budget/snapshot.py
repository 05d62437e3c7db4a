"""One truth for a person's figures: what is tracked wins over what was declared, and each says which."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from shared.domain.budget.facts import SnapshotFacts
from shared.domain.budget.holdings import Liability
from shared.domain.budget.model import COMPLETING, Figure, FinancialData, FinancialRecord, Snapshot, Unit
from shared.domain.budget.tracked import tracked_figures
from shared.domain.days import today_in_jakarta

SPLIT = ("monthly_needs", "monthly_wants")

OF_LISTED_DEBTS = ("snapshot.liabilities_balance", "snapshot.monthly_instalments")
"""What is known of the declared list of debts alone; debts that are kept take the place of the whole list."""

DECLARED = "declared."
"""What the id of a figure begins with that the person told and that a tracked one replaced."""


def take_snapshot(facts: SnapshotFacts, *, now: datetime) -> Snapshot:
    """The figures known at `now`: tracked ones first, else typed totals, else sums of the typed lists.

    Debt is what the debts on record come to, 0 where all of them are paid off, else what was declared.
    """
    data = facts.record.data
    told = {figure.id: figure for figure in (*_declared(data), *_computed(data))}
    tracked = {figure.id: figure for figure in tracked_figures(facts, day=today_in_jakarta(now=now))}
    replaced = OF_LISTED_DEBTS if facts.keeps_debts else ()
    figures = {name: figure for name, figure in told.items() if name not in replaced} | tracked
    return Snapshot(
        as_of=now,
        figures=tuple(figures.values()),
        missing=tuple(_missing(facts, known=figures.keys())),
        declared=tuple(_replaced(told, tracked)),
        declared_at=facts.record.updated_at,
        stated_goals=data.stated_goals or (),
        risk_tolerance=data.risk_tolerance,
        investment_experience=data.investment_experience,
    )


def declared_snapshot(record: FinancialRecord, *, now: datetime) -> Snapshot:
    """The snapshot of somebody who tracks nothing."""
    return take_snapshot(SnapshotFacts(record=record), now=now)


def _replaced(told: Mapping[str, Figure], tracked: Mapping[str, Figure]) -> Iterator[Figure]:
    """What the person told and what their transactions contradict, under an id of its own."""
    for figure_id, figure in told.items():
        if figure_id in tracked and tracked[figure_id].value != figure.value:
            own_id = DECLARED + figure_id.removeprefix("snapshot.")
            yield figure.model_copy(update={"id": own_id, "rests_on": ()})


def _declared(data: FinancialData) -> Iterator[Figure]:
    for name in (*COMPLETING, *SPLIT):
        amount: int | None = getattr(data, name)
        if amount is not None:
            yield Figure(
                id=f"snapshot.{name}", value=amount, unit=Unit.RUPIAH, formula="declared", basis="declared"
            )


def _computed(data: FinancialData) -> Iterator[Figure]:
    if data.monthly_expenses is None and data.monthly_needs is not None and data.monthly_wants is not None:
        yield _sum(
            "monthly_expenses",
            (data.monthly_needs, data.monthly_wants),
            formula="needs_plus_wants",
            rests_on=("snapshot.monthly_needs", "snapshot.monthly_wants"),
        )
    yield from _debts(data)
    if data.current_investments is not None:
        yield _sum("investments_value", (it.value for it in data.current_investments), "sum_of_investments")
    if data.assets is not None:
        yield _sum("assets_value", (it.value for it in data.assets), "sum_of_assets")
    if data.insurance is not None:
        yield _sum("insurance_premiums", (it.monthly_premium for it in data.insurance), "sum_of_premiums")


def _debts(data: FinancialData) -> Iterator[Figure]:
    liabilities = data.liabilities
    if liabilities is not None:
        balances = [liability.balance for liability in liabilities]
        yield _sum("liabilities_balance", balances, "sum_of_liabilities")
        if data.current_debt is None:
            yield _sum(
                "current_debt", balances, "sum_of_liabilities", rests_on=("snapshot.liabilities_balance",)
            )
    if liabilities and not _without_payment(liabilities):
        payments = (it.monthly_payment or 0 for it in liabilities if it.balance > 0)
        yield _sum("monthly_instalments", payments, "sum_of_instalments")
    elif not liabilities and (data.current_debt == 0 or (data.current_debt is None and liabilities == ())):
        yield _sum("monthly_instalments", (), "no_debt", rests_on=("snapshot.current_debt",))


def _without_payment(liabilities: Iterable[Liability]) -> bool:
    return any(it.balance > 0 and it.monthly_payment is None for it in liabilities)


def _sum(name: str, amounts: Iterable[int], formula: str, rests_on: tuple[str, ...] = ()) -> Figure:
    return Figure(
        id=f"snapshot.{name}",
        value=sum(amounts),
        unit=Unit.RUPIAH,
        formula=formula,
        basis="computed",
        rests_on=rests_on,
    )


def _missing(facts: SnapshotFacts, *, known: Collection[str]) -> Iterator[str]:
    yield from (name for name in (*COMPLETING, *SPLIT) if f"snapshot.{name}" not in known)
    if "snapshot.monthly_instalments" in known or "snapshot.current_debt" not in known:
        return
    if facts.keeps_debts:
        yield "debts"
    else:
        yield "liabilities.monthly_payment" if facts.record.data.liabilities else "liabilities"
