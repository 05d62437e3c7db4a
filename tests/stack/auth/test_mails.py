"""Mails: what their links and codes do, once and in time, and where they lead."""

import base64
import hashlib
import secrets
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from psycopg import sql

from tests.stack.auth.servers import SITE_URL, AuthServer
from tests.stack.auth.someone import PASSWORD, Someone, code_of, made_up_address, post, sign_in


def followed(server: AuthServer, link: httpx.URL) -> tuple[str, dict[str, str]]:
    """Follow a mailed link: the address it leads back to, and what stands in fragment or query."""
    with server.client() as http:
        answer = http.get(f"/verify?{link.params}")
    assert answer.status_code == 303
    back = urlsplit(answer.headers["location"])
    values = parse_qs(back.fragment or back.query)
    return f"{back.scheme}://{back.netloc}{back.path}", {name: value[0] for name, value in values.items()}


def test_a_forgotten_password_is_reset_by_the_mailed_link(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "forgetful")
    post(autoconfirm, "/recover", email=someone.email).raise_for_status()

    back, values = followed(autoconfirm, autoconfirm.mails_to(someone.email)[-1].link)
    recovered = Someone(autoconfirm, someone.email, values)
    recovered.calls("PUT", "/user", {"password": "ingat-sekarang"}).raise_for_status()

    assert back == SITE_URL
    assert values["type"] == "recovery"
    assert sign_in(autoconfirm, someone.email, "ingat-sekarang").status_code == 200
    assert code_of(sign_in(autoconfirm, someone.email, PASSWORD)) == "invalid_credentials"


def test_a_forgotten_password_is_reset_by_the_mailed_code(autoconfirm: AuthServer) -> None:
    someone = Someone.signed_in(autoconfirm, "forgetful")
    post(autoconfirm, "/recover", email=someone.email).raise_for_status()
    code = autoconfirm.mails_to(someone.email)[-1].code

    answer = post(autoconfirm, "/verify", type="recovery", email=someone.email.upper(), token=code)

    assert answer.json()["user"]["id"] == someone.id
    again = post(autoconfirm, "/verify", type="recovery", email=someone.email, token=code)
    assert code_of(again) == "otp_expired"


def test_an_old_link_no_longer_counts(confirm: AuthServer) -> None:
    email = made_up_address("slow")
    post(confirm, "/signup", email=email, password=PASSWORD).raise_for_status()
    confirm.execute(
        sql.SQL("update auth.users set confirmation_sent_at = now() - interval '2 days' where email = %s"),
        email,
    )

    _, values = followed(confirm, confirm.mails_to(email)[-1].link)

    assert values["error_code"] == "otp_expired"
    assert code_of(sign_in(confirm, email)) == "email_not_confirmed"


def test_a_later_mail_voids_the_earlier(confirm: AuthServer) -> None:
    email = made_up_address("impatient")
    post(confirm, "/signup", email=email, password=PASSWORD).raise_for_status()
    confirm.let_mails_be_long_ago()
    post(confirm, "/resend", type="signup", email=email).raise_for_status()
    first, second = confirm.mails_to(email)

    assert followed(confirm, first.link)[1]["error_code"] == "otp_expired"
    assert followed(confirm, second.link)[1]["type"] == "signup"


def test_a_code_confirms_a_sign_up(confirm: AuthServer) -> None:
    email = made_up_address("coder")
    post(confirm, "/signup", email=email, password=PASSWORD).raise_for_status()

    answer = post(confirm, "/verify", type="signup", email=email, token=confirm.mails_to(email)[-1].code)

    assert answer.json()["user"]["email_confirmed_at"]
    assert sign_in(confirm, email).status_code == 200


def test_a_known_address_looks_like_a_new_one(confirm: AuthServer) -> None:
    someone = Someone.signed_in(confirm, "known")

    known = post(confirm, "/signup", email=someone.email, password=PASSWORD)
    new = post(confirm, "/signup", email=made_up_address("new"), password=PASSWORD)

    assert known.status_code == new.status_code == 200
    assert set(known.json()) == set(new.json())
    assert known.json()["id"] != someone.id
    assert confirm.mails_to(someone.email) == []


def test_a_new_address_counts_when_both_have_confirmed(confirm: AuthServer) -> None:
    someone, new_email = Someone.signed_in(confirm, "mover"), made_up_address("moved")
    changing = someone.calls("PUT", "/user", {"email": new_email.upper()}).raise_for_status().json()
    assert (changing["email"], changing["new_email"]) == (someone.email, new_email)

    _, first = followed(confirm, confirm.mails_to(new_email)[-1].link)
    assert "other email" in first["message"]
    assert sign_in(confirm, someone.email).status_code == 200
    _, second = followed(confirm, confirm.mails_to(someone.email)[-1].link)

    assert second["type"] == "email_change"
    assert sign_in(confirm, new_email).json()["user"]["id"] == someone.id
    assert code_of(sign_in(confirm, someone.email)) == "invalid_credentials"


def test_a_new_address_counts_at_its_own_word_where_none_is_confirmed(autoconfirm: AuthServer) -> None:
    someone, new_email = Someone.signed_in(autoconfirm, "mover"), made_up_address("moved")
    someone.calls("PUT", "/user", {"email": new_email}).raise_for_status()

    followed(autoconfirm, autoconfirm.mails_to(new_email)[-1].link)

    identity = sign_in(autoconfirm, new_email).json()["user"]["identities"][0]
    assert identity["email"] == new_email


def test_an_address_that_somebody_has_cannot_be_taken(confirm: AuthServer) -> None:
    someone, neighbour = Someone.signed_in(confirm, "one"), Someone.signed_in(confirm, "other")

    answer = someone.calls("PUT", "/user", {"email": neighbour.email.upper()})

    assert code_of(answer) == "email_exists"


def test_the_own_address_in_other_letters_changes_nothing(confirm: AuthServer) -> None:
    someone = Someone.signed_in(confirm, "shouter")

    answer = someone.calls("PUT", "/user", {"email": someone.email.upper()}).raise_for_status().json()

    assert answer["email"] == someone.email
    assert "new_email" not in answer
    assert confirm.mails_to(someone.email) == []


def test_a_link_signs_in_without_a_password(confirm: AuthServer) -> None:
    someone = Someone.signed_in(confirm, "magic")
    post(confirm, "/otp", email=someone.email).raise_for_status()

    _, values = followed(confirm, confirm.mails_to(someone.email)[-1].link)

    assert Someone(confirm, someone.email, values).calls("GET", "/user").json()["id"] == someone.id


def test_nobody_is_signed_up_by_a_link_where_the_caller_forbids_it(confirm: AuthServer) -> None:
    answer = post(confirm, "/otp", email=made_up_address("nobody"), create_user=False)

    assert code_of(answer) == "otp_disabled"


def test_a_link_asked_for_under_a_challenge_gives_a_code_for_its_asker_alone(confirm: AuthServer) -> None:
    someone, verifier = Someone.signed_in(confirm, "pkce"), secrets.token_urlsafe(48)
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    challenge = {"code_challenge": digest, "code_challenge_method": "s256"}
    post(confirm, "/recover", email=someone.email, **challenge).raise_for_status()

    _, values = followed(confirm, confirm.mails_to(someone.email)[-1].link)
    wrong = post(confirm, "/token?grant_type=pkce", auth_code=values["code"], code_verifier="x" * 43)
    right = post(confirm, "/token?grant_type=pkce", auth_code=values["code"], code_verifier=verifier)
    again = post(confirm, "/token?grant_type=pkce", auth_code=values["code"], code_verifier=verifier)

    assert code_of(wrong) == "bad_code_verifier"
    assert right.json()["user"]["id"] == someone.id
    assert code_of(again) == "flow_state_not_found"


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("http://127.0.0.1:3000/reset", "http://127.0.0.1:3000/reset"),
        ("http://127.0.0.1:9999/reset", "http://127.0.0.1:9999/reset"),
        ("https://app.fintar.example/welcome/to/all?x=1", "https://app.fintar.example/welcome/to/all?x=1"),
        ("fintar://callback", "fintar://callback"),
        ("https://fintar.example.evil.test/welcome/", SITE_URL),
        ("https://a.b.fintar.example/welcome/", SITE_URL),
        ("https://app.fintar.example/elsewhere", SITE_URL),
        ("http://2130706433/", SITE_URL),
        ("\thttps://app.fintar.example/welcome/", SITE_URL),
        ("", SITE_URL),
    ],
)
def test_links_lead_back_only_to_allowed_addresses(confirm: AuthServer, wanted: str, leads_to: str) -> None:
    someone = Someone.signed_in(confirm, "led")
    wish = {"type": "recovery", "email": someone.email, "redirect_to": wanted}

    with confirm.client() as http:
        answer = http.post("/admin/generate_link", json=wish, headers=confirm.as_admin)

    assert answer.json()["redirect_to"] == leads_to


@pytest.mark.parametrize("kind", ["signup", "invite"])
def test_a_generated_link_signs_a_new_person_up(confirm: AuthServer, kind: str) -> None:
    email = made_up_address("made")
    wish = {"type": kind, "email": email, "password": PASSWORD, "data": {"name": "Baru"}}
    with confirm.client() as http:
        link = http.post("/admin/generate_link", json=wish, headers=confirm.as_admin).raise_for_status()

    _, values = followed(confirm, httpx.URL(link.json()["action_link"]))

    shown = Someone(confirm, email, values).calls("GET", "/user").json()
    assert (shown["email"], shown["user_metadata"]["name"]) == (email, "Baru")
