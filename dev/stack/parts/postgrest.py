"""PostgREST: the tables over HTTP, as whoever the token says."""

import json

from dev.stack.files import write_private
from dev.stack.part import Command, Part, answers
from dev.stack.places import postgrest as program
from dev.stack.plan import Plan
from dev.stack.ports import HOST


def postgrest(plan: Plan) -> Part:
    """Started when the schema is whole, since it reads the schema once."""
    return Part(
        name="postgrest",
        needs=("migrations",),
        command=lambda: _command(plan),
        ready=answers(f"{plan.origin('postgrest_admin')}/ready"),
    )


def _command(plan: Plan) -> Command:
    keys = plan.state.keys / "jwks.json"
    write_private(keys, json.dumps({"keys": [plan.credentials.public_key]}))
    api = plan.project.api
    environment = {
        "PGRST_DB_URI": plan.database_url("authenticator"),
        "PGRST_DB_SCHEMAS": ",".join(api.schemas),
        "PGRST_DB_EXTRA_SEARCH_PATH": ",".join(api.extra_search_path),
        "PGRST_DB_MAX_ROWS": str(api.max_rows),
        "PGRST_DB_ANON_ROLE": "anon",
        "PGRST_JWT_SECRET": f"@{keys}",
        "PGRST_SERVER_HOST": HOST,
        "PGRST_SERVER_PORT": str(plan.ports["postgrest"]),
        "PGRST_ADMIN_SERVER_PORT": str(plan.ports["postgrest_admin"]),
    }
    return Command(arguments=(str(program()),), environment=environment)
