"""Compare the counts that statistics are made of with what they count, and mend them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tickets.statistics.counter_triggers import SUMMARIES

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the counts that the statistics are made of with tickets and suggestions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="count everything anew, and put right what is wrong, while others work",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            for summary in SUMMARIES:
                summary.install(connection)
            wrong = sum(summary.mend(connection) for summary in SUMMARIES)
            self.stdout.write(f"{wrong} counts were wrong and are right now.")
            return
        found = [row for summary in SUMMARIES for row in summary.differences(connection)]
        for *key, kept, counted in found[:SHOWN]:
            words = " ".join(str(part) for part in key if part)
            self.stdout.write(f"{words}: {kept}, should be {counted}")
        if found:
            raise CommandError(f"{len(found)} counts are wrong; --rebuild mends them.")
        self.stdout.write("All counts are right.")
