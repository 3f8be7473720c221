"""Read files of labelled tickets: descriptions with the category and priority that are right."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.db import models

from tickets.import_export.csv_format import EXPORT_HEADERS, unescape_formula
from tickets.vocabulary import Category, Priority

OWN_FILE = Path(__file__).with_name("tickets.csv")
REQUIRED_COLUMNS = ("description", "category", "priority")
HARD_COLUMN = "hard"
HARD_WORDS = {"yes": True, "no": False, "": False}


class UnusableLabelsError(Exception):
    """The file cannot serve as a measure; the message says why, and on which line."""


@dataclass(frozen=True)
class LabelledTicket:
    """A message and what a good answer to it is; `name` is its `id` or else its line."""

    name: str
    description: str
    category: Category
    priority: Priority
    hard: bool = False


def fingerprint(*texts: str) -> str:
    """SHA-256 of texts, so that a file can speak of tickets without telling what they say."""
    digest = hashlib.sha256()
    for text in texts:
        # The lengths keep ("ab", "c") apart from ("a", "bc").
        encoded = text.encode()
        digest.update(b"%d:%b" % (len(encoded), encoded))
    return digest.hexdigest()


def read_labelled(path: Path) -> list[LabelledTicket]:
    """Read a CSV file in UTF-8 whose first line names the columns.

    Columns other than description, category, priority, id and hard are ignored. A file of
    `export_tickets` has its formula marks taken off. Raises `OSError` where there is no file, and
    `UnusableLabelsError` where a column is missing or any row makes no sense: without it the
    others would give the figures of another file.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            tickets = list(read_rows(file))
        except UnicodeDecodeError as error:
            raise UnusableLabelsError(f"{path} is not in UTF-8.") from error
    if not tickets:
        raise UnusableLabelsError(f"{path} has no tickets.")
    return tickets


def read_rows(file: TextIO) -> Iterator[LabelledTicket]:
    reader = csv.reader(file, strict=True)
    line = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [name for name in REQUIRED_COLUMNS if name not in header]
        if missing:
            raise UnusableLabelsError(
                f"There is no column {', '.join(map(repr, missing))}. "
                f"The file has: {', '.join(map(repr, header))}."
            )
        is_export = tuple(header) in EXPORT_HEADERS
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                plain = [unescape_formula(cell) for cell in cells] if is_export else cells
                yield read_row(header, plain, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnusableLabelsError(f"line {line}: {error}") from error


def read_row(header: list[str], cells: list[str], line: int) -> LabelledTicket:
    if len(cells) != len(header):
        raise UnusableLabelsError(f"line {line}: {len(cells)} cells, the header has {len(header)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    if not row["description"]:
        raise UnusableLabelsError(f"line {line}: the description is empty")
    hard = row.get(HARD_COLUMN, "").casefold()
    if hard not in HARD_WORDS:
        raise UnusableLabelsError(f"line {line}: {HARD_COLUMN} is {hard!r}, not yes or no")
    return LabelledTicket(
        name=row.get("id") or f"line {line}",
        description=row["description"],
        category=Category(label(Category, row, "category", line)),
        priority=Priority(label(Priority, row, "priority", line)),
        hard=HARD_WORDS[hard],
    )


def label(vocabulary: type[models.TextChoices], row: dict[str, str], name: str, line: int) -> str:
    word = row[name].casefold()
    if word not in vocabulary.values:
        raise UnusableLabelsError(
            f"line {line}: {name} is {row[name]!r}, not one of {', '.join(vocabulary.values)}"
        )
    return word
