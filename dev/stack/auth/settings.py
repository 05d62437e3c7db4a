"""The environment of Supabase Auth, read under its own names and with its own defaults.

Only what the stand-in plays is read; names it does not know are ignored, as a part not switched on.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}
_PART_OF_DURATION = re.compile(r"(\d+\.?\d*|\.\d+)(ms|us|µs|ns|h|m|s)")


def parse_duration(text: str) -> timedelta:
    """Read a duration as Go writes it: `1h30m`, `1s`, `250ms`. Raises ValueError on anything else."""
    sign = -1 if text.startswith("-") else 1
    rest = text.lstrip("+-")
    parts = _PART_OF_DURATION.findall(rest)
    if rest == "0":
        return timedelta(0)
    if not parts or "".join(number + unit for number, unit in parts) != rest:
        raise ValueError(f'time: invalid duration "{text}"')
    return timedelta(seconds=sign * sum(float(number) * _UNITS[unit] for number, unit in parts))


def _duration(value: object) -> object:
    return parse_duration(value) if isinstance(value, str) else value


def _words(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(word.strip() for word in value.split(",") if word.strip())


def _an_hour(value: object) -> object:
    """`30` or `30/1h`: how many in an hour."""
    if not isinstance(value, str) or "/" not in value:
        return value
    count, every = value.split("/", 1)
    return float(count) * timedelta(hours=1) / parse_duration(every)


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
AnHour = Annotated[float, BeforeValidator(_an_hour)]


class Settings(BaseModel):
    """Everything that the environment decides."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    host: str = Field("", alias="GOTRUE_API_HOST")
    port: int = Field(8081, validation_alias=AliasChoices("GOTRUE_API_PORT", "PORT"))
    database_url: str = Field(validation_alias=AliasChoices("GOTRUE_DB_DATABASE_URL", "DATABASE_URL"))
    external_url: str = Field(alias="API_EXTERNAL_URL")
    site_url: str = Field(alias="GOTRUE_SITE_URL")
    allowed_redirects: Words = Field((), alias="GOTRUE_URI_ALLOW_LIST")

    jwt_keys: str = Field("", alias="GOTRUE_JWT_KEYS")
    jwt_secret: str = Field("", alias="GOTRUE_JWT_SECRET")
    jwt_key_id: str = Field("", alias="GOTRUE_JWT_KEY_ID")
    jwt_seconds: int = Field(3600, alias="GOTRUE_JWT_EXP")
    jwt_audience: str = Field("authenticated", alias="GOTRUE_JWT_AUD")
    jwt_issuer: str = Field("", alias="GOTRUE_JWT_ISSUER")
    admin_roles: Words = Field(("service_role", "supabase_admin"), alias="GOTRUE_JWT_ADMIN_ROLES")
    default_role: str = Field("authenticated", alias="GOTRUE_JWT_DEFAULT_GROUP_NAME")

    signup_disabled: bool = Field(False, alias="GOTRUE_DISABLE_SIGNUP")
    email_enabled: bool = Field(True, alias="GOTRUE_EXTERNAL_EMAIL_ENABLED")
    autoconfirm: bool = Field(False, alias="GOTRUE_MAILER_AUTOCONFIRM")
    secure_email_change: bool = Field(True, alias="GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED")
    otp_seconds: int = Field(86400, alias="GOTRUE_MAILER_OTP_EXP")
    otp_length: int = Field(6, alias="GOTRUE_MAILER_OTP_LENGTH")
    path_confirmation: str = Field("/verify", alias="GOTRUE_MAILER_URLPATHS_CONFIRMATION")
    path_recovery: str = Field("/verify", alias="GOTRUE_MAILER_URLPATHS_RECOVERY")
    path_invite: str = Field("/verify", alias="GOTRUE_MAILER_URLPATHS_INVITE")
    path_email_change: str = Field("/verify", alias="GOTRUE_MAILER_URLPATHS_EMAIL_CHANGE")
    password_length: int = Field(6, alias="GOTRUE_PASSWORD_MIN_LENGTH")
    password_characters: str = Field("", alias="GOTRUE_PASSWORD_REQUIRED_CHARACTERS")

    smtp_host: str = Field("", alias="GOTRUE_SMTP_HOST")
    smtp_port: int = Field(587, alias="GOTRUE_SMTP_PORT")
    smtp_user: str = Field("", alias="GOTRUE_SMTP_USER")
    smtp_password: str = Field("", alias="GOTRUE_SMTP_PASS")
    smtp_from: str = Field("", alias="GOTRUE_SMTP_ADMIN_EMAIL")
    smtp_sender: str = Field("", alias="GOTRUE_SMTP_SENDER_NAME")
    between_mails: Duration = Field(timedelta(minutes=1), alias="GOTRUE_SMTP_MAX_FREQUENCY")

    reuse_seconds: int = Field(0, alias="GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL")
    rotation: bool = Field(True, alias="GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED")
    forwarded_for: bool = Field(False, alias="GOTRUE_SECURITY_SB_FORWARDED_FOR_ENABLED")
    hook_enabled: bool = Field(False, alias="GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_ENABLED")
    hook_uri: str = Field("", alias="GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_URI")

    limit_header: str = Field("", alias="GOTRUE_RATE_LIMIT_HEADER")
    mails_an_hour: AnHour = Field(30, alias="GOTRUE_RATE_LIMIT_EMAIL_SENT")
    verifications_in_five_minutes: float = Field(30, alias="GOTRUE_RATE_LIMIT_VERIFY")
    tokens_in_five_minutes: float = Field(150, alias="GOTRUE_RATE_LIMIT_TOKEN_REFRESH")
    otps_in_five_minutes: float = Field(30, alias="GOTRUE_RATE_LIMIT_OTP")

    @property
    def issuer(self) -> str:
        """The `iss` of the tokens we sign."""
        return self.jwt_issuer or self.external_url

    def link_to(self, path: str) -> str:
        """Where a mailed link leads: `path` may be a URL, a path of the host, or one below the API's URL."""
        if urlsplit(path).scheme:
            return path
        api = urlsplit(self.external_url)
        if api.path.strip("/") and path.startswith(api.path.rstrip("/") + "/"):
            return f"{api.scheme}://{api.netloc}{path}"
        return self.external_url.rstrip("/") + path


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings; an empty variable counts as unset. Raises ValueError, naming the variables."""
    try:
        return Settings.model_validate({name: value for name, value in environment.items() if value})
    except ValidationError as error:
        names = ", ".join(str(problem["loc"][0]) for problem in error.errors())
        raise ValueError(f"settings missing or malformed: {names}") from None
