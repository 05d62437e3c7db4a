"""How much models are used: one's own use, and the summary of everybody's for administrators."""

from datetime import date, datetime, timedelta
from typing import Protocol

from shared.domain.caller import UserRole
from shared.domain.days import today_in_jakarta
from shared.domain.usage.keeping import Quotas, Summary, Uses
from shared.domain.usage.model import FeatureDay, SummaryRow
from shared.domain.usage.quota import QuotaStanding, limit_on
from shared.domain.values import Value
from shared.errors import FieldProblem, Forbidden, InvalidInput
from shared.words import Words

LOOKED_BACK = 30
"""How many days are told, today among them."""

LONGEST = 92
"""The most days that a summary spans: a quarter."""


class AdministratorsOnly(Forbidden):
    """The database does not know the caller as an administrator."""

    code = "administrators_only"
    says = Words(id="Hanya untuk administrator.", en="For administrators only.")


class SummaryTooLong(InvalidInput):
    """The days asked for are in the wrong order or too many."""

    code = "summary_too_long"
    says = Words(
        id=f"`from` harus tidak sesudah `until`, paling banyak {LONGEST} hari.",
        en=f"`from` must not be after `until`, at most {LONGEST} days.",
    )


class RoleReader(Protocol):
    """What the database says the caller may do."""

    async def read(self) -> UserRole:
        """The role that the account has now. Raises AccountGone."""
        ...


class OwnUse(Value):
    """One's own use: the day's tokens with their limit, and the last 30 days by day and feature."""

    limit: int
    standing: QuotaStanding
    days: tuple[FeatureDay, ...]

    @property
    def today(self) -> tuple[FeatureDay, ...]:
        """What was used today."""
        return tuple(one for one in self.days if one.day == self.standing.day)

    @property
    def left(self) -> int:
        """The tokens that are left today."""
        return self.standing.left(self.limit)


class Summed(Value):
    """Everybody's use from one day to another, both included."""

    since: date
    until: date
    rows: tuple[SummaryRow, ...]


class UsageService:
    """One person's own use. `configured` is the day's limit where the environment sets one."""

    def __init__(self, *, quotas: Quotas, uses: Uses, configured: int | None) -> None:
        self._quotas = quotas
        self._uses = uses
        self._configured = configured

    async def read(self, *, now: datetime) -> OwnUse:
        """Today's tokens and the use of the last 30 days. Raises ChatStoreUnavailable."""
        today = today_in_jakarta(now=now)
        standing = await self._quotas.read(today, now=now)
        days = await self._uses.by_day(since=today - timedelta(days=LOOKED_BACK - 1))
        limit = limit_on(today, configured=self._configured)
        return OwnUse(limit=limit, standing=standing, days=tuple(days))


class SummaryService:
    """Everybody's use in aggregates, for administrators."""

    def __init__(self, *, roles: RoleReader, summary: Summary) -> None:
        self._roles = roles
        self._summary = summary

    async def read(self, *, since: date | None, until: date | None, now: datetime) -> Summed:
        """A row for each day, feature and model; up to today and 30 days long unless told otherwise.

        Raises AdministratorsOnly, SummaryTooLong, AccountGone, ChatStoreUnavailable.
        """
        if await self._roles.read() is not UserRole.ADMIN:
            raise AdministratorsOnly
        until = until or today_in_jakarta(now=now)
        since = since or until - timedelta(days=LOOKED_BACK - 1)
        if not timedelta() <= until - since < timedelta(days=LONGEST):
            raise SummaryTooLong(FieldProblem("/query/from", SummaryTooLong.says))
        rows = await self._summary.by_model(since=since, until=until)
        return Summed(since=since, until=until, rows=tuple(rows))
