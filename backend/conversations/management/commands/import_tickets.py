from argparse import ArgumentParser
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import ngettext
from tqdm import tqdm

from accounts.audit.record import Action
from conversations.import_export.conversations import Conversations
from conversations.import_export.json_lines import FORMATS, JSON_LINES, begins_as_json, format_of
from conversations.import_export.line_reader import LineReader, TicketLine
from tickets.import_export.assignment import Directory
from tickets.import_export.csv_format import READ_COLUMNS, TAGS, join_tags
from tickets.import_export.csv_reader import ImportOptions, RowReader
from tickets.import_export.dates import AUTO, ISO, DateReader
from tickets.import_export.encoding import UnusableEncodingError
from tickets.import_export.header import UnusableFileError
from tickets.import_export.import_report import ImportReport, shorten
from tickets.import_export.import_rows import (
    SUBMISSIONS,
    find_imported_keys,
    import_rows,
    names_of,
)
from tickets.import_export.lines import OpenFile, open_lines
from tickets.import_export.presets import AUTO as AUTO_PRESET
from tickets.import_export.rows import RejectedRow, ValidRow, make_batches, split_rejected
from tickets.management.audit import record_command
from tickets.management.import_options import add_import_options, make_import_options
from tickets.tags.services import TooManyTagsError
from tickets.vocabulary import Status

STANDARD_INPUT = Path("/dev/stdin")
UNUSABLE = (UnusableFileError, UnusableEncodingError, TooManyTagsError)
# Options that say what a CSV file means, with their defaults.
CSV_OPTIONS: dict[str, Any] = {
    "preset": AUTO_PRESET,
    "column": [],
    "map": [],
    "default": [],
    "delimiter": None,
    "title_from_description": False,
    "escape": None,
    "date_format": AUTO,
    "shorten": False,
    "leftovers": None,
}


class Command(BaseCommand):
    help = (
        "Import tickets from a CSV file whose first line names the columns, or with their messages "
        "from JSON lines. Rows that cannot be imported are reported and don't stop the others; "
        "running it again adds nothing twice. Encoding, separator and the layouts of Zendesk, "
        "Freshdesk, osTicket and Zammad are recognised; try --dry-run first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_import_options(parser)
        parser.add_argument(
            "--format",
            choices=FORMATS,
            help=(
                "csv, or jsonl: a ticket with its messages on each line. By default jsonl where "
                "the file's name ends in .jsonl or .ndjson, or its first line begins with {."
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for stream in (self.stdout, self.stderr):
            # A terminal in another encoding must not end the import.
            with suppress(AttributeError):
                stream.reconfigure(errors="backslashreplace")
        if options["file"] == Path("-"):
            options["file"] = STANDARD_INPUT
        path: Path = options["file"]
        self.dry_run = options["dry_run"]
        self.previewed = options["preview"] if self.dry_run else 0
        self.imported = self.valid = self.messages = 0
        self.options = options
        import_options = make_import_options(options)
        self.is_json = False
        report = ImportReport(self.warn, options["report"])
        self.report = report
        try:
            with self.recording(path.name):
                self.import_file(path, options["encoding"], import_options)
        except (*UNUSABLE, OSError, DatabaseError) as error:
            if self.valid or report.rejected:
                self.print_summary(import_options)
            reason = " ".join(str(error).split())
            if isinstance(error, DatabaseError):
                reason = f"The database refused some rows; run this again for the rest. {reason}"
            raise CommandError(reason) from error
        self.print_summary(import_options)

    @contextmanager
    def recording(self, name: str) -> Iterator[None]:
        """Store an event of the audit trail at the end, also of an import that breaks off."""
        try:
            yield
        finally:
            if not self.dry_run:
                numbers = {"tickets": self.imported, "rejected": self.report.rejected}
                if self.is_json:
                    numbers["messages"] = self.messages
                record_command(Action.TICKETS_IMPORTED, name, **numbers)

    def import_file(self, path: Path, encoding: str | None, options: ImportOptions) -> None:
        size = path.stat().st_size
        with (
            open_lines(path, encoding) as file,
            tqdm(total=size or None, unit="B", unit_scale=True, disable=None) as self.progress,
            closing(self.report),
            closing(options.leftovers) if options.leftovers else nullcontext(),
        ):
            for batch in make_batches(self.read(file, options)):
                self.import_batch(batch)
                self.show_progress(file)

    def read(self, file: OpenFile, options: ImportOptions) -> LineReader | RowReader:
        chosen = self.options["format"] or format_of(self.options["file"])
        self.is_json = chosen == JSON_LINES or (chosen is None and begins_as_json(file.lines))
        if not self.is_json:
            return RowReader(file, options, self.report)
        if refused := [name for name, unset in CSV_OPTIONS.items() if self.options[name] != unset]:
            names = ", ".join(f"--{name.replace('_', '-')}" for name in refused)
            raise UnusableFileError(f"JSON lines have no use for {names}: those are for CSV.")
        return LineReader(file, DateReader(ISO, options.dates.zone), self.report)

    def show_progress(self, file: OpenFile) -> None:
        self.progress.update(file.position - self.progress.n)

    def warn(self, line: str) -> None:
        self.progress.clear()
        self.stderr.write(line)

    def import_batch(self, batch: list[ValidRow | RejectedRow]) -> None:
        valid, _ = split_rejected(batch)
        # Else names are looked up when the tickets are stored, and only of those that are new.
        directory = Directory([row.values for row in valid]) if self.dry_run else None
        for row in batch:
            if isinstance(row, RejectedRow):
                self.report.reject(row.line, row.reason)
                continue
            told = directory.find(row.values).remarks if directory else ()
            for remark in (*row.remarks, *told):
                self.report.remark(row.line, *remark)
            if self.previewed:
                self.previewed -= 1
                self.show_row(row, left_out={remark.field for remark in told})
        if not self.dry_run:
            former = {row.former_key for row in valid if row.former_key}
            known = find_imported_keys(former) if former else set()
            new = [row for row in valid if row.former_key not in known]
            conversations = Conversations(row for row in new if isinstance(row, TicketLine))
            stored = import_rows(new, conversations if self.is_json else SUBMISSIONS)
            for line, remark in stored.remarks:
                self.report.remark(line, *remark)
            self.imported += stored.tickets
            self.messages += conversations.count
        self.valid += len(valid)

    def show_row(self, row: ValidRow, left_out: Collection[str]) -> None:
        """Show a row as it would be stored, without fields that are left out."""
        self.progress.clear()
        self.stdout.write(f"The row on line {row.line} would be stored as:")
        tags = join_tags(names_of(row.values))
        values = {"status": str(Status.OPEN), **row.values, TAGS: tags}
        for name in READ_COLUMNS:
            value = None if name in left_out else values.get(name)
            if value not in (None, ""):
                text = shorten(value) if isinstance(value, str) else str(value)
                self.stdout.write(f"  {name}: {text}")
        for message in row.messages if isinstance(row, TicketLine) else ():
            author = f"{message['author_kind']} {shorten(message['author_name'])}"
            at = message["at"].isoformat()
            self.stdout.write(f"  {message['kind']}, {author}, {at}: {shorten(message['text'])}")

    def print_summary(self, options: ImportOptions) -> None:
        for line in self.report.describe():
            self.stdout.write(line)
        for line in self.report.describe_problems():
            self.stdout.write(self.style.WARNING(line))
        leftovers = options.leftovers
        if leftovers and leftovers.count:
            verb = "would go" if self.dry_run else "are"
            self.stdout.write(
                f"The rests of {leftovers.count} descriptions {verb} in {leftovers.path}."
            )
        verb = "could be imported" if self.dry_run else "imported"
        count = self.valid if self.dry_run else self.imported
        tickets = ngettext("ticket", "tickets", count)
        rest = f" with {self.messages} messages" if self.messages else ""
        self.stdout.write(self.style.SUCCESS(f"{count} {tickets}{rest} {verb}."))
        if self.valid > count:
            self.stdout.write(f"{self.valid - count} were there already.")
        if self.report.rejected:
            rows = ngettext("row", "rows", self.report.rejected)
            left_out = f"{self.report.rejected} {rows} left out, see above."
            self.stdout.write(self.style.WARNING(left_out))
