"""All functions in one process, as they would be deployed, with the settings they would have."""

import sys

from dev.stack.part import Command, Part, answers
from dev.stack.places import ROOT
from dev.stack.plan import Plan
from dev.stack.ports import HOST


def functions(plan: Plan) -> Part:
    """Started beside the others: a function connects when it is first asked."""
    arguments = [sys.executable, "-m", "uvicorn", "dev.stack.functions:app"]
    where = ["--host", HOST, "--port", str(plan.ports["functions"])]
    manner = ["--no-access-log", "--timeout-graceful-shutdown", "2", "--log-level", "warning"]
    folders = ["--reload", "--reload-dir", "functions", "--reload-dir", "shared"] if plan.reload else []
    command = Command(
        arguments=(*arguments, *where, *manner, *folders),
        environment=plan.function_environment() | ({"FINTAR_RELOAD": "1"} if plan.reload else {}),
        folder=str(ROOT),
    )
    return Part(
        name="functions", command=lambda: command, ready=answers(f"{plan.origin('functions')}/health")
    )
