"""The CSV format of exports.

A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula, and a stranger's
ticket may well start so. Such cells are written with an apostrophe in front, which spreadsheets
show as plain text (https://owasp.org/www-community/attacks/CSV_Injection), and read without it.
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
# Exports of earlier releases end before the requester, or before `resolved_at`.
EXPORT_HEADERS = tuple(
    EXPORT_COLUMNS[: EXPORT_COLUMNS.index(last) + 1]
    for last in ("requester_email", "resolved_at", "updated_at")
)

# Some spreadsheets read full-width forms as formulas too. The apostrophe itself is escaped so that
# a cell has one meaning when it is read back.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠'")


def escape_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def unescape_formula(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
