"""Bring tickets in from CSV files: any columns, any size, bad rows told apart from good ones."""

import csv
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TextIO

from django.utils import timezone
from rest_framework import serializers

from tickets.import_export.csv_format import EXPORT_COLUMNS, EXPORT_HEADERS, unescape_formula
from tickets.serializers import TicketSerializer
from tickets.vocabulary import DONE, VOCABULARIES

# The more at once, the less the indexes and the counts cost for each.
BATCH_SIZE = 5_000
# In characters: some batches of the longest texts are in memory together.
BATCH_LENGTH = 5_000_000
# Several times the longest text that a ticket can have.
MAX_CELL_LENGTH = 100_000
# Far below what a client in JavaScript can count to: new tickets go on from the highest.
MAX_NUMBER = 10**12
DERIVED_TITLE_LENGTH = 100

# What a value of a vocabulary is called, in any case.
WORDS = {
    name: {
        word.casefold(): str(choice.value)
        for choice in vocabulary
        for word in (choice.value, choice.label)
    }
    for name, vocabulary in VOCABULARIES.items()
}
REQUIRED_FIELDS = ("title", "description", "category", "priority")
AS_JSON = json.JSONEncoder(sort_keys=True).encode


class UnusableFileError(Exception):
    """The file cannot be imported, or not from some line on; the message says why."""


class ImportedTicketSerializer(TicketSerializer):
    """A row of a file: unlike a request, it may bring its own number and times.

    `names` are of the fields that such rows may have: looking for the others takes its time.
    """

    id = serializers.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER)
    created_at = serializers.DateTimeField(required=False)
    updated_at = serializers.DateTimeField(required=False)
    resolved_at = serializers.DateTimeField(required=False, allow_null=True)

    def __init__(self, *args: Any, names: Collection[str] = EXPORT_COLUMNS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {*names, *REQUIRED_FIELDS}

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: field for name, field in super().get_fields().items() if name in self.names}


class BadRow(NamedTuple):
    """A row that was left out: the line of the file on which it starts, and why."""

    line: int
    reason: str


class GoodRow(NamedTuple):
    """A row that can be stored: its fingerprint, and the fields of the ticket that it would be."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How the columns of a file become the fields of a ticket.

    `columns` names the column of a field where it is not the field's own name. `translations`
    gives, for each field, what a value in the file means. `defaults` fill in where a column is
    missing, empty, or has a value of no known meaning.
    """

    columns: dict[str, str] = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    title_from_description: bool = False

    def column_of(self, name: str) -> str:
        return self.columns.get(name, name)

    def check(self, header: list[str]) -> None:
        """Raises `UnusableFileError` when the file lacks a column that the plan needs."""
        missing = [
            self.column_of(name)
            for name in EXPORT_COLUMNS
            if self.column_of(name) not in header
            and (name in self.columns or (name in REQUIRED_FIELDS and name not in self.defaults))
            and not (name == "title" and self.title_from_description)
        ]
        if missing:
            raise UnusableFileError(
                f"There is no column {', '.join(map(repr, missing))}. "
                f"The file has: {', '.join(map(repr, header))}."
            )

    def fields_in(self, header: Collection[str]) -> dict[str, str]:
        """The columns of the fields that the rows of such a file can give."""
        columns = {name: self.column_of(name) for name in EXPORT_COLUMNS}
        return {
            name: column
            for name, column in columns.items()
            if column in header or name in self.defaults or "" in self.translations.get(name, ())
        }

    def values_of(self, row: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
        """The fields that this row gives, in the words of our vocabularies where it can."""
        values = {}
        for name, column in columns.items():
            value = self.understand(name, row.get(column, ""))
            if value.strip():
                values[name] = value
        if "title" not in values and self.title_from_description:
            values["title"] = first_words(values.get("description", ""))
        return values

    def understand(self, name: str, raw: str) -> str:
        value = raw
        if name in WORDS:
            if name in self.translations:
                value = self.translations[name].get(fold(raw), raw)
            value = WORDS[name].get(fold(value), self.defaults.get(name, value))
        return value if value.strip() else self.defaults.get(name, value)


def fold(text: str) -> str:
    return text.strip().casefold()


def first_words(text: str) -> str:
    """The start of a text as a title, cut between words."""
    line = " ".join(text[: DERIVED_TITLE_LENGTH * 2].split())
    if len(line) <= DERIVED_TITLE_LENGTH:
        return line
    return line[:DERIVED_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def key_of(row: dict[str, str]) -> str:
    """SHA-256 of all that the file says in a row, so that another run knows it again."""
    return hashlib.sha256(AS_JSON(row).encode("utf-8", "surrogatepass")).hexdigest()


def describe(errors: Any) -> str:
    return "; ".join(
        f"{name}: {' '.join(str(reason) for reason in reasons)}" for name, reasons in errors.items()
    )


def complete(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a ticket of a row's values, with times where the row gives none.

    A ticket that is done counts as resolved when it last changed unless the row says when; a
    ticket that is not done has no such time, whatever the row says.
    """
    created_at = values.get("created_at") or timezone.now()
    values = {"updated_at": created_at, **values, "created_at": created_at}
    is_done = values.get("status") in DONE
    values["resolved_at"] = values.get("resolved_at") or values["updated_at"] if is_done else None
    return values


def read_rows(file: TextIO, plan: Plan) -> Iterator[GoodRow | BadRow]:
    """Read a CSV file row by row, judging each.

    The file is opened with `newline=""` and `errors="surrogateescape"`. Its first line names the
    columns. A file in the form that `export_tickets` writes has its formula marks taken off and
    its tickets' numbers kept; elsewhere a column `id` has numbers of something else.
    Raises `UnusableFileError` when there is no header, when it lacks a needed column, and where
    the quotes or the length of a cell leave in doubt at which line the next row starts.
    """
    csv.field_size_limit(MAX_CELL_LENGTH)
    reader = csv.reader(file, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnusableFileError(f"The first line cannot be read: {error}.") from error
    if not header:
        raise UnusableFileError("The file is empty.")
    plan.check(header)
    is_export = tuple(header) in EXPORT_HEADERS
    columns = plan.fields_in(header)
    if not is_export:
        columns.pop("id", None)
    # Making one takes several times as long as a row's validation.
    serializer = ImportedTicketSerializer(names=columns)

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
            yield BadRow(line, f"{len(cells)} cells where the header has {len(header)}")
            continue
        if is_export:
            cells = [unescape_formula(cell) for cell in cells]
        row = dict(zip(header, cells, strict=True))
        try:
            values = serializer.run_validation(plan.values_of(row, columns))
            yield GoodRow(key_of(row), complete(values))
        except serializers.ValidationError as error:
            yield BadRow(line, describe(error.detail))


def read_batches(file: TextIO, plan: Plan) -> Iterator[list[GoodRow | BadRow]]:
    """Read a CSV file as `read_rows` does, many rows at a time.

    What was read before the file turned out to be unusable comes before the error.
    """
    batch: list[GoodRow | BadRow] = []
    length = 0
    try:
        for row in read_rows(file, plan):
            batch.append(row)
            if isinstance(row, GoodRow):
                length += len(row.values["description"])
            if len(batch) == BATCH_SIZE or length > BATCH_LENGTH:
                yield batch
                batch, length = [], 0
    except UnusableFileError:
        yield batch
        raise
    yield batch
