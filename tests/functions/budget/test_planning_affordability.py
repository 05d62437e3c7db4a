"""Can I afford it: over HTTP."""

from typing import Any

import pytest

from functions.budget.endpoints.planning import router
from tests.domain.planning.plans import HOUSEHOLD, flat_debt
from tests.functions.budget.world import DATA, FIGURES, World

AFFORDABILITY = "/api/v1/financial/budget/affordability"
EXAMPLE: Any = next(route.options.get("example") for route in router.routes if route.path == AFFORDABILITY)


def wish(**changes: Any) -> dict[str, Any]:
    """A motorbike of 18 million in March, in cash."""
    item = {"name": "Motor", "price": 18_000_000, "month": "2027-03"}
    return {"item": item, "ways": [{"type": "CASH", "id": "Tunai"}], "baseline": HOUSEHOLD, **changes}


async def weighed(world: World, body: dict[str, Any], *, language: str = "id") -> dict[str, Any]:
    """The owner's answer."""
    async with world.as_owner() as owner:
        answer = await owner.post(AFFORDABILITY, json=body, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


class TestAffordability:
    async def test_takes_its_own_example(self, world: World) -> None:
        told = await weighed(world, EXAMPLE)

        assert [(it["id"], it["answer"], it["month"]) for it in told["ways"]] == [
            ("Tunai", "LATER", "2027-06"),
            ("Leasing 24 bulan", "YES", "2027-03"),
            ("Menabung dulu", "LATER", "2027-06"),
        ]
        assert told["cheapest"] == "Tunai"
        assert told["message"] == (
            "Yang paling murah dan sanggup kamu bayar: Tunai pada Juni 2027, seluruhnya Rp18.111.460. Kalau "
            "harus pada Maret 2027: Leasing 24 bulan, seluruhnya Rp23.684.000."
        )
        assert [it["id"] for it in told["assumptions"]] == ["goals.growth_general"]

    async def test_says_why_not_yet_and_when(self, world: World) -> None:
        [way] = (await weighed(world, wish()))["ways"]

        assert way["message"] == (
            "Belum bisa pada Maret 2027, paling cepat April 2027: seluruhnya Rp18.000.000, uang tunai akhir "
            "bulan paling rendah Rp12.000.000."
        )
        assert way["reasons"] == [
            {
                "code": "FUND_TOUCHED",
                "month": "2027-03",
                "amount": 3_000_000,
                "goal": None,
                "message": "Dana darurat terpakai mulai Maret 2027, paling banyak Rp3.000.000.",
            }
        ]

    async def test_speaks_english_when_asked(self, world: World) -> None:
        told = await weighed(world, wish(), language="en")

        assert (
            told["message"] == "The cheapest that you can afford: Tunai in April 2027, Rp18,000,000 in all."
        )
        assert told["ways"][0]["message"].startswith("Not in March 2027, at the earliest in April 2027")

    async def test_tells_what_happens_to_goals(self, world: World) -> None:
        goals = [{"id": "umrah", "name": "Umrah", "target": 21_000_000, "target_on": "2027-06-30"}]

        told = await weighed(world, wish(baseline={**HOUSEHOLD, "goals": goals}))

        assert told["ways"][0]["goals"] == [
            {
                "id": "umrah",
                "name": "Umrah",
                "comes_first": True,
                "without": "2027-06",
                "reached": "2027-06",
                "months_later": 0,
            }
        ]
        assert told["ways"][0]["month"] == "2027-11"

    async def test_starts_from_my_own_figures(self, world: World) -> None:
        async with world.as_owner() as owner:
            await owner.post(DATA, json=FIGURES)

        told = await weighed(
            world,
            {
                "item": {"name": "Helm", "price": 600_000, "month": "2026-12"},
                "ways": [{"type": "CASH", "id": "t"}],
            },
        )

        assert world.facts.reads == 1
        assert {it["id"] for it in told["start"]["figures"]} >= {"baseline.income", "baseline.cash"}
        assert told["ways"][0]["answer"] == "YES"


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [
            ({"item": {"name": "Motor", "price": 0, "month": "2027-03"}}, "/item/price"),
            ({"item": {"name": "Motor", "price": 1, "month": "2026-11"}}, "/item/month"),
            ({"item": {"name": "Motor", "price": 1, "month": "2031-12"}}, "/item/month"),
            ({"item": {"name": "Motor", "price": 1, "month": "2027-03", "priority": 0}}, "/item/priority"),
            ({"ways": []}, "/ways"),
            ({"ways": [{"type": "BARTER", "id": "x"}]}, "/ways/0"),
            ({"ways": [{"type": "CASH", "id": "x"}, {"type": "SAVE_FIRST", "id": "x"}]}, "/ways/1/id"),
            (
                {
                    "ways": [
                        {
                            "type": "INSTALMENTS",
                            "id": "x",
                            "down_payment": 18_000_000,
                            "credit": {"terms": "FLAT", "months": 12},
                        }
                    ]
                },
                "/ways/0/down_payment",
            ),
            (
                {"ways": [{"type": "INSTALMENTS", "id": "x", "credit": {"terms": "FLAT", "months": 0}}]},
                "/ways/0/credit/months",
            ),
            ({"months": 61}, "/months"),
            (
                {
                    "ways": [
                        {"type": "INSTALMENTS", "id": f"w{way}", "credit": {"terms": "FLAT", "months": 600}}
                        for way in range(6)
                    ],
                    "baseline": {**HOUSEHOLD, "debts": [flat_debt(f"d{debt}") for debt in range(20)]},
                    "months": 60,
                },
                "/ways",
            ),
            ({"baseline": {**HOUSEHOLD, "emergency_fund": 99_000_000}}, "/baseline/emergency_fund"),
        ],
    )
    async def test_point_at_what_is_wrong(self, world: World, changes: dict[str, Any], pointer: str) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(AFFORDABILITY, json=wish(**changes))

        assert answer.status_code == 422
        assert [it["pointer"] for it in answer.json()["errors"]] == [pointer]

    async def test_of_somebody_new_is_refused(self, world: World) -> None:
        body = wish()
        del body["baseline"]
        async with world.as_owner() as owner:
            answer = await owner.post(AFFORDABILITY, json=body)

        assert answer.json()["errors"][0]["pointer"] == "/baseline"

    async def test_need_a_token(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            assert (await nobody.post(AFFORDABILITY, json=wish())).status_code == 401
