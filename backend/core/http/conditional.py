"""Telling a client that what it has is still right, without making it again (304).

Who polls sends the `ETag` of what it has. An answer's tag is made from its content, so that it
changes only where the answer does. As long as nobody has written anything since an answer was last
made, its tag need not be made anew either: PostgreSQL's snapshot, which transactions are over,
tells that in one question whatever writes.
"""

import hashlib
from collections.abc import Callable

from django.core.cache import caches
from django.db import connection
from django.utils.http import parse_etags, quote_etag
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from core.dates import start_of_last

# Beside the content, these can change alone.
HEADERS = ("X-Total-Count", "X-Total-Relation", "Link")


def add_etag(response: Response) -> None:
    """Give a rendered answer its `ETag`."""
    digest = hashlib.sha256(response.content)
    for name in HEADERS:
        digest.update(f"\n{response.headers.get(name)}".encode())
    response.headers["ETag"] = quote_etag(digest.hexdigest()[:32])


def state_of_database() -> str | None:
    """Differs once anybody has written; None where nothing tells that at once.

    Within a transaction it would not tell of what that has written itself.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_postmaster_start_time(), pg_current_snapshot()")
        return ":".join(map(str, cursor.fetchone()))


def unless_unchanged(request: Request, answer: Callable[[], Response]) -> Response:
    """The answer with its `ETag`, or 304 where the request has the tag of what it still is."""
    tags = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    # Read before the answer is made: what is written meanwhile makes another state.
    state = state_of_database() if tags else None
    if state is None:
        response = answer()
        response.add_post_render_callback(add_etag)
        return response

    # The days that filters and figures are about end at midnight.
    asked = f"{request.user.pk} {request.get_full_path()} {start_of_last(1)}"
    key = f"unchanged:{hashlib.sha256(asked.encode()).hexdigest()}"
    known_state, known_tag = caches["local"].get(key, (None, None))
    if known_state == state and known_tag in tags:
        return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": known_tag})

    def remember(rendered: Response) -> None:
        add_etag(rendered)
        caches["local"].set(key, (state, rendered.headers["ETag"]))

    response = answer()
    response.add_post_render_callback(remember)
    return response
