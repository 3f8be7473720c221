"""The interface's address, for links in e-mails."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest


class PublicUrlMissingError(SuspiciousOperation):
    """No setting tells the interface's address."""


def interface_url(request: HttpRequest | None = None) -> str:
    """Return the interface's address with a trailing slash.

    That is `PUBLIC_URL`. Without it the request's `Host` counts, but only if `ALLOWED_HOSTS`
    restricts it or in development: else whoever requests an e-mail to somebody else could choose
    where its link leads. Raise `PublicUrlMissingError` if neither will do.
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
