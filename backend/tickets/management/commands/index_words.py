from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.db.trigrams import create_extension
from tickets.search import trigram_index


class Command(BaseCommand):
    help = (
        "Build the indexes by which PostgreSQL finds words anew, while reading and writing go on. "
        "Needed where the extension pg_trgm was added to the database after the first migration."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has such indexes.")
        if problem := create_extension(connection):
            raise CommandError(f"The database has no pg_trgm, and does not create it: {problem}")
        trigram_index.build_indexes(connection)
        self.stdout.write(self.style.SUCCESS("Words are found by indexes."))
