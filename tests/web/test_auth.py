"""Which access tokens are let in. Everything else is a 401, whatever it is."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from shared.domain.caller import UserRole
from shared.web.auth import TokenVerifier
from shared.web.jwks import SigningKeys
from shared.web.refusals import AnonymousNotSupported, TokenExpired, TokenInvalid
from tests.fakes.web import NOON, FixedClock, client, web_parts
from tests.web.keys import (
    ISSUER,
    JWKS_URL,
    OWNER_ID,
    SESSION_ID,
    KeyEndpoint,
    Seconds,
    claims,
    elliptic_key,
    public_jwk,
    rsa_key,
    spelled,
    token,
)
from tests.web.toy import ToyDeps, toy_app

SOON = int(NOON.timestamp()) + 600


def verifier(endpoint: KeyEndpoint | None = None) -> TokenVerifier:
    endpoint = endpoint or KeyEndpoint(
        public_jwk(elliptic_key("first"), "first"), public_jwk(rsa_key(), "rsa")
    )
    keys = SigningKeys(url=JWKS_URL, http=endpoint.client, clock=Seconds())
    return TokenVerifier(issuer=ISSUER, keys=keys, clock=FixedClock())


def public_pem() -> bytes:
    return (
        elliptic_key("first")
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def signed_with_the_public_key() -> str:
    """What a verifier takes that lets the token choose HS256: signed with what everybody knows."""
    head = f"{spelled({'alg': 'HS256', 'kid': 'first', 'typ': 'JWT'})}.{spelled(claims())}"
    return f"{head}.{spelled(hmac.new(public_pem(), head.encode(), hashlib.sha256).digest())}"


def with_another_spelling(good: str) -> str:
    """The same signature with its unused last bits set: another text, the same bytes."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return good[:-1] + alphabet[alphabet.index(good[-1]) + 1]


def with_payload(good: str, said: dict[str, Any]) -> str:
    head, _, signature = good.split(".")
    return f"{head}.{spelled(said)}.{signature}"


def signed_by_hand(said: object) -> str:
    """A token with claims that PyJWT would not write, truly signed by the first key."""
    head = f"{spelled({'alg': 'ES256', 'kid': 'first', 'typ': 'JWT'})}.{spelled(said)}"
    signer = jwt.get_algorithm_by_name("ES256")
    return f"{head}.{spelled(signer.sign(head.encode(), elliptic_key('first')))}"


def unsigned(header: object) -> str:
    """Any header over good claims, with a signature that is none."""
    return f"{spelled(header)}.{spelled(claims())}.{spelled(b'x')}"


def with_header(**header: Any) -> str:
    return token(header=header)


HOSTILE: dict[str, str] = {
    "empty": "",
    "a word": "token",
    "two pieces": "a.b",
    "four pieces": token() + ".x",
    "garbage": "!!!.???.###",
    "no signature": token().rsplit(".", 1)[0] + ".",
    "signature of zeros": token().rsplit(".", 1)[0] + "." + spelled(bytes(64)),
    "short signature": token().rsplit(".", 1)[0] + "." + spelled(b"\x01"),
    "der signature": token().rsplit(".", 1)[0] + "." + spelled(b"\x30\x06\x02\x01\x01\x02\x01\x01"),
    "padding": token() + "=",
    "padding inside": token().replace(".", "=.", 1),
    "another spelling": with_another_spelling(token()),
    "white space": " " + token(),
    "new line": token() + "\n",
    "standard base64": token().rsplit(".", 1)[0] + ".+/" + token().rsplit(".", 1)[1][2:],
    "one megabyte": token(claims(note="x" * 1_000_000)),
    "nine kilobytes": token(claims(note="x" * 9_000)),
    "alg none": f"{spelled({'alg': 'none', 'kid': 'first'})}.{spelled(claims())}.",
    "alg none signed": f"{spelled({'alg': 'none', 'kid': 'first'})}.{spelled(claims())}.{spelled(b'x')}",
    "alg NONE": f"{spelled({'alg': 'NoNe', 'kid': 'first'})}.{spelled(claims())}.{spelled(b'x')}",
    "no alg": f"{spelled({'kid': 'first'})}.{spelled(claims())}.{spelled(b'x')}",
    "alg a list": f"{spelled({'alg': ['ES256'], 'kid': 'first'})}.{spelled(claims())}.{spelled(b'x')}",
    "HS256 with the public key": signed_with_the_public_key(),
    "HS256 with a secret": jwt.encode(claims(), "s" * 32, "HS256", headers={"kid": "first"}),
    "RS256 over an elliptic key": token(key=rsa_key(), algorithm="RS256"),
    "ES256 over an rsa key": token(kid="rsa"),
    "RS384": token(kid="rsa", key=rsa_key(), algorithm="RS384"),
    "PS256": token(kid="rsa", key=rsa_key(), algorithm="PS256"),
    "ES384 with another curve": token(key=ec.generate_private_key(ec.SECP384R1()), algorithm="ES384"),
    "another's key": token(key=elliptic_key("theirs")),
    "another's key under its own id": token(key=elliptic_key("theirs"), kid="theirs"),
    "another's key embedded": token(
        key=elliptic_key("theirs"), header={"jwk": public_jwk(elliptic_key("theirs"), "first")}
    ),
    "another's key by address": token(
        key=elliptic_key("theirs"), header={"jku": "http://127.0.0.1:1/jwks.json"}
    ),
    "changed payload": with_payload(token(), claims(user_role="ADMIN")),
    "kid missing": f"{spelled({'alg': 'ES256'})}.{spelled(claims())}.{spelled(bytes(64))}",
    "kid a number": f"{spelled({'alg': 'ES256', 'kid': 1})}.{spelled(claims())}.{spelled(bytes(64))}",
    "kid a path": token(kid="../../first"),
    "kid sql": token(kid="' or 1=1 --"),
    "crit": with_header(crit=["exp"], exp=1),
    "empty crit": unsigned({"alg": "ES256", "kid": "first", "crit": []}),
    "b64 false": with_header(b64=False, crit=["b64"]),
    "nested": with_header(cty="JWT"),
    "zipped": with_header(zip="DEF"),
    "encrypted typ": with_header(typ="JWE"),
    "refresh typ": with_header(typ="refresh"),
    "header no object": f"{spelled([])}.{spelled(claims())}.{spelled(b'x')}",
    "header a bomb": f"{spelled(b'[' * 2000)}.{spelled(claims())}.{spelled(b'x')}",
    "header no utf-8": f"{spelled(bytes([255, 254]))}.{spelled(claims())}.{spelled(b'x')}",
    "header twice alg": unsigned(b'{"alg":"none","alg":"ES256","kid":"theirs"}'),
    "iss another project": token(claims(iss="https://other.supabase.co/auth/v1")),
    "iss longer": token(claims(iss=ISSUER + "/")),
    "iss a list": signed_by_hand(claims(iss=[ISSUER])),
    "sub a number": signed_by_hand(claims(sub=1)),
    "aud wrong": token(claims(aud="anon")),
    "aud longer": token(claims(aud="authenticated ")),
    "aud empty": token(claims(aud="")),
    "aud empty list": token(claims(aud=[])),
    "aud list of others": token(claims(aud=["anon", "service"])),
    "aud mixed list": token(claims(aud=["authenticated", 1])),
    "aud a number": token(claims(aud=1)),
    "aud an object": token(claims(aud={"authenticated": True})),
    "sub no uuid": token(claims(sub="owner")),
    "sub empty": token(claims(sub="")),
    "sub with a tail": token(claims(sub=OWNER_ID + "x")),
    "sub in braces": token(claims(sub="{" + OWNER_ID + "}")),
    "sub as urn": token(claims(sub="urn:uuid:" + OWNER_ID)),
    "role service": token(claims(role="service_role")),
    "role anon": token(claims(role="anon")),
    "role postgres": token(claims(role="postgres")),
    "role a list": token(claims(role=["authenticated"])),
    "role missing": token(claims(without="role")),
    "exp in ten years": token(claims(exp=SOON + 315_360_000)),
    "payload a list": signed_by_hand([]),
    "payload a bomb": signed_by_hand(b"[" * 3000),
    "payload no json": signed_by_hand(b"{"),
    "claims a bomb": signed_by_hand(b'{"a":' * 900 + b"1" + b"}" * 900),
    "exp beyond all numbers": token(claims(exp=10**30)),
    "exp with a fraction": token(claims(exp=SOON + 0.5)),
    "exp infinite": token(claims(exp=float("inf"))),
    "exp nan": token(claims(exp=float("nan"))),
    "exp a text": token(claims(exp=str(SOON))),
    "exp null": token(claims(exp=None)),
    "exp true": token(claims(exp=True)),
    "iat ahead": token(claims(iat=SOON)),
    "iat a text": token(claims(iat="now")),
    "nbf ahead": token(claims(nbf=SOON)),
    "session no uuid": token(claims(session_id="x")),
    "email a list": token(claims(email=["a"])),
    "anonymous a text": token(claims(is_anonymous="no")),
    **{f"without {name}": token(claims(without=name)) for name in ("exp", "sub", "aud", "iss")},
}


class TestVerify:
    async def test_knows_the_person_behind_a_good_token(self) -> None:
        good = token(claims(user_role="CONSULTANT"))

        caller = await verifier().verify(good)

        assert (str(caller.id), caller.email, caller.role) == (
            OWNER_ID,
            "owner@example.com",
            UserRole.CONSULTANT,
        )
        assert (str(caller.session_id), caller.token) == (SESSION_ID, good)

    async def test_takes_rs256_too(self) -> None:
        caller = await verifier().verify(token(kid="rsa", key=rsa_key(), algorithm="RS256"))

        assert str(caller.id) == OWNER_ID

    @pytest.mark.parametrize("audience", ["authenticated", ["authenticated"], ["authenticated", "other"]])
    async def test_takes_the_audience_as_text_or_list(self, audience: object) -> None:
        assert await verifier().verify(token(claims(aud=audience)))

    @pytest.mark.parametrize("role", [None, "ROOT", "", 1, ["ADMIN"], {"a": 1}])
    async def test_an_unknown_role_is_that_of_a_user(self, role: object) -> None:
        caller = await verifier().verify(token(claims(user_role=role)))

        assert caller.role is UserRole.USER

    async def test_does_without_what_it_does_not_need(self) -> None:
        for name in ("user_role", "email", "session_id", "iat", "is_anonymous"):
            assert await verifier().verify(token(claims(without=name)))

    @pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
    async def test_trusts_no_hostile_token(self, hostile: str) -> None:
        with pytest.raises(TokenInvalid) as refused:
            await verifier().verify(hostile)

        assert refused.value.code == "invalid_token"

    async def test_tells_an_old_token_from_a_bad_one(self) -> None:
        with pytest.raises(TokenExpired):
            await verifier().verify(token(claims(exp=int(NOON.timestamp()) - 60)))

    @pytest.mark.parametrize("late", [0, 5, 9])
    async def test_forgives_clocks_that_differ_by_seconds(self, late: int) -> None:
        assert await verifier().verify(token(claims(exp=int(NOON.timestamp()) - late)))

    async def test_an_anonymous_account_must_register(self) -> None:
        with pytest.raises(AnonymousNotSupported):
            await verifier().verify(token(claims(is_anonymous=True)))

    async def test_follows_a_rotation(self) -> None:
        endpoint = KeyEndpoint(public_jwk(elliptic_key("first"), "first"))
        clock = Seconds()
        rotating = TokenVerifier(
            issuer=ISSUER,
            keys=SigningKeys(url=JWKS_URL, http=endpoint.client, clock=clock),
            clock=FixedClock(),
        )
        await rotating.verify(token())
        endpoint.keys.append(public_jwk(elliptic_key("second"), "second"))
        clock.now += 31

        assert await rotating.verify(token(kid="second", key=elliptic_key("second")))
        assert await rotating.verify(token())


class TestAtTheDoor:
    @pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
    async def test_every_hostile_token_is_a_401(self, hostile: str) -> None:
        app = toy_app(ToyDeps(web=replace(web_parts(), verifier=verifier())))

        answer = await client(app).get(
            "/api/v1/toys", headers=[(b"Authorization", b"Bearer " + hostile.encode())]
        )

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'

    async def test_a_good_token_opens_it(self) -> None:
        app = toy_app(ToyDeps(web=replace(web_parts(), verifier=verifier())))

        answer = await client(app).get("/api/v1/toys", headers={"Authorization": f"bearer {token()}"})

        assert answer.status_code == 200

    async def test_no_token_is_told_apart(self) -> None:
        answer = await client(toy_app()).get("/api/v1/toys")

        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize(
        "headers",
        [
            [("Authorization", "Basic b3duZXI6cGFzcw==")],
            [("Authorization", token())],
            [("Authorization", "Bearer")],
            [("Authorization", f"Bearer  {token()}")],
            [("Authorization", f"Bearer {token()}"), ("Authorization", f"Bearer {token()}")],
            [("Authorization", f"Bearer {token()}, Bearer {token()}")],
        ],
    )
    async def test_an_odd_header_is_a_401(self, headers: list[tuple[str, str]]) -> None:
        app = toy_app(ToyDeps(web=replace(web_parts(), verifier=verifier())))

        answer = await client(app).get("/api/v1/toys", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (401, "invalid_token")

    async def test_without_signing_keys_nobody_can_be_verified(self) -> None:
        endpoint = KeyEndpoint()
        endpoint.down = True
        app = toy_app(ToyDeps(web=replace(web_parts(), verifier=verifier(endpoint))))

        answer = await client(app).get("/api/v1/toys", headers={"Authorization": f"Bearer {token()}"})

        assert (answer.status_code, answer.json()["code"]) == (503, "auth_unavailable")
        assert answer.headers["Retry-After"] == "5"

    async def test_where_the_token_lives_is_nowhere_else(self) -> None:
        app = toy_app(ToyDeps(web=replace(web_parts(), verifier=verifier())))

        answer = await client(app).get(f"/api/v1/toys?access_token={token()}")

        assert answer.status_code == 401


def test_hostile_tokens_are_well_made_but_for_one_thing() -> None:
    """A table that only held broken tokens would prove nothing: most decode, and many are signed."""
    signed = [
        hostile
        for hostile in HOSTILE.values()
        if hostile.count(".") == 2 and len(hostile.split(".")[2]) == 86 and hostile.isprintable()
    ]

    assert len(signed) > 40
    assert json.loads(base64.urlsafe_b64decode(signed[0].split(".")[0] + "=="))["alg"] == "ES256"
