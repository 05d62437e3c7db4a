"""A server that speaks Gemini's wire, in Google's place: for trying the outside model without a key."""

import sys

from dev.stack.part import Command, Part, answers
from dev.stack.places import ROOT
from dev.stack.plan import Plan


def gemini(plan: Plan) -> Part:
    """Started beside the others; ready when it lists its models."""
    arguments = (sys.executable, "-m", "dev.gemini_server", "--port", str(plan.ports["gemini"]))
    return Part(
        name="gemini",
        command=lambda: Command(arguments=arguments, folder=str(ROOT)),
        ready=answers(f"{plan.origin('gemini')}/v1/models"),
    )
