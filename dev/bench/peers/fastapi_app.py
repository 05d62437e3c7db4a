"""The same plan with FastAPI: as little as it takes, with amounts grown in floats.

Three of our fourteen changes, no debts, goals, sums, differences, verdicts, rate limits or log.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import Annotated, NamedTuple

import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from dev.bench.peers import fastapi_models as models
from dev.bench.peers.asked import AUDIENCE, ISSUER, PATH
from dev.bench.peers.serving import public_key, serve


class Shift(NamedTuple):
    first: int
    after: int
    amount: int
    factor: float


class Line(NamedTuple):
    flow: str
    amount: int
    factors: list[float]

    def by_month(self, shifts: Sequence[Shift]) -> list[int]:
        levels = [float(self.amount)] * len(self.factors)
        for shift in shifts:
            for month in range(shift.first, shift.after):
                levels[month] += shift.amount / self.factors[shift.first]
        for shift in shifts:
            for month in range(shift.first, shift.after):
                levels[month] *= shift.factor
        if min(levels) < 0:
            raise HTTPException(422, "an amount falls below zero")
        return [round(level * one) for level, one in zip(levels, self.factors, strict=True)]


Lines = dict[tuple[str, str], Line]
app = FastAPI()
verifying = jwt.PyJWK(public_key()).key


async def signed_in(given: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    try:
        claims = jwt.decode(
            given.credentials, verifying, algorithms=["ES256"], audience=AUDIENCE, issuer=ISSUER
        )
    except jwt.PyJWTError as error:
        raise HTTPException(401) from error
    return str(claims["sub"])


@app.post(PATH)
async def simulate(wish: models.Wish, caller: Annotated[str, Depends(signed_in)]) -> models.Plan:
    year, month = map(int, wish.baseline.start.split("-"))
    first = year * 12 + month - 1
    months = [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, first + wish.months)]
    lines = lines_of(wish.baseline, wish.months)
    usual = {key: line.by_month(()) for key, line in lines.items()}

    def outcome(name: str, changes: Sequence[models.AnyChange]) -> models.Outcome:
        amounts, once = usual | changed(changes, lines, months), bought(changes, months)
        return models.Outcome(name=name, series=series(wish.baseline, lines, amounts, once))

    scenarios = [outcome(it.name, it.changes) for it in wish.scenarios]
    return models.Plan(months=months, baseline=outcome("baseline", []), scenarios=scenarios)


def lines_of(baseline: models.Baseline, months: int) -> Lines:
    rates = {it.group: it.growth for it in baseline.price_growth_by_group}
    prices = {
        rate: [(1 + rate) ** (month / 12) for month in range(months)]
        for rate in {baseline.price_growth, *rates.values()}
    }
    lines: Lines = {}
    for it in baseline.incomes:
        raised = [(1 + it.growth) ** (month // 12) for month in range(months)]
        lines["income", it.id] = Line("income", it.amount, raised)
    for it in baseline.categories:
        flow = "saving" if it.group == "SAVING" else "spending"
        rate = rates.get(it.price_group, baseline.price_growth)
        lines["category", it.id] = Line(flow, it.amount, prices[rate])
    return lines


def place(month: str, months: Sequence[str]) -> int:
    if month not in months:
        raise HTTPException(422, f"{month} is not in the plan")
    return months.index(month)


def bought(changes: Sequence[models.AnyChange], months: Sequence[str]) -> list[int]:
    once = [0] * len(months)
    for it in changes:
        if isinstance(it, models.Purchase):
            once[place(it.since, months)] += it.amount
    return once


def changed(
    changes: Sequence[models.AnyChange], lines: Lines, months: Sequence[str]
) -> dict[tuple[str, str], list[int]]:
    shifts: defaultdict[tuple[str, str], list[Shift]] = defaultdict(list)
    for it in changes:
        if isinstance(it, models.Purchase):
            continue
        key = ("income", it.income) if isinstance(it, models.IncomeChange) else ("category", it.category)
        if key not in lines or (it.amount is None) == (it.fraction is None):
            raise HTTPException(422, f"{key} is not known, or changes in both ways or in none")
        after = len(months) if it.until is None else place(it.until, months) + 1
        shifts[key].append(Shift(place(it.since, months), after, it.amount or 0, 1 + (it.fraction or 0)))
    return {key: lines[key].by_month(found) for key, found in shifts.items()}


def series(
    start: models.Baseline, lines: Lines, amounts: dict[tuple[str, str], list[int]], once: list[int]
) -> dict[str, list[int]]:
    flows = {"income": [[0] * len(once)], "spending": [once], "saving": [[0] * len(once)]}
    for key, line in lines.items():
        flows[line.flow].append(amounts[key])
    income, spending, saving = (list(map(sum, zip(*flow, strict=True))) for flow in flows.values())
    nets = [come - spent - kept for come, spent, kept in zip(income, spending, saving, strict=True)]
    cash = list(accumulate(nets, initial=start.cash))[1:]
    assets = list(accumulate(saving, initial=start.other_assets))[1:]
    nothing = [0] * len(once)
    return {
        "income": income,
        "borrowed": nothing,
        "spending": spending,
        "saving": saving,
        "debt_payments": nothing,
        "goal_contributions": nothing,
        "cash": cash,
        "emergency_fund": [max(0, min(start.emergency_fund, it)) for it in cash],
        "set_aside": nothing,
        "other_assets": assets,
        "debts": nothing,
        "net_worth": [one + other for one, other in zip(cash, assets, strict=True)],
    }


if __name__ == "__main__":
    serve(app)
