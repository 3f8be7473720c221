"""The options of `import_tickets`."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from tickets.import_export.column_mapping import ColumnMapping
from tickets.import_export.csv_format import READ_COLUMNS
from tickets.import_export.csv_reader import ImportOptions
from tickets.import_export.dates import AUTO, DATE_FORMATS, DateReader
from tickets.import_export.dialect import BACKSLASH, DOUBLE, parse_separator
from tickets.import_export.header import fold_case
from tickets.import_export.presets import AUTO as AUTO_PRESET
from tickets.import_export.presets import NONE, PRESETS
from tickets.import_export.row_validation import Leftovers
from tickets.vocabulary import VOCABULARIES

# Without `id`: only the rows of an export bring their own.
FIELDS = READ_COLUMNS[1:]
PREVIEWED_ROWS = 5


def parse_assignment(text: str) -> tuple[str, str]:
    """Parse `FIELD=VALUE`."""
    name, separator, value = text.partition("=")
    if not separator or name not in FIELDS or not value:
        raise ArgumentTypeError(f"{text!r} is not FIELD=VALUE with one of {', '.join(FIELDS)}")
    return name, value


def parse_default(text: str) -> tuple[str, str]:
    """Parse `FIELD=VALUE`, where VALUE must belong to the field's vocabulary if it has one."""
    name, value = parse_assignment(text)
    if name in VOCABULARIES and value not in VOCABULARIES[name].values:
        raise ArgumentTypeError(f"{value!r} is not one of {', '.join(VOCABULARIES[name].values)}")
    return name, value


def parse_translation(text: str) -> tuple[str, str, str]:
    """Parse `FIELD:TEXT=VALUE`."""
    left, separator, value = text.rpartition("=")
    name, colon, raw = left.partition(":")
    if not separator or not colon or name not in VOCABULARIES:
        raise ArgumentTypeError(
            f"{text!r} is not FIELD:TEXT=VALUE with one of {', '.join(VOCABULARIES)}"
        )
    parse_default(f"{name}={value}")
    return name, raw, value


def parse_delimiter(text: str) -> str:
    try:
        return parse_separator(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def parse_date_format(text: str) -> str:
    if text in DATE_FORMATS or "%" in text:
        return text
    raise ArgumentTypeError(
        f"{text!r} is neither one of {', '.join(DATE_FORMATS)} nor a pattern such as "
        "'%d.%m.%Y %H:%M'"
    )


def parse_zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise ArgumentTypeError(f"there is no time zone {text!r}, as in Europe/Berlin") from error


def parse_count(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number of rows")


def add_import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="The file; - is the standard input.")
    meaning = parser.add_argument_group("columns and values")
    meaning.add_argument(
        "--preset",
        choices=[AUTO_PRESET, *PRESETS, NONE],
        default=AUTO_PRESET,
        help=(
            "The layout of another system's export. auto recognises it by its columns, none takes "
            "the file as any other. The options below come before it."
        ),
    )
    meaning.add_argument(
        "--column",
        action="append",
        default=[],
        type=parse_assignment,
        metavar="FIELD=COLUMN",
        help="The column for a field, e.g. title=subject, or title=#3. Repeatable.",
    )
    meaning.add_argument(
        "--map",
        action="append",
        default=[],
        type=parse_translation,
        metavar="FIELD:TEXT=VALUE",
        help="What a text in the file means, e.g. 'category:IT Support=technical'. Repeatable.",
    )
    meaning.add_argument(
        "--default",
        action="append",
        default=[],
        type=parse_default,
        metavar="FIELD=VALUE",
        help=(
            "The value where the column is missing, empty or has a text of unknown meaning, "
            "e.g. category=general. Repeatable."
        ),
    )
    meaning.add_argument(
        "--title-from-description",
        action="store_true",
        help="Take the first words of the description where there is no title.",
    )
    syntax = parser.add_argument_group("syntax of the file, where it is not recognised")
    syntax.add_argument("--encoding", help="Such as utf-8, utf-16, cp1252, cp1251, shift_jis.")
    syntax.add_argument(
        "--delimiter",
        type=parse_delimiter,
        help="The character between cells: comma, semicolon, tab, pipe, or itself.",
    )
    syntax.add_argument(
        "--escape",
        choices=[DOUBLE, BACKSLASH],
        help="How quotes inside of quotes are written: doubled, or after a backslash.",
    )
    times = parser.add_argument_group("times")
    times.add_argument(
        "--date-format",
        type=parse_date_format,
        default=AUTO,
        help=(
            f"How to read times: {', '.join(DATE_FORMATS)}, or a pattern as in Python's strptime."
        ).replace("%", "%%"),
    )
    times.add_argument(
        "--time-zone",
        type=parse_zone,
        help="The zone of times that bring none, e.g. Europe/Berlin (default: TEAM_TIME_ZONE).",
    )
    report = parser.add_argument_group("long texts, and the report")
    report.add_argument(
        "--shorten",
        action="store_true",
        help=(
            "Cut what is too long. Of a title or a name the whole goes in front of the "
            "description, of a description the rest into a file beside this one."
        ),
    )
    report.add_argument(
        "--leftovers",
        type=Path,
        metavar="FILE",
        help="Where --shorten puts the rest of descriptions (default: FILE.leftovers.csv).",
    )
    report.add_argument(
        "--report", type=Path, metavar="FILE", help="Write all that is to be said, as CSV."
    )
    report.add_argument(
        "--dry-run",
        action="store_true",
        help="Store nothing; report, and show the first rows as they would be stored.",
    )
    report.add_argument(
        "--preview",
        type=parse_count,
        default=PREVIEWED_ROWS,
        metavar="ROWS",
        help=f"How many rows --dry-run shows (default: {PREVIEWED_ROWS}).",
    )


def make_import_options(options: dict[str, Any]) -> ImportOptions:
    """Return what the parsed options say about the file."""
    translations: dict[str, dict[str, str]] = {}
    for name, text, value in options["map"]:
        translations.setdefault(name, {})[fold_case(text)] = value
    zone = options["time_zone"] or ZoneInfo(settings.TEAM_TIME_ZONE)
    leftovers = None
    if options["shorten"]:
        leftovers = Leftovers(leftovers_path(options), is_dry_run=options["dry_run"])
    return ImportOptions(
        mapping=ColumnMapping(
            columns=dict(options["column"]),
            translations=translations,
            defaults=dict(options["default"]),
            title_from_description=options["title_from_description"],
        ),
        preset=options["preset"],
        separator=options["delimiter"],
        escape=options["escape"],
        dates=DateReader(options["date_format"], zone),
        leftovers=leftovers,
    )


def leftovers_path(options: dict[str, Any]) -> Path | None:
    """Return where the rest of descriptions goes; a pipe has no place beside it."""
    path: Path = options["file"]
    if options["leftovers"]:
        return Path(options["leftovers"])
    return path.with_name(f"{path.name}.leftovers.csv") if path.is_file() else None
