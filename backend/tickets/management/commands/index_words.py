from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from tickets.search import trigram_index


class Command(BaseCommand):
    help = (
        "Build anew the indexes by which PostgreSQL finds words. Needed where the extension "
        "pg_trgm has come to the database after its tickets; reading and writing go on meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has such indexes.")
        if problem := trigram_index.create_extension(connection):
            raise CommandError(f"The database has no pg_trgm, and does not create it: {problem}")
        trigram_index.build_indexes(connection)
        self.stdout.write(self.style.SUCCESS("Words are found by indexes."))
