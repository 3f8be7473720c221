import sys
from typing import Any

from django.core.management.base import OutputWrapper
from django.core.management.commands import migrate
from django.db import connections

from core.db.migration_lock import exclusive


class Command(migrate.Command):
    """Django's command, held by one process at a time.

    The lock covers the checks too: they read which migrations were applied.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        if options["plan"] or options["check_unapplied"]:
            return super().execute(*args, **options)
        output = OutputWrapper(options.get("stdout") or sys.stdout)
        with exclusive(connections[options["database"]], output.write):
            return super().execute(*args, **options)
