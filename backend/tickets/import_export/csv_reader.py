"""Reading and validating the rows of CSV files of any size."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from rest_framework import serializers

from core.text.invisible import is_invisible
from tickets.import_export.assignment import read_assignment
from tickets.import_export.column_mapping import REQUIRED_FIELDS, ColumnMapping, Columns
from tickets.import_export.csv_format import (
    ASSIGNMENT_COLUMNS,
    CHANGING_COLUMNS,
    EXPORT_HEADERS,
    TAGS,
    split_tags,
    unescape_formulas,
)
from tickets.import_export.dates import AUTO, DateReader
from tickets.import_export.dialect import Dialect, detect_separator, separator_of_line
from tickets.import_export.encoding import UnreadableTextError, has_undecodable
from tickets.import_export.header import Header, UnusableFileError
from tickets.import_export.import_keys import RowKey, RowKeys
from tickets.import_export.import_report import ImportReport
from tickets.import_export.lines import OpenFile
from tickets.import_export.presets import AUTO as AUTO_PRESET
from tickets.import_export.presets import NONE, PRESETS, recognise
from tickets.import_export.records import Record, RecordReader, UnreadableLines
from tickets.import_export.row_validation import (
    DESCRIPTION_HINT,
    SHORTEN_HINT,
    TOO_LONG,
    Leftovers,
    Remark,
    RowValidator,
)
from tickets.import_export.rows import (
    BATCH_LENGTH,
    TIMES,
    RejectedRow,
    ValidRow,
    fill_in_times,
    judge_times,
)
from tickets.import_export.serializers import ImportedTicketSerializer

# The rows in which the order of days and months is looked for.
SAMPLE_SIZE = 2_000


@dataclass
class ImportOptions:
    """Properties of a file that the operator tells, or leaves to be recognised."""

    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    preset: str = AUTO_PRESET
    separator: str | None = None
    escape: str | None = None
    dates: DateReader = field(default_factory=DateReader)
    leftovers: Leftovers | None = None


def format_errors(errors: Any) -> str:
    return "; ".join(
        f"{name}: {' '.join(format_reason(name, reason) for reason in reasons)}"
        for name, reasons in errors.items()
    )


def format_reason(name: str, reason: Any) -> str:
    if getattr(reason, "code", "") != TOO_LONG:
        return str(reason)
    return f"{reason} {DESCRIPTION_HINT if name == 'description' else SHORTEN_HINT}"


class RowReader:
    """The rows of a file whose first line names the columns.

    If it has the header of an export, formula marks are taken off and ids are kept; in other files
    a column `id` numbers something else. Making one raises `UnusableFileError` if there is no
    header, or if a needed column is missing or ambiguous.
    """

    def __init__(self, file: OpenFile, options: ImportOptions, report: ImportReport) -> None:
        self.file = file
        self.report = report
        self.dates = options.dates
        self.records = RecordReader(file.lines, self.find_dialect(options))
        self.header = self.read_header()
        self.is_export = self.has_header_of_export()
        mapping = self.find_mapping(options)
        self.columns: Columns = mapping.apply_to(self.header)
        if not self.is_export:
            self.columns.positions.pop("id", None)
        self.records.width = len(self.header.names)
        self.records.is_record = self.columns.may_be
        # Shared by all rows: making one takes several times as long as a row's validation.
        names = {*self.columns.positions, *REQUIRED_FIELDS, "requester_name", "requester_email"}
        names -= {*ASSIGNMENT_COLUMNS}
        self.validator = RowValidator(ImportedTicketSerializer(names=names), options.leftovers)
        self.time_columns = [
            (name, self.columns.positions[name]) for name in TIMES if name in self.columns.positions
        ]
        self.keys = RowKeys(self.header, mapping.preset)
        report.describe_file(
            file.encoding, self.records.dialect, self.columns, self.dates, self.keys.positions
        )

    def find_dialect(self, options: ImportOptions) -> Dialect:
        """Return the syntax of the file, and pass over a line that does nothing but name it."""
        lines = self.file.lines
        named = None
        line = lines.read()
        while line is not None and not line.strip():
            line = lines.read()
        if line is not None and (named := separator_of_line(line)):
            line = lines.read()
        if line is None:
            raise UnusableFileError("The file is empty.")
        lines.give_back([line])
        if options.separator:
            return Dialect(options.separator, "as --delimiter says", options.escape)
        if named:
            return Dialect(named, "as the first line says", options.escape)
        return Dialect(detect_separator(line), "as in the header", options.escape)

    def read_header(self) -> Header:
        record = self.records.read()
        if not isinstance(record, Record):
            raise UnusableFileError(
                f"The first line cannot be read: {record.reason if record else 'it is empty'}."
            )
        try:
            cells = [self.decode(cell) for cell in record.cells]
        except UnreadableTextError as error:
            raise UnusableFileError(f"The first line cannot be read. {error}") from error
        if any("\0" in cell for cell in cells):
            raise UnusableFileError(
                "The first line cannot be read: there are zero bytes, as in UTF-16. If the file "
                "is text, name its encoding with --encoding."
            )
        return Header(cells)

    def has_header_of_export(self) -> bool:
        """Return whether these are our columns; spreadsheets may have added blank ones."""
        names = [folded.replace(" ", "_") for folded in self.header.folded]
        while names and not names[-1]:
            names.pop()
        return tuple(names) in EXPORT_HEADERS

    def find_mapping(self, options: ImportOptions) -> ColumnMapping:
        """Return the meaning of the columns, by the layout of another system if they have one."""
        name = options.preset
        if name == AUTO_PRESET:
            name = recognise(self.header) or NONE
        if name == NONE:
            return options.mapping
        self.report.preset_source = "as --preset says" if options.preset == name else ""
        return options.mapping.with_preset(PRESETS[name])

    def decode(self, text: str) -> str:
        return self.file.encoding.decode_rest(text) if has_undecodable(text) else text

    def __iter__(self) -> Iterator[ValidRow | RejectedRow]:
        try:
            for record in self.with_order_of_dates():
                if isinstance(record, UnreadableLines):
                    lines = f"lines {record.line}–{record.last_line} are left out: "
                    span = lines if record.last_line > record.line else ""
                    yield RejectedRow(record.line, f"{span}{record.reason}")
                elif record.cells and (row := self.read_row(record)):
                    yield row
        finally:
            self.keys.close()

    def read_row(self, record: Record) -> ValidRow | RejectedRow | None:
        """Return a row, or None if it repeats another one."""
        line, cells = record
        width = len(self.header.names)
        try:
            decoded = [self.decode(cell) for cell in cells]
        except UnreadableTextError as error:
            return RejectedRow(line, str(error))
        fallback = next((new for new, old in zip(decoded, cells, strict=True) if new != old), None)
        cells = decoded
        # As spreadsheets add them at the end, and DOS its mark.
        if is_invisible("".join(cells)):
            return None
        is_short = len(cells) < width
        if len(cells) > width:
            if any(cell.strip() for cell in cells[width:]):
                return RejectedRow(line, f"{len(cells)} cells where the header has {width}")
            cells = cells[:width]
        elif is_short:
            cells = cells + [""] * (width - len(cells))
        if [cell.strip("\ufeff ") for cell in cells] == self.header.names:
            return RejectedRow(line, "the header comes again")
        if self.is_export:
            cells = [unescape_formulas(cell) for cell in cells]

        try:
            values, time_remarks = self.read_values(cells)
            named = {name: values.pop(name) for name in ASSIGNMENT_COLUMNS if name in values}
            values, remarks = self.validator.validate(values, line)
        except serializers.ValidationError as error:
            return RejectedRow(line, format_errors(error.detail))
        # A row with a number of our own is the same ticket, however often it comes.
        if "id" in values:
            key = RowKey(self.keys.content_of(cells, without=CHANGING_COLUMNS))
        else:
            key = self.keys.of(cells, line)
        if key.repeats is not None and not key.is_same:
            return RejectedRow(line, f"it has the number of line {key.repeats}, but other values")
        if key.repeats is not None:
            self.report.repeated_rows += 1
            return None
        self.columns.accept_row()
        self.report.short_rows += is_short
        if fallback is not None:
            self.report.count_fallback(line, fallback)
        assignment, names_remarks = read_assignment(named, values.get("status"), self.dates)
        self.dates.accept_row()
        remarks = (*time_remarks, *remarks, *judge_times(values), *names_remarks)
        values = {**fill_in_times(values), **assignment}
        return ValidRow(key.key, values, line, key.former_key, remarks)

    def read_values(self, cells: list[str]) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """Return the fields of a row, with its times read, and what is to be said about those."""
        self.dates.start_row()
        values: dict[str, Any] = self.columns.field_values(cells)
        if TAGS in values:
            values[TAGS] = split_tags(values[TAGS])
        remarks: list[Remark] = []
        for name, _ in self.time_columns:
            text = values.pop(name, "")
            if not text:
                continue
            time, remark = self.dates.read(text)
            if time is not None:
                values[name] = time
            if remark:
                remarks.append(Remark(name, text, remark))
        return values, tuple(remarks)

    def with_order_of_dates(self) -> Iterator[Record | UnreadableLines]:
        """Yield the records, after the first ones have shown whether days or months come first."""
        records = iter(self.records)
        if self.dates.style != AUTO or not self.time_columns:
            yield from records
            return
        sample, length = [], 0
        evidence: dict[str, tuple[int, str]] = {}
        for record in records:
            sample.append(record)
            if isinstance(record, Record):
                length += sum(map(len, record.cells))
                for text in self.times_of(record.cells):
                    if order := self.dates.evidence(text):
                        evidence.setdefault(order, (record.line, text))
            if len(sample) == SAMPLE_SIZE or length > BATCH_LENGTH:
                break
        if len(evidence) == 1:
            [(order, (line, text))] = evidence.items()
            self.dates.order = order
            self.report.facts.append(
                f"Dates such as 3/1/2026 are read {order.replace('-', ' ')}, "
                f"as line {line} has {text.strip()!r}."
            )
        elif evidence:
            found = " and ".join(f"{text.strip()!r} (line {at})" for at, text in evidence.values())
            self.report.facts.append(f"Days and months come in both orders, as in {found}.")
        yield from chain(sample, records)

    def times_of(self, cells: list[str]) -> Iterator[str]:
        for _, positions in self.time_columns:
            yield from (cells[at] for at in positions if at < len(cells))
