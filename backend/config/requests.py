"""Requests that no view could read are refused before one tries."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from config.fallbacks import is_api

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def require_length(get_response: GetResponse) -> GetResponse:
    """Middleware: refuse an API request whose body has no `Content-Length`.

    To WSGI such a body is empty: a change would be answered with success, and change nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if (
            is_api(request)
            and "Transfer-Encoding" in request.headers
            and not request.META.get("CONTENT_LENGTH")
        ):
            return JsonResponse(
                {"detail": "Send the body's length (Content-Length), not the body in chunks."},
                status=HTTPStatus.LENGTH_REQUIRED,
            )
        return get_response(request)

    return middleware
