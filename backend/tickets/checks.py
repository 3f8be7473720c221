"""Checks that `migrate` runs before it changes a database."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DataError, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from core.dates import team_zone

WEEKS_COMPARED = 60
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


@register(Tags.database)
def check_time_zone(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse a time zone that PostgreSQL does not know, or knows with other times.

    Its data of time zones may be older than ours, and it takes CET, for one, as an abbreviation,
    without summer time.
    """
    name = settings.TEAM_TIME_ZONE
    errors: list[CheckMessage] = []
    now = datetime.now(UTC)
    moments = [now - timedelta(weeks=weeks) for weeks in range(WEEKS_COMPARED)]
    expected = [moment.astimezone(team_zone()).replace(tzinfo=None) for moment in moments]
    for alias in databases or ():
        if connections[alias].vendor != "postgresql" or name == "UTC":
            continue
        try:
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                cursor.execute(
                    "SELECT moment AT TIME ZONE %s "
                    "FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS asked (moment, number) "
                    "ORDER BY number",
                    [name, moments],
                )
                agrees = [moment for (moment,) in cursor.fetchall()] == expected
            problem = None if agrees else "has other times for"
        except DataError:
            problem = "does not know"
        if problem:
            errors.append(
                Error(
                    f"PostgreSQL {problem} the time zone {name}: set TEAM_TIME_ZONE to the name of "
                    "a place, for example Europe/Berlin, or update the time zone data of the "
                    "database and of this machine.",
                    id="tickets.E002",
                )
            )
    return errors
