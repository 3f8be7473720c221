"""Reading and validating the rows of CSV files of any size."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TextIO

from django.utils import timezone
from rest_framework import serializers

from tickets.import_export.column_mapping import (
    REQUIRED_FIELDS,
    ColumnMapping,
    UnusableFileError,
)
from tickets.import_export.csv_format import EXPORT_HEADERS, unescape_formulas
from tickets.import_export.serializers import ImportedTicketSerializer
from tickets.vocabulary import DONE

# A batch is stored in one transaction. With larger ones PostgreSQL would rather read the whole
# table than look up which rows it has, and others would wait longer.
BATCH_SIZE = 1_000
# In characters, to bound memory where texts are long.
BATCH_LENGTH = 5_000_000
# In characters; several times the longest text of a ticket.
MAX_CELL_LENGTH = 100_000

to_sorted_json = json.JSONEncoder(sort_keys=True).encode


class RejectedRow(NamedTuple):
    """A row that is left out: the line of the file on which it starts, and the reasons."""

    line: int
    reason: str


class ValidRow(NamedTuple):
    """A row that can be stored: its import key, and the fields of its ticket."""

    import_key: str
    values: dict[str, Any]


def make_import_key(row: dict[str, str]) -> str:
    """Return the SHA-256 of all cells of a row, by which another import recognises it."""
    return hashlib.sha256(to_sorted_json(row).encode("utf-8", "surrogatepass")).hexdigest()


def format_errors(errors: Any) -> str:
    return "; ".join(
        f"{name}: {' '.join(str(reason) for reason in reasons)}" for name, reasons in errors.items()
    )


def fill_in_times(values: dict[str, Any]) -> dict[str, Any]:
    """Return a row's fields with all times set.

    A done ticket counts as resolved when it was last updated unless the row says when. A ticket
    that is not done has no such time, whatever the row says.
    """
    created_at = values.get("created_at") or timezone.now()
    values = {"updated_at": created_at, **values, "created_at": created_at}
    is_done = values.get("status") in DONE
    values["resolved_at"] = values.get("resolved_at") or values["updated_at"] if is_done else None
    return values


def read_rows(file: TextIO, mapping: ColumnMapping) -> Iterator[ValidRow | RejectedRow]:
    """Yield the validated rows of a CSV file whose first line names the columns.

    The file must be opened with `newline=""` and `errors="surrogateescape"`. If it has the header
    of an export, formula marks are taken off and ids are kept; in other files a column `id`
    numbers something else.
    Raises `UnusableFileError` if there is no header, if a needed column is missing, or where an
    open quote or an overlong cell leaves in doubt on which line the next row starts.
    """
    csv.field_size_limit(MAX_CELL_LENGTH)
    reader = csv.reader(file, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnusableFileError(f"The first line cannot be read: {error}.") from error
    if not header:
        raise UnusableFileError("The file is empty.")
    mapping.check_header(header)
    is_export = tuple(header) in EXPORT_HEADERS
    columns = mapping.used_columns(header)
    if not is_export:
        columns.pop("id", None)
    # Shared by all rows: making one takes several times as long as a row's validation.
    serializer = ImportedTicketSerializer(names={*columns, *REQUIRED_FIELDS})

    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnusableFileError(
                f"The row that starts on line {line} cannot be read, so nothing after it was: "
                f"{error}."
            ) from error
        if cells is None:
            return
        if not cells:
            continue
        if len(cells) != len(header):
            yield RejectedRow(line, f"{len(cells)} cells where the header has {len(header)}")
            continue
        if is_export:
            cells = [unescape_formulas(cell) for cell in cells]
        row = dict(zip(header, cells, strict=True))
        try:
            values = serializer.run_validation(mapping.field_values(row, columns))
            yield ValidRow(make_import_key(row), fill_in_times(values))
        except serializers.ValidationError as error:
            yield RejectedRow(line, format_errors(error.detail))


def read_batches(file: TextIO, mapping: ColumnMapping) -> Iterator[list[ValidRow | RejectedRow]]:
    """Yield the rows of `read_rows` in lists of bounded size.

    The rows before a place where the file becomes unusable are yielded before the error is raised.
    """
    batch: list[ValidRow | RejectedRow] = []
    length = 0
    try:
        for row in read_rows(file, mapping):
            batch.append(row)
            if isinstance(row, ValidRow):
                length += len(row.values["description"])
            if len(batch) == BATCH_SIZE or length > BATCH_LENGTH:
                yield batch
                batch, length = [], 0
    except UnusableFileError:
        yield batch
        raise
    yield batch


def split_rejected(
    rows: Iterable[ValidRow | RejectedRow],
) -> tuple[list[ValidRow], list[RejectedRow]]:
    """Return the rows that can be stored, and those that cannot."""
    valid: list[ValidRow] = []
    rejected: list[RejectedRow] = []
    for row in rows:
        if isinstance(row, ValidRow):
            valid.append(row)
        else:
            rejected.append(row)
    return valid, rejected
