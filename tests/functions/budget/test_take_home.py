"""My take-home pay over HTTP."""

from typing import Any

import pytest

from functions.budget.endpoints.take_home import router
from tests.functions.budget.world import World

TAKE_HOME = "/api/v1/financial/take-home"
PLAIN: dict[str, Any] = {"year": 2026, "ptkp": "TK/0", "salary": 9_000_000}


async def take_home(world: World, body: dict[str, Any], *, language: str = "id") -> dict[str, Any]:
    """The owner's year of pay."""
    async with world.as_owner() as owner:
        answer = await owner.post(TAKE_HOME, json=body, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def refused(world: World, body: dict[str, Any], *, language: str = "id") -> list[dict[str, str]]:
    """What is wrong with a body."""
    async with world.as_owner() as owner:
        answer = await owner.post(TAKE_HOME, json=body, headers={"Accept-Language": language})
    assert answer.status_code == 422, answer.text
    return answer.json()["errors"]


def line(month: dict[str, Any], code: str) -> dict[str, Any]:
    """The line with a code."""
    return next(line for line in month["lines"] if line["code"] == code)


class TestYear:
    async def test_goes_month_by_month(self, world: World) -> None:
        pay = await take_home(world, PLAIN)

        assert [month["month"] for month in pay["months"]] == [f"2026-{month:02}" for month in range(1, 13)]
        assert [month["settles"] for month in pay["months"]] == [False] * 11 + [True]
        february = {name: value for name, value in pay["months"][1].items() if name != "lines"}
        assert february == {
            "month": "2026-02",
            "settles": False,
            "gross": 9_408_600,
            "paid": 9_000_000,
            "deducted": 524_650,
            "take_home": 8_475_350,
            "employer": 921_600,
            "withheld": 164_650,
            "text": "Rp8.475.350",
        }

    async def test_gives_each_line_with_its_reason(self, world: World) -> None:
        pay = await take_home(world, PLAIN)

        assert line(pay["months"][1], "WITHHELD") == {
            "code": "WITHHELD",
            "label": "PPh 21 dipotong",
            "effect": "DEDUCTED",
            "amount": 164_650,
            "text": "Rp164.650",
            "taxable": False,
            "base": 9_408_600,
            "rate": 0.0175,
            "how": "1,75% dari Rp9.408.600",
            "law": "PP 58/2023; PMK 168/2023 art. 15(1)",
            "rests_on": ["income_tax.ter_a"],
        }

    async def test_speaks_english_when_asked(self, world: World) -> None:
        pay = await take_home(world, PLAIN | {"salary": 10_050_001, "bpjs": _without()}, language="en")

        assert line(pay["months"][0], "WITHHELD")["label"] == "Income tax (PPh 21) withheld"
        assert pay["settlement"][0]["label"] == "Gross income"
        assert pay["notes"][0]["message"].startswith(
            "January to November 2026: gross income is Rp1 above the edge of Rp10,050,000"
        )

    async def test_is_settled_step_by_step(self, world: World) -> None:
        pay = await take_home(world, PLAIN | {"salary": 8_000_000, "bpjs": _without()})

        steps = {step["code"]: step["amount"] for step in pay["settlement"]}
        assert steps == {
            "GROSS": 96_000_000,
            "POSITION_COST": 4_800_000,
            "PENSION_CONTRIBUTIONS": 0,
            "GIVING": 0,
            "NET": 91_200_000,
            "PTKP": 54_000_000,
            "TAXABLE": 37_200_000,
            "BRACKET": 1_860_000,
            "YEAR_TAX": 1_860_000,
            "WITHHELD_BEFORE": 1_320_000,
            "DUE": 540_000,
        }
        assert pay["months"][-1]["withheld"] == 540_000
        assert pay["totals"]["withheld"] == 1_860_000

    async def test_says_why_the_last_month_differs(self, world: World) -> None:
        pay = await take_home(world, PLAIN | {"salary": 8_000_000, "bpjs": _without()})

        last = line(pay["months"][-1], "WITHHELD")
        assert last["how"] == pay["settlement"][-1]["how"]
        assert last["how"] == "pajak setahun Rp1.860.000, sudah dipotong Rp1.320.000"
        assert (last["base"], last["rate"]) == (1_860_000, None)

    async def test_calls_what_comes_back_by_its_name(self, world: World) -> None:
        pay = await take_home(world, PLAIN | {"first_month": "2026-09"})

        assert pay["settlement"][-1]["label"] == "Lebih dipotong dari pajak setahun"
        assert pay["settlement"][-1]["amount"] == -line(pay["months"][-1], "TAX_RETURNED")["amount"]

    async def test_has_lines_for_a_budget(self, world: World) -> None:
        thr = {"month": "2026-03", "months_of_service": 12}
        pay = await take_home(world, PLAIN | {"bpjs": _without(), "thr": thr, "zakat": {}})

        proposed = [
            {name: one[name] for name in ("category_code", "month", "amount", "savable")}
            for one in pay["budget_lines"]
            if one["month"] == "2026-03"
        ]
        after_tax = pay["holiday"]["after_tax"]
        assert proposed == [
            {
                "category_code": "income.bonus",
                "month": "2026-03",
                "amount": after_tax,
                "savable": False,
            },
            {
                "category_code": "saving.emergency",
                "month": "2026-03",
                "amount": after_tax // 5,
                "savable": True,
            },
            {"category_code": "giving.charity", "month": "2026-03", "amount": 450_000, "savable": True},
        ]
        assert all(one["message"] for one in pay["budget_lines"])

    async def test_takes_the_example_of_its_documentation(self, world: World) -> None:
        example = router.routes[0].options.get("example")
        assert example is not None

        pay = await take_home(world, dict(example))

        assert pay["totals"]["take_home"] == sum(month["take_home"] for month in pay["months"])


class TestAssumptions:
    async def test_are_all_that_the_lines_rest_on(self, world: World) -> None:
        pay = await take_home(world, PLAIN)

        shown = {one["id"] for one in pay["assumptions"]}
        for month in pay["months"]:
            assert {name for one in month["lines"] for name in one["rests_on"]} <= shown
        assert {name for step in pay["settlement"] for name in step["rests_on"]} <= shown
        assert all(one["source"] for one in pay["assumptions"])

    async def test_say_what_the_list_of_all_figures_says(self, world: World) -> None:
        pay = await take_home(world, PLAIN)
        async with world.as_owner() as owner:
            listed = (await owner.get("/api/v1/financial/assumptions")).json()["items"]

        known = {(one["id"], one["since"]): one for one in listed}
        compared = [one for one in pay["assumptions"] if (one["id"], one["since"]) in known]
        assert len(compared) > 10
        for one in compared:
            assert one == {name: known[one["id"], one["since"]][name] for name in one}

    async def test_are_not_stale_in_their_year(self, world: World) -> None:
        pay = await take_home(world, PLAIN)

        assert pay["stale"] is False
        assert [one["id"] for one in pay["assumptions"] if one["stale"]] == []

    async def test_are_stale_where_a_month_lies_beyond_their_review(self, world: World) -> None:
        pay = await take_home(world, PLAIN | {"year": 2027})

        assert pay["stale"] is True
        stale = {one["id"] for one in pay["assumptions"] if one["stale"]}
        assert "bpjs.jp_wage_max" in stale
        assert "income_tax.pasal_17" not in stale


class TestRefusals:
    @pytest.mark.parametrize(
        ("wrong", "pointer", "message"),
        [
            ({"salary": -1}, "/salary", None),
            ({"salary": 1.5}, "/salary", "Harus bilangan bulat."),
            ({"salary": 1_000_000_000_000}, "/salary", None),
            ({"ptkp": "K/4"}, "/ptkp", None),
            ({"year": 2023}, "/year", "Tarif efektif bulanan baru berlaku mulai 2024."),
            ({"first_month": "2026-13"}, "/first_month", "Harus bulan seperti 2026-11."),
            ({"thr": {"month": "2026-03"}}, "/thr", "Sebutkan salah satu: amount atau months_of_service."),
            ({"bonus": 1}, "/bonus", None),
            (
                {"earlier_job": {"net": 0, "withheld": 1}},
                "/earlier_job/withheld",
                "Dari penghasilan neto Rp0 pajaknya paling banyak Rp0; periksa lagi bukti potongnya.",
            ),
            (
                {"changes": [{"from_month": "2026-01", "salary": 1}]},
                "/changes/0/from_month",
                "Perubahan harus sesudah bulan kerja pertama; gaji awal ditulis di salary.",
            ),
        ],
    )
    async def test_point_at_the_field(
        self, world: World, wrong: dict[str, Any], pointer: str, message: str | None
    ) -> None:
        (error,) = await refused(world, PLAIN | wrong)

        assert error["pointer"] == pointer
        assert message is None or error["message"] == message

    async def test_say_why_incomes_are_not_joined(self, world: World) -> None:
        (error,) = await refused(world, PLAIN | {"ptkp": "K/I/1"}, language="en")

        assert error["pointer"] == "/ptkp"
        assert error["message"].startswith("An employer never uses K/I")

    async def test_have_a_code_of_their_own(self, world: World) -> None:
        async with world.as_owner() as owner:
            answer = await owner.post(TAKE_HOME, json=PLAIN | {"ptkp": "K/I/1"})

        assert answer.json()["code"] == "employment_refused"

    async def test_keep_out_whoever_is_not_signed_in(self, world: World) -> None:
        async with world.as_nobody() as nobody:
            answer = await nobody.post(TAKE_HOME, json=PLAIN)

        assert answer.status_code == 401


def _without() -> dict[str, Any]:
    """No BPJS at all."""
    return {"health": False, "jht": False, "jp": False, "accident": None, "jkm": False}
