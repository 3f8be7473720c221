"""Refusal of requests whose `Host` names another port than the installation's.

Whoever asks chooses this header. Nothing of ours depends on its port; that it has one value only
keeps it so, whatever a library makes of it.
"""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import split_domain_port

from config.error_pages import is_api
from config.middleware.probes import PROBES

GetResponse = Callable[[HttpRequest], HttpResponseBase]

DEFAULT_PORTS = {"http": "80", "https": "443"}
MESSAGE = (
    "TicketFlow is not served on this port. Open the address that you were given; whoever runs it "
    "sets PUBLIC_URL to that address, and the proxy in front must pass on Host."
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
        if request.path in PROBES:
            return get_response(request)
        # Raises for a name that is not allowed.
        _, port = split_domain_port(request.get_host())
        allowed = allowed_ports(request)
        # Proxies may leave the port out.
        if not port or allowed is None or port in allowed:
            return get_response(request)
        if is_api(request):
            return JsonResponse({"detail": MESSAGE}, status=HTTPStatus.BAD_REQUEST)
        return HttpResponse(
            f"{MESSAGE}\n",
            status=HTTPStatus.BAD_REQUEST,
            content_type="text/plain; charset=utf-8",
        )

    return middleware
