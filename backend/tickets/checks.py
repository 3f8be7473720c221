"""Checks that `migrate` runs before it changes a database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

FIRST, LAST = ("tickets", "0001_initial"), ("tickets", "0011_history")


@register(Tags.database)
def check_release(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse a database that stopped among the migrations that were squashed into one."""
    errors: list[CheckMessage] = []
    for alias in databases or ():
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        if FIRST in applied and LAST not in applied:
            errors.append(
                Error(
                    "This database is older than the last release: upgrade it to that release "
                    "first, then to this one.",
                    id="tickets.E001",
                )
            )
    return errors
