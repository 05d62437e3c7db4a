"""What a person sees: the one screen after a start, and the table of `status`."""

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from dev.demo.people import PASSWORD, DemoPerson
from dev.stack.plan import Plan
from dev.stack.ports import HOST
from dev.stack.state import Record

TO_TRY = r"""
Try it: register, store your figures, ask about them.

API=<URL>/api/v1; JSON='content-type: application/json'
TOKEN=$(curl -s $API/auth/register -H "$JSON" \
  -d '{"email": "you.'$(date +%s)'@example.com", "password": "correct horse"}' |
  python3 -c 'import json,sys; print(json.load(sys.stdin)["access_token"])')

ME="authorization: Bearer $TOKEN"
curl -s $API/financial/data -H "$ME" -H "$JSON" -d '{
  "monthly_income": 6500000, "monthly_expenses": 5200000, "current_savings": 4000000,
  "current_debt": 3000000, "emergency_fund_amount": 2000000}'

curl -sN -H "$ME" -H "$JSON" -H 'accept: text/event-stream' $API/chat/sessions/$(
  curl -s $API/chat/sessions -H "$ME" -H "$JSON" -d '{"type": "budget_help"}' |
  python3 -c 'import json,sys; print(json.load(sys.stdin)["id"])')/messages \
  -d '{"content": "Bagaimana keuanganku bulan ini?"}'
"""
WORK_WITHOUT_PROCESS = frozenset({"postgrest_admin"})


def welcome(plan: Plan, people: Sequence[DemoPerson]) -> str:
    """Where everything is, who may sign in, and three commands to try."""
    return f"""
Fintar runs. Ctrl-C stops it.

  API               {plan.url}/api/v1
  Supabase URL      {plan.url}
  publishable key   {plan.credentials.publishable_key}
  Postgres          {plan.database_url("postgres")}
  MongoDB           {plan.mongodb_url}
{_gemini(plan)}  mails             {_shown(plan.state.mails)}
  logs              {_shown(plan.state.logs)}
  more              .venv/bin/python -m dev.stack status | logs [part] [-f] | mails | env | down | reset
{_logins(people)}{TO_TRY.replace("<URL>", plan.url)}"""


def _gemini(plan: Plan) -> str:
    if "gemini" not in plan.ports:
        return ""
    return f"  Gemini            {plan.origin('gemini')} (a local server; asked once its person has agreed)\n"


def _logins(people: Sequence[DemoPerson]) -> str:
    if not people:
        return ""
    lines = [f"  {person.email:<17} {person.role.value}" for person in people]
    return "\n".join(("", f"People to sign in as, all with the password {PASSWORD}:", "", *lines, ""))


def status_table(plan: Plan, record: Record | None) -> Table:
    """A line a part: whether it runs, its process and its address."""
    table = Table("part", "state", "process", "address", box=None, pad_edge=False)
    for part in sorted(set(plan.ports) - WORK_WITHOUT_PROCESS):
        process = record.parts.get(part) if record is not None else None
        runs = process is not None and process.lives
        number = str(process.pid) if process is not None and runs else "-"
        state = "[green]runs" if runs else "[red]does not run"
        table.add_row(part, state, number, f"{HOST}:{plan.ports[part]}")
    return table


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
