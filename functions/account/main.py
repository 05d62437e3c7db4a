"""Cloud entry points of the account function: `account` on Cloud Run, `handler` on Lambda."""

from functions.account.deps import Deps
from functions.account.routes import make_app
from shared.web import entrypoints

app = make_app(Deps.from_environment())
account = entrypoints.for_cloud_run(app)
handler = entrypoints.for_lambda(app)
