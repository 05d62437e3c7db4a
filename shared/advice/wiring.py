"""The real parts behind words for computed results, for every function that gives them."""

import asyncio
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from shared.domain.caller import Caller
from shared.settings import AdvisorSettings, MongoSettings, QuotaSettings, load
from shared.stores.database import Database
from shared.web.parts import utc_now

if TYPE_CHECKING:
    from shared.advice.advisors import Advisors
    from shared.advice.narration import Narration, Outside
    from shared.stores.documents import Documents


class Narrations:
    """Words for computed results, by caller: a template's alone, unless there is an outside model to ask."""

    def __init__(self, outside: "OutsideParts | None") -> None:
        self._outside = outside

    def of(self, caller: Caller) -> "Narration":
        """What words the results of `caller`."""
        # A function that starts imports nothing of a model; who first wants words does.
        from shared.advice.narration import Narration  # noqa: PLC0415

        return Narration(None if self._outside is None else self._outside.of(caller))

    async def close(self) -> None:
        """Close what the running event loop holds open."""
        if self._outside is not None:
            await self._outside.close()


class OutsideParts:
    """The outside model of one process, and the MongoDB in which its use is counted and noted."""

    def __init__(
        self,
        database: Database,
        *,
        advisor: AdvisorSettings,
        mongo: MongoSettings,
        tokens_per_day: int | None,
    ) -> None:
        self._database = database
        self._advisor = advisor
        self._mongo = mongo
        self._tokens_per_day = tokens_per_day

    def of(self, caller: Caller) -> "Outside":
        """What asking takes for `caller`, whose consent is read before every request."""
        from shared.advice.gate import names_in  # noqa: PLC0415 - as above
        from shared.advice.narration import Outside  # noqa: PLC0415
        from shared.stores.ai_analytics import AiAnalytics  # noqa: PLC0415
        from shared.stores.ai_quota import AiQuota  # noqa: PLC0415
        from shared.stores.consents import Consents  # noqa: PLC0415
        from shared.stores.users import Users  # noqa: PLC0415

        consent = Consents(database=self._database, caller=caller)
        own_names = names_in(Users(database=self._database, caller=caller))
        return Outside(
            advisors=lambda quota: self._advisors.outside(quota=quota, consent=consent, own_names=own_names),
            quotas=AiQuota(documents=self._documents, caller=caller),
            analytics=AiAnalytics(documents=self._documents, caller=caller),
            tokens_per_day=self._tokens_per_day,
            clock=utc_now,
        )

    async def close(self) -> None:
        """Close what the running event loop holds open."""
        await asyncio.gather(self._documents.close(), self._advisors.close())

    @cached_property
    def _advisors(self) -> "Advisors":
        from shared.advice.advisors import Advisors  # noqa: PLC0415 - as above

        return Advisors(self._advisor)

    @cached_property
    def _documents(self) -> "Documents":
        from shared.stores.documents import Documents  # noqa: PLC0415 - as above

        return Documents(url=self._mongo.url, database=self._mongo.database)


def narrations_from(environment: Mapping[str, str], database: Database) -> Narrations:
    """The real ones; MongoDB is needed only with a model's key. Raises MissingSetting, naming it."""
    advisor = load(AdvisorSettings, environment)
    if advisor.api_key is None:
        return Narrations(None)
    return Narrations(
        OutsideParts(
            database,
            advisor=advisor,
            mongo=load(MongoSettings, environment),
            tokens_per_day=load(QuotaSettings, environment).tokens_per_day,
        )
    )
