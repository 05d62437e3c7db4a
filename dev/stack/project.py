"""What `supabase/config.toml` says, as far as the stack reads it: the one list of these settings."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """A table of the file. What the stack does not read is left to the Supabase CLI."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Api(Section):
    """How PostgREST is reached and what it shows."""

    port: int = 54321
    schemas: tuple[str, ...] = ("public",)
    extra_search_path: tuple[str, ...] = ("public", "extensions")
    max_rows: int = 1000


class Db(Section):
    """Where Postgres listens."""

    port: int = 54322


class LocalSmtp(Section):
    """Where the mail catcher listens, and whom mails come from."""

    smtp_port: int = 54325
    admin_email: str = "admin@email.com"
    sender_name: str = "Admin"


class RateLimits(Section):
    """How often Supabase Auth lets one address ask, as the Supabase CLI names it."""

    email_sent: int = 2
    anonymous_users: int = 30
    token_refresh: int = 150
    sign_in_sign_ups: int = 30
    token_verifications: int = 30


class Email(Section):
    """Sign-up and confirmation by mail."""

    enable_signup: bool = True
    enable_confirmations: bool = False
    double_confirm_changes: bool = True
    secure_password_change: bool = False
    max_frequency: str = "1s"
    otp_length: int = 6
    otp_expiry: int = 3600


class Hook(Section):
    """A function in Postgres that Supabase Auth calls."""

    enabled: bool = False
    uri: str = ""


class Hooks(Section):
    """All hooks the project uses."""

    custom_access_token: Hook = Hook()


class Auth(Section):
    """The rules of accounts, passwords and sessions."""

    site_url: str = "http://127.0.0.1:3000"
    additional_redirect_urls: tuple[str, ...] = ()
    jwt_expiry: int = 3600
    enable_refresh_token_rotation: bool = True
    refresh_token_reuse_interval: int = 10
    enable_signup: bool = True
    enable_anonymous_sign_ins: bool = False
    minimum_password_length: int = 6
    password_requirements: str = ""
    rate_limit: RateLimits = RateLimits()
    email: Email = Email()
    hook: Hooks = Hooks()


class Project(Section):
    """The whole file."""

    project_id: str = "fintar"
    api: Api = Api()
    db: Db = Db()
    local_smtp: LocalSmtp = LocalSmtp()
    auth: Auth = Field(default_factory=Auth)


def read_project(config: Path) -> Project:
    """Read `config.toml`. Raises OSError, TOMLDecodeError or ValidationError, which name what is wrong."""
    return Project.model_validate(tomllib.loads(config.read_text(encoding="utf-8")))
