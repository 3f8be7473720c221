import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

# Any number will do, as long as all releases have the same one.
LOCK = 7_150_623_021
LOOK_AGAIN_SECONDS = 0.5


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


def take_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process is at it.

    By asking again and again: a statement that waits would hold up the building of indexes by the
    one that is waited for. The lock goes with the connection, however the process ends.
    """
    if connection.vendor != "postgresql":
        yield
        return
    while not take_lock():
        time.sleep(LOOK_AGAIN_SECONDS)
    try:
        yield
    finally:
        connection.close()


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
            call_command("migrate", interactive=False, verbosity=options["verbosity"])
