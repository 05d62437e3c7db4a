"""Rate limits at the door."""

from tests.fakes.web import FakeRateLimits, a_caller, signed_client, web_parts
from tests.web.toy import ToyDeps, toy_app


def limited_to(limit: int) -> ToyDeps:
    return ToyDeps(web=web_parts(rate_limits=FakeRateLimits(limit)))


class TestRateLimits:
    async def test_every_answer_says_what_is_left(self) -> None:
        asking = signed_client(toy_app(limited_to(5)), a_caller())

        good = await asking.get("/api/v1/toys")
        bad = await asking.get("/api/v1/toys?limit=x")

        assert (good.headers["RateLimit-Limit"], good.headers["RateLimit-Remaining"]) == ("5", "4")
        assert (bad.status_code, bad.headers["RateLimit-Remaining"]) == (422, "3")

    async def test_an_empty_bucket_refuses_and_says_when(self) -> None:
        asking = signed_client(toy_app(limited_to(1)), a_caller())
        await asking.get("/api/v1/toys")

        answer = await asking.get("/api/v1/toys")

        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        assert answer.headers["Retry-After"] == "60"
        assert answer.headers["RateLimit-Remaining"] == "0"

    async def test_one_s_bucket_is_not_another_s(self) -> None:
        app = toy_app(limited_to(1))
        await signed_client(app, a_caller()).get("/api/v1/toys")

        answer = await signed_client(app, a_caller()).get("/api/v1/toys")

        assert answer.status_code == 200

    async def test_one_class_does_not_spend_from_another(self) -> None:
        asking = signed_client(toy_app(limited_to(1)), a_caller())
        await asking.get("/api/v1/toys")

        answer = await asking.post("/api/v1/toys", json={"name": "gasing"})

        assert answer.status_code == 201
