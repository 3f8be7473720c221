"""The CSRF cookie: `CsrfViewMiddleware` checks it, the interface sends it back as a header."""

from django.middleware.csrf import get_token
from rest_framework.request import Request


def set_csrf_cookie(request: Request) -> None:
    """Have the middleware set the `csrftoken` cookie on the answer.

    The interface reads the cookie and sends its value as `X-CSRFToken` with each request that
    changes something.
    """
    get_token(request._request)
