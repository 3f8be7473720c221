"""Guards around the sign-in library's views."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException

from core.http.errors import PayloadTooLarge
from core.http.parsers import MAX_BODY_BYTES, check_length, read_json

View = Callable[..., HttpResponseBase]

FORM = "application/x-www-form-urlencoded"
# The library counts by the minute, wrong passwords by five, and does not say which limit was hit.
RETRY_AFTER_SECONDS = 60


def check_body(request: HttpRequest) -> None:
    """Raise `PayloadTooLarge` or `ValueError` for a body that the library should not read."""
    check_length(request, MAX_BODY_BYTES)
    if request.body and request.content_type != FORM:
        # Half a surrogate pair passes as a JSON escape, but no database stores it.
        json.dumps(read_json(request.body), ensure_ascii=False).encode()


def guard_sign_in(view: View) -> View:
    """Return the view with bounded and checked bodies, and with `Retry-After` on its 429."""

    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            check_body(request)
        except PayloadTooLarge as error:
            return JsonResponse({"detail": str(error.detail)}, status=error.status_code)
        except (ValueError, RawPostDataException):
            # The CSRF check has read a multipart form, which leaves no body to look at.
            return JsonResponse(
                {"detail": "We could not read this JSON."}, status=HTTPStatus.BAD_REQUEST
            )
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response

    return guarded
