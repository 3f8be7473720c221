import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from core.db.pooler import is_pooled
from tickets.import_export.csv_format import EXPORT_COLUMNS, escape_formula
from tickets.models import Ticket

ROWS_AT_ONCE = 2_000


def see_one_moment() -> None:
    """Let all that a transaction reads be of one moment; it must not have read yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def all_tickets() -> Iterator[dict[str, Any]]:
    """All tickets as they are at one moment, a bounded number in memory."""
    tickets = Ticket.objects.order_by("id").values(*EXPORT_COLUMNS)
    if not is_pooled(connection):
        yield from tickets.iterator(ROWS_AT_ONCE)
        return
    # Without a cursor of the server's, all of them would come at once.
    with transaction.atomic():
        see_one_moment()
        last = 0
        while rows := list(tickets.filter(id__gt=last)[:ROWS_AT_ONCE]):
            yield from rows
            last = rows[-1]["id"]


class Command(BaseCommand):
    help = (
        "Write all tickets, oldest first, as CSV that import_tickets reads back and that a "
        "spreadsheet can open without running anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="Where to write; the standard output if left out."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        try:
            with (
                path.open("w", encoding="utf-8", newline="") if path else nullcontext(self.stdout)
            ) as file:
                count = self.write(file)
        except OSError as error:
            raise CommandError(str(error)) from error
        if path:
            self.stdout.write(self.style.SUCCESS(f"{count} tickets exported."))

    def write(self, file: Any) -> int:
        writer = csv.writer(file)
        writer.writerow(EXPORT_COLUMNS)
        count = 0
        for ticket in all_tickets():
            count += 1
            writer.writerow(
                [
                    value and value.isoformat()
                    if name.endswith("_at")
                    else escape_formula(str(value))
                    for name, value in ticket.items()
                ]
            )
        return count
