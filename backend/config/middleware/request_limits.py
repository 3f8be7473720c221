"""Requests that no view could read are refused before one tries."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from config.error_pages import is_api
from core.http.parsers import MAX_BODY_BYTES, read_json

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Enough for the longest search, percent-encoded, with all filters and a cursor.
MAX_QUERY_BYTES = 4_000
MAX_PARAMETERS = 50


def refuse(status: HTTPStatus, detail: str) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status)


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
            return refuse(
                HTTPStatus.LENGTH_REQUIRED,
                "Send the body's length (Content-Length), not the body in chunks.",
            )
        return get_response(request)

    return middleware


def limit_query(get_response: GetResponse) -> GetResponse:
    """Middleware: refuse an API request whose query is long or has many parameters."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if is_api(request) and query:
            if len(query) > MAX_QUERY_BYTES:
                return refuse(
                    HTTPStatus.REQUEST_URI_TOO_LONG,
                    f"The query may have at most {MAX_QUERY_BYTES:,} bytes.",
                )
            if query.count("&") >= MAX_PARAMETERS:
                return refuse(
                    HTTPStatus.BAD_REQUEST,
                    f"The query may have at most {MAX_PARAMETERS} parameters.",
                )
        return get_response(request)

    return middleware


def body_limit(view: Any) -> int:
    """How many bytes a view takes: its `max_body_bytes`, of an action or of all, or as usual."""
    of_action = getattr(view, "initkwargs", {}).get("max_body_bytes")
    of_view = getattr(getattr(view, "cls", None), "max_body_bytes", MAX_BODY_BYTES)
    return int(of_action or of_view)


def is_readable(body: bytes) -> bool:
    """Whether a view that trusts what it reads can read this JSON."""
    try:
        # A decoder takes half a character as an escape; no database does.
        json.dumps(read_json(body), ensure_ascii=False).encode()
    except ValueError:
        return False
    return True


class LimitBody:
    """Middleware: refuse an API request with a large body before it is read.

    Nor does what is not JSON of our kind reach the views of other packages, which trust it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not is_api(request) or not length.isdecimal() or length == "0":
            return None
        limit = body_limit(view)
        if int(length) > limit:
            return refuse(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"This request is too large: its body may have at most {limit // 1024} kB.",
            )
        match = request.resolver_match
        is_ours = hasattr(view, "cls") or bool(match and match.url_name == "api-not-found")
        is_form = request.content_type == "application/x-www-form-urlencoded"
        if not is_ours and not is_form and not is_readable(request.body):
            return refuse(HTTPStatus.BAD_REQUEST, "We could not read this JSON.")
        return None
