"""Refusals of the CSRF check, told with what arrived, what was expected, and what to set.

They tell strangers nothing but what they sent and the address in `PUBLIC_URL`. The log has how the
request arrived, but not the page that it came from: its address may be a private one.
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
        logged = explain_origin(request, is_sender_named=False)
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


def explain_origin(request: HttpRequest, is_sender_named: bool = True) -> str:
    origin = sent_origin(request)
    if origin is None:
        return NOT_TOLD
    if origin == "null":
        return HIDDEN
    known = is_address(origin)
    seen = seen_origin(request)
    expected = f", and PUBLIC_URL says {public}" if (public := public_origin()) else ""
    sender = origin if known and is_sender_named else "elsewhere"
    return (
        f"This change was refused: your browser sends it from {sender}, "
        f"but to the server this address is {seen}{expected}. "
        f"{remedy(urlsplit(origin if known else ''), urlsplit(seen))}."
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
