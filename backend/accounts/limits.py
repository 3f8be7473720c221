"""Telling who was refused for asking too often when to come back."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

# The library's windows are a minute long, but for wrong passwords (five), and it does not say which
# one was full.
SECONDS = 60

View = Callable[..., HttpResponseBase]


def tell_when(view: View) -> View:
    """The view, with `Retry-After` where it answers 429."""

    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response["Retry-After"] = str(SECONDS)
        return response

    return wrapped
