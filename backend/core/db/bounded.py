"""Queries with a time limit."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from core.db.vendor import is_postgresql

QUERY_CANCELED = "57014"


class StatementTooSlow(Exception):  # noqa: N818 - it is a condition, not a fault
    """A statement took longer than its time limit."""


def to_statement(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]] | None:
    """Return the statement and its parameters; None where no row can match."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


def fetch_in_time(rows: QuerySet[Any, tuple[Any, ...]], *, seconds: float) -> list[tuple[Any, ...]]:
    """Return the rows of a `values_list`; raise `StatementTooSlow` after so many seconds.

    SQLite has no such limit.
    """
    if not is_postgresql():
        # Its times are texts until the ORM has read them.
        return list(rows)
    statement = to_statement(rows)
    return execute_in_time(*statement, seconds=seconds) if statement else []


def count_in_time(rows: QuerySet[Any, Any], *, limit: int, seconds: float) -> int:
    """Return the number of rows, at most `limit`; raise `StatementTooSlow` after so many seconds.

    SQLite has no such time limit.
    """
    [count] = count_each_in_time([rows], limit=limit, seconds=seconds)
    return count


def count_each_in_time(
    querysets: Sequence[QuerySet[Any, Any]], *, limit: int, seconds: float
) -> list[int]:
    """Do the same for several, in one statement that has so many seconds for all of them."""
    if not querysets:
        return []
    counted: list[str] = []
    parameters: list[Any] = []
    for rows in querysets:
        statement = to_statement(rows.order_by().values("pk")[:limit])
        if statement is None:
            counted.append("0")
            continue
        sql, values = statement
        counted.append(f"(SELECT COUNT(*) FROM ({sql}) AS bounded)")  # noqa: S608 - the ORM's statement
        parameters += values
    [counts] = execute_in_time(f"SELECT {', '.join(counted)}", parameters, seconds=seconds)
    return [int(count) for count in counts]


def execute_in_time(
    sql: str, parameters: Sequence[Any], *, seconds: float
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement; raise `StatementTooSlow` after so many seconds."""
    if not is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())
    # Sent together, the two are one round trip and one transaction. To compile a statement that is
    # over so soon would take longer than to run it.
    limit = "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true); "
    try:
        with (
            transaction.atomic() if connection.in_atomic_block else nullcontext(),
            connection.cursor() as cursor,
        ):
            cursor.execute(limit + sql, [str(round(seconds * 1000)), *parameters])
            return list(cursor.fetchall())
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != QUERY_CANCELED:
            raise
        raise StatementTooSlow from error
