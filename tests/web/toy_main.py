"""The toy function's entry points, as a main.py has them."""

from shared.web import entrypoints
from tests.web.toy import ToyDeps, toy_app

deps = ToyDeps()
app = toy_app(deps)
toy = entrypoints.for_cloud_run(app)
handler = entrypoints.for_lambda(app)
