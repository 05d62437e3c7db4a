"""Cloud entry points of the chat function: `chat` on Cloud Run, `handler` on Lambda."""

from functions.chat.deps import Deps
from functions.chat.routes import make_app
from shared.web import entrypoints

app = make_app(Deps.from_environment())
chat = entrypoints.for_cloud_run(app)
handler = entrypoints.for_lambda(app)
