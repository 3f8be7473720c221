"""The names of a file's columns, and which column a name means."""

import re
from collections.abc import Sequence

from core.text.folding import fold

POSITION = re.compile(r"#(\d+)")
BETWEEN_WORDS = re.compile(r"[\s_-]+")


class UnusableFileError(Exception):
    """The file cannot be imported, or not from some line on; the message says why."""


def fold_case(text: str) -> str:
    """Return a text without case and surrounding space, for comparison."""
    return text.strip().casefold()


def fold_name(name: str) -> str:
    """Return a column's name without case, accents, quotes and what cannot be seen."""
    return BETWEEN_WORDS.sub(" ", fold(name)).strip(" \"'")


class Header:
    """The first line of a file."""

    def __init__(self, cells: Sequence[str]) -> None:
        # As rows are told apart by them: earlier releases did it so.
        self.names = [cell.strip() for cell in cells]
        self.folded = [fold_name(name) for name in self.names]

    def __str__(self) -> str:
        return ", ".join(name and repr(name) for name in self.names if name)

    def describe(self, position: int) -> str:
        """Return the name of a column, with its number where the name does not suffice."""
        name = self.names[position]
        if not name:
            return f"column {position + 1} (without a name)"
        if self.folded.count(self.folded[position]) > 1:
            return f"{name!r} (column {position + 1})"
        return repr(name)

    def positions(self, wanted: str) -> list[int]:
        """Return the positions of the columns that a name or, as in `#3`, a number can mean."""
        # A name to the letter first: somebody chose it among those that differ in case alone.
        if exact := [at for at, name in enumerate(self.names) if name == wanted]:
            return exact
        found = POSITION.fullmatch(wanted)
        if found and 0 < int(found[1]) <= len(self.names):
            return [int(found[1]) - 1]
        folded = fold_name(wanted)
        return [at for at, name in enumerate(self.folded) if name and name == folded]

    def find(self, field: str, wanted: str, *, is_chosen: bool = False) -> int | None:
        """Return the position of the column that gives a field, or None if there is none.

        `is_chosen` says that the operator named the column. Raise `UnusableFileError` if several
        columns are meant.
        """
        found = self.positions(wanted)
        if found and not is_chosen and not POSITION.fullmatch(wanted):
            folded = self.folded[found[0]]
            found = [at for at, name in enumerate(self.folded) if name == folded]
        if len(found) > 1:
            numbers = [str(at + 1) for at in found]
            raise UnusableFileError(
                f"{len(found)} columns are called {self.names[found[0]]!r}: "
                f"{', '.join(numbers[:-1])} and {numbers[-1]}. Choose the one for {field} by its "
                f"number, for example --column '{field}=#{numbers[0]}'."
            )
        return found[0] if found else None
