import csv
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit.record import Action
from conversations.import_export.export_lines import Lines
from conversations.import_export.json_lines import CSV, FORMATS, JSON_LINES, format_of
from core.private_files import open_private
from tickets.import_export.csv_format import EXPORT_COLUMNS, TAGS, escape_formulas, join_tags
from tickets.import_export.export_rows import one_moment, ticket_chunks
from tickets.import_export.lines import MAX_LINE_LENGTH
from tickets.management.audit import record_command

# Without it spreadsheets on Windows read UTF-8 as another encoding.
BYTE_ORDER_MARK = "\ufeff"


class Command(BaseCommand):
    help = (
        "Write all tickets, oldest first, for import_tickets to read back: as CSV that a "
        "spreadsheet can open without running anything, or with their messages as JSON lines."
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
            "--format",
            choices=FORMATS,
            help=(
                "csv, or jsonl: a ticket with its messages on each line. By default jsonl where "
                "the file's name ends in .jsonl or .ndjson, else csv."
            ),
        )
        parser.add_argument(
            "--no-notes",
            action="store_true",
            help="Leave internal notes out. Only JSON lines have messages at all.",
        )
        parser.add_argument(
            "--no-byte-order-mark",
            action="store_true",
            help="Leave out the mark by which spreadsheets recognise UTF-8.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        self.format = options["format"] or format_of(path) or CSV
        if options["no_notes"] and self.format == CSV:
            raise CommandError("CSV has neither replies nor notes: --no-notes is for JSON lines.")
        self.with_notes = not options["no_notes"]
        self.mark = "" if options["no_byte_order_mark"] else BYTE_ORDER_MARK
        self.count = 0
        self.details: dict[str, int] = {}
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
            messages = self.details.get("messages")
            rest = "" if messages is None else f" with {messages} messages"
            self.stdout.write(self.style.SUCCESS(f"{self.count} tickets{rest} exported."))

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
            with one_moment():
                if self.format == JSON_LINES:
                    self.write_lines(file)
                else:
                    self.write_csv(file)
        finally:
            # What was written is out, though the rest failed.
            record_command(Action.TICKETS_EXPORTED, name, tickets=self.count, **self.details)

    def write_lines(self, file: Any) -> None:
        lines = Lines(with_notes=self.with_notes)
        try:
            for line in lines:
                self.count += 1
                file.write(line)
        finally:
            self.details = {"messages": lines.message_count}
        if held := lines.count_held():
            self.stderr.write(f"{held} replies can still be taken back and are not in the file.")
        if lines.too_long:
            self.stderr.write(
                f"{lines.too_long} tickets have lines of more than {MAX_LINE_LENGTH:,} characters, "
                "which import_tickets leaves out."
            )

    def write_csv(self, file: Any) -> None:
        # Quoted, a text stays one cell for programs that separate by several characters.
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        # With the mark in one piece: Django's output ends each piece with a line break.
        header = StringIO(newline="")
        csv.writer(header, quoting=csv.QUOTE_ALL).writerow(EXPORT_COLUMNS)
        file.write(self.mark + header.getvalue())
        for ticket in chain.from_iterable(ticket_chunks()):
            self.count += 1
            ticket[TAGS] = join_tags(ticket[TAGS])
            writer.writerow(
                [
                    value and value.isoformat()
                    if name.endswith("_at")
                    else escape_formulas("" if value is None else str(value))
                    for name, value in ticket.items()
                ]
            )
