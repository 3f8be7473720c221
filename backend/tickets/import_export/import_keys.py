"""Keys by which another import recognises rows.

A row is known by all of its cells, and one that is alike and further down in the same file by its
count as well: two tickets of the same words are two tickets, and stay two when the file is imported
again. In the layout of another system a ticket is known by its number there and by the time when it
was created, so that a later export does not bring it again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from tickets.import_export.header import Header
from tickets.import_export.presets import Preset

to_sorted_json = json.JSONEncoder(sort_keys=True).encode
# In KiB; more keys than that are kept in a file of SQLite's that has no name.
CACHE_SIZE = 16_000


def make_import_key(row: dict[str, str]) -> str:
    """Return the SHA-256 of all cells of a row, by which another import recognises it."""
    return digest(to_sorted_json(row))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Seen(NamedTuple):
    """Occurrences of a key up to now, its first line, and whether the row was the same there."""

    times: int
    line: int
    is_same: bool


class RowKey(NamedTuple):
    """The key of a row, the one by which earlier releases knew it, and what came before it.

    `repeats` is the line of a row with the same number of a ticket; `is_same` tells whether that
    row has the same cells.
    """

    key: str
    former_key: str = ""
    repeats: int | None = None
    is_same: bool = True


class SeenKeys:
    """The keys of the rows of one file; their number does not matter to memory."""

    def __init__(self) -> None:
        self.seen = sqlite3.connect("")
        self.seen.execute("PRAGMA journal_mode = OFF")
        self.seen.execute(f"PRAGMA cache_size = -{CACHE_SIZE}")
        self.seen.execute(
            "CREATE TABLE seen"
            " (key INTEGER PRIMARY KEY, times INTEGER, line INTEGER, content INTEGER)"
        )

    def close(self) -> None:
        self.seen.close()

    def of_content(self, content: str, line: int) -> RowKey:
        """Return the key of a row that is known by all that it has."""
        seen = self.count(content, line, content)
        return RowKey(content if seen.times == 1 else digest(f"{content} {seen.times}"))

    def of_number(self, key: str, line: int, content: str) -> RowKey:
        """Return the key of a row that is known by the number of its ticket, as `key` has it."""
        seen = self.count(key, line, content)
        repeats = seen.line if seen.times > 1 else None
        return RowKey(key, content, repeats, seen.is_same)

    def count(self, key: str, line: int, content: str) -> Seen:
        """Return how often this key came, now included, and its first line and content."""
        number, content_number = shorten_key(key), shorten_key(content)
        [(times, first_line, first_content)] = self.seen.execute(
            "INSERT INTO seen VALUES (?, 1, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET times = times + 1 RETURNING times, line, content",
            (number, line, content_number),
        )
        return Seen(times, first_line, first_content == content_number)


class RowKeys(SeenKeys):
    """The keys of the rows of a CSV file."""

    def __init__(self, header: Header, preset: Preset | None) -> None:
        super().__init__()
        self.header = header
        self.number = self.beside_number = None
        if preset:
            self.number = first_position(header, preset.number)
            # Where there is no time, the title tells numbers of two systems apart.
            self.beside_number = first_position(header, preset.created, preset.columns["title"][0])
        self.system = preset.title if preset else ""

    @property
    def positions(self) -> list[int]:
        """Return the positions of the columns by which tickets are recognised, if not by all."""
        if self.number is None:
            return []
        return [self.number] if self.beside_number is None else [self.number, self.beside_number]

    def content_of(self, cells: Sequence[str], without: Collection[str] = ()) -> str:
        """Return the key that all cells of a row give, but for those of some columns."""
        row = dict(zip(self.header.names, cells, strict=True))
        return make_import_key({name: cell for name, cell in row.items() if name not in without})

    def of(self, cells: Sequence[str], line: int) -> RowKey:
        """Return the key of the row on this line."""
        content = self.content_of(cells)
        number = cells[self.number].strip() if self.number is not None else ""
        if number:
            beside = cells[self.beside_number].strip() if self.beside_number is not None else ""
            key = digest(json.dumps([self.system, number, beside]))
            return self.of_number(key, line, content)
        return self.of_content(content, line)


def first_position(header: Header, *names: str) -> int | None:
    """Return the position of the first of these columns that there is."""
    return next((header.folded.index(name) for name in names if name in header.folded), None)


def shorten_key(key: str) -> int:
    """Return a key as an integer of 64 bits: small, and enough to tell the rows of a file apart."""
    return int.from_bytes(bytes.fromhex(key[:16]), signed=True)
