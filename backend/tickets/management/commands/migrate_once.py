import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.audit.settings_changes import record_settings

# Any number, as long as all releases use the same one.
LOCK = 7_150_623_021
POLL_SECONDS = 0.5
PATIENCE_SECONDS = 900


def wait_for_database(seconds: float) -> None:
    """Return once the database takes connections; raise `CommandError` after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise CommandError(
                    f"The database did not answer within {seconds:g} seconds; "
                    f"check DATABASE_URL: {' '.join(str(error).split())}"
                ) from error
        time.sleep(POLL_SECONDS)


def take_lock(holder: BaseDatabaseWrapper) -> bool:
    with holder.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


@contextmanager
def exclusive() -> Iterator[None]:
    """Hold a lock that one process can have; raise `CommandError` after `PATIENCE_SECONDS`.

    The lock is polled: a statement that waits would hold up the concurrent building of indexes by
    the process that has it. It is a transaction's lock, for a pooler would keep a session's for
    whoever comes next.
    """
    if connection.vendor != "postgresql":
        yield
        return
    holder = connection.copy()
    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        holder.set_autocommit(False)
        while not take_lock(holder):
            holder.rollback()
            if time.monotonic() > deadline:
                raise CommandError("Another process has been migrating the database for too long.")
            time.sleep(POLL_SECONDS)
        yield
    finally:
        holder.close()


class Command(BaseCommand):
    help = (
        "Wait for the database, then bring it up to date: one process at a time, however many "
        "replicas start at once."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--wait", type=float, default=60, metavar="SECONDS", help="for the database (60)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wait_for_database(options["wait"])
        with exclusive():
            call_command(
                "migrate", interactive=False, verbosity=options["verbosity"], skip_checks=False
            )
        # It is what runs before every start.
        record_settings()
