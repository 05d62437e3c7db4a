"""Everything the parts must know of one stack: its folder, settings, ports, keys and addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dev.stack.credentials import Credentials
from dev.stack.places import SUPABASE
from dev.stack.ports import HOST
from dev.stack.project import Project, read_project
from dev.stack.servers import Account, server_account
from dev.stack.state import State

MONGODB_DATABASE = "fintar"
GEMINI_KEY = "a-key-of-the-local-server"
"""Opens nothing: the local Gemini server takes any key, but without one nobody is asked."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One stack. `throwaway` data is quick instead of safe; `reload` follows changes of the code.

    It has a Gemini server of its own if `ports` name one.
    """

    state: State
    project: Project
    ports: Mapping[str, int]
    credentials: Credentials
    account: Account | None
    throwaway: bool
    reload: bool

    @property
    def url(self) -> str:
        """The one origin of all parts."""
        return self.origin("gateway")

    @property
    def issuer(self) -> str:
        """The `iss` of access tokens."""
        return f"{self.url}/auth/v1"

    @property
    def mongodb_url(self) -> str:
        """The chat database."""
        return f"mongodb://{HOST}:{self.ports['mongo']}/?directConnection=true"

    def origin(self, part: str) -> str:
        """Where a part listens for HTTP."""
        return f"http://{HOST}:{self.ports[part]}"

    def database_url(self, role: str) -> str:
        """The address of Postgres for one of its roles that may sign in."""
        password = self.credentials.passwords[role]
        return f"postgresql://{role}:{password}@{HOST}:{self.ports['postgres']}/postgres"

    def function_environment(self) -> dict[str, str]:
        """What functions read: nothing here opens more than a caller's own token does."""
        return {
            "SUPABASE_URL": self.url,
            "SUPABASE_PUBLISHABLE_KEY": self.credentials.publishable_key,
            "MONGODB_URL": self.mongodb_url,
            "MONGODB_DATABASE": MONGODB_DATABASE,
            "FINTAR_CORS_ORIGINS": ",".join(_origins(self.project)),
            **self._gemini_environment(),
        }

    def _gemini_environment(self) -> dict[str, str]:
        """What makes functions ask the stack's own Gemini server; without one, what they inherit holds."""
        if "gemini" not in self.ports:
            return {}
        return {"GEMINI_API_KEY": GEMINI_KEY, "FINTAR_GEMINI_BASE_URL": self.origin("gemini")}

    def environment(self) -> dict[str, str]:
        """What frontends, scripts and tests read."""
        return self.function_environment() | {
            "SUPABASE_SECRET_KEY": self.credentials.secret_key,
            "FINTAR_API_URL": f"{self.url}/api/v1",
            "DATABASE_URL": self.database_url("postgres"),
            "FINTAR_ADMIN_DATABASE_URL": self.database_url("supabase_admin"),
            "FINTAR_MAILS": str(self.state.mails),
            "FINTAR_SIGNING_KEY": str(self.state.keys / "signing_key.json"),
        }


def wanted_ports(project: Project, *, gemini: bool = False) -> dict[str, int]:
    """The ports that settings name, and for the other parts those that follow."""
    gateway = project.api.port
    ports = {
        "gateway": gateway,
        "postgres": project.db.port,
        "mail": project.local_smtp.smtp_port,
        "auth": gateway + 10,
        "postgrest": gateway + 11,
        "postgrest_admin": gateway + 12,
        "functions": gateway + 13,
        "mongo": gateway + 14,
    }
    return ports | ({"gemini": gateway + 15} if gemini else {})


def read_settings() -> Project:
    """The settings of this clone."""
    return read_project(SUPABASE / "config.toml")


def remembered_plan(state: State) -> Plan | None:
    """The plan of the last start, to tell addresses; None before the first."""
    ports = state.ports()
    if not ports:
        return None
    return Plan(
        state=state,
        project=read_settings(),
        ports=ports,
        credentials=state.credentials(),
        account=server_account(),
        throwaway=False,
        reload=False,
    )


def _origins(project: Project) -> list[str]:
    """The site and where it may be sent back to: 127.0.0.1 and localhost are one machine, two origins."""
    pages = [urlsplit(url) for url in (project.auth.site_url, *project.auth.additional_redirect_urls)]
    origins = [f"{page.scheme}://{page.netloc}" for page in pages if page.scheme in ("http", "https")]
    both = [name for origin in origins for name in (origin, origin.replace("//127.0.0.1", "//localhost"))]
    return [origin for origin in dict.fromkeys(both) if "*" not in origin]
