"""Database outages: 503 on every kind of view, and time limits so that they show soon."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponseBase

from config.error_pages import unavailable
from core.db.outages import error_name, is_transient
from core.db.pooler import is_pooled, prefix_settings
from tickets.search.trigram_index import PENDING_LIST_LIMIT

logger = logging.getLogger(__name__)

# An abandoned transaction would block others, and keep old rows on the disk.
IDLE_IN_TRANSACTION_SECONDS = 60
SET_LIMITS = """
    SELECT set_config(name, wanted.value, false)
    FROM pg_settings JOIN (VALUES
        ('statement_timeout', %s), ('idle_in_transaction_session_timeout', %s)
    ) AS wanted (name, value) USING (name)
    WHERE source <> 'client'
"""


class AnswerOutages:
    """Middleware for views outside the API framework: the admin and sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not is_transient(exception):
            return None
        logger.warning("The database is unavailable: %s", error_name(exception))
        return unavailable(request)


def limit_statements(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Limit the time of statements on a new connection that serves requests.

    A receiver of `connection_created`, connected only in the WSGI application: commands may take
    their time. The limits are set by a statement, not by connection options, which poolers refuse.
    Limits in `DATABASE_URL` win, except behind a pooler, which keeps nothing of a session.
    """
    if connection.vendor != "postgresql":
        return
    statement, idle = (
        str(round(seconds * 1000))
        for seconds in (settings.DATABASE_STATEMENT_TIMEOUT, IDLE_IN_TRANSACTION_SECONDS)
    )
    if is_pooled(connection):
        limits = {
            "statement_timeout": statement,
            "idle_in_transaction_session_timeout": idle,
            "lock_timeout": "0",
        }
        prefix_settings(connection, {**limits, "gin_pending_list_limit": PENDING_LIST_LIMIT})
    else:
        with connection.cursor() as cursor:
            cursor.execute(SET_LIMITS, [statement, idle])
