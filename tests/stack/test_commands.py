"""What the commands tell about a stack that runs; one stack of the mail catcher alone serves all tests."""

import smtplib
import stat
import subprocess
import sys
from collections.abc import Generator
from email.message import EmailMessage
from pathlib import Path

import pytest

from dev.stack.plan import remembered_plan
from dev.stack.ports import HOST
from dev.stack.state import State
from tests.stack.stacks import record_of, running, say


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Generator[State]:
    folder = tmp_path_factory.mktemp("commands") / "state"
    with running(folder, "mail"):
        yield State(folder)


def test_a_second_start_on_the_same_state_is_refused_and_the_first_goes_on(state: State) -> None:
    second = say("up", "--only", "mail", "--state", str(state.folder))
    detached = say("up", "--detach", "--only", "mail", "--state", str(state.folder))

    assert (second.returncode, detached.returncode) == (1, 1)
    assert "already runs" in second.stderr
    assert "already runs" in detached.stderr
    assert record_of(state.folder).parts["mail"].lives


def test_a_second_stack_runs_beside_the_first_on_ports_of_its_own(state: State, tmp_path: Path) -> None:
    with running(tmp_path / "second", "mail"):
        second = State(tmp_path / "second").ports()

    assert not set(second.values()) & set(state.ports().values())


def test_the_environment_can_be_sourced_by_a_shell(state: State) -> None:
    plan = remembered_plan(state)
    assert plan is not None
    script = f'eval "$({sys.executable} -m dev.stack env --state {state.folder})"; echo "$SUPABASE_URL"'

    sourced = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)

    assert sourced.stdout.strip() == plan.url


def test_caught_mails_are_kept_and_listed(state: State) -> None:
    mail = EmailMessage()
    mail["from"], mail["to"], mail["subject"] = "halo@fintar.test", "sari@example.com", "Konfirmasi"
    mail.set_content("Ikuti tautan ini.")

    with smtplib.SMTP(HOST, state.ports()["mail"]) as smtp:
        smtp.send_message(mail)
    listed = say("mails", "--state", str(state.folder)).stdout

    assert "to sari@example.com: Konfirmasi" in listed


def test_keys_are_for_the_eyes_of_their_owner_only(state: State) -> None:
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (*state.keys.iterdir(), state.keys)}

    assert modes == {0o600, 0o700}


def test_logs_of_one_part_can_be_read_and_an_unknown_part_is_told_which_there_are(state: State) -> None:
    shown = say("logs", "mail", "--state", str(state.folder))
    unknown = say("logs", "nonsense", "--state", str(state.folder))

    assert str(state.log("mail")) in shown.stdout
    assert unknown.returncode == 1
    assert "there are: mail" in unknown.stderr


def test_before_the_first_start_there_is_nothing_to_tell(tmp_path: Path) -> None:
    asked = say("env", "--state", str(tmp_path / "never"))

    assert asked.returncode == 1
    assert "no stack was ever started" in asked.stderr
