"""The local stack: `python -m dev.stack up|down|reset|status|logs|env|mails`."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dev.stack import commands
from dev.stack.places import DEFAULT_STATE, ProgramMissing
from dev.stack.state import AlreadyRunning, State

SIMPLE: Mapping[str, Callable[[State], int]] = {
    "down": commands.down,
    "status": commands.status,
    "env": commands.env,
    "mails": commands.mails,
}


def main(arguments: list[str]) -> int:
    """Do what the arguments say; the exit code says whether it went well."""
    asked = _parser().parse_args(arguments)
    try:
        return _do(asked, State(asked.state))
    except (AlreadyRunning, commands.NothingThere, ProgramMissing) as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _do(asked: argparse.Namespace, state: State) -> int:
    match asked.command:
        case "up":
            return _up(asked, state)
        case "logs":
            return commands.logs(state, part=asked.part, lines=asked.lines, follow=asked.follow)
        case "reset":
            return commands.reset(state, sure=asked.yes)
        case simple:
            return SIMPLE[simple](state)


def _up(asked: argparse.Namespace, state: State) -> int:
    if asked.detach:
        return commands.up_detached(state, _up_options(asked))
    from dev.stack.up import Wishes, up  # noqa: PLC0415  # what runs a stack is slow to import

    wishes = Wishes(
        throwaway=asked.throwaway,
        demo=not asked.no_demo and not asked.only,
        for_process=asked.for_process,
        gemini=asked.gemini,
        only=tuple(asked.only),
    )
    return up(state, wishes)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--state", type=Path, default=DEFAULT_STATE, metavar="DIR", help="default: .fintar")
    parser = argparse.ArgumentParser(prog="python -m dev.stack", description=__doc__)
    verbs = parser.add_subparsers(dest="command", required=True)
    _add_up(verbs.add_parser("up", parents=[common], help="start everything; Ctrl-C stops it"))
    verbs.add_parser("down", parents=[common], help="stop what runs")
    reset = verbs.add_parser("reset", parents=[common], help="stop, and remove all data")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    verbs.add_parser("status", parents=[common], help="show what runs and where")
    logs = verbs.add_parser("logs", parents=[common], help="show the logs")
    logs.add_argument("part", nargs="?", help="one part instead of all")
    logs.add_argument("-n", "--lines", type=int, default=20)
    logs.add_argument("-f", "--follow", action="store_true", help="go on as lines come")
    verbs.add_parser("env", parents=[common], help="print addresses and keys for a shell to source")
    verbs.add_parser("mails", parents=[common], help="list the caught mails")
    return parser


def _add_up(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--detach", action="store_true", help="return when it is ready and let it run")
    parser.add_argument("--no-demo", action="store_true", help="make no demo people")
    parser.add_argument("--gemini", action="store_true", help="let a local server stand in Gemini's place")
    parser.add_argument("--throwaway", action="store_true", help="for tests: quick, and gone when it stops")
    parser.add_argument("--for-process", type=int, metavar="PID", help="stop when that process ends")
    parser.add_argument("--only", action="append", default=[], metavar="PART", help="start only these parts")


def _up_options(asked: argparse.Namespace) -> list[str]:
    flags = {"--no-demo": asked.no_demo, "--gemini": asked.gemini, "--throwaway": asked.throwaway}
    watched = ["--for-process", str(asked.for_process)] if asked.for_process else []
    only = [word for part in asked.only for word in ("--only", part)]
    return [flag for flag, wanted in flags.items() if wanted] + watched + only


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
