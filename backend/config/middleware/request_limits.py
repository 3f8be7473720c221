"""Limits on requests that neither Django nor the servers in front enforce in our own words.

The JSON parser limits the bodies of each view (`core.http.parsers`).
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from config.error_pages import is_api, refusal
from core.http.parsers import too_large_message

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Violation = tuple[HTTPStatus, str]

# Enough for the longest search, percent-encoded, with all filters and a cursor.
MAX_QUERY_BYTES = 4_000
# Django's own limit is one for queries and forms, and the admin's forms have many fields. This one
# allows for the hundred tickets that `/api/seen/` may be asked about.
MAX_PARAMETERS = 120


def find_body_violation(request: HttpRequest) -> Violation | None:
    """Return the status and the detail to refuse a request's body with, or None."""
    length = request.META.get("CONTENT_LENGTH") or ""
    # WSGI treats a body without a length as empty: a change would report success and change
    # nothing.
    if "Transfer-Encoding" in request.headers and not length:
        return (
            HTTPStatus.LENGTH_REQUIRED,
            "Send the body's length (Content-Length), not the body in chunks.",
        )
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("identity", ""):
        return (
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "Send the body as it is, not compressed (Content-Encoding).",
        )
    # Django applies its limit only when it reads a body, and not to uploaded files.
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if length.isdecimal() and int(length) > limit:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, too_large_message(limit)
    return None


def find_query_violation(request: HttpRequest) -> Violation | None:
    """Return the status and the detail to refuse a query of the API or the admin with, or None."""
    query = request.META.get("QUERY_STRING", "")
    if not is_api(request):
        # The admin looks up what the address says, and PostgreSQL fails on it.
        is_unstorable = "%00" in query and request.path_info.startswith(f"/{settings.ADMIN_PATH}")
        return (HTTPStatus.BAD_REQUEST, "The address has a NUL in it.") if is_unstorable else None
    if len(query) > MAX_QUERY_BYTES:
        return (
            HTTPStatus.REQUEST_URI_TOO_LONG,
            f"The query may have at most {MAX_QUERY_BYTES:,} bytes.",
        )
    if query.count("&") >= MAX_PARAMETERS:
        return (
            HTTPStatus.BAD_REQUEST,
            f"The query may have at most {MAX_PARAMETERS} parameters.",
        )
    return None


def limit_requests(get_response: GetResponse) -> GetResponse:
    """Middleware: refuse a large or unmeasured body, and a query that cannot be answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        violation = find_body_violation(request) or find_query_violation(request)
        return refusal(request, *violation) if violation else get_response(request)

    return middleware
