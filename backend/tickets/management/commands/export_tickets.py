import csv
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO, TextIOWrapper
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
# Without it spreadsheets on Windows read UTF-8 as another encoding.
BYTE_ORDER_MARK = "\ufeff"


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
        parser.add_argument(
            "--no-byte-order-mark",
            action="store_true",
            help="Leave out the mark by which spreadsheets recognise UTF-8.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        self.mark = "" if options["no_byte_order_mark"] else BYTE_ORDER_MARK
        self.count = 0
        try:
            with (
                open_private(path, encoding="utf-8", newline="")
                if path
                else self.utf_8_output() as file
            ):
                self.write_and_record(file, path.name if path else "")
        except BrokenPipeError as error:
            raise CommandError(
                "Nobody reads the output any longer, so that the export is not complete."
            ) from error
        except OSError as error:
            raise CommandError(str(error)) from error
        if path:
            self.stdout.write(self.style.SUCCESS(f"{self.count} tickets exported."))

    @contextmanager
    def utf_8_output(self) -> Iterator[Any]:
        """Open the standard output for UTF-8, whatever the locale says that a terminal knows."""
        buffer = getattr(self.stdout, "buffer", None)
        if buffer is None:
            yield self.stdout
            return
        output = TextIOWrapper(buffer, encoding="utf-8", newline="", write_through=True)
        try:
            yield output
            output.flush()
        except BrokenPipeError:
            # Python would complain at the end that it cannot write the rest.
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), buffer.fileno())
            raise
        finally:
            # Or closing this one would close the standard output.
            with suppress(ValueError, BrokenPipeError):
                output.detach()

    def write_and_record(self, file: Any, name: str) -> None:
        try:
            self.write(file)
        finally:
            # What was written is out, though the rest failed.
            record_command(Action.TICKETS_EXPORTED, name, tickets=self.count)

    def write(self, file: Any) -> None:
        # Quoted, a text stays one cell for programs that separate by several characters.
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        # With the mark in one piece: Django's output ends each piece with a line break.
        header = StringIO(newline="")
        csv.writer(header, quoting=csv.QUOTE_ALL).writerow(EXPORT_COLUMNS)
        file.write(self.mark + header.getvalue())
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
