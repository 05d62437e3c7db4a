"""Paying debts off: those that were sent, or the caller's own."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from shared.domain.debts.answers import MAX_DEBTS, PayoffAnswer, PayoffWish
from shared.domain.debts.engine import plan_payoff
from shared.domain.debts.model import Debt
from shared.domain.debts.owed import DebtsOwed
from shared.errors import Conflict
from shared.words import Words


class NoDebts(Conflict):
    """There is nothing to pay off."""

    code = "no_debts"
    says = Words(
        id="Belum ada utang yang tercatat. Kirim daftar utang, atau catat dulu.",
        en="No debts are on record. Send a list of debts, or record them first.",
    )


class TooManyDebts(Conflict):
    """More debts are on record than one plan holds."""

    code = "too_many_debts"
    says = Words(
        id="Utangmu {count}, sedangkan satu rencana paling banyak {most}. Kirim daftar utang yang dipilih.",
        en="You have {count} debts, and one plan holds at most {most}. Send a list of those you choose.",
    )


class DebtsDoNotFit(Conflict):
    """Nothing can be worked out from any of the debts on record."""

    code = "debts_do_not_fit"
    says = Words(
        id="Syarat utang ini tidak cocok satu sama lain: {names}. Perbaiki dulu, ya.",
        en="The terms of these debts do not go together: {names}. Please correct them first.",
    )


class DebtReader(Protocol):
    """Reads the caller's debts that are not paid off."""

    async def read(self) -> DebtsOwed:
        """The debts as they stand today, in the order they are shown."""
        ...


class DebtService:
    """What can be said about paying debts off."""

    def __init__(self, *, store: DebtReader) -> None:
        self._store = store

    async def read(self) -> DebtsOwed:
        """What the caller still owes, as it stands today."""
        return await self._store.read()

    async def plan(self, wish: PayoffWish, debts: Sequence[Debt] | None, *, day: date) -> PayoffAnswer:
        """Plan the payoff of the debts that were sent, or of the caller's own where none were.

        Raises InvalidInput where the wish does not go with the debts; NoDebts, DebtsDoNotFit and TooManyDebts
        for one's own.
        """
        owed = await self._own() if debts is None else DebtsOwed(debts=tuple(debts))
        # Many debts over many years keep the processor busy for long enough to hold up everybody else.
        answer = await asyncio.to_thread(
            plan_payoff, wish, owed.debts, day=day, debts_were_sent=debts is not None
        )
        return answer.model_copy(update={"left_out": tuple(debt.name for debt in owed.left_out)})

    async def _own(self) -> DebtsOwed:
        own = await self._store.read()
        if not own.debts and own.left_out:
            raise DebtsDoNotFit(names=", ".join(debt.name for debt in own.left_out))
        if not own.debts:
            raise NoDebts
        if len(own.debts) > MAX_DEBTS:
            raise TooManyDebts(count=len(own.debts), most=MAX_DEBTS)
        return own
