"""Security headers, among them the Content-Security-Policy.

nginx sends the same for the files that it serves (frontend/nginx.conf); a test compares the two.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from config.static_files import script_hashes

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Policy = Mapping[str, str]

HEADER = "Content-Security-Policy"
DENY_ALL: Policy = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
# Pages without inline scripts and styles.
PAGE_POLICY: Policy = {
    **DENY_ALL,
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
}
# Without features that browsers report as unknown.
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
FIXED_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES),
    # Browsers would resolve the hosts of links in tickets before anyone follows them.
    "X-DNS-Prefetch-Control": "off",
    "X-Frame-Options": "DENY",
}
INTERFACE_PATHS = ("/", "/index.html")
# Django's debug pages have inline styles and scripts.
DEBUG_PAGE_STATUSES = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)


def to_header_value(policy: Policy) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def interface_policy() -> Policy:
    """Return the policy of the built interface, whose page holds the script that sets the theme."""
    root = settings.WHITENOISE_ROOT
    hashes = script_hashes(Path(root) / "index.html") if root else []
    return {
        **PAGE_POLICY,
        "script-src": " ".join(["'self'", *hashes]),
        # Browsers check each redirect of a form against this.
        "form-action": " ".join(["'self'", *settings.SIGN_IN_ORIGINS]),
    }


def add_security_headers(get_response: GetResponse) -> GetResponse:
    """Middleware: add the headers to every response; a view may set its own policy."""
    nothing, pages, interface = (
        to_header_value(DENY_ALL),
        to_header_value(PAGE_POLICY),
        to_header_value(interface_policy()),
    )

    def policy_for(request: HttpRequest, response: HttpResponseBase) -> str | None:
        is_interface = request.path_info in INTERFACE_PATHS
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # A 304 has no content type, and its policy replaces the cached one.
            return interface if is_interface else None
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return nothing
        return interface if is_interface else pages

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_debug_page = settings.DEBUG and response.status_code in DEBUG_PAGE_STATUSES
        if not is_debug_page and (policy := policy_for(request, response)):
            response.headers.setdefault(HEADER, policy)
        for name, value in FIXED_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
