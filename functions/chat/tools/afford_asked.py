"""Can I afford it, as people ask: a thing, a price, perhaps a month and ways to pay."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, NamedTuple, cast

from pydantic import Field, ValidationInfo, field_validator, model_validator

from shared.domain.budget.holdings import ItemAmount, Name, YearlyRate
from shared.domain.months import Month
from shared.domain.planning.affordability_model import PayCash, PayInstalments, SaveFirst, Way
from shared.domain.planning.credit import ONE_RATE, Credit, CreditTerms, MonthlyRate
from shared.domain.planning.model import PositiveAmount
from shared.domain.planning.refusals import DOWN_PAYMENT
from shared.domain.values import Value
from shared.words import Language, Words

USUAL_TERMS = (12, 24)
"""Months of the instalments that are looked at where the person names no way to pay."""

MOST_WAYS = 5
LONGEST_TERM = 120

CASH = Words(id="Tunai", en="Cash")
SAVING = Words(id="Menabung dulu", en="Save first")
INSTALMENTS = Words(id="Cicilan {months} bulan", en="Instalments over {months} months")
TERM_NEEDED = Words(
    id="Sebutkan berapa bulan cicilannya.", en="Say over how many months the instalments run."
)


class WayType(StrEnum):
    """How something is paid for."""

    CASH = "CASH"
    SAVE_FIRST = "SAVE_FIRST"
    INSTALMENTS = "INSTALMENTS"


class AskedWay(Value):
    """A way to pay: from cash, by saving first, or in instalments on terms."""

    type: WayType
    months: Annotated[
        int | None, Field(strict=True, ge=1, le=LONGEST_TERM, description="How many instalments.")
    ] = Field(default=None, validate_default=True)
    down_payment: Annotated[ItemAmount, Field(description="Paid at once, rupiah.")] = 0
    annual_rate: YearlyRate | None = None
    monthly_rate: MonthlyRate | None = None
    terms: Annotated[
        CreditTerms | None,
        Field(description="EFFECTIVE: interest on what is owed; FLAT: leasing; PAYLATER: apps and shops."),
    ] = None
    monthly_fee: Annotated[ItemAmount, Field(description="Billed with each instalment, rupiah.")] = 0
    fee: Annotated[ItemAmount, Field(description="Charged once at the start, rupiah.")] = 0

    @field_validator("months")
    @classmethod
    def _instalments_have_a_term(cls, months: int | None, known: ValidationInfo) -> int | None:
        if months is None and known.data.get("type") is WayType.INSTALMENTS:
            raise ValueError(TERM_NEEDED)
        return months

    @field_validator("monthly_rate")
    @classmethod
    def _one_rate(cls, rate: Decimal | None, known: ValidationInfo) -> Decimal | None:
        if rate is not None and known.data.get("annual_rate") is not None:
            raise ValueError(ONE_RATE)
        return rate

    @property
    def names_a_rate(self) -> bool:
        """Whether the person said what it costs."""
        return self.monthly_rate is not None or self.annual_rate is not None

    def credit(self, *, usual_rate: Decimal) -> Credit:
        """The terms of the instalments. Without a rate: `usual_rate` a month on what is still owed.

        A rate without its kind is taken as flat, as shops and leasing firms quote it: the dearer reading.
        """
        rated = self.names_a_rate
        return Credit(
            terms=self.terms or (CreditTerms.FLAT if rated else CreditTerms.EFFECTIVE),
            months=self.months or 1,
            annual_rate=self.annual_rate,
            monthly_rate=self.monthly_rate if rated else usual_rate,
            monthly_fee=self.monthly_fee,
            origination_fee=self.fee,
        )


USUAL_WAYS = (
    AskedWay(type=WayType.CASH),
    AskedWay(type=WayType.SAVE_FIRST),
    *(AskedWay(type=WayType.INSTALMENTS, months=months) for months in USUAL_TERMS),
)


class AffordArguments(Value):
    """What to buy, for how much, when, and how."""

    name: Annotated[Name, Field(description="What to buy.")]
    price: PositiveAmount
    month: Annotated[Month | None, Field(description="When it is wanted; next month if not said.")] = None
    priority: Annotated[
        int | None,
        Field(strict=True, ge=1, le=99, description="1 comes first; by default goals with a date do."),
    ] = None
    ways: Annotated[
        tuple[AskedWay, ...],
        Field(max_length=MOST_WAYS, description="Leave out to compare cash, saving first and instalments."),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_item(cls, told: object) -> object:
        """The HTTP API has the thing in `item`; whoever knows that one may ask so here too."""
        if not isinstance(told, dict):
            return told
        given = cast("dict[str, object]", told)
        item = given.get("item")
        if not isinstance(item, dict):
            return given
        return {**cast("dict[str, object]", item), **{key: it for key, it in given.items() if key != "item"}}

    @field_validator("ways")
    @classmethod
    def _paid_down_in_part(cls, ways: tuple[AskedWay, ...], known: ValidationInfo) -> tuple[AskedWay, ...]:
        price = known.data.get("price")
        if price is not None and any(way.down_payment >= price for way in ways):
            raise ValueError(DOWN_PAYMENT)
        return ways

    @property
    def looked_at(self) -> tuple[AskedWay, ...]:
        """The ways that were asked for, or the usual ones."""
        return self.ways or USUAL_WAYS

    @property
    def assumes_a_rate(self) -> bool:
        """Whether somebody has to say what instalments cost, because the person did not."""
        return any(it.type is WayType.INSTALMENTS and not it.names_a_rate for it in self.looked_at)


class KeyedWay(NamedTuple):
    """A way to pay under the key of its facts; its own id is what people call it."""

    key: str
    way: Way


def keyed_ways(asked: Sequence[AskedWay], *, usual_rate: Decimal, language: Language) -> tuple[KeyedWay, ...]:
    """The ways as the engine takes them, each under a name of its own."""
    return tuple(_distinct(asked, usual_rate, language))


def _distinct(asked: Sequence[AskedWay], usual_rate: Decimal, language: Language) -> Iterator[KeyedWay]:
    seen: dict[str, int] = {}
    for it in asked:
        key = it.type.value.lower() + (f"_{it.months}" if it.type is WayType.INSTALMENTS else "")
        seen[key] = number = seen.get(key, 0) + 1
        name = _name(it, language) + (f" ({number})" if number > 1 else "")
        yield KeyedWay(key + (f".{number}" if number > 1 else ""), _way(it, name, usual_rate))


def _name(asked: AskedWay, language: Language) -> str:
    match asked.type:
        case WayType.CASH:
            return CASH.into(language)
        case WayType.SAVE_FIRST:
            return SAVING.into(language)
        case WayType.INSTALMENTS:
            return INSTALMENTS.into(language, months=asked.months)


def _way(asked: AskedWay, name: str, usual_rate: Decimal) -> Way:
    match asked.type:
        case WayType.CASH:
            return PayCash(type="CASH", id=name)
        case WayType.SAVE_FIRST:
            return SaveFirst(type="SAVE_FIRST", id=name)
        case WayType.INSTALMENTS:
            credit = asked.credit(usual_rate=usual_rate)
            return PayInstalments(type="INSTALMENTS", id=name, down_payment=asked.down_payment, credit=credit)
