"""The records of a CSV file, and the way on where one cannot be read.

A quote that is escaped in an unknown way, or never closed, leaves in doubt where the next record
starts. A line inside of a text may look like a record, and a stranger may have written it. So
reading goes on only where a whole record has the syntax of CSV to the letter and the cells that the
header asks for, and the lines in between are left out.
"""

import csv
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tickets.import_export.dialect import BACKSLASH, Dialect, double_quotes
from tickets.import_export.lines import MAX_LINE_LENGTH, Lines

# A record where reading may go on has at most so many lines.
MAX_CANDIDATE_LINES = 50
# After a quote that is never closed follow lines that are records themselves, but for some.
LIKELY_SHARE = 0.9
TOO_LARGE = "field larger than field limit"
END_OF_FILE = "unexpected end of data"
BACKSLASH_HINT = (
    "its quotes seem to be escaped by a backslash (--escape backslash reads them, --escape double "
    "takes backslashes for plain characters)"
)


class Record(NamedTuple):
    """The cells of a record, and the line on which it starts."""

    line: int
    cells: list[str]


class UnreadableLines(NamedTuple):
    """Lines that are left out, from the first to the last, and why."""

    line: int
    last_line: int
    reason: str


class RecordReader:
    """The records of a file, one after the other.

    `width` is the number of cells of the header, once it is known. `is_record` tells of so many
    cells whether they can be a record of this file; it is asked only where the next record's start
    is in doubt.
    """

    def __init__(self, lines: Lines, dialect: Dialect) -> None:
        self.lines = lines
        self.dialect = dialect
        self.width: int | None = None
        self.is_record: Callable[[list[str]], bool] = bool
        self.taken: list[str] = []
        separator = re.escape(dialect.separator)
        cell = rf'(?:"(?:[^"]|"")*+"|[^"{separator}\r\n]*+)'
        # A record to the letter of RFC 4180: no quote stands in a cell that is not quoted.
        self.exact = re.compile(rf"{cell}(?:{separator}{cell})*+(?:\r\n?|\n)?")
        self.restart(dialect.escape == BACKSLASH)

    def restart(self, by_backslash: bool) -> None:
        csv.field_size_limit(MAX_LINE_LENGTH)
        self.by_backslash = by_backslash
        self.reader = csv.reader(self.feed(), delimiter=self.dialect.separator, strict=True)

    def feed(self) -> Iterator[str]:
        while (line := self.lines.read()) is not None:
            self.taken.append(line)
            yield double_quotes(line) if self.by_backslash else line

    def read(self) -> Record | UnreadableLines | None:
        """Return the next record, or what is left out before the next one, or None at the end."""
        self.taken = []
        line = self.lines.number + 1
        try:
            cells = next(self.reader, None)
        except csv.Error as error:
            return self.leave_out(line, str(error))
        if cells is None:
            return None
        if self.is_doubtful(cells):
            return self.leave_out(line, "")
        return Record(line, cells)

    def __iter__(self) -> Iterator[Record | UnreadableLines]:
        while (record := self.read()) is not None:
            yield record

    def is_doubtful(self, cells: list[str]) -> bool:
        """Return whether a record that could be read is hardly what was meant."""
        if len(self.taken) == 1 and len(self.taken[0]) >= MAX_LINE_LENGTH:
            return True
        may_be_escaped = self.may_be_escaped()
        if self.width is None or (len(self.taken) == 1 and not may_be_escaped):
            return False
        text = "".join(self.taken)
        is_exact = self.exact.fullmatch(double_quotes(text) if self.by_backslash else text)
        if is_exact and len(cells) == self.width:
            return False
        if may_be_escaped:
            otherwise = self.read_by_backslash()
            if otherwise is not None and len(otherwise) != len(cells):
                return True
        # What is CSV to the letter stays one record, whatever its text looks like.
        return not is_exact and self.are_records(self.taken[1:])

    def may_be_escaped(self) -> bool:
        """Return whether a backslash in the record in hand might escape a quote."""
        return self.dialect.escape is None and any('\\"' in line for line in self.taken)

    def are_records(self, lines: list[str]) -> bool:
        """Return whether nearly all of the lines are records themselves."""
        lines = [line for line in lines if line.strip()]
        found = sum(self.cells_of(line) is not None for line in lines)
        return bool(lines) and found >= LIKELY_SHARE * len(lines)

    def cells_of(self, text: str) -> list[str] | None:
        """Return the cells if the text is one record to the letter."""
        if self.by_backslash:
            text = double_quotes(text)
        if not self.exact.fullmatch(text):
            return None
        cells = next(csv.reader([text], delimiter=self.dialect.separator), [])
        return cells if len(cells) == self.width and self.is_record(cells) else None

    def read_by_backslash(self) -> list[str] | None:
        """Return the cells of the record in hand if a backslash escapes its quotes, and take it."""
        taken = self.taken
        self.lines.give_back(taken)
        self.taken = []
        self.restart(True)
        try:
            cells = next(self.reader, None)
        except csv.Error:
            cells = None
        if cells is None or len(cells) != self.width or len(self.taken) > MAX_CANDIDATE_LINES:
            self.lines.give_back(self.taken)
            self.taken = [line for _ in taken if (line := self.lines.read()) is not None]
            cells = None
        self.restart(False)
        return cells

    def leave_out(self, line: int, problem: str) -> UnreadableLines:
        """Find the next record after one that cannot be read, and tell what is left out."""
        if any(len(taken) >= MAX_LINE_LENGTH for taken in self.taken):
            self.restart(self.by_backslash)
            reason = f"a line is longer than {MAX_LINE_LENGTH:,} characters"
            return UnreadableLines(line, self.lines.number, reason)
        if self.may_be_escaped() and self.read_by_backslash() is not None:
            return UnreadableLines(line, self.lines.number, BACKSLASH_HINT)
        following = self.taken[1:]
        # At the end of the file no quote has closed the cell, so that it cannot be a text of many
        # lines; elsewhere it may be one, unless its lines are records.
        if problem in ("", END_OF_FILE) or self.are_records(following[:-1]):
            self.lines.give_back(following)
        else:
            self.lines.give_back(following[-1:])
        self.restart(self.by_backslash)
        self.skip_to_record()
        reason = "a quote is not closed, or text follows where it is"
        if problem.startswith(TOO_LARGE):
            reason = f"a cell is longer than {MAX_LINE_LENGTH:,} characters"
        return UnreadableLines(line, self.lines.number, reason)

    def skip_to_record(self) -> None:
        """Read lines until the next one starts a record."""
        while (line := self.lines.read()) is not None:
            candidate = [line]
            is_open = line.count('"') % 2
            while is_open and len(candidate) < MAX_CANDIDATE_LINES:
                following = self.lines.read()
                if following is None:
                    break
                candidate.append(following)
                is_open ^= following.count('"') % 2
            is_record = not is_open and self.cells_of("".join(candidate)) is not None
            self.lines.give_back(candidate if is_record else candidate[1:])
            if is_record:
                return
