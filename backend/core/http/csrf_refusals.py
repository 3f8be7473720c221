"""Refusals of the CSRF check, told with what arrived, what was expected, and what to set.

They tell strangers nothing but what they sent and the address in `PUBLIC_URL`. The log has how the
request arrived, and the page that it came from only where that is one of ours.
"""

import logging
import re
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.middleware import csrf

from core.http.errors import CsrfFailed

logger = logging.getLogger(__name__)

# Origins as browsers send them. Anything else is not repeated.
ORIGIN = re.compile(r"https?://([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,39}\])(:[0-9]{1,5})?")
UNKNOWN_HOST = "an unknown host"
ABOUT_ORIGIN = ("Origin checking failed", "Referer checking failed")

NO_COOKIE = (
    "The CSRF cookie did not come back. Allow cookies for this site; whoever runs it serves it "
    "over https, or sets HTTPS_ONLY to False for a trial without."
)
BAD_TOKEN = "The CSRF token is missing or wrong."  # noqa: S105 - a message
NOT_TOLD = (
    "This change was refused: your browser does not say which page sent it. Allow it to send "
    "Origin or Referer to this site."
)
HIDDEN = (
    "This change was refused: your browser says that it comes from no page of this site (Origin: "
    "null). Open TicketFlow itself, not a copy or a frame of it."
)
PROXY_SCHEME = (
    "The proxy in front must send X-Forwarded-Proto: https, and NUM_PROXIES the number of proxies"
)
PROXY_PORT = "The proxy in front must pass on Host with its port (nginx: $http_host)"
PROXY_HOST = "The proxy in front must pass on Host as it came"


def explain_refusal(request: HttpRequest, reason: str) -> CsrfFailed:
    """Return the answer to a refused request, and log why; `reason` is Django's own."""
    if reason.startswith(ABOUT_ORIGIN):
        refusal = CsrfFailed(explain_origin(request), "csrf_origin")
        logged = explain_origin(request, is_logged=True)
    else:
        refusal = CsrfFailed(NO_COOKIE if reason == csrf.REASON_NO_CSRF_COOKIE else BAD_TOKEN)
        logged = refusal.body["detail"]
    logger.warning(
        "The CSRF check refused a change: %s (Host: %r, X-Forwarded-Host: %r, "
        "X-Forwarded-Proto: %r, NUM_PROXIES: %s, CSRF_TRUSTED_ORIGINS: %s)",
        logged,
        *(
            request.headers.get(name, "")[:200]
            for name in ("Host", "X-Forwarded-Host", "X-Forwarded-Proto")
        ),
        settings.REST_FRAMEWORK["NUM_PROXIES"],
        ", ".join(settings.CSRF_TRUSTED_ORIGINS) or "none",
    )
    return refusal


def sent_origin(request: HttpRequest) -> str | None:
    """Return the origin of the page that sent a request; None if it is not told."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    return f"{referer.scheme}://{referer.netloc}" if referer.netloc else None


def is_address(origin: str) -> bool:
    """Return whether it is an origin of a page, which can be repeated."""
    try:
        return bool(ORIGIN.fullmatch(origin) and urlsplit(origin).hostname)
    except ValueError:
        return False


def seen_origin(request: HttpRequest) -> str:
    try:
        origin = f"{request.scheme}://{request.get_host()}".lower()
    except DisallowedHost:
        return UNKNOWN_HOST
    # Where any name is served, some are taken that no browser could ask for.
    return origin if is_address(origin) else UNKNOWN_HOST


def explain_origin(request: HttpRequest, is_logged: bool = False) -> str:
    origin = sent_origin(request)
    if origin is None:
        return NOT_TOLD
    if origin == "null":
        return HIDDEN
    sender = urlsplit(origin if is_address(origin) else "")
    seen = urlsplit(seen_origin(request))
    public = public_origin()
    is_named = sender.netloc and (
        not is_logged or sender.hostname in (seen.hostname, urlsplit(public).hostname)
    )
    expected = f", and PUBLIC_URL says {public}" if public else ""
    return (
        f"This change was refused: your browser sends it from {origin if is_named else 'elsewhere'}"
        f", but to the server this address is {seen.geturl()}{expected}. {remedy(sender, seen)}."
    )


def public_origin() -> str:
    """Return scheme, host and port of `PUBLIC_URL`; empty if it is not set."""
    url = urlsplit(settings.PUBLIC_URL or "")
    return f"{url.scheme}://{url.netloc}" if url.netloc else ""


def remedy(origin: SplitResult, seen: SplitResult) -> str:
    """Return what whoever runs the product can do about the difference."""
    if not origin.netloc:
        return "Open TicketFlow itself, not a copy of its page"
    if origin.hostname != seen.hostname:
        proxy = PROXY_HOST
    elif origin.netloc != seen.netloc:
        proxy = PROXY_PORT
    else:
        proxy = PROXY_SCHEME
    public = public_origin()
    if not public:
        setting = "PUBLIC_URL must be the address that people open"
    elif origin.hostname == urlsplit(public).hostname:
        setting = "PUBLIC_URL must have the scheme and the port that people open"
    else:
        setting = "CSRF_TRUSTED_ORIGINS must name this address too"
    return f"{proxy}, or {setting}"
