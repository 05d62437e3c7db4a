"""The cache of signing keys."""

import asyncio
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from shared.domain.requests import AuthUnavailable
from shared.web.jwks import SigningKeys, usable_keys
from tests.web.keys import JWKS_URL, KeyEndpoint, Seconds, elliptic_key, public_jwk, rsa_key


class World:
    """An endpoint with one key, a clock, and the cache between them."""

    def __init__(self) -> None:
        self.endpoint = KeyEndpoint(public_jwk(elliptic_key("first"), "first"))
        self.clock = Seconds()
        self.keys = SigningKeys(url=JWKS_URL, http=self.endpoint.client, clock=self.clock)

    async def settle(self) -> None:
        """Let what runs in the background finish."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*others)


class TestFind:
    async def test_fetches_nothing_before_it_is_asked(self) -> None:
        assert World().endpoint.visits == 0

    async def test_fetches_once_for_many(self) -> None:
        world = World()

        found = await asyncio.gather(*(world.keys.find("first") for _ in range(20)))

        assert all(found)
        assert world.endpoint.visits == 1

    async def test_serves_old_keys_while_it_fetches_new_ones(self) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += 700
        world.endpoint.keys = [public_jwk(elliptic_key("second"), "second")]

        at_once = await world.keys.find("first")
        await world.settle()

        assert at_once is not None
        assert await world.keys.find("second") is not None
        assert await world.keys.find("first") is None
        assert world.endpoint.visits == 2

    async def test_waits_for_new_keys_after_an_hour(self) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += 3700
        world.endpoint.keys = [public_jwk(elliptic_key("second"), "second")]

        assert await world.keys.find("first") is None

    async def test_a_new_key_is_seen_as_soon_as_a_token_names_it(self) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += 31
        world.endpoint.keys.append(public_jwk(elliptic_key("second"), "second"))

        assert await world.keys.find("second") is not None

    @pytest.mark.parametrize("idle", [31, 700, 3700])
    async def test_the_first_tokens_after_an_idle_time_find_a_new_key(self, idle: float) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += idle
        world.endpoint.keys = [public_jwk(elliptic_key("second"), "second")]

        found = await asyncio.gather(*(world.keys.find("second") for _ in range(5)))

        assert all(found)
        assert world.endpoint.visits == 2

    async def test_a_new_key_is_found_by_the_refresh_that_an_old_one_began(self) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += 700
        world.endpoint.keys.append(public_jwk(elliptic_key("second"), "second"))

        found = [await world.keys.find("first"), await world.keys.find("second")]

        assert all(found)
        assert world.endpoint.visits == 2

    async def test_a_flood_of_unknown_ids_at_once_asks_once(self) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += 31

        found = await asyncio.gather(*(world.keys.find(f"foreign-{number}") for number in range(50)))

        assert not any(found)
        assert world.endpoint.visits == 2

    async def test_a_flood_of_unknown_ids_asks_asks_once_per_cooldown(self) -> None:
        world = World()
        await world.keys.find("first")
        world.clock.now += 31

        for number in range(50):
            assert await world.keys.find(f"foreign-{number}") is None
        in_one_cooldown = world.endpoint.visits
        world.clock.now += 31
        await world.keys.find("foreign")

        assert (in_one_cooldown, world.endpoint.visits) == (2, 3)

    async def test_goes_on_with_known_keys_while_the_endpoint_is_down(self) -> None:
        world = World()
        await world.keys.find("first")
        world.endpoint.down = True
        world.clock.now += 20_000

        assert await world.keys.find("first") is not None

    async def test_trusts_known_keys_no_longer_than_a_day(self) -> None:
        world = World()
        await world.keys.find("first")
        world.endpoint.down = True
        world.clock.now += 90_000

        with pytest.raises(AuthUnavailable):
            await world.keys.find("first")

    async def test_without_any_keys_it_says_so_and_does_not_hammer(self) -> None:
        world = World()
        world.endpoint.down = True

        for _ in range(10):
            with pytest.raises(AuthUnavailable):
                await world.keys.find("first")
        down_visits = world.endpoint.visits
        world.endpoint.down = False
        world.clock.now += 6

        assert await world.keys.find("first") is not None
        assert down_visits == 1

    @pytest.mark.parametrize(
        "answer",
        [
            httpx.Response(500),
            httpx.Response(302, headers={"Location": "http://127.0.0.1/elsewhere"}),
            httpx.Response(200, text="<html>"),
            httpx.Response(200, json=[]),
            httpx.Response(200, json={"keys": "none"}),
            httpx.Response(200, content=b"[" * 50_000),
            httpx.Response(200, content=b'{"keys": [' + b" " * 70_000 + b"]}"),
        ],
    )
    async def test_an_odd_answer_counts_as_down(self, answer: httpx.Response) -> None:
        world = World()
        world.endpoint.answer = answer

        with pytest.raises(AuthUnavailable):
            await world.keys.find("first")


class TestUsableKeys:
    def test_takes_elliptic_and_rsa_keys(self) -> None:
        keys = usable_keys({"keys": [public_jwk(elliptic_key("a"), "a"), public_jwk(rsa_key(), "b")]})

        assert {kid: key.algorithm for kid, key in keys.items()} == {"a": "ES256", "b": "RS256"}

    @pytest.mark.parametrize(
        "entry",
        [
            "nonsense",
            {},
            {"kty": "oct", "k": "c2VjcmV0", "kid": "a", "alg": "HS256"},
            {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "a"},
            public_jwk(elliptic_key("a"), ""),
            public_jwk(elliptic_key("a"), "a", use="enc"),
            public_jwk(elliptic_key("a"), "a", key_ops=["sign"]),
            public_jwk(elliptic_key("a"), "a", key_ops="verify"),
            public_jwk(elliptic_key("a"), "a", alg="ES384"),
            public_jwk(elliptic_key("a"), "a", alg="HS256"),
            public_jwk(elliptic_key("a"), "a", d="AA"),
            public_jwk(rsa_key(1024), "a"),
            {
                **ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP384R1()).public_key(), as_dict=True),
                "kid": "a",
            },
        ],
    )
    def test_leaves_all_others_aside(self, entry: Any) -> None:
        assert usable_keys({"keys": [entry]}) == {}
