"""Conditional requests: `ETag`, 304 (`If-None-Match`) and 412 (`If-Match`).

Django's `ConditionalGetMiddleware` compares `If-None-Match` with an answer's `ETag` and answers
304. The tags are made here: of one thing by its version, of a list or of figures by content.
"""

import hashlib

from django.utils.http import parse_etags, quote_etag
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.errors import PreconditionFailed

# These can change while the body stays the same.
PAGE_HEADERS = ("X-Total-Count", "X-Total-Relation", "Link")


def version_etag(version: int) -> str:
    return quote_etag(str(version))


def check_if_match(request: Request, etag: str, detail: str | None = None) -> None:
    """Raise `PreconditionFailed` where `If-Match` names another version than this one.

    A weak tag counts like a strong one: proxies that compress mark our tags as weak, yet a version
    identifies the content, not its bytes.
    """
    if_match = request.headers.get("If-Match")
    tags = [tag.removeprefix("W/") for tag in parse_etags(if_match or "")]
    if if_match and tags != ["*"] and etag not in tags:
        raise PreconditionFailed(detail)


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
