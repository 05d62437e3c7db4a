"""The gateway: the one address that people know."""

import sys

from dev.stack.part import Command, Part, answers
from dev.stack.places import ROOT
from dev.stack.plan import Plan


def gateway(plan: Plan) -> Part:
    """Started beside the others; what it stands before may still be starting."""
    environment = {
        "FINTAR_GATEWAY_PORT": str(plan.ports["gateway"]),
        "FINTAR_GATEWAY_ISSUER": plan.issuer,
        "FINTAR_GATEWAY_AUTH": plan.origin("auth"),
        "FINTAR_GATEWAY_POSTGREST": plan.origin("postgrest"),
        "FINTAR_GATEWAY_FUNCTIONS": plan.origin("functions"),
        "FINTAR_GATEWAY_CREDENTIALS": str(plan.state.keys / "credentials.json"),
    }
    command = Command(
        arguments=(sys.executable, "-m", "dev.stack.gateway"), environment=environment, folder=str(ROOT)
    )
    return Part(name="gateway", command=lambda: command, ready=answers(f"{plan.url}/health"))
