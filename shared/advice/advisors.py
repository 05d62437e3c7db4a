"""Who answers: the outside model behind its gate, its meter and its circuit, then the offline advisor."""

import time
from collections.abc import Callable, Sequence

from shared.advice.gate import ConsentReader, GatedAdvisor, OwnNames
from shared.advice.quota import MeteredAdvisor, TurnQuota
from shared.gateways.advisor.circuit import Circuit, CircuitAdvisor
from shared.gateways.advisor.gemini.advisor import GeminiAdvisor
from shared.gateways.advisor.gemini.connections import close_gemini_client
from shared.gateways.advisor.offline import OfflineAdvisor
from shared.gateways.advisor.protocol import Advisor
from shared.settings import AdvisorSettings


class Advisors:
    """The advisors of one process, whose circuit all turns share; without a key only the offline one."""

    def __init__(self, settings: AdvisorSettings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._outside: Advisor | None = None
        if settings.api_key is not None:
            self._outside = CircuitAdvisor(GeminiAdvisor(settings), Circuit(clock=clock))

    @property
    def ask_outside(self) -> bool:
        """Whether an outside model may be asked at all."""
        return self._outside is not None

    def outside(self, *, quota: TurnQuota, consent: ConsentReader, own_names: OwnNames) -> Sequence[Advisor]:
        """The outside model for one turn of one person, none without a key.

        Whether anything may leave is asked before every request, and only then are tokens reserved.
        """
        if self._outside is None:
            return ()
        metered = MeteredAdvisor(self._outside, quota=quota)
        return (GatedAdvisor(metered, consent=consent, own_names=own_names),)

    def for_turn(self, *, quota: TurnQuota, consent: ConsentReader, own_names: OwnNames) -> Sequence[Advisor]:
        """The advisors of one turn of one person, in the order in which they are asked."""
        return (*self.outside(quota=quota, consent=consent, own_names=own_names), OfflineAdvisor())

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        await close_gemini_client()
