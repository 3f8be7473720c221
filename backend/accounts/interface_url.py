"""The interface's address, for links in e-mails."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

# Not a name that others could follow a link to.
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class PublicUrlMissingError(SuspiciousOperation):
    """No setting tells the interface's address."""


def named_host() -> str | None:
    """Return the first name in `ALLOWED_HOSTS`, rather one that others can reach; None if none."""
    names = [host for host in settings.ALLOWED_HOSTS if host[0] not in "*."]
    return next((name for name in names if name not in LOCAL_HOSTS), next(iter(names), None))


def local_url() -> str:
    """Return the address on this machine, for commands in development, with a trailing slash.

    Docker Compose says it (`LOCAL_URL`). `make run` and `make dev` leave it in a file, for
    a command does not know the port that they were given.
    """
    address = settings.LOCAL_URL
    if not address:
        with suppress(OSError, UnicodeDecodeError):
            address = settings.LOCAL_URL_FILE.read_text().strip()
    return f"{address or 'http://localhost:8000'}/"


def interface_url(request: HttpRequest | None = None) -> str:
    """Return the interface's address with a trailing slash.

    That is `PUBLIC_URL`, or else the first name in `ALLOWED_HOSTS`: whoever requests an e-mail to
    somebody else must not choose where its link leads. Only development takes the address from
    the request. Raise `PublicUrlMissingError` if there is none; production does not start so.
    """
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}/"
    if settings.DEBUG:
        return request.build_absolute_uri("/") if request else local_url()
    if host := named_host():
        return f"{'https' if settings.HTTPS_ONLY else 'http'}://{host}/"
    raise PublicUrlMissingError(
        "Set PUBLIC_URL: nothing else tells the address for links in e-mails."
    )
