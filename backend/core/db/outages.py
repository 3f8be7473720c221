"""Errors of a database that is away, full or too busy for now, as opposed to programming errors.

The former are answered with 503 and pass by themselves; the latter stay a 500. Only the errors'
codes are read and logged: their texts may quote what people wrote.
"""

import sqlite3

from django.db import Error, InterfaceError, OperationalError, ProgrammingError

RETRY_AFTER_SECONDS = 5
MESSAGE = "The service is busy or restarting. Please try again in a few seconds."

# Connection lost; no resources (connections, disk, memory); shut down, starting, cancelled;
# errors of the operating system. See https://www.postgresql.org/docs/current/errcodes-appendix.html.
TRANSIENT_CLASSES = ("08", "53", "57", "58")
TRANSIENT_CODES = (
    "25006",  # read only: a standby that is about to take over
    "25P03",  # idle in a transaction for too long
    "40001",
    "40P01",  # a deadlock: the other one went through
    "55P03",  # a lock was not to be had in time
)
TRANSIENT_SQLITE_CODES = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
)
# The higher bits of a code hold details.
PRIMARY_CODE = 0xFF


def code_of(error: BaseException) -> str | int | None:
    """Return the database's own code of an error, None if there is none."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None)
    return getattr(cause, "pgcode", None)


def is_transient(error: BaseException | None) -> bool:
    """Return if an exception is an error of the database that is likely to be over soon."""
    if not isinstance(error, Error):
        return False
    code = code_of(error)
    if isinstance(code, int):
        return code & PRIMARY_CODE in TRANSIENT_SQLITE_CODES
    if code is not None:
        return code.startswith(TRANSIENT_CLASSES) or code in TRANSIENT_CODES
    if isinstance(error, ProgrammingError):
        # What was tried in a transaction after its connection had been lost.
        return is_transient(error.__context__)
    # A connection that could not be made or broke leaves no code.
    return isinstance(error, OperationalError | InterfaceError)


def error_name(error: BaseException) -> str:
    """Return the type and the code of an error, which may be logged."""
    return f"{type(error).__name__} {code_of(error) or 'without a code'}"
