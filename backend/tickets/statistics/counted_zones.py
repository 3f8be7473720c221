"""The time zones by whose days PostgreSQL counts tickets in advance, beside UTC.

`migrate` counts by the days of the team's zone while others work, and only then stops counting by
those of the zone before. Processes that still have the other setting count the tickets themselves.
"""

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.db.counter_tables import CounterTable
from core.db.online_migrations import with_lock_timeout
from tickets.statistics.counters import COUNTED_ZONES, ZONE_COUNTERS
from tickets.statistics.duration_counters import DURATION_COUNTERS

REMOVED_AT_ONCE = 5_000
TABLES = (ZONE_COUNTERS, DURATION_COUNTERS)


def read_zones(using: str) -> dict[str, bool]:
    """Return the zones by whose days tickets are counted, true where the counts are complete."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT name, is_complete FROM {COUNTED_ZONES}")
        return dict(cursor.fetchall())


def is_team_counted(using: str) -> bool:
    return settings.TEAM_TIME_ZONE == "UTC" or read_zones(using).get(settings.TEAM_TIME_ZONE, False)


def find_tables(using: str) -> list[CounterTable]:
    """Return the tables that exist: on the way back, migrations drop them."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s) AS name WHERE to_regclass(name) IS NOT NULL",
            [[table.name for table in TABLES]],
        )
        names = {name for (name,) in cursor.fetchall()}
    return [table for table in TABLES if table.name in names]


def count_team_days(using: str) -> None:
    """Keep the counts by days of the team's zone, and of no other, from now on."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    zone = settings.TEAM_TIME_ZONE
    with connection.cursor() as cursor:
        # Not there before the migration that creates it, and after the way back.
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [COUNTED_ZONES])
        if not cursor.fetchone()[0]:
            return
    if not is_team_counted(using):
        add_zone(using, zone)
    remove_others(using, zone)


def lock_source(connection: BaseDatabaseWrapper) -> None:
    """Wait for whoever writes tickets; whoever writes later finds the zones as they are then."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {ZONE_COUNTERS.source.table} IN SHARE ROW EXCLUSIVE MODE")


def add_zone(using: str, zone: str) -> None:
    connection = connections[using]

    def announce() -> None:
        lock_source(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {COUNTED_ZONES} VALUES (%s, false) ON CONFLICT DO NOTHING", [zone]
            )

    with connection.schema_editor(atomic=False) as editor:
        with_lock_timeout(editor, announce, ZONE_COUNTERS.source.table)
    for table in find_tables(using):
        table.reconcile(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {COUNTED_ZONES} SET is_complete = true WHERE name = %s", [zone])


def remove_others(using: str, zone: str) -> None:
    """Stop counting by days of other zones, then delete their counts, a few at a time."""
    connection = connections[using]

    def withdraw() -> None:
        lock_source(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {COUNTED_ZONES} WHERE name <> %s", [zone])

    if read_zones(using).keys() - {zone}:
        with connection.schema_editor(atomic=False) as editor:
            with_lock_timeout(editor, withdraw, ZONE_COUNTERS.source.table)
    for table in find_tables(using):
        # A run that was interrupted may have left some.
        while delete_others(using, zone, table) == REMOVED_AT_ONCE:
            pass


def delete_others(using: str, zone: str, table: CounterTable) -> int:
    """Delete some counts by days of other zones, and return how many."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {table.lock}")
        cursor.execute(
            f"DELETE FROM {table.name} WHERE ctid IN "
            f"(SELECT ctid FROM {table.name} WHERE zone NOT IN (%s, %s) LIMIT %s)",
            # Durations are always counted by days of UTC too.
            [zone, "UTC", REMOVED_AT_ONCE],
        )
        deleted: int = cursor.rowcount
        return deleted
