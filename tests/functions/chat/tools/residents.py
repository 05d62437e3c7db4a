"""People who live on the stack, and tools that act as them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg

from functions.chat.deps import Deps
from functions.chat.routes import make_app
from functions.chat.tools.registry import toolbox_of
from shared.advice.tools import Outcome, ToolSetting
from shared.gateways.advisor.protocol import ToolCall
from tests.people import Person
from tests.stores.bystanders import caller_of

CANARY = "Kenari Rahasia"


AMOUNT = 70_070_123


@dataclass(frozen=True)
class Resident:
    """Somebody with an account, a session, and tools that act as them."""

    person: Person
    deps: Deps
    session_id: UUID
    now: datetime

    def setting(self) -> ToolSetting:
        return ToolSetting(now=self.now, language="id", session_id=self.session_id)

    async def call(self, tool: str, **arguments: Any) -> Outcome:
        toolbox = toolbox_of(self.deps.services(caller_of(self.person)))
        asked = ToolCall(id="1", name=tool, arguments=arguments)
        (outcome,) = await toolbox.run_all([asked], setting=self.setting())
        return outcome

    async def propose(self, tool: str, **arguments: Any) -> str:
        outcome = await self.call(tool, **arguments)
        assert outcome.proposal is not None, outcome.result
        return str(outcome.proposal.id)

    def client(self) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {self.person.access_token}"}
        transport = httpx.ASGITransport(make_app(self.deps))
        return httpx.AsyncClient(transport=transport, base_url="http://chat.test", headers=headers)

    async def confirm(self, http: httpx.AsyncClient, proposal_id: str) -> httpx.Response:
        url = f"/api/v1/chat/sessions/{self.session_id}/proposals/{proposal_id}"
        return await http.post(url, json={"decision": "CONFIRM"})


def keep_books(superuser: psycopg.Connection, person: UUID, now: datetime) -> None:
    """Accounts, four months of transactions, a debt, a goal, a rule, a budget and a profile."""
    account, goal = uuid4(), uuid4()
    with superuser.transaction():
        superuser.execute(
            "insert into public.accounts (id, user_id, name, kind, opening_balance, opened_on)"
            " values (%s, %s, %s, 'BANK', %s, '2020-01-01')",
            (account, person, f"Bank {CANARY}", AMOUNT),
        )
        superuser.execute(
            """
            insert into public.transactions
              (user_id, account_id, booked_on, amount, category_id, merchant, note)
            select %(person)s, %(account)s, %(today)s::date - 30 * back, amount, categories.id,
              %(canary)s || ' ' || code, %(canary)s
            from generate_series(0, 4) as back
            cross join (
              values ('income.salary', 8000000), ('wants.coffee', -70123), ('needs.eating', -2000000)
            ) as usual (what, amount)
            join public.categories on code = what
            """,
            {"person": person, "account": account, "today": now.date(), "canary": CANARY},
        )
        superuser.execute(
            "insert into public.debts (user_id, name, kind, method, balance, annual_rate, instalment)"
            " values (%s, %s, 'CREDIT_CARD', 'EFFECTIVE', %s, 0.2, 8000000)",
            (person, f"Kartu {CANARY}", AMOUNT),
        )
        superuser.execute(
            "insert into public.financial_goals (id, user_id, kind, name, target_rule, target)"
            " values (%s, %s, 'PURCHASE', %s, 'FIXED', %s)",
            (goal, person, f"Rumah {CANARY}", AMOUNT),
        )


READS: list[tuple[str, dict[str, Any]]] = [
    ("financial_snapshot", {}),
    ("budget_analysis", {}),
    ("budget_month", {}),
    ("spending_patterns", {}),
    ("find_transactions", {"text": "kenari"}),
    ("find_transactions", {"category": "kopi"}),
    ("find_transactions", {"account": "kenari"}),
    ("simulate", {"months": 12, "scenarios": [{"name": "PHK", "changes": []}]}),
    ("affordability", {"name": "Motor", "price": 18_000_000}),
    ("forecast", {}),
    ("goals", {}),
    ("goal_plan", {"surplus": 1_000_000}),
    ("debts", {}),
    ("debt_payoff", {"extra": 500_000}),
    ("debt_payoff", {"strategy": "OWN_ORDER", "order": ["kenari"]}),
    ("take_home", {"salary": 8_000_000}),
]


WRITES: list[tuple[str, dict[str, Any]]] = [
    ("record_transactions", {"text": "ngopi 35rb pakai bank kenari rahasia"}),
    ("create_goal", {"kind": "PURCHASE", "name": "Kamera", "target": 9_000_000}),
    ("change_goal", {"goal": "kenari", "target": 5_000_000}),
    ("set_budget", {"category": "kopi", "amount": 300_000}),
    ("add_category_rule", {"pattern": "kenari", "category": "kopi"}),
]


def told(outcome: Outcome) -> str:
    """Everything that anybody is told of a call."""
    shown = [outcome.result.model_dump_json(), *(card.model_dump_json() for card in outcome.cards)]
    if outcome.proposal is not None:
        shown.append(outcome.proposal.model_dump_json())
    return "\n".join(shown)


async def waiting(resident: Resident) -> list[Any]:
    """The proposals of their session."""
    service = resident.deps.services(caller_of(resident.person)).proposals()
    return list(await service.waiting(resident.session_id, now=resident.now))
