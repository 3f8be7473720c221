"""A comment with the request's id in each SQL statement, to match the database's log with ours."""

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
    """Execute a statement with the request's id in front: logs cut long statements at the end.

    The id is safe in a comment: it has letters, digits and dashes alone
    (`request_ids.WELL_FORMED`).
    """
    if isinstance(sql, str) and (request_id := request_ids.current()):
        sql = f"/* request_id='{request_id}' */ {sql}"
    return execute(sql, params, many, context)


def comment_statements(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: add the request's id to its statements on PostgreSQL.

    SQLite has no log, and caches prepared statements by their text.
    """
    if not settings.SQL_COMMENTS or connection.vendor != "postgresql":
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(add_request_id):
            return get_response(request)

    return middleware
