from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import ngettext
from tqdm import tqdm

from accounts.audit.record import Action
from tickets.import_export.column_mapping import ColumnMapping, UnusableFileError, fold_case
from tickets.import_export.csv_format import EXPORT_COLUMNS
from tickets.import_export.csv_reader import (
    RejectedRow,
    ValidRow,
    read_batches,
    split_rejected,
)
from tickets.import_export.import_rows import import_rows
from tickets.management.audit import record_command
from tickets.vocabulary import VOCABULARIES

# Without `id`: only the rows of an export bring their own.
FIELDS = EXPORT_COLUMNS[1:]


def parse_assignment(text: str) -> tuple[str, str]:
    """Parse `FIELD=VALUE`."""
    name, separator, value = text.partition("=")
    if not separator or name not in FIELDS or not value:
        raise ArgumentTypeError(f"{text!r} is not FIELD=VALUE with one of {', '.join(FIELDS)}")
    return name, value


def parse_default(text: str) -> tuple[str, str]:
    """Parse `FIELD=VALUE`, where VALUE must belong to the field's vocabulary if it has one."""
    name, value = parse_assignment(text)
    if name in VOCABULARIES and value not in VOCABULARIES[name].values:
        raise ArgumentTypeError(f"{value!r} is not one of {', '.join(VOCABULARIES[name].values)}")
    return name, value


def parse_translation(text: str) -> tuple[str, str, str]:
    """Parse `FIELD:TEXT=VALUE`."""
    left, separator, value = text.rpartition("=")
    name, colon, raw = left.partition(":")
    if not separator or not colon or name not in VOCABULARIES:
        raise ArgumentTypeError(
            f"{text!r} is not FIELD:TEXT=VALUE with one of {', '.join(VOCABULARIES)}"
        )
    parse_default(f"{name}={value}")
    return name, raw, value


class Command(BaseCommand):
    help = (
        "Import tickets from a CSV file whose first line names the columns. Rows that cannot be "
        "imported are reported and don't stop the others; running it again adds nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The file, in UTF-8.")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            type=parse_assignment,
            metavar="FIELD=COLUMN",
            help="The column for a field, e.g. title=subject. Repeatable.",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=parse_translation,
            metavar="FIELD:TEXT=VALUE",
            help="What a text in the file means, e.g. 'category:IT Support=technical'. Repeatable.",
        )
        parser.add_argument(
            "--default",
            action="append",
            default=[],
            type=parse_default,
            metavar="FIELD=VALUE",
            help=(
                "The value where the column is missing, empty or has a text of unknown meaning, "
                "e.g. category=general. Repeatable."
            ),
        )
        parser.add_argument(
            "--title-from-description",
            action="store_true",
            help="Take the first words of the description where there is no title.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Only report what could not be imported."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        translations: dict[str, dict[str, str]] = {}
        for name, text, value in options["map"]:
            translations.setdefault(name, {})[fold_case(text)] = value
        mapping = ColumnMapping(
            columns=dict(options["column"]),
            translations=translations,
            defaults=dict(options["default"]),
            title_from_description=options["title_from_description"],
        )
        self.dry_run = options["dry_run"]
        self.imported = self.valid = self.rejected = 0
        try:
            with self.recording(options["file"].name):
                self.import_file(options["file"], mapping)
        except (OSError, UnusableFileError, DatabaseError) as error:
            if self.valid or self.rejected:
                self.print_summary()
            reason = " ".join(str(error).split())
            if isinstance(error, DatabaseError):
                reason = f"The database refused some rows; run this again for the rest. {reason}"
            raise CommandError(reason) from error
        self.print_summary()

    @contextmanager
    def recording(self, name: str) -> Iterator[None]:
        """Store an event of the audit trail at the end, also of an import that breaks off."""
        try:
            yield
        finally:
            if not self.dry_run:
                record_command(
                    Action.TICKETS_IMPORTED, name, tickets=self.imported, rejected=self.rejected
                )

    def import_file(self, path: Path, mapping: ColumnMapping) -> None:
        with (
            path.open("rb") as binary,
            TextIOWrapper(binary, "utf-8-sig", errors="surrogateescape", newline="") as text,
            tqdm(total=path.stat().st_size, unit="B", unit_scale=True, disable=None) as progress,
        ):
            for batch in read_batches(text, mapping):
                self.import_batch(batch, progress)
                # A pipe has no position.
                if binary.seekable():
                    progress.update(binary.tell() - progress.n)

    def import_batch(self, batch: list[ValidRow | RejectedRow], progress: tqdm) -> None:
        valid, rejected = split_rejected(batch)
        self.rejected += len(rejected)
        for row in rejected:
            progress.clear()
            self.stderr.write(f"line {row.line}: {row.reason}")
        if not self.dry_run:
            self.imported += import_rows(valid)
        self.valid += len(valid)

    def print_summary(self) -> None:
        verb = "could be imported" if self.dry_run else "imported"
        count = self.valid if self.dry_run else self.imported
        tickets = ngettext("ticket", "tickets", count)
        self.stdout.write(self.style.SUCCESS(f"{count} {tickets} {verb}."))
        if self.valid > count:
            self.stdout.write(f"{self.valid - count} were there already.")
        if self.rejected:
            rows = ngettext("row", "rows", self.rejected)
            self.stdout.write(self.style.WARNING(f"{self.rejected} {rows} left out, see above."))
