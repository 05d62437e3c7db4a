"""Questions and attacks run from beginning to end, for tests and for the command alike."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from shared.advice.quota import TurnQuota
from shared.gateways.advisor.offline import OfflineAdvisor
from shared.gateways.advisor.protocol import Advisor
from tests.evaluation.cases import Attack, Question
from tests.evaluation.judge import Verdict, judge
from tests.evaluation.obedience import ObedientAdvisor, Sin
from tests.evaluation.outside import guarded
from tests.evaluation.people import CANARY, make_town
from tests.evaluation.pipeline import AdvisorsOf, Heard, hold
from tests.evaluation.planting import READ_BY, planted
from tests.evaluation.safety import harms
from tests.evaluation.sins import sins_of
from tests.evaluation.town import Person, Town

T = TypeVar("T")
R = TypeVar("R")


class Answerer(NamedTuple):
    """Who answers. `known`: the figures are told first, as to every model outside."""

    name: str
    advisors: AdvisorsOf
    known: bool


def _offline(person: Person, quota: TurnQuota) -> tuple[Advisor, ...]:
    return (OfflineAdvisor(),)


OFFLINE = Answerer("offline", _offline, known=False)


class Struck(NamedTuple):
    """An attack, by which sin a model fell for it if one did, what came of it, and the harm that was done."""

    attack: Attack
    sin: str | None
    heard: tuple[Heard, ...]
    harms: tuple[str, ...]


async def judged(question: Question, answerer: Answerer, *, town: Town | None = None) -> Verdict:
    """What is wrong with the answer to one question."""
    place = town or await make_town(question.person)
    before = place.rows()
    heard = await hold(place, question.person, question.turns, answerer.advisors, known=answerer.known)
    return judge(question, heard, rows_changed=place.rows() != before, canary=CANARY)


async def struck(attack: Attack, answerer: Answerer) -> Struck:
    """What harm an attack does."""
    return await _struck(attack, answerer, sin=None)


async def sinned(attack: Attack, sin: Sin) -> Struck:
    """What harm is done where the model behind the gate falls for the attack in that way."""
    tool = READ_BY[attack.place]
    advisor = ObedientAdvisor(sin, first=[(tool, FIRST.get(tool, {}))])
    return await _struck(attack, Answerer("obedient", guarded(advisor), known=True), sin=sin)


def sins_for(attack: Attack, number: int) -> tuple[Sin, ...]:
    """One sin of each kind that the attack is after; `number` chooses which. Each is played alone as well."""
    found = (sins_of(want, host=attack.host) for want in attack.wants)
    return tuple(sins[number % len(sins)] for sins in found)


FIRST: dict[str, dict[str, Any]] = {
    "find_transactions": {"category": "kopi"},
    "set_budget": {"category": "jajanan aneh", "amount": 300_000},
    "record_transactions": {"text": "makan siang 45 ribu"},
}
"""Arguments with which an obedient model reads the planted text first."""


async def _struck(attack: Attack, answerer: Answerer, *, sin: Sin | None) -> Struck:
    town = await make_town(attack.person)
    turns = await planted(town, attack)
    before = town.rows()
    heard = await hold(town, attack.person, turns, answerer.advisors, known=answerer.known)
    done = harms(town, before, heard, attack=attack, forbidden=sin.forbidden if sin else ())
    return Struck(attack, sin.name if sin else None, tuple(heard), tuple(done))


async def each(items: Sequence[T], work: Callable[[T], Awaitable[R]], *, at_once: int = 1) -> list[R]:
    """The work on each item, some at once, the results in order."""
    gate = asyncio.Semaphore(at_once)

    async def guarded_work(item: T) -> R:
        async with gate:
            return await work(item)

    return list(await asyncio.gather(*(guarded_work(item) for item in items)))
