import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

# Any number will do, as long as all releases have the same one.
LOCK = 7_150_623_021
LOOK_AGAIN_SECONDS = 0.5
PATIENCE_SECONDS = 900


def wait_for_database(seconds: float) -> None:
    """Return once the database takes connections; raises `CommandError` where it does not."""
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
        time.sleep(LOOK_AGAIN_SECONDS)


def take_lock(holder: BaseDatabaseWrapper) -> bool:
    with holder.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process is at it; raises `CommandError` after `PATIENCE_SECONDS`.

    By asking again and again: a statement that waits would hold up the building of indexes by the
    one that is waited for. The lock is a transaction's, for a pooler may stand in between, which
    would keep a session's for whoever comes next; it goes with its connection in any case.
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
            time.sleep(LOOK_AGAIN_SECONDS)
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
        with alone():
            call_command(
                "migrate", interactive=False, verbosity=options["verbosity"], skip_checks=False
            )
