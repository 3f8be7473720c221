"""Conditional requests: `ETag`, 304 (`If-None-Match`) and 412 (`If-Match`).

Django's `ConditionalGetMiddleware` compares `If-None-Match` with an answer's `ETag` and answers
304. The tags are made here: of one thing by its version, of a list or of figures by content.
"""

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import quote_etag
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.errors import PreconditionFailed

# These can change while the body stays the same.
PAGE_HEADERS = ("X-Total-Count", "X-Total-Relation", "Link")


# `"1-gzip"` and `"1;gzip"` are Apache's, `"1--gzip"` is Jetty's, and `"1-df"` F5's.
CODING = r"(?:(?:--?|[;:+_])(?:x-)?(?:gzip|gz|br|brotli|deflate|df|compress|zstd|dcb|dcz))?"
TAG = re.compile(
    rf'(?:^|,)\s*(?:W/)?(?:"([^"]*?){CODING}"|([\w-]+?){CODING})\s*(?=,|$)', re.IGNORECASE
)


def version_etag(version: int, *derived: int) -> str:
    """Return the tag of a version, and of numbers that change without one."""
    return quote_etag("_".join(map(str, (version, *derived))))


def version_in(etag: str) -> str:
    """Return the tag of the version alone, of one with numbers behind it."""
    return etag if etag == "*" else quote_etag(etag.strip('"').partition("_")[0])


def read_etags(header: str) -> list[str]:
    """Return the tags that a header names as we make them, or `["*"]` for any.

    Whoever compresses on the way may write the coding behind our tag, mark the tag as weak, or
    lose its quotes: it still names the same version, whatever its bytes.
    """
    if header.strip() == "*":
        return ["*"]
    return [quote_etag(found[1] or found[2] or "") for found in TAG.finditer(header)]


def check_if_match(request: Request, etag: str, detail: str | None = None) -> None:
    """Raise `PreconditionFailed` where `If-Match` names another version than this one."""
    if_match = request.headers.get("If-Match")
    if if_match and not {"*", version_in(etag)} & set(map(version_in, read_etags(if_match))):
        raise PreconditionFailed(detail)


def read_conditions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: write the tags in `If-None-Match` as we make them, for Django to compare."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if header := request.META.get("HTTP_IF_NONE_MATCH"):
            request.META["HTTP_IF_NONE_MATCH"] = ", ".join(read_etags(header))
        return get_response(request)

    return middleware


def set_content_etag(response: Response) -> None:
    """Set the `ETag` of a rendered answer from its body and its page's headers."""
    digest = hashlib.sha256(response.content)
    for name in PAGE_HEADERS:
        digest.update(f"\n{response.headers.get(name)}".encode())
    response.headers["ETag"] = quote_etag(digest.hexdigest()[:32])


def with_content_etag(response: Response) -> Response:
    """Return the answer, which gets its `ETag` once it is rendered."""
    response.add_post_render_callback(set_content_etag)
    return response
