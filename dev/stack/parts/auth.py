"""Supabase Auth: the real program where FINTAR_AUTH_BIN names it, else the stand-in, by one environment."""

import json
import os
import sys
from pathlib import Path

from dev.stack.part import Command, Part, answers
from dev.stack.places import ROOT
from dev.stack.plan import Plan
from dev.stack.ports import HOST
from dev.stack.project import Auth

LETTERS = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
SYMBOLS = r"""!@#$%^&*()_+-=[]{};'\\:"|<>?,./`~""".replace(":", r"\:")
REQUIRED_CHARACTERS = {
    "": "",
    "letters_digits": ":".join(("".join(LETTERS), DIGITS)),
    "lower_upper_letters_digits": ":".join((*LETTERS, DIGITS)),
    "lower_upper_letters_digits_symbols": ":".join((*LETTERS, DIGITS, SYMBOLS)),
}


def auth(plan: Plan) -> Part:
    """Accounts and sessions; makes its own tables when it starts."""
    return Part(
        name="auth",
        needs=("postgres",),
        command=lambda: _command(plan),
        ready=answers(f"{plan.origin('auth')}/health"),
    )


def _command(plan: Plan) -> Command:
    real = os.environ.get("FINTAR_AUTH_BIN")
    arguments = (str(Path(real).resolve()),) if real else (sys.executable, "-m", "dev.stack.auth")
    environment = _server(plan) | _tokens(plan) | _rules(plan.project.auth) | _mails(plan)
    told = {name: value for name, value in environment.items() if value}
    return Command(arguments=arguments, environment=told, folder=str(ROOT))


def _server(plan: Plan) -> dict[str, str]:
    return {
        "GOTRUE_API_HOST": HOST,
        "GOTRUE_API_PORT": str(plan.ports["auth"]),
        "PORT": str(plan.ports["auth"]),
        "GOTRUE_DB_DRIVER": "postgres",
        "GOTRUE_DB_DATABASE_URL": plan.database_url("supabase_auth_admin"),
        "DATABASE_URL": plan.database_url("supabase_auth_admin"),
        "DB_NAMESPACE": "auth",
        "API_EXTERNAL_URL": plan.issuer,
        "GOTRUE_SITE_URL": plan.project.auth.site_url,
        "GOTRUE_URI_ALLOW_LIST": ",".join(plan.project.auth.additional_redirect_urls),
    }


def _tokens(plan: Plan) -> dict[str, str]:
    hook = plan.project.auth.hook.custom_access_token
    return {
        "GOTRUE_JWT_KEYS": json.dumps([plan.credentials.signing_key]),
        "GOTRUE_JWT_SECRET": plan.credentials.jwt_secret,
        "GOTRUE_JWT_EXP": str(plan.project.auth.jwt_expiry),
        "GOTRUE_JWT_AUD": "authenticated",
        "GOTRUE_JWT_ISSUER": plan.issuer,
        "GOTRUE_JWT_ADMIN_ROLES": "service_role",
        "GOTRUE_JWT_DEFAULT_GROUP_NAME": "authenticated",
        "GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_ENABLED": _flag(hook.enabled),
        "GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_URI": hook.uri,
    }


def _rules(auth: Auth) -> dict[str, str]:
    limits = auth.rate_limit
    return {
        "GOTRUE_DISABLE_SIGNUP": _flag(not auth.enable_signup),
        "GOTRUE_EXTERNAL_EMAIL_ENABLED": _flag(auth.email.enable_signup),
        "GOTRUE_EXTERNAL_ANONYMOUS_USERS_ENABLED": _flag(auth.enable_anonymous_sign_ins),
        "GOTRUE_PASSWORD_MIN_LENGTH": str(auth.minimum_password_length),
        "GOTRUE_PASSWORD_REQUIRED_CHARACTERS": REQUIRED_CHARACTERS[auth.password_requirements],
        "GOTRUE_SECURITY_REFRESH_TOKEN_ROTATION_ENABLED": _flag(auth.enable_refresh_token_rotation),
        "GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL": str(auth.refresh_token_reuse_interval),
        "GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_REAUTHENTICATION": _flag(auth.email.secure_password_change),
        "GOTRUE_SECURITY_SB_FORWARDED_FOR_ENABLED": "true",
        "GOTRUE_RATE_LIMIT_ANONYMOUS_USERS": str(limits.anonymous_users),
        "GOTRUE_RATE_LIMIT_TOKEN_REFRESH": str(limits.token_refresh),
        "GOTRUE_RATE_LIMIT_OTP": str(limits.sign_in_sign_ups),
        "GOTRUE_RATE_LIMIT_VERIFY": str(limits.token_verifications),
        "GOTRUE_RATE_LIMIT_EMAIL_SENT": str(limits.email_sent),
    }


def _mails(plan: Plan) -> dict[str, str]:
    email = plan.project.auth.email
    paths = ("INVITE", "CONFIRMATION", "RECOVERY", "EMAIL_CHANGE")
    links = {f"GOTRUE_MAILER_URLPATHS_{name}": f"{plan.issuer}/verify" for name in paths}
    return links | {
        "GOTRUE_MAILER_AUTOCONFIRM": _flag(not email.enable_confirmations),
        "GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED": _flag(email.double_confirm_changes),
        "GOTRUE_MAILER_OTP_EXP": str(email.otp_expiry),
        "GOTRUE_MAILER_OTP_LENGTH": str(email.otp_length),
        "GOTRUE_SMTP_HOST": HOST,
        "GOTRUE_SMTP_PORT": str(plan.ports["mail"]),
        "GOTRUE_SMTP_ADMIN_EMAIL": plan.project.local_smtp.admin_email,
        "GOTRUE_SMTP_SENDER_NAME": plan.project.local_smtp.sender_name,
        "GOTRUE_SMTP_MAX_FREQUENCY": email.max_frequency,
    }


def _flag(value: bool) -> str:
    return "true" if value else "false"
