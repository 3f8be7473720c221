"""Compare the counts that statistics are made of with the tickets, and put them right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tickets.statistics.counters import TICKET_COUNTERS

SHOWN = 20


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
            TICKET_COUNTERS.create_counters(connection)
            wrong = TICKET_COUNTERS.reconcile(connection)
            self.stdout.write(f"{wrong} counts were wrong and are right now.")
            return
        found = TICKET_COUNTERS.differences(connection)
        for *key, stored, counted in found[:SHOWN]:
            label = " ".join(str(part) for part in key if part)
            self.stdout.write(f"{label}: {stored}, should be {counted}")
        if found:
            raise CommandError(f"{len(found)} counts are wrong; --rebuild puts them right.")
        self.stdout.write("All counts are right.")
