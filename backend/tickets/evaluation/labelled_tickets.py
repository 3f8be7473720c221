"""Read labelled tickets: descriptions with their correct category and priority."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.db import models

from tickets.import_export.csv_format import EXPORT_HEADERS, unescape_formulas
from tickets.vocabulary import Category, Priority

DEFAULT_FILE = Path(__file__).with_name("tickets.csv")
REQUIRED_COLUMNS = ("description", "category", "priority")
HARD_COLUMN = "hard"
HARD_WORDS = {"yes": True, "no": False, "": False}


class InvalidLabelsError(Exception):
    """The file cannot be used; the message tells why, and on which line."""


@dataclass(frozen=True)
class LabelledTicket:
    """A description with its labels; `name` is the ticket's `id`, or else its line."""

    name: str
    description: str
    category: Category
    priority: Priority
    hard: bool = False


def fingerprint(*texts: str) -> str:
    """Return the SHA-256 of the texts, which identifies tickets without revealing their texts."""
    digest = hashlib.sha256()
    for text in texts:
        # The lengths keep ("ab", "c") apart from ("a", "bc").
        encoded = text.encode()
        digest.update(b"%d:%b" % (len(encoded), encoded))
    return digest.hexdigest()


def read_labelled_tickets(path: Path) -> list[LabelledTicket]:
    """Read a CSV file in UTF-8 whose first line names the columns.

    Columns other than description, category, priority, id and hard are ignored. Formula marks of
    `export_tickets` are removed. Raise `OSError` if the file cannot be opened, and
    `InvalidLabelsError` if a column is missing or any row is invalid: leaving rows out would give
    figures about other tickets.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            tickets = list(read_rows(file))
        except UnicodeDecodeError as error:
            raise InvalidLabelsError(f"{path} is not in UTF-8.") from error
    if not tickets:
        raise InvalidLabelsError(f"{path} has no tickets.")
    return tickets


def read_rows(file: TextIO) -> Iterator[LabelledTicket]:
    reader = csv.reader(file, strict=True)
    line = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [name for name in REQUIRED_COLUMNS if name not in header]
        if missing:
            raise InvalidLabelsError(
                f"There is no column {', '.join(map(repr, missing))}. "
                f"The file has: {', '.join(map(repr, header))}."
            )
        is_export = tuple(header) in EXPORT_HEADERS
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                plain = [unescape_formulas(cell) for cell in cells] if is_export else cells
                yield read_row(header, plain, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidLabelsError(f"line {line}: {error}") from error


def read_row(header: list[str], cells: list[str], line: int) -> LabelledTicket:
    if len(cells) != len(header):
        raise InvalidLabelsError(f"line {line}: {len(cells)} cells, the header has {len(header)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    if not row["description"]:
        raise InvalidLabelsError(f"line {line}: the description is empty")
    hard = row.get(HARD_COLUMN, "").casefold()
    if hard not in HARD_WORDS:
        raise InvalidLabelsError(f"line {line}: {HARD_COLUMN} is {hard!r}, not yes or no")
    return LabelledTicket(
        name=row.get("id") or f"line {line}",
        description=row["description"],
        category=Category(parse_label(Category, row, "category", line)),
        priority=Priority(parse_label(Priority, row, "priority", line)),
        hard=HARD_WORDS[hard],
    )


def parse_label(
    vocabulary: type[models.TextChoices], row: dict[str, str], name: str, line: int
) -> str:
    word = row[name].casefold()
    if word not in vocabulary.values:
        raise InvalidLabelsError(
            f"line {line}: {name} is {row[name]!r}, not one of {', '.join(vocabulary.values)}"
        )
    return word
