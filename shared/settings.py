"""Settings: small groups read once from the environment, at the edge (`deps.py`)."""

import os
from collections.abc import Mapping
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator


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


class AdvisorSettings(Settings):
    """The outside model that words answers; without a key there is none, and the offline advisor answers.

    A turn may take several calls within 25 seconds, so a call thinks little and ends in time. Google counts
    thoughts as output. `minimal` thinking is refused by the default model, and not offered.
    """

    api_key: SecretStr | None = Field(None, alias="GEMINI_API_KEY")
    model: str = Field("gemini-3.8-flash", alias="FINTAR_GEMINI_MODEL", pattern=r"^[a-z][a-z0-9.-]*$")
    light_model: str = Field(
        "gemini-3.5-flash-lite", alias="FINTAR_GEMINI_LIGHT_MODEL", pattern=r"^[a-z][a-z0-9.-]*$"
    )
    thinking: Literal["LOW", "MEDIUM", "HIGH"] = Field("LOW", alias="FINTAR_GEMINI_THINKING")
    max_output_tokens: int = Field(8192, ge=1, le=65_536, alias="FINTAR_GEMINI_MAX_OUTPUT_TOKENS")
    base_url: str = Field(
        "https://generativelanguage.googleapis.com",
        alias="FINTAR_GEMINI_BASE_URL",
        pattern=r"^https?://[^/]+$",
    )
    api_version: str = Field("v1", alias="FINTAR_GEMINI_API_VERSION", pattern=r"^v[0-9][a-z0-9]*$")
    deadline: float = Field(
        20.0, gt=0, le=120, alias="FINTAR_GEMINI_DEADLINE", description="Seconds for a whole call."
    )
    idle: float = Field(
        10.0, gt=0, le=120, alias="FINTAR_GEMINI_IDLE", description="Seconds without a sign of an answer."
    )
    attempts: int = Field(
        3, ge=1, le=5, alias="FINTAR_GEMINI_ATTEMPTS", description="Only before the first word."
    )
    backoff: float = Field(
        0.4, gt=0, le=10, alias="FINTAR_GEMINI_BACKOFF", description="Seconds before the second attempt."
    )

    @field_validator("api_key", mode="before")
    @classmethod
    def _empty_is_none(cls, key: object) -> object:
        return None if key == "" else key


class QuotaSettings(Settings):
    """Tokens of the outside model that one person may use a day; without it the assumption holds."""

    tokens_per_day: int | None = Field(None, ge=0, alias="FINTAR_AI_TOKENS_PER_DAY")

    @field_validator("tokens_per_day", mode="before")
    @classmethod
    def _empty_is_none(cls, tokens: object) -> object:
        return None if tokens == "" else tokens


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
