"""How debts are paid off, as people ask: with how much, and of which debts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from functions.chat.tools.naming import Named, meant
from shared.domain.budget.holdings import LiabilityKind, Name
from shared.domain.debts.answers import MAX_DEBTS, PayoffWish
from shared.domain.debts.model import (
    DAYS_A_YEAR,
    MAX_MONTHS,
    MONTHS_A_YEAR,
    Debt,
    InterestMethod,
    PositiveAmount,
)
from shared.domain.money import Fraction
from shared.domain.values import Value
from shared.web.invalid import each_built
from shared.words import Words

ONE_RATE = Words(
    id="Isi satu suku bunga saja: per tahun, per bulan, atau per hari.",
    en="Give only one rate: by the year, the month or the day.",
)
DAYS_LEFT = 30
"""For how long a loan by the day runs where nobody says: a month, as such loans usually do."""

_PERIODS = {"annual_rate": 1, "monthly_rate": MONTHS_A_YEAR, "daily_rate": DAYS_A_YEAR}

Rate = Annotated[Fraction, Field(ge=Decimal(0), le=Decimal(20), decimal_places=6)]
Months = Annotated[int, Field(strict=True, ge=1, le=MAX_MONTHS)]


class ToldDebt(Value):
    """A debt that is not on record, as far as the person tells it. Rupiah; a rate in one of three ways."""

    name: Name
    kind: LiabilityKind = LiabilityKind.OTHER
    balance: Annotated[PositiveAmount, Field(description="What is still owed, rupiah.")]
    principal: Annotated[
        PositiveAmount | None, Field(description="What was borrowed at the start, rupiah.")
    ] = None
    annual_rate: Annotated[Rate | None, Field(description="0.18 is 18 % a year.")] = None
    monthly_rate: Annotated[Rate | None, Field(description="0.0175 is 1.75 % a month.")] = None
    daily_rate: Annotated[Rate | None, Field(description="0.003 is 0.3 % a day.")] = None
    flat: Annotated[bool, Field(description="Interest on the first principal, as leasing charges it.")] = (
        False
    )
    instalment: Annotated[PositiveAmount | None, Field(description="Paid each month, rupiah.")] = None
    months_left: Months | None = None
    days_left: Annotated[int | None, Field(strict=True, ge=1, le=MAX_MONTHS * 30)] = None
    lender_licensed: bool | None = None

    @field_validator("monthly_rate", "daily_rate")
    @classmethod
    def _one_rate(cls, rate: Decimal | None, known: ValidationInfo) -> Decimal | None:
        if rate is not None and any(known.data.get(name) is not None for name in _PERIODS):
            raise ValueError(ONE_RATE)
        return rate

    def debt(self) -> Debt:
        """The debt on these terms. Raises pydantic's ValidationError where they do not go together."""
        rate = sum((getattr(self, name) or Decimal(0)) * periods for name, periods in _PERIODS.items())
        method = self._method(Decimal(rate))
        borrowed = method in {InterestMethod.FLAT, InterestMethod.DAILY}
        daily = method is InterestMethod.DAILY
        return Debt.model_validate(
            {
                "kind": self.kind,
                "name": self.name,
                "lender_licensed": self.lender_licensed,
                "method": method,
                "balance": self.balance,
                "annual_rate": rate,
                "principal": self.principal or (self.balance if borrowed else None),
                "instalment": self.instalment,
                "months_left": None if daily or self.instalment else self.months_left,
                "days_left": (self.days_left or DAYS_LEFT) if daily else None,
            }
        )

    def _method(self, rate: Decimal) -> InterestMethod:
        if self.daily_rate is not None or self.days_left is not None:
            return InterestMethod.DAILY
        if rate == 0:
            return InterestMethod.NONE
        return InterestMethod.FLAT if self.flat else InterestMethod.EFFECTIVE


class PayoffArguments(PayoffWish):
    """With how much to pay, by which strategy, and perhaps which debts; without any, those on record."""

    debts: Annotated[
        tuple[ToldDebt, ...] | None,
        Field(min_length=1, max_length=MAX_DEBTS, description="Only debts that are not on record."),
    ] = None

    def told(self) -> tuple[Debt, ...] | None:
        """The debts that were told. Raises InvalidInput, pointing at each wrong field."""
        if self.debts is None:
            return None
        return each_built(self.debts, lambda told: told.debt(), under="debts")

    def wish(self, debts: Sequence[Debt], *, monthly_income: int | None) -> PayoffWish:
        """The wish with the debts' own names in place of what the person calls them.

        Raises NameUnknown and NameUnclear.
        """
        told = {name: getattr(self, name) for name in PayoffWish.model_fields}
        told["order"] = tuple(_name(said, debts) for said in self.order)
        offer = self.consolidation
        if offer is not None and offer.debts is not None:
            named = tuple(_name(said, debts) for said in offer.debts)
            told["consolidation"] = offer.model_copy(update={"debts": named})
        told["monthly_income"] = self.monthly_income if self.monthly_income is not None else monthly_income
        return PayoffWish(**told)


def _name(said: str, debts: Sequence[Debt]) -> str:
    known = (
        Named(debt.name, [name for name in (debt.name, debt.lender) if name is not None]) for debt in debts
    )
    return meant(said, known, kind="debt")
