"""Where a followed link may lead back to, and what is put behind that address."""

import ipaddress
import re
from html import escape
from urllib.parse import parse_qsl, quote_plus, urlencode, urlsplit, urlunsplit

from starlette.requests import Request
from starlette.responses import Response

from dev.stack.auth.answers import Refusal
from dev.stack.auth.settings import Settings

_ERROR_NAMES = {
    400: "invalid_request",
    401: "unauthorized_client",
    403: "access_denied",
    500: "server_error",
    503: "temporarily_unavailable",
}
_USUAL_HOST = re.compile(r"[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?")
_GLOB_PART = re.compile(r"\*\*|\*|\?|\{[^}]*\}|\[[^\]]*\]|[^*?{\[]+|.")
_GLOB_WILDCARDS = {"**": ".*", "*": "[^./]*", "?": "[^./]"}


def wanted_redirect(request: Request, settings: Settings) -> str:
    """The address that the request asks to be led back to, where it is allowed, else the site's."""
    asked = request.headers.get("redirect_to") or request.query_params.get("redirect_to", "")
    for address in (asked, request.headers.get("referer", "")):
        if is_allowed(address, settings):
            return address
    return settings.site_url


def is_allowed(address: str, settings: Settings) -> bool:
    """Whether an address is the site's own, a loopback address, or on the allow list."""
    if not address or any(ord(character) <= 0x20 or ord(character) == 0x7F for character in address):
        return False
    try:
        verdict = _verdict_by_host(address, settings)
    except ValueError:
        verdict = False if address.lower().startswith(("http:", "https:")) else None
    if verdict is not None:
        return verdict
    without_fragment = address.split("#", 1)[0]
    return any(_as_pattern(glob).fullmatch(without_fragment) for glob in settings.allowed_redirects)


def _verdict_by_host(address: str, settings: Settings) -> bool | None:
    """True or False where the host decides, None where the allow list has to."""
    wanted, site = urlsplit(address), urlsplit(settings.site_url)
    host = wanted.hostname or ""
    if (host, wanted.scheme) == (site.hostname, site.scheme) and (
        wanted.port == site.port or _is_loopback(host)
    ):
        return True
    if host.isdigit():
        return False
    if _is_ip(host):
        return _is_loopback(host)
    if wanted.scheme in {"http", "https"} and not _USUAL_HOST.fullmatch(host):
        return False
    return None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


def _as_pattern(glob: str) -> re.Pattern[str]:
    """`*` and `?` stop at dots and slashes, `**` does not; `{a,b}` and `[ab]` choose."""
    return re.compile("".join(_piece(piece) for piece in _GLOB_PART.findall(glob)))


def _piece(piece: str) -> str:
    if piece in _GLOB_WILDCARDS:
        return _GLOB_WILDCARDS[piece]
    if len(piece) > 1 and piece[0] == "{":
        return "(?:" + "|".join(re.escape(choice) for choice in piece[1:-1].split(",")) + ")"
    if len(piece) > 1 and piece[0] == "[":
        return "[" + piece[1:-1].replace("!", "^", 1).replace("\\", "\\\\") + "]"
    return re.escape(piece)


def with_fragment(address: str, values: dict[str, str]) -> str:
    """The address with values behind `#`, and the mark by which clients know that we put them there."""
    return (
        address.split("#", 1)[0]
        + "#"
        + urlencode(sorted((values | {"sb": ""}).items()), quote_via=quote_plus)
    )


def with_query(address: str, values: dict[str, str]) -> str:
    """The address with values in its query, over what is there."""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | values
    return urlunsplit(parts._replace(query=urlencode(sorted(query.items()), quote_via=quote_plus)))


def for_refusal(address: str, refusal: Refusal, *, pkce: bool) -> str:
    """Where a link leads that could not be followed."""
    said = {"error_code": refusal.code, "error_description": refusal.message}
    if refusal.status in _ERROR_NAMES:
        said["error"] = _ERROR_NAMES[refusal.status]
    return with_fragment(with_query(address, said) if pkce else address, said)


def see_other(address: str) -> Response:
    """A 303 to the address, with a link in its body."""
    body = f'<a href="{escape(address)}">See Other</a>.\n\n'
    headers = {"location": address, "content-type": "text/html; charset=utf-8"}
    return Response(body, 303, headers)
