"""Settings: small groups read once from the environment, at the edge (`deps.py`)."""

import os
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError


class Settings(BaseModel):
    """A group of settings. Field aliases are the names of environment variables."""

    model_config = ConfigDict(frozen=True, extra="ignore")


S = TypeVar("S", bound=Settings)


class MissingSetting(RuntimeError):
    """A setting is missing or malformed; the message names the variable."""


class SupabaseSettings(Settings):
    """Where the project is, and the public key that names it."""

    url: str = Field(alias="SUPABASE_URL", pattern=r"^https?://[^/]+$")
    publishable_key: str = Field(alias="SUPABASE_PUBLISHABLE_KEY", min_length=1)
    jwt_issuer: str | None = Field(None, alias="SUPABASE_JWT_ISSUER")
    jwks_url: str | None = Field(None, alias="SUPABASE_JWKS_URL")

    @property
    def issuer(self) -> str:
        """The `iss` that access tokens must carry."""
        return self.jwt_issuer or f"{self.url}/auth/v1"

    @property
    def jwks(self) -> str:
        """Where the signing keys are published."""
        return self.jwks_url or f"{self.url}/auth/v1/.well-known/jwks.json"


class ForwardingSettings(Settings):
    """The account function's own secret key, used for nothing but passing on a caller's address."""

    secret_key: SecretStr | None = Field(None, alias="FINTAR_FORWARDING_SECRET_KEY")


class MongoSettings(Settings):
    """Where chat history and AI analytics live."""

    url: str = Field(alias="MONGODB_URL", pattern=r"^mongodb(\+srv)?://")
    database: str = Field("fintar", alias="MONGODB_DATABASE")


class WebSettings(Settings):
    """Who may call from a browser, how much is logged, and how many proxies of ours stand in front.

    Each proxy appends the address it was called from to X-Forwarded-For; with 0 that header is not read.
    """

    cors_origins: str = Field("", alias="FINTAR_CORS_ORIGINS")
    log_level: str = Field("INFO", alias="FINTAR_LOG_LEVEL")
    trusted_proxies: int = Field(0, ge=0, le=5, alias="FINTAR_TRUSTED_PROXIES")

    @property
    def origins(self) -> tuple[str, ...]:
        """The allowed origins, from a comma-separated list."""
        return tuple(origin.strip() for origin in self.cors_origins.split(",") if origin.strip())


def load(group: type[S], environment: Mapping[str, str] = os.environ) -> S:
    """Read one group. Raises MissingSetting, naming the variable, so that a start fails at once."""
    try:
        return group.model_validate(dict(environment))
    except ValidationError as error:
        names = ", ".join(str(problem["loc"][0]) for problem in error.errors())
        raise MissingSetting(f"settings missing or malformed: {names}") from None
