"""Sessions: two tabs, devices, bans and deletion while somebody is signed in."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.stack.auth.servers import AuthServer
from tests.stack.auth.someone import PASSWORD, Someone, code_of, made_up_address, post, refresh, sign_in


def at_once(someone: Someone, times: int) -> list[httpx.Response]:
    with ThreadPoolExecutor(times) as tabs:
        answers = [tabs.submit(someone.refreshes) for _ in range(times)]
        return [answer.result() for answer in answers]


def test_two_tabs_that_refresh_at_once_get_the_same_token(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "tabs")

    answers = at_once(someone, 2)

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1


def test_eight_tabs_that_refresh_at_once_stay_in_one_session(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "tabs")

    answers = at_once(someone, 8)

    assert {answer.status_code for answer in answers} == {200}
    [token] = {answer.json()["refresh_token"] for answer in answers}
    assert refresh(autoconfirm, token).status_code == 200


def test_a_lost_answer_can_be_asked_for_again_long_after(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "offline")
    lost = someone.refreshes().json()["refresh_token"]
    autoconfirm.let_refreshes_be_long_ago()

    answer = someone.refreshes()

    assert answer.json()["refresh_token"] == lost


def test_a_stolen_token_used_late_ends_the_chain(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "robbed")
    second = someone.refreshes().json()["refresh_token"]
    newest = refresh(autoconfirm, second).json()["refresh_token"]
    autoconfirm.let_refreshes_be_long_ago()

    assert code_of(someone.refreshes()) == "refresh_token_already_used"

    autoconfirm.let_refreshes_be_long_ago()
    assert code_of(refresh(autoconfirm, newest)) == "refresh_token_already_used"


def test_a_ban_ends_no_access_token_but_stops_refresh_and_sign_in(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "banned")

    someone.is_changed_by_admin(ban_duration="24h")

    assert code_of(someone.refreshes()) == "user_banned"
    assert code_of(sign_in(autoconfirm, someone.email)) == "user_banned"
    assert someone.calls("GET", "/user").json()["banned_until"]


def test_a_lifted_ban_lets_the_session_go_on(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "forgiven")
    someone.is_changed_by_admin(ban_duration="24h")

    someone.is_changed_by_admin(ban_duration="none")

    assert someone.refreshes().status_code == 200


@pytest.mark.parametrize("case", [str.upper, str.title, str.swapcase])
def test_an_address_signs_in_whatever_its_case(autoconfirm: AuthServer, case: object) -> None:
    someone = Someone.signed_in(autoconfirm, "Case")
    assert callable(case)

    answer = sign_in(autoconfirm, str(case(someone.email)))

    assert answer.json()["user"]["id"] == someone.id
    assert answer.json()["user"]["email"] == someone.email.lower()


def test_an_address_in_another_case_is_the_same_account(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "twice")

    answer = post(autoconfirm, "/signup", email=someone.email.upper(), password=PASSWORD)

    assert code_of(answer) == "user_already_exists"


def test_a_local_logout_leaves_the_other_device_signed_in(autoconfirm: AuthServer) -> None:
    phone = Someone.signed_in(autoconfirm, "devices")
    laptop = phone.again()

    assert phone.calls("POST", "/logout?scope=local").status_code == 204

    assert code_of(phone.calls("GET", "/user")) == "session_not_found"
    assert laptop.refreshes().status_code == 200


def test_a_global_logout_signs_every_device_out(autoconfirm: AuthServer) -> None:
    phone = Someone.signed_in(autoconfirm, "devices")
    laptop = phone.again()

    phone.calls("POST", "/logout")

    assert code_of(laptop.calls("GET", "/user")) == "session_not_found"
    assert code_of(laptop.refreshes()) == "refresh_token_not_found"


def test_a_new_password_signs_the_other_devices_out(autoconfirm: AuthServer) -> None:
    phone = Someone.signed_in(autoconfirm, "devices")
    laptop = phone.again()

    phone.calls("PUT", "/user", {"password": "sama-sekali-baru"}).raise_for_status()

    assert phone.refreshes().status_code == 200
    assert code_of(laptop.refreshes()) == "refresh_token_not_found"


def test_soft_deletion_leaves_nothing_to_sign_in_with(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "gone")
    path = f"/admin/users/{someone.id}"

    with autoconfirm.client() as http:
        http.request(
            "DELETE", path, json={"should_soft_delete": True}, headers=autoconfirm.as_admin
        ).raise_for_status()
        left = http.get(path, headers=autoconfirm.as_admin).json()

    assert left["deleted_at"]
    assert someone.email not in str(left)
    assert code_of(sign_in(autoconfirm, someone.email)) == "invalid_credentials"
    assert code_of(someone.refreshes()) == "refresh_token_not_found"


def test_a_person_may_not_give_themselves_app_metadata(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "climber")

    answer = someone.calls("PUT", "/user", {"app_metadata": {"user_role": "ADMIN"}})

    assert code_of(answer) == "not_admin"


def test_a_sign_up_of_many_at_once_makes_one_account(autoconfirm: AuthServer) -> None:
    email = made_up_address("race")

    with ThreadPoolExecutor(4) as clients:
        wishes = [
            clients.submit(post, autoconfirm, "/signup", email=email, password=PASSWORD) for _ in range(4)
        ]
        answers = [wish.result() for wish in wishes]

    assert [answer.status_code for answer in answers].count(200) == 1
    assert sign_in(autoconfirm, email).status_code == 200
