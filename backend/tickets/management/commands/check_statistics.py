"""Compare the statistics' summary with the tickets, and count anew where asked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tickets import summary_sql

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the counts that the statistics are made of with the tickets themselves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="count all tickets anew, and put right what is wrong, while others work",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            summary_sql.install(connection)
            wrong = summary_sql.mend(connection)
            self.stdout.write(f"{wrong} counts were wrong and are right now.")
            return
        found = summary_sql.differences(connection)
        for *key, kept, counted in found[:SHOWN]:
            words = " ".join(str(part) for part in key if part)
            self.stdout.write(f"{words}: {kept}, should be {counted}")
        if found:
            raise CommandError(f"{len(found)} counts are wrong; --rebuild mends them.")
        self.stdout.write("All counts are right.")
