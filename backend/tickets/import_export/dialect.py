"""The character that separates the cells of a file, and how it escapes quotes."""

import re
from collections import Counter
from dataclasses import dataclass

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
NAMED_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", r"\t": "\t", "pipe": "|"}
# A line that spreadsheets read and write before the header.
SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?[,;\t|]*\s*", re.IGNORECASE)
QUOTED = re.compile(r'"(?:[^"]|"")*+"?')
ESCAPED_BY_BACKSLASH = re.compile(r'\\(["\\])')
DOUBLE, BACKSLASH = "double", "backslash"


@dataclass(frozen=True)
class Dialect:
    """The syntax of a file; `escape` is None where nobody said how it escapes quotes."""

    separator: str = ","
    source: str = ""
    escape: str | None = None

    @property
    def name(self) -> str:
        return SEPARATORS.get(self.separator, repr(self.separator))


def parse_separator(text: str) -> str:
    """Return the separator that the operator names; raise `ValueError` if it cannot be one."""
    separator = NAMED_SEPARATORS.get(text.lower(), text)
    if len(separator) != 1 or separator in '"\r\n\\' or separator.isalnum():
        raise ValueError(
            f"{text!r} is not one character that can separate cells; tabs are called tab"
        )
    return separator


def separator_of_line(line: str) -> str | None:
    """Return the separator if the line does nothing but name it, as in `sep=;`."""
    found = SEPARATOR_LINE.fullmatch(line)
    return found[1] if found and found[1] != '"' else None


def detect_separator(header: str) -> str:
    """Return the separator that is most frequent in a header outside of quotes."""
    counts = Counter(QUOTED.sub("", header))
    return max(SEPARATORS, key=lambda separator: counts[separator])


def double_quotes(line: str) -> str:
    """Return a line in which a backslash escapes quotes, with doubled quotes instead."""
    return ESCAPED_BY_BACKSLASH.sub(lambda found: '""' if found[1] == '"' else "\\", line)
