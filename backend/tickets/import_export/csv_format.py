"""The CSV format of exports.

A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula, and a stranger's
ticket may well start so (https://owasp.org/www-community/attacks/CSV_Injection). Where it
separates by `;` or tabs, cells also start in the middle of a text: after those, and after each line
break, for the quotes around the text mean nothing then. An apostrophe goes in front of whatever
could be a formula in any of these places. Spreadsheets show it as plain text, and the import takes
it off.
"""

import re
from collections.abc import Iterable

from tickets.tags.models import SEPARATOR

# What the import reads of an export, and any other file may have, of a ticket's own columns.
IMPORTED_COLUMNS = (
    "id",
    "title",
    "description",
    "category",
    "priority",
    "status",
    "created_at",
    "updated_at",
    "resolved_at",
    "requester_name",
    "requester_email",
)
# Names of an agent and a team, and a time: the import takes them where there are such, and where it
# is not over.
ASSIGNEE, TEAM, SNOOZED_UNTIL = "assignee", "team", "snoozed_until"
ASSIGNMENT_COLUMNS = (ASSIGNEE, TEAM, SNOOZED_UNTIL)
# Names of tags in one cell, which the import reads too, and makes those that are missing.
TAGS = "tags"
READ_COLUMNS = (*IMPORTED_COLUMNS, *ASSIGNMENT_COLUMNS, TAGS)
# The number of another ticket. Who merged the two, and which messages came with it, is in no file.
MERGED_INTO = "merged_into"
EXPORT_COLUMNS = (*READ_COLUMNS, MERGED_INTO)
# Whatever these are by now, a row with a number of our own is the same ticket.
CHANGING_COLUMNS = (*ASSIGNMENT_COLUMNS, TAGS, MERGED_INTO)
# Exports of earlier releases end before `merged_into`, the tags, the snooze, the assignee, the
# requester or `resolved_at`.
EXPORT_HEADERS = tuple(
    EXPORT_COLUMNS[: EXPORT_COLUMNS.index(last) + 1]
    for last in (
        *(MERGED_INTO, TAGS, SNOOZED_UNTIL, TEAM),
        *("requester_email", "resolved_at", "updated_at"),
    )
)

# What may end a cell or a line, whatever a program separates by.
SEPARATORS = ",;|\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# Some spreadsheets read full-width and small forms as formulas too, and some drop a leading tab.
FORMULA_STARTS = r"=+\-@\t\r＝＋－＠﹦﹢﹣﹫−"
# What a program may drop in front of a formula: quotes, spaces, control and invisible characters,
# but for the separators.
DROPPED = (
    r'"\x00-\x08\x0e-\x1b\x1f\x20\x7f-\x84\x86-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5'
    r"\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff"
    r"\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
    # Marks of scripts and of notes, which are of the same kind to a program.
    r"\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
CELL_START = rf"(?:\A|(?<=[{SEPARATORS}]))"
# An apostrophe gets another one, so that a cell has one meaning when it is read back.
ESCAPED = f"(?='|[{DROPPED}]*[{FORMULA_STARTS}])"

TO_ESCAPE = re.compile(f"{CELL_START}{ESCAPED}")
TO_UNESCAPE = re.compile(f"{CELL_START}'{ESCAPED}")


def join_tags(names: Iterable[str]) -> str:
    return f"{SEPARATOR} ".join(names)


def split_tags(cell: str) -> list[str]:
    """Return the names of tags in a cell, whatever blanks are between them."""
    return [name for name in map(str.strip, cell.split(SEPARATOR)) if name]


def escape_formulas(cell: str) -> str:
    return TO_ESCAPE.sub("'", cell)


def unescape_formulas(cell: str) -> str:
    return TO_UNESCAPE.sub("", cell)
