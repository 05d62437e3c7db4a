"""Simulations a second over HTTP, beside FastAPI and Express servers that do the same sums.

Each is one process with one worker, asked by the same client over the same busy connections, in turns of a
second. All verify the token's signature and every field of the body, and the run fails unless all give the
same rupiah in every month, and refuse the same bodies. The peers do the least that takes: three of our
fourteen changes, in floats, and they answer with the months alone; what ours does beyond that (exact growth,
sums, differences, verdicts in words, a log line) is in its time. Its rate limit admits at once, as nothing
here has a database. The limit answers with as many bytes as ours and does nothing.

"processor" is its time for one request, and "this app x" ours as a multiple of that: on a busy machine look
at these, as others at work slow some servers more than others. The second table says where ours goes.
"""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import Any, NamedTuple

from dev.bench.peers.asked import Asking, plan, post, sign_in, spoiled
from dev.bench.peers.load import ask, turn
from dev.bench.peers.serving import Served, Server, served, servers
from dev.bench.peers.steps import steps

ROUNDS, SECONDS, CONNECTIONS = 9, 1.0, 8
OURS, LIMIT = "this app", "uvicorn alone (limit)"


class Measured(NamedTuple):
    """Requests a second, and the processor's seconds for one of them."""

    rate: float
    work: float


class Unlike(AssertionError):
    """Two servers differ in what they answer: to compare their speed would mean nothing."""


def run() -> str:
    """The tables: each server beside ours, what is missing here, and our milliseconds by step."""
    known = servers()
    asking = sign_in()
    body = json.dumps(plan()).encode()
    request = post(body, token=asking.token)
    with _running([it for it in known if it.lacks is None], asking) as running:
        sizes = {name: len(ask(it.port, request).body) for name, it in running.items()}
        _check_alike({name: it.port for name, it in running.items() if name != LIMIT}, asking)
        measured = _measure(running, request)
    ours = measured[OURS]
    lines = [f"{'':24}{'requests/s':>12}{'x this app':>12}{'processor':>14}{'this app x':>12}{'answer':>12}"]
    for name, it in measured.items():
        by_rate, by_work = it.rate / ours.rate, ours.work / it.work
        worked = f"{1000 * it.work:11.2f} ms{by_work:12.2f}"
        lines.append(f"{name:24}{it.rate:12,.0f}{by_rate:12.2f}{worked}{sizes[name] / 1000:9.1f} kB")
    lines += [f"{it.name} was not measured: {it.lacks} is not installed" for it in known if it.lacks]
    return "\n".join([*lines, "", *steps(asking, body)])


@contextmanager
def _running(wanted: Sequence[Server], asking: Asking) -> Generator[Mapping[str, Served]]:
    """All of them at once, idle unless asked, by name."""
    with ExitStack() as running:
        yield {it.name: running.enter_context(served(it, asking.public_key)) for it in wanted}


def _measure(running: Mapping[str, Served], request: bytes) -> dict[str, Measured]:
    """Medians of rounds in which each server has its turn, every second round in the other order."""
    rates: dict[str, list[float]] = {name: [] for name in running}
    works: dict[str, list[float]] = {name: [] for name in running}
    for number in range(ROUNDS + 1):
        for name in list(running)[:: -1 if number % 2 else 1]:
            server = running[name]
            before = server.processor()
            taken = turn(server.port, request, connections=CONNECTIONS, seconds=SECONDS)
            rates[name].append(taken.rate)
            works[name].append((server.processor() - before) / taken.answers)
    return {name: Measured(median(rates[name][1:]), median(works[name][1:])) for name in running}


def _check_alike(ports: Mapping[str, int], asking: Asking) -> None:
    """Raises Unlike where a server gives other figures than ours, or lets through what it may not."""
    body = json.dumps(plan()).encode()
    ours = _figures(ports[OURS], post(body, token=asking.token))
    refused = {"no token": post(body, token=None), "another's token": post(body, token=sign_in().token)}
    spoilt = [post(it, token=asking.token) for it in spoiled()]
    for name, port in ports.items():
        if _figures(port, post(body, token=asking.token)) != ours:
            raise Unlike(f"{name} gives other figures than ours")
        for why, request in refused.items():
            if ask(port, request).status != 401:
                raise Unlike(f"{name} lets in who has {why}")
        for number, request in enumerate(spoilt):
            if ask(port, request).status != 422:
                raise Unlike(f"{name} follows the spoilt body {number}")


def _figures(port: int, request: bytes) -> list[Any]:
    """The months, and every series of the baseline and of each scenario."""
    answer = ask(port, request)
    if answer.status != 200:
        raise Unlike(f"{answer.status}: {answer.body[:500]!r}")
    told: Any = json.loads(answer.body)
    outcomes = [told["baseline"], *(it.get("outcome", it) for it in told["scenarios"])]
    return [told["months"], *({"name": it["name"], **it["series"]} for it in outcomes)]


if __name__ == "__main__":
    print(run())
