"""The access token hook: its claims are in the token, and what it objects to is passed on."""

import jwt
import pytest

from tests.stack.auth.servers import AuthServer
from tests.stack.auth.someone import PASSWORD, Someone, made_up_address, make_account, post, sign_in


def test_claims_of_the_hook_are_in_tokens_of_sign_in_and_refresh(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "plain")

    for session in (someone.session, someone.refreshes().json()):
        claims = jwt.decode(session["access_token"], options={"verify_signature": False})
        assert claims["user_role"] == "USER"


def test_a_hook_that_raises_gives_the_databases_code_and_words(autoconfirm: AuthServer) -> None:
    email = make_account(autoconfirm, "raises")

    answer = sign_in(autoconfirm, email)

    assert answer.status_code == 500
    assert answer.json()["code"] == "P0001"
    assert answer.json()["message"].startswith("no token for raises.")


def test_a_hook_that_refuses_gives_its_status_and_words(autoconfirm: AuthServer) -> None:
    email = make_account(autoconfirm, "refuses")

    answer = sign_in(autoconfirm, email)

    assert answer.json() == {"code": 403, "error_code": "unknown", "msg": "Come back later."}
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["strips", "sleeps"])
def test_a_hook_that_breaks_the_token_or_takes_too_long_gives_none(
    autoconfirm: AuthServer, name: str
) -> None:
    email = make_account(autoconfirm, name)

    answer = sign_in(autoconfirm, email)

    assert answer.status_code == 500
    assert answer.json()["error_code"] == "unexpected_failure"


def test_a_sign_up_that_the_hook_refuses_opens_no_session(autoconfirm: AuthServer) -> None:
    email = made_up_address("refuses")

    answer = post(autoconfirm, "/signup", email=email, password=PASSWORD)

    assert answer.status_code == 403
    assert "access_token" not in answer.json()


def test_clients_of_the_newer_version_get_its_shape(autoconfirm: AuthServer) -> None:
    version = {"X-Supabase-Api-Version": "2024-01-01"}

    with autoconfirm.client() as http:
        answer = http.post("/signup", json={"email": "a@example.com", "password": "x"}, headers=version)

    assert answer.status_code == 422
    assert answer.json()["code"] == "weak_password"
    assert answer.json()["weak_password"] == {"reasons": ["length"]}
    assert answer.headers["X-Supabase-Api-Version"] == "2024-01-01"
