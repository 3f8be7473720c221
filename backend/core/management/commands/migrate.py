import sys
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.core.management.commands import migrate
from django.db import DatabaseError, connections

from core.db.failures import explain
from core.db.migration_lock import exclusive
from core.db.requirements import find_obstacle


class Command(migrate.Command):
    """Django's command, held by one process at a time, which names what an operator can mend.

    The lock covers the checks too: they read which migrations were applied.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        try:
            # Else SQLite's lock would be the first to fail, on a folder that is not there.
            connection.ensure_connection()
            if obstacle := find_obstacle(connection):
                raise CommandError(obstacle)
            if options["plan"] or options["check_unapplied"]:
                return super().execute(*args, **options)
            output = OutputWrapper(options.get("stdout") or sys.stdout)
            with exclusive(connection, output.write):
                return super().execute(*args, **options)
        except DatabaseError as error:
            if sentence := explain(error, connection):
                raise CommandError(sentence) from error
            raise
