"""What anybody may ask: is it alive, how is it set up, which keys sign."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dev.stack.auth.parts import Parts

_OTHER_PROVIDERS = (
    "anonymous_users", "apple", "azure", "bitbucket", "discord", "facebook", "figma", "fly", "github",
    "gitlab", "google", "kakao", "keycloak", "linkedin", "linkedin_oidc", "notion", "phone", "slack",
    "slack_oidc", "snapchat", "spotify", "twitch", "twitter", "workos", "zoom",
)  # fmt: skip


async def health(_parts: Parts, _request: Request) -> Response:
    """Say that the server runs."""
    description = "GoTrue is a user registration and authentication API"
    return JSONResponse({"version": "", "name": "GoTrue", "description": description})


async def settings(parts: Parts, _request: Request) -> Response:
    """Say which ways in there are."""
    external = dict.fromkeys(_OTHER_PROVIDERS, False) | {"email": parts.settings.email_enabled}
    return JSONResponse(
        {
            "external": external,
            "disable_signup": parts.settings.signup_disabled,
            "mailer_autoconfirm": parts.settings.autoconfirm,
            "phone_autoconfirm": False,
            "sms_provider": "",
            "saml_enabled": False,
            "saml_private_key_next_configured": True,
            "passkeys_enabled": False,
        }
    )


async def jwks(parts: Parts, _request: Request) -> Response:
    """The public keys, which may be cached for ten minutes."""
    return JSONResponse(parts.keys.jwks, headers={"cache-control": "public, max-age=600"})
