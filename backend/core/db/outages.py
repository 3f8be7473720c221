"""Telling a database that is away, full or too busy for now from a mistake of ours.

The one is answered with 503 and passes by itself; the other stays a 500 and wants mending. Only
the errors' codes are looked at and logged: their texts may quote what people wrote.
"""

import sqlite3

from django.db import Error, InterfaceError, OperationalError, ProgrammingError

RETRY_AFTER_SECONDS = 5
MESSAGE = "The service is busy or restarting. Please try again in a few seconds."

# Connection lost; no resources (connections, disk, memory); shut down, starting, cancelled;
# trouble of the system below. See https://www.postgresql.org/docs/current/errcodes-appendix.html.
PASSING_CLASSES = ("08", "53", "57", "58")
PASSING_CODES = (
    "25006",  # read only: a standby that is about to take over
    "25P03",  # idle in a transaction for too long
    "40001",
    "40P01",  # a deadlock: the other one went through
    "55P03",  # a lock was not to be had in time
)
PASSING_SQLITE_CODES = (
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
# The rest of a code says more exactly what it was.
PRIMARY_CODE = 0xFF


def code_of(error: BaseException) -> str | int | None:
    """What the database itself calls an error; None where it said nothing, or could not."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None)
    return getattr(cause, "pgcode", None)


def is_outage(error: BaseException | None) -> bool:
    """Whether an error of the database is likely to be over soon."""
    if not isinstance(error, Error):
        return False
    code = code_of(error)
    if isinstance(code, int):
        return code & PRIMARY_CODE in PASSING_SQLITE_CODES
    if code is not None:
        return code.startswith(PASSING_CLASSES) or code in PASSING_CODES
    if isinstance(error, ProgrammingError):
        # What was tried in a transaction after its connection had been lost.
        return is_outage(error.__context__)
    # A connection that could not be made or broke leaves no code.
    return isinstance(error, OperationalError | InterfaceError)


def name_of(error: BaseException) -> str:
    """What may be logged of an error."""
    return f"{type(error).__name__} {code_of(error) or 'without a code'}"
