"""The budget function over HTTP: every endpoint of /api/v1/financial that is about one's own money."""

from starlette.types import ASGIApp

from functions.budget.deps import Deps
from functions.budget.endpoints import (
    assumptions,
    budget,
    category_rules,
    data,
    debts,
    goals,
    imports,
    planning,
    report,
    take_home,
    transactions,
)
from shared.web.app import make_application

routers = [
    data.router,
    budget.router,
    transactions.router,
    category_rules.router,
    imports.router,
    report.router,
    goals.router,
    planning.router,
    debts.router,
    take_home.router,
    assumptions.router,
]


def make_app(deps: Deps) -> ASGIApp:
    """The budget function as an ASGI app over `deps`."""
    return make_application(routers=routers, deps=deps, security=deps.web)
