from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from contextlib import closing
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import ngettext
from tqdm import tqdm

from tickets.import_export.csv_format import EXPORT_COLUMNS
from tickets.import_export.csv_reader import (
    BadRow,
    GoodRow,
    Plan,
    UnusableFileError,
    fold,
    read_batches,
)
from tickets.import_export.index_upkeep import sorting_beside
from tickets.import_export.parallel_import import storing_beside
from tickets.import_export.prefetch import read_ahead
from tickets.vocabulary import VOCABULARIES

# A ticket's number is its own; only an export says it.
FIELDS = EXPORT_COLUMNS[1:]


def assignment(text: str) -> tuple[str, str]:
    """Parse `FIELD=VALUE`."""
    name, separator, value = text.partition("=")
    if not separator or name not in FIELDS or not value:
        raise ArgumentTypeError(f"{text!r} is not FIELD=VALUE with one of {', '.join(FIELDS)}")
    return name, value


def default_value(text: str) -> tuple[str, str]:
    """Parse `FIELD=VALUE` where VALUE must be a word of the field's vocabulary, if it has one."""
    name, value = assignment(text)
    if name in VOCABULARIES and value not in VOCABULARIES[name].values:
        raise ArgumentTypeError(f"{value!r} is not one of {', '.join(VOCABULARIES[name].values)}")
    return name, value


def translation(text: str) -> tuple[str, str, str]:
    """Parse `FIELD:TEXT=VALUE`."""
    left, separator, value = text.rpartition("=")
    name, colon, raw = left.partition(":")
    if not separator or not colon or name not in VOCABULARIES:
        raise ArgumentTypeError(
            f"{text!r} is not FIELD:TEXT=VALUE with one of {', '.join(VOCABULARIES)}"
        )
    default_value(f"{name}={value}")
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
            type=assignment,
            metavar="FIELD=COLUMN",
            help="The column for a field, e.g. title=subject. Repeatable.",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            type=translation,
            metavar="FIELD:TEXT=VALUE",
            help="What a text in the file means, e.g. 'category:IT Support=technical'. Repeatable.",
        )
        parser.add_argument(
            "--default",
            action="append",
            default=[],
            type=default_value,
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
        for name, raw, value in options["map"]:
            translations.setdefault(name, {})[fold(raw)] = value
        plan = Plan(
            columns=dict(options["column"]),
            translations=translations,
            defaults=dict(options["default"]),
            title_from_description=options["title_from_description"],
        )
        self.dry_run = options["dry_run"]
        self.imported = self.good = self.bad = 0
        try:
            self.run(options["file"], plan)
        except (OSError, UnusableFileError, DatabaseError) as error:
            if self.good or self.bad:
                self.report()
            reason = " ".join(str(error).split())
            if isinstance(error, DatabaseError):
                reason = f"The database refused some rows; run this again for the rest. {reason}"
            raise CommandError(reason) from error
        self.report()

    def report(self) -> None:
        verb = "could be imported" if self.dry_run else "imported"
        done = self.good if self.dry_run else self.imported
        tickets = ngettext("ticket", "tickets", done)
        self.stdout.write(self.style.SUCCESS(f"{done} {tickets} {verb}."))
        if self.good > done:
            self.stdout.write(f"{self.good - done} were there already.")
        if self.bad:
            rows = ngettext("row", "rows", self.bad)
            self.stdout.write(self.style.WARNING(f"{self.bad} {rows} left out, see above."))

    def run(self, path: Path, plan: Plan) -> None:
        with (
            path.open("rb") as binary,
            TextIOWrapper(binary, "utf-8-sig", errors="surrogateescape", newline="") as text,
            tqdm(total=path.stat().st_size, unit="B", unit_scale=True, disable=None) as progress,
            closing(read_ahead(read_batches(text, plan))) as batches,
            sorting_beside() as sort_words,
            storing_beside(partial(self.note, sort_words)) as store,
        ):
            for batch in batches:
                rows = self.sift(batch, progress)
                if self.dry_run:
                    self.good += len(rows)
                elif rows:
                    store(rows)
                # A pipe cannot tell.
                if binary.seekable():
                    progress.update(binary.tell() - progress.n)

    def note(self, sort_words: Callable[[], None], rows: int, new: int) -> None:
        self.good += rows
        self.imported += new
        sort_words()

    def sift(self, batch: list[GoodRow | BadRow], progress: tqdm) -> list[GoodRow]:
        """Report the rows that cannot be stored; returns the others."""
        rows: list[GoodRow] = []
        for row in batch:
            if isinstance(row, GoodRow):
                rows.append(row)
                continue
            self.bad += 1
            progress.clear()
            self.stderr.write(f"line {row.line}: {row.reason}")
        return rows
