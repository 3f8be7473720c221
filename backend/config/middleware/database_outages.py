"""A database that is away for now: 503 wherever it shows, and limits so that it shows soon."""

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

# A transaction that its request has forgotten would keep others waiting, and old rows on the disk.
IDLE_IN_TRANSACTION_SECONDS = 60
SET_LIMITS = """
    SELECT set_config(name, wanted.value, false)
    FROM pg_settings JOIN (VALUES
        ('statement_timeout', %s), ('idle_in_transaction_session_timeout', %s)
    ) AS wanted (name, value) USING (name)
    WHERE source <> 'client'
"""


class AnswerOutages:
    """Middleware for views that are not the framework's: the admin, signing in."""

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
    """Receiver of `connection_created` in what serves requests; commands may take their time.

    It is a question of its own, not an option of the connection, for poolers refuse those. What
    `DATABASE_URL` itself sets stays, but for poolers that keep nothing of a session.
    """
    if connection.vendor != "postgresql":
        return
    statement, idle = (
        str(round(seconds * 1000))
        for seconds in (settings.DATABASE_STATEMENT_TIMEOUT, IDLE_IN_TRANSACTION_SECONDS)
    )
    if is_pooled(connection):
        limits = {"statement_timeout": statement, "idle_in_transaction_session_timeout": idle}
        prefix_settings(connection, {**limits, "gin_pending_list_limit": PENDING_LIST_LIMIT})
    else:
        with connection.cursor() as cursor:
            cursor.execute(SET_LIMITS, [statement, idle])
