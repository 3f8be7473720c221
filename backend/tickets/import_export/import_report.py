"""The report of an import: how the file was read, and what was made of its rows."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import ngettext

from core.private_files import open_private
from tickets.import_export.column_mapping import SHOWN_LENGTH, Columns
from tickets.import_export.csv_format import escape_formulas
from tickets.import_export.dates import DateReader
from tickets.import_export.dialect import Dialect
from tickets.import_export.encoding import FALLBACK_NAME, Encoding

# Lines about rows that are left out, and about values of one kind, that are shown at once.
MAX_REJECTIONS = 100
MAX_REMARKS = 5
# Different reasons that are counted.
MAX_KINDS = 100
DETAIL = re.compile(r"[;:] .*", re.DOTALL)


def shorten(text: str) -> str:
    """Return a text for one line of a terminal: short, and without characters that control it."""
    line = " ".join(text[: SHOWN_LENGTH * 2].split())
    return repr(line if len(line) <= SHOWN_LENGTH else line[: SHOWN_LENGTH - 1] + "…")


class ImportReport:
    """The remarks about an import; its size does not grow with the file's.

    `warn` shows a line at once. `full` is a file for all of them.
    """

    def __init__(self, warn: Callable[[str], object], full: Path | None = None) -> None:
        self.warn = warn
        self.full_path = full
        self.full: IO[str] | None = None
        self.facts: list[str] = []
        self.preset_source = ""
        self.unused: list[int] = []
        self.columns: Columns | None = None
        self.dates: DateReader | None = None
        self.rejected = self.short_rows = self.repeated_rows = self.fallback_rows = 0
        self.fallback_example = ""
        self.reasons: Counter[str] = Counter()
        self.remarks: Counter[str] = Counter()
        # Names of fields that nothing is made of.
        self.unknown: Counter[str] = Counter()

    def describe_lines(self, encoding: Encoding, dates: DateReader) -> None:
        """Keep how a file of JSON lines is read."""
        self.dates = dates
        self.facts.append(f"Read as {encoding.name} ({encoding.source}), one ticket a line.")

    def describe_file(
        self,
        encoding: Encoding,
        dialect: Dialect,
        columns: Columns,
        dates: DateReader,
        keys: list[int],
    ) -> None:
        """Keep how the file is read; `keys` are the columns by which tickets are recognised."""
        self.columns = columns
        self.dates = dates
        self.facts.append(
            f"Read as {encoding.name} ({encoding.source}), "
            f"separated by {dialect.name} ({dialect.source})."
        )
        preset = columns.mapping.preset
        if preset:
            source = self.preset_source or "by its columns; --preset none takes it as any file"
            self.facts.append(f"Layout of {preset.title} ({source}).")
        if keys:
            names = " and ".join(columns.header.describe(at) for at in keys)
            self.facts.append(f"Tickets are recognised by {names} if they come again.")
        self.unused = [at for at in columns.unused if at not in keys]

    def count_fallback(self, line: int, example: str) -> None:
        if not self.fallback_rows:
            self.fallback_example = f"line {line}: {shorten(example)}"
        self.fallback_rows += 1

    def count_unknown(self, name: str) -> None:
        count(self.unknown, name)

    def reject(self, line: int, reason: str) -> None:
        """Tell of a row that is left out."""
        self.rejected += 1
        count(self.reasons, reason)
        if self.rejected <= MAX_REJECTIONS:
            self.warn(f"line {line}: {reason}")
        self.write_full(line, "left out", "", "", reason)

    def remark(self, line: int, field: str, value: str, text: str) -> None:
        """Tell of a value that could not be taken as it is."""
        kind = f"{field}: {DETAIL.sub('', text)}"
        count(self.remarks, kind)
        if self.remarks[kind] <= MAX_REMARKS:
            self.warn(f"line {line}: {field}: {shorten(value)}: {text}")
        self.write_full(line, "changed", field, value, text)

    def write_full(self, line: int, kind: str, field: str, value: str, text: str) -> None:
        if self.full_path is None:
            return
        if self.full is None:
            self.full = open_private(self.full_path, encoding="utf-8-sig", newline="")
            csv.writer(self.full).writerow(["line", "row is", "field", "value", "reason"])
        # A value may have what the file's encoding does not know.
        value = value.encode("utf-8", "backslashreplace").decode()
        csv.writer(self.full, quoting=csv.QUOTE_ALL).writerow(
            [line, kind, field, escape_formulas(value), escape_formulas(text)]
        )

    def close(self) -> None:
        if self.full is not None:
            self.full.close()

    def describe(self) -> Iterator[str]:
        """Yield the lines that say how the file was read."""
        yield from self.facts
        if times := self.fallback_rows:
            yield (
                f"{rows(times, 'has', 'have')} bytes that are not UTF-8, read as {FALLBACK_NAME}, "
                f"for example {self.fallback_example}. "
                "If that is wrong, name the encoding with --encoding."
            )
        if times := self.short_rows:
            have = rows(times, "has", "have")
            yield f"{have} fewer cells than the header; missing ones are empty."
        if times := self.repeated_rows:
            yield f"{rows(times, 'repeats', 'repeat')} an earlier one, ticket number included."
        yield from self.describe_dates()
        yield from self.describe_columns()
        yield from self.describe_values()
        if self.unknown:
            names = ", ".join(f"{name} ({times})" for name, times in self.unknown.most_common())
            yield f"Not taken, for an import has no such field: {names}."

    def describe_dates(self) -> Iterator[str]:
        dates = self.dates
        if dates is None:
            return
        for notation, times in dates.notations.items():
            yield f"Dates {notation}: {times}."
        if dates.without_zone:
            yield (
                f"Times without a zone were read in {dates.zone} (--time-zone): "
                f"{dates.without_zone}."
            )

    def describe_columns(self) -> Iterator[str]:
        columns = self.columns
        if columns is None:
            return
        header = columns.header
        pairs = [
            f"{' or '.join(header.describe(at) for at in positions)} → {name}"
            for name, positions in columns.positions.items()
            if positions
        ]
        yield f"Columns: {', '.join(pairs)}."
        if columns.subjects_as_descriptions:
            yield (
                "The subject serves as the description where there is none: "
                f"{rows(columns.subjects_as_descriptions)}."
            )
        if self.unused:
            names = ", ".join(header.describe(at) for at in self.unused)
            yield f"Not taken, for an import has no such field: {names}."

    def describe_values(self) -> Iterator[str]:
        """Yield which texts were taken for which values, but for those that are the same."""
        for name, meanings in self.columns.meanings.items() if self.columns else ():
            parts = [
                f"{shorten(text) if text else 'nothing'} → {value} {times}"
                f"{' (default)' if is_default else ''}"
                for (text, value, is_default), times in meanings.most_common()
                if text.casefold() != value or is_default
            ]
            if parts:
                yield f"{name}: {', '.join(parts)}."

    def describe_problems(self) -> Iterator[str]:
        """Yield how often there was something to say, where not all of it was shown."""
        hidden = "" if self.full_path else " --report FILE lists them all."
        if self.rejected > MAX_REJECTIONS:
            yield f"{self.rejected - MAX_REJECTIONS} more rows are left out.{hidden}"
            yield from (f"{times} × {reason}" for reason, times in self.reasons.most_common())
        for kind, times in self.remarks.most_common():
            more = hidden if times > MAX_REMARKS else ""
            yield f"{times} × {kind}.{more}"


def rows(times: int, singular: str = "", plural: str = "") -> str:
    """Return a number of rows with its verb."""
    return f"{times} {ngettext('row', 'rows', times)} {ngettext(singular, plural, times)}".strip()


def count(counts: Counter[str], kind: str) -> None:
    """Count a kind of thing, or, where there are too many kinds, something else."""
    counts[kind if kind in counts or len(counts) < MAX_KINDS else "other reasons"] += 1
