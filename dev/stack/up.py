"""`up`: one stack from its start to its stop, in one process."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass

from dev.demo.api import DemoFailed
from dev.demo.people import demo_people, make_demo
from dev.stack.commands import end_leftovers
from dev.stack.part import Part
from dev.stack.parts.auth import auth
from dev.stack.parts.functions import functions
from dev.stack.parts.gateway import gateway
from dev.stack.parts.gemini import gemini
from dev.stack.parts.mail import mail
from dev.stack.parts.migrations import migrations
from dev.stack.parts.mongo import mongo
from dev.stack.parts.postgres import postgres
from dev.stack.parts.postgrest import postgrest
from dev.stack.places import path_with_node
from dev.stack.plan import Plan, read_settings, wanted_ports
from dev.stack.ports import PortHolder
from dev.stack.progress import Progress
from dev.stack.running import from_environment
from dev.stack.screen import welcome
from dev.stack.servers import server_account
from dev.stack.signing import make_credentials
from dev.stack.state import State
from dev.stack.stopping import Stopped, listen, unless
from dev.stack.supervisor import PartFailed, Supervisor

PARTS = (postgres, mongo, mail, auth, migrations, postgrest, functions, gateway)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """How a stack is to be started. `only` names parts, for tests of the stack itself.

    With `gemini` a server of the stack's own stands in Google's place.
    """

    throwaway: bool = False
    demo: bool = True
    for_process: int | None = None
    gemini: bool = False
    only: tuple[str, ...] = ()


def up(state: State, wishes: Wishes) -> int:
    """Run a stack until it is asked to stop; 0 then, 1 when a part failed."""
    state.make()
    with state.held():
        try:
            return _run(state, wishes)
        finally:
            if wishes.throwaway:
                state.wipe()


def _run(state: State, wishes: Wishes) -> int:
    end_leftovers(state)
    state.put_logs_aside()
    holder = PortHolder()
    try:
        return asyncio.run(_live(_plan(state, holder, wishes), wishes))
    finally:
        holder.let_go()


def _plan(state: State, holder: PortHolder, wishes: Wishes) -> Plan:
    """Keys and, where they are still free, ports as at the last start."""
    if not state.credentials_file.exists():
        state.keep_credentials(make_credentials())
    project = read_settings()
    wanted = wanted_ports(project, gemini=wishes.gemini)
    last = {part: port for part, port in state.ports().items() if part in wanted}
    ports = holder.take_all(wanted | last)
    state.keep_ports(ports)
    return Plan(
        state=state,
        project=project,
        ports=ports,
        credentials=state.credentials(),
        account=server_account(),
        throwaway=wishes.throwaway,
        reload=not wishes.throwaway,
    )


async def _live(plan: Plan, wishes: Wishes) -> int:
    progress = Progress()
    supervisor = Supervisor(
        _parts(plan, wishes.only), state=plan.state, surroundings=_surroundings(plan), progress=progress
    )
    stop = listen(for_process=wishes.for_process)
    try:
        with progress:
            await unless(stop, supervisor.start())
        if wishes.demo:
            await unless(stop, _make_demo(plan, progress))
        progress.tell(welcome(plan, demo_people() if wishes.demo else ()))
        supervisor.tell_ready()
        await unless(stop, supervisor.watch())
    except (PartFailed, DemoFailed) as failure:
        progress.tell(str(failure))
        return 1
    except Stopped:
        progress.tell("stopping")
        return 0
    finally:
        await supervisor.stop()
    return 0


def _parts(plan: Plan, only: Sequence[str]) -> list[Part]:
    parts = [part(plan) for part in (*((gemini,) if "gemini" in plan.ports else ()), *PARTS)]
    return [part for part in parts if not only or part.name in only]


def _surroundings(plan: Plan) -> dict[str, str]:
    """Our own environment without any stack's addresses and keys: a part is given what it may have."""
    ours = plan.environment().keys()
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"PATH": path_with_node(), "PYTHONUNBUFFERED": "1"}


async def _make_demo(plan: Plan, progress: Progress) -> None:
    """Once for each state, so that a later start leaves alone what somebody has tried out."""
    made = plan.state.folder / "demo-made"
    if made.exists():
        return
    with progress:
        progress.begin("demo people")
        await make_demo(from_environment(plan.environment()))
        made.touch()
        progress.done("demo people")
