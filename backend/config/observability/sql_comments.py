"""Each statement of a request names it, so that the database's log leads back to ours."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from config.observability import request_ids


def add_request_id(
    execute: Callable[[Any, Any, bool, Any], Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:
    """Execute wrapper: put the id before the statement, for of long ones only the start is shown.

    An id has letters, digits and dashes alone (`request_ids.WELL_FORMED`).
    """
    if isinstance(sql, str) and (request_id := request_ids.current()):
        sql = f"/* request_id='{request_id}' */ {sql}"
    return execute(sql, params, many, context)


def comment_statements(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware for PostgreSQL: it gets each statement as a text of its own anyhow.

    SQLite would not know again the statements that it has prepared, and has no log.
    """
    if not settings.SQL_COMMENTS or connection.vendor != "postgresql":
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(add_request_id):
            return get_response(request)

    return middleware
