"""How tickets are written to and read from CSV files.

A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula, and a stranger's
ticket may well start so. Such cells are written with an apostrophe in front, which spreadsheets
show as plain text (https://owasp.org/www-community/attacks/CSV_Injection), and read back without.
"""

EXPORT_COLUMNS = (
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
# Files that earlier releases exported have no requesters, or no `resolved_at` either.
EXPORT_HEADERS = (EXPORT_COLUMNS, EXPORT_COLUMNS[:-2], EXPORT_COLUMNS[:-3])

# The full-width forms count too: some spreadsheets fold them. The apostrophe itself is marked so
# that reading back is unambiguous.
MARKED = tuple("=+-@\t\r\n＝＋－＠'")


def escape_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(MARKED) else cell


def unescape_formula(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(MARKED) else cell
