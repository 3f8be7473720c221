import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import NotSupportedError, OperationalError, connection

from accounts.audit.settings_changes import record_settings
from core.db.failures import explain, words_of

POLL_SECONDS = 0.5


def wait_for_database(seconds: float) -> None:
    """Return once the database takes connections; raise `CommandError` after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
            return
        except NotSupportedError as error:
            raise CommandError(explain(error)) from error
        except OperationalError as error:
            if time.monotonic() > deadline:
                raise CommandError(
                    f"The database did not answer within {seconds:g} seconds; "
                    f"check DATABASE_URL: {words_of(error, connection)}"
                ) from error
        time.sleep(POLL_SECONDS)


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
        # It takes the lock.
        call_command(
            "migrate", interactive=False, verbosity=options["verbosity"], skip_checks=False
        )
        # It is what runs before every start.
        record_settings()
