"""Cloud entry points of the budget function: `budget` on Cloud Run, `handler` on Lambda."""

from functions.budget.deps import Deps
from functions.budget.routes import make_app
from shared.web import entrypoints

app = make_app(Deps.from_environment())
budget = entrypoints.for_cloud_run(app)
handler = entrypoints.for_lambda(app)
