"""Compare the counts that statistics are made of with the tickets, and put them right."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from core.db.migration_lock import exclusive
from tickets.statistics.counted_zones import count_team_days, is_team_counted
from tickets.statistics.counters import TICKET_COUNTERS, ZONE_COUNTERS
from tickets.statistics.duration_counters import DURATION_COUNTERS

SHOWN = 20
TABLES = (TICKET_COUNTERS, ZONE_COUNTERS, DURATION_COUNTERS)


class Command(BaseCommand):
    help = "Compare the counts that PostgreSQL keeps for the statistics with the tickets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="count everything anew, and put right what is wrong, while others work",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            self.stdout.write("All counts are right. Only PostgreSQL keeps any.")
            return
        if options["rebuild"]:
            # Two at once would both add what is missing.
            with exclusive(connection, self.stdout.write):
                wrong = self.rebuild()
            self.stdout.write(f"{wrong} counts were wrong and are right now.")
            return
        found = [row for table in TABLES for row in table.differences(connection)]
        for *key, stored, counted in found[:SHOWN]:
            label = " ".join(str(part) for part in key if part)
            self.stdout.write(f"{label}: {stored}, should be {counted}")
        if found:
            raise CommandError(f"{len(found)} counts are wrong; --rebuild puts them right.")
        if not is_team_counted(connection.alias):
            raise CommandError(
                f"Tickets are not counted by days of {settings.TEAM_TIME_ZONE} in advance; "
                "--rebuild or migrate does it."
            )
        self.stdout.write("All counts are right.")

    def rebuild(self) -> int:
        """Put all counts right, and return how many were wrong."""
        wrong = 0
        for table in TABLES:
            table.create_counters(connection)
            wrong += table.reconcile(connection)
        count_team_days(connection.alias)
        return wrong
