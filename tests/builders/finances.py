"""People's money for tests: households with sensible defaults, and every valid one for properties."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from shared.domain.budget.engine import analyze
from shared.domain.budget.holdings import (
    MAX_ITEM_RUPIAH,
    Asset,
    AssetKind,
    Insurance,
    InsuranceKind,
    Investment,
    InvestmentKind,
    Liability,
    LiabilityKind,
)
from shared.domain.budget.model import BudgetAnalysis, FinancialData, FinancialRecord, Snapshot
from shared.domain.budget.snapshot import declared_snapshot
from shared.domain.money import MAX_RUPIAH
from shared.domain.values import Value

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

STEADY: Mapping[str, Any] = {
    "monthly_income": 6_000_000,
    "monthly_expenses": 4_500_000,
    "current_savings": 20_000_000,
    "current_debt": 0,
    "emergency_fund_amount": 27_000_000,
}
"""Somebody who keeps a quarter of their income, owes nothing and has six months put by."""

V = TypeVar("V", bound=Value)


def make_data(**changes: object) -> FinancialData:
    """A steady household with `changes`; None takes a figure away."""
    return FinancialData.model_validate({**STEADY, **changes})


def make_debt(
    balance: int, *, monthly_payment: int | None = None, kind: LiabilityKind = LiabilityKind.PAYLATER
) -> Liability:
    """Something owed."""
    return Liability(kind=kind, name="Cicilan", balance=balance, monthly_payment=monthly_payment)


def snapshot_of(data: FinancialData) -> Snapshot:
    """The snapshot of declared data at noon."""
    return declared_snapshot(FinancialRecord(data=data), now=NOON)


def analysis_of(data: FinancialData) -> BudgetAnalysis:
    """The analysis of declared data at noon."""
    return analyze(snapshot_of(data), now=NOON)


def amounts(*, least: int = 0, most: int = MAX_RUPIAH) -> st.SearchStrategy[int]:
    """Whole rupiah from pocket money to the largest amount kept."""
    usual = st.integers(least, min(most, 50_000_000))
    return st.one_of(usual, st.integers(least, most), st.sampled_from([least, most]))


def households(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[FinancialData]:
    """Any valid financial data, figures missing or not; `fixed` narrows fields."""
    known = st.none() | amounts()
    fields: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(
            (
                "monthly_income",
                "monthly_expenses",
                "monthly_needs",
                "monthly_wants",
                "current_savings",
                "current_debt",
                "emergency_fund_amount",
            ),
            known,
        ),
        "current_investments": _lists(_entries(Investment, kind=InvestmentKind, value=_ITEM)),
        "assets": _lists(_entries(Asset, kind=AssetKind, value=_ITEM)),
        "liabilities": _lists(liabilities()),
        "insurance": _lists(st.builds(Insurance, kind=st.sampled_from(InsuranceKind), monthly_premium=_ITEM)),
    }
    return st.builds(FinancialData, **{**fields, **fixed})


def liabilities() -> st.SearchStrategy[Liability]:
    """Any debt, its instalment known or not."""
    return st.builds(
        Liability,
        kind=st.sampled_from(LiabilityKind),
        name=st.just("Cicilan"),
        balance=_ITEM,
        monthly_payment=st.none() | _ITEM,
        annual_rate=st.none() | st.decimals(Decimal(0), Decimal(20), places=4),
    )


_ITEM = amounts(most=MAX_ITEM_RUPIAH)


def _entries(entry: type[V], *, kind: type[Any], value: st.SearchStrategy[int]) -> st.SearchStrategy[V]:
    return st.builds(entry, kind=st.sampled_from(kind), name=st.just("Punyaku"), value=value)


def _lists(entries: st.SearchStrategy[V]) -> st.SearchStrategy[tuple[V, ...] | None]:
    return st.none() | st.lists(entries, max_size=4).map(tuple)
