"""The budget function over HTTP: every endpoint of /api/v1/financial that is about one's own money."""

from starlette.types import ASGIApp

from functions.budget.deps import Deps
from functions.budget.endpoints import budget, category_rules, data, imports, report, transactions
from shared.web.app import make_application

routers = [
    data.router,
    budget.router,
    transactions.router,
    category_rules.router,
    imports.router,
    report.router,
]


def make_app(deps: Deps) -> ASGIApp:
    """The budget function as an ASGI app over `deps`."""
    return make_application(routers=routers, deps=deps, security=deps.web)
