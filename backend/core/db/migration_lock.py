"""The lock that lets one process at a time migrate a database."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks
from django.core.management.base import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper

from core.private_files import open_private

# Any number, as long as all releases use the same one. Each schema may have an installation of its
# own, with a lock of its own.
LOCK = 7_150_623_021
TAKE = """
    SELECT pg_try_advisory_xact_lock(
        %s + CASE WHEN current_schema() = 'public' THEN 0 ELSE hashtext(current_schema()) END
    )
"""
LOCK_FILE_SUFFIX = "-migrating"
POLL_SECONDS = 0.5
PATIENCE_SECONDS = 900

WAITING = "Another process is migrating the database: waiting for it."
TOO_LONG = "Another process has been migrating the database for too long."


@contextmanager
def exclusive(connection: BaseDatabaseWrapper, say: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock of a database; raise `CommandError` after waiting `PATIENCE_SECONDS`.

    Whoever has to wait says so, once.
    """
    if connection.vendor == "postgresql":
        with on_postgresql(connection, say):
            yield
    elif isinstance(connection, SQLiteWrapper) and not connection.is_in_memory_db():
        with on_sqlite(connection, say):
            yield
    else:
        yield


@contextmanager
def on_postgresql(connection: BaseDatabaseWrapper, say: Callable[[str], object]) -> Iterator[None]:
    """Hold an advisory lock in a transaction of a connection of its own.

    It is a transaction's lock, for a pooler would keep a session's for whoever comes next. It is
    polled: a statement that waits would hold up the concurrent building of indexes by the process
    that has it.
    """
    holder = connection.copy()

    def take() -> bool:
        with holder.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute(TAKE, [LOCK])
            if cursor.fetchone()[0]:
                return True
        holder.rollback()
        return False

    try:
        holder.set_autocommit(False)
        poll(take, say)
        yield
    finally:
        holder.close()


@contextmanager
def on_sqlite(connection: BaseDatabaseWrapper, say: Callable[[str], object]) -> Iterator[None]:
    """Hold a lock on a file beside the database: one in it would lock out the migration itself.

    The file stays: to remove it while others wait for it would let two in.
    """
    path = Path(f"{connection.settings_dict['NAME']}{LOCK_FILE_SUFFIX}")
    try:
        file = open_private(path, "a")
    except OSError as error:
        raise CommandError(f"The database's folder cannot be written to: {error}") from error
    with file:
        poll(lambda: locks.lock(file, locks.LOCK_EX | locks.LOCK_NB), say)
        yield


def poll(take: Callable[[], bool], say: Callable[[str], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    is_told = False
    while not take():
        if time.monotonic() > deadline:
            raise CommandError(TOO_LONG)
        if not is_told:
            say(WAITING)
            is_told = True
        time.sleep(POLL_SECONDS)
