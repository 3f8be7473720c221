"""An id for each request, sent in its response and logged with every line about it."""

import re
import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from types import TracebackType
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings

HEADER = "X-Request-ID"
# nginx's ids and UUIDs; anything else could be text that a client injects into our logs.
WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """Return the id of the request that this thread handles."""
    return _current.get()


def clear() -> None:
    """Forget the request's id once the request is over."""
    _current.set(None)


def with_request_ids(application: WSGIApplication) -> WSGIApplication:
    """Give each request the id that a trusted proxy has chosen, or a new one.

    This wraps Django, which logs refused requests after the last middleware has returned. The body
    may still be streaming when this returns, so the server clears the id (`gunicorn_logger.py`).
    """

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = (
            environ.get("HTTP_X_REQUEST_ID", "") if settings.REST_FRAMEWORK["NUM_PROXIES"] else ""
        )
        request_id = given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        _current.set(request_id)

        def start(
            status: str,
            headers: list[tuple[str, str]],
            exc_info: tuple[type[BaseException], BaseException, TracebackType]
            | tuple[None, None, None]
            | None = None,
        ) -> Any:
            return start_response(status, [*headers, (HEADER, request_id)], exc_info)

        return application(environ, start)

    return app
