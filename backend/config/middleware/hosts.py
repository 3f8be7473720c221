"""Refusal of requests whose `Host` names another port than the installation's, and of those
that came over https by a proxy that does not say so.

Whoever asks chooses this header. Nothing of ours depends on its port; that it has one value only
keeps it so, whatever a library makes of it.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from config.environment import LOCAL_HOSTS
from config.error_pages import wrong_address
from config.middleware.probes import PROBES

GetResponse = Callable[[HttpRequest], HttpResponseBase]

DEFAULT_PORTS = {"http": "80", "https": "443"}
MESSAGE = (
    "TicketFlow is not served on this port. Open the address that you were given; whoever runs it "
    "sets PUBLIC_URL to that address, and the proxy in front must pass on Host."
)
SCHEME_MESSAGE = (
    "This came over https, but the server is not told: it would send it to https again and again. "
    "Whoever runs TicketFlow has the proxy in front send X-Forwarded-Proto: https, and sets "
    "NUM_PROXIES to the number of proxies."
)


def allowed_ports(request: HttpRequest) -> set[str] | None:
    """Return the ports that a `Host` may name; None if any.

    That is the one of `PUBLIC_URL`. Without it, in production, it is the scheme's own, or the one
    that the server listens on, which development may use beside `PUBLIC_URL`.
    """
    listening = request.META.get("SERVER_PORT", "")
    if settings.PUBLIC_URL:
        url = urlsplit(settings.PUBLIC_URL)
        public = str(url.port or DEFAULT_PORTS[url.scheme])
        return {public, listening} if settings.DEBUG else {public}
    if settings.DEBUG:
        return None
    return {DEFAULT_PORTS[request.scheme or "http"], listening}


def check_port(get_response: GetResponse) -> GetResponse:
    """Middleware: answer 400 to a `Host` with another port, but to probes, which use addresses."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info in PROBES:
            return get_response(request)
        # Raises for a name that is not allowed.
        _, port = split_domain_port(request.get_host())
        allowed = allowed_ports(request)
        # Proxies may leave the port out.
        if not port or allowed is None or port in allowed:
            return get_response(request)
        return wrong_address(request, MESSAGE)

    return middleware


def has_come_over_https(request: HttpRequest) -> bool:
    """Return whether a request for http bears signs of a browser that has sent it over https."""
    if request.headers.get("X-Forwarded-Proto") == "https":
        return True
    host, _ = split_domain_port(request.get_host())
    if request.headers.get("Origin", "").partition(":")[0] == "https":
        return True
    # Browsers send this header over https, and over http to their own machine only.
    return "Sec-Fetch-Site" in request.headers and not is_local(host)


def is_local(host: str) -> bool:
    return host in LOCAL_HOSTS or host.startswith("127.") or host.endswith(".localhost")


def check_scheme(get_response: GetResponse) -> GetResponse:
    """Middleware: answer 400, with the reason, where a redirect to https would never end."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if (
            settings.SECURE_SSL_REDIRECT
            and not request.is_secure()
            and request.path_info not in PROBES
            and has_come_over_https(request)
        ):
            return wrong_address(request, SCHEME_MESSAGE)
        return get_response(request)

    return middleware
