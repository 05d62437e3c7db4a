"""What the budget function answers about the cash of the next days."""

from datetime import date

from functions.budget.models.assumptions import SourceView
from shared.domain.planning.forecast.model import Band, DueAmount, Everyday, Forecast, ForecastDay, ShortOn
from shared.domain.planning.forecast.words import basis_words, due_words, forecast_words
from shared.domain.values import Value
from shared.words import Language


class CashDueView(DueAmount):
    """What moves on a day, with whom it goes to or comes from."""

    label: str

    @classmethod
    def told(cls, due: DueAmount, language: Language) -> "CashDueView":
        """The amount in the reader's language."""
        return cls(**dict(due), label=due_words(due, language))


class ForecastView(Value):
    """My cash day by day over the next 90 days, what falls due, and when it runs short.

    It is cash without the emergency fund, what is set aside for goals and what is owed on cards. `opening` is
    that of today; null where no balance is known, and then `days` begin at 0. `emergency_fund` and
    `set_aside` (for goals) lie there beside it; `short` says how far the fund covers what is lacking. `basis`
    says what everyday spending is estimated from. Without a band `low` and `high` are null.
    """

    today: date
    opening: int | None
    emergency_fund: int
    set_aside: int
    message: str
    basis: str
    days: tuple[ForecastDay, ...]
    due: tuple[CashDueView, ...]
    everyday: Everyday
    band: Band | None
    short: ShortOn | None
    may_be_short: ShortOn | None
    missing: tuple[str, ...]
    assumptions: tuple[SourceView, ...]

    @classmethod
    def of(cls, found: Forecast, language: Language) -> "ForecastView":
        """The forecast in the reader's language."""
        told = {name: value for name, value in dict(found).items() if name not in {"due", "assumptions"}}
        return cls(
            **told,
            message=forecast_words(found, language),
            basis=basis_words(found, language),
            due=tuple(CashDueView.told(it, language) for it in found.due),
            assumptions=tuple(SourceView.of(it, language) for it in found.assumptions),
        )
