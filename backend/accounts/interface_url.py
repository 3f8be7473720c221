"""Addresses of the interface, for e-mails."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest


class PublicUrlMissingError(SuspiciousOperation):
    """Nothing tells under which address people reach the interface."""


def interface_url(request: HttpRequest | None = None) -> str:
    """Where people reach the interface, with a slash at the end.

    `PUBLIC_URL` tells it. Without it, the request's `Host` is believed where `ALLOWED_HOSTS` names
    the hosts, or in development: else whoever asks for an e-mail to somebody else could choose
    where the link in it leads. Raises `PublicUrlMissingError`.
    """
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}/"
    if request is not None and (settings.DEBUG or "*" not in settings.ALLOWED_HOSTS):
        return request.build_absolute_uri("/")
    if settings.DEBUG:
        return "http://localhost:8000/"
    raise PublicUrlMissingError(
        "Set PUBLIC_URL: nothing else tells the address for links in e-mails."
    )
