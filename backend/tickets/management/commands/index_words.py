from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from core.db.trigrams import create_extension
from tickets.search.search_texts import iterate_wrong, put_right
from tickets.search.trigram_index import build_index


class Command(BaseCommand):
    help = (
        "Make what is searched anew: the folded copies of tickets' texts where they are not as "
        "they should be, and PostgreSQL's index of words, while reading and writing go on. Needed "
        "after an upgrade during which the former release went on storing tickets, and where the "
        "extension pg_trgm was added to the database later."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only compare the copies, and fail if one is wrong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for ids in iterate_wrong():
            wrong += len(ids)
            if ids and not options["check"]:
                put_right(ids)
        tickets = "1 ticket" if wrong == 1 else f"{wrong:,} tickets"
        if options["check"]:
            if wrong:
                raise CommandError(
                    f"{tickets} cannot be found as they are; without --check this is put right."
                )
            self.stdout.write("All tickets can be found by their texts.")
            return
        self.stdout.write(f"{tickets} could not be found as they are, and can now.")
        if connection.vendor == "postgresql":
            if problem := create_extension(connection):
                raise CommandError(
                    f"The database has no pg_trgm, and does not create it: {problem}"
                )
            build_index(connection)
            self.stdout.write(self.style.SUCCESS("Words are found by an index."))
