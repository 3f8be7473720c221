import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from accounts.audit.record import Action
from core.db.pooler import is_pooled
from core.private_files import open_private
from tickets.import_export.csv_format import EXPORT_COLUMNS, escape_formulas
from tickets.management.audit import record_command
from tickets.models import Ticket

ROWS_AT_ONCE = 2_000


def start_snapshot() -> None:
    """Let the whole transaction, which must not have read yet, read the state of one moment."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def all_tickets() -> Iterator[dict[str, Any]]:
    """Yield the fields of all tickets, as of one moment, with bounded memory."""
    tickets = Ticket.objects.order_by("id").values(*EXPORT_COLUMNS)
    if not is_pooled(connection):
        yield from tickets.iterator(ROWS_AT_ONCE)
        return
    # There are no server-side cursors behind a pooler, so one query would fetch all tickets.
    with transaction.atomic():
        start_snapshot()
        last_id = 0
        while rows := list(tickets.filter(id__gt=last_id)[:ROWS_AT_ONCE]):
            yield from rows
            last_id = rows[-1]["id"]


class Command(BaseCommand):
    help = (
        "Write all tickets, oldest first, as CSV that import_tickets reads back and that a "
        "spreadsheet can open without running anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help=(
                "Where to write, for nobody else to read; the standard output if left out. A shell "
                "that redirects that decides who may read it (umask)."
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        self.count = 0
        try:
            with (
                open_private(path, encoding="utf-8", newline="")
                if path
                else nullcontext(self.stdout)
            ) as file:
                self.write_and_record(file, path.name if path else "")
        except OSError as error:
            raise CommandError(str(error)) from error
        if path:
            self.stdout.write(self.style.SUCCESS(f"{self.count} tickets exported."))

    def write_and_record(self, file: Any, name: str) -> None:
        try:
            self.write(file)
        finally:
            # What was written is out, though the rest failed.
            record_command(Action.TICKETS_EXPORTED, name, tickets=self.count)

    def write(self, file: Any) -> None:
        # Quoted, a text stays one cell for programs that separate by several characters.
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(EXPORT_COLUMNS)
        for ticket in all_tickets():
            self.count += 1
            writer.writerow(
                [
                    value and value.isoformat()
                    if name.endswith("_at")
                    else escape_formulas(str(value))
                    for name, value in ticket.items()
                ]
            )
