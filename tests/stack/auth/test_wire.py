"""Case by case, Supabase Auth answers as it was recorded, in both ways of signing up."""

import json
from pathlib import Path

import pytest

from tests.stack.auth.servers import AuthServer
from tests.stack.auth.walk import Walk
from tests.stack.auth.wire import Essence

RECORDINGS = Path(__file__).with_name("recordings")


def recorded(name: str) -> dict[str, Essence]:
    return json.loads((RECORDINGS / f"{name}.json").read_text())


@pytest.fixture(scope="session")
def seen_with_autoconfirm(autoconfirm: AuthServer) -> dict[str, Essence]:
    return Walk(autoconfirm, confirms_by_mail=False).go()


@pytest.fixture(scope="session")
def seen_with_confirmation(confirm: AuthServer) -> dict[str, Essence]:
    return Walk(confirm, confirms_by_mail=True).go()


@pytest.mark.parametrize("case", recorded("autoconfirm"))
def test_signing_up_at_once_answers_as_recorded(case: str, seen_with_autoconfirm: dict[str, Essence]) -> None:
    assert seen_with_autoconfirm[case] == recorded("autoconfirm")[case]


@pytest.mark.parametrize("case", recorded("confirm"))
def test_confirming_by_mail_answers_as_recorded(
    case: str, seen_with_confirmation: dict[str, Essence]
) -> None:
    assert seen_with_confirmation[case] == recorded("confirm")[case]


def test_the_walk_meets_every_recorded_case_and_no_other(
    seen_with_autoconfirm: dict[str, Essence], seen_with_confirmation: dict[str, Essence]
) -> None:
    assert set(seen_with_autoconfirm) == set(recorded("autoconfirm"))
    assert set(seen_with_confirmation) == set(recorded("confirm"))
