"""JSON lines: a ticket with its messages on each line, by the names that the API has for them.

{"id": 7, "title": …, "messages": [{"kind": "reply", "author": {"kind": "agent", "name": "Ann"},
 "text": …, "channel": "web", "at": "2026-03-10T12:00:00Z", "edited_at": null}]}
"""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from tickets.import_export.csv_format import (
    CHANGING_COLUMNS,
    EXPORT_COLUMNS,
    EXPORT_HEADERS,
    IMPORTED_COLUMNS,
    READ_COLUMNS,
)
from tickets.import_export.import_report import shorten
from tickets.import_export.lines import Lines

CSV, JSON_LINES = "csv", "jsonl"
FORMATS = (CSV, JSON_LINES)
# Before the first line, to tell the format.
MAX_BLANK_LINES = 100
SUFFIXES = {".jsonl": JSON_LINES, ".ndjson": JSON_LINES}
IMPORTED_FIELDS = {*IMPORTED_COLUMNS, "messages"}
# Numbers of linked tickets, which may have others where a file is imported.
RELATED = "related"
# A line with all of these and no others is from an export, and its `id` one of our own. Lines of
# earlier releases have no links, no tags, no snooze, or no names.
EXPORTS = tuple(
    fields | {RELATED} if header == EXPORT_COLUMNS else fields
    for header in EXPORT_HEADERS
    if (fields := {*header, "messages"}) >= IMPORTED_FIELDS
)
# What the writer of a file calls a ticket: it is known by that if it comes again.
EXTERNAL_ID = "external_id"
FIELDS = {*READ_COLUMNS, "messages", EXTERNAL_ID}
MESSAGE_FIELDS = ("kind", "author", "text", "channel", "at", "edited_at")
AUTHOR_FIELDS = ("kind", "name")


class UnreadableLineError(ValueError):
    """A line is no JSON, or not the JSON of a ticket; the message says why."""


def format_of(path: Path | None) -> str | None:
    """Return the format that the name of a file tells, or None."""
    return SUFFIXES.get(path.suffix.lower()) if path else None


def begins_as_json(lines: Lines) -> bool:
    """Return whether the first line that is not blank begins an object; no header does."""
    read: list[str] = []
    while len(read) < MAX_BLANK_LINES and (line := lines.read()) is not None:
        read.append(line)
        if line.strip():
            break
    lines.give_back(read)
    return bool(read) and read[-1].lstrip().startswith("{")


def unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise UnreadableLineError(f"{shorten(twice)} stands twice in one object")
    return found


def refuse_constant(name: str) -> Any:
    raise UnreadableLineError(f"this is no JSON: {name} is no number")


DECODER = json.JSONDecoder(object_pairs_hook=unique_names, parse_constant=refuse_constant)
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def parse_line(line: str) -> dict[str, Any]:
    """Return the object of a line; raise `UnreadableLineError`."""
    try:
        value = DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise UnreadableLineError(
            f"this is no JSON: {error.msg}, character {error.pos + 1}"
        ) from None
    except RecursionError:
        raise UnreadableLineError("its lists and objects nest too deep") from None
    except UnreadableLineError:
        raise
    except ValueError:
        # Python's own limit for the digits of a number.
        raise UnreadableLineError("a number has too many digits") from None
    if not isinstance(value, dict):
        raise UnreadableLineError("a line must be an object: {…}")
    return value


def is_export(data: dict[str, Any]) -> bool:
    return any(data.keys() == fields for fields in EXPORTS)


def without_changing(data: dict[str, Any]) -> dict[str, Any]:
    """Return the object of a line without what may be another by now."""
    left_out = {*CHANGING_COLUMNS, RELATED}
    return {name: value for name, value in data.items() if name not in left_out}


def format_time(time: datetime | None) -> str | None:
    """Return a time as the API writes it."""
    return time.isoformat().replace("+00:00", "Z") if time else None


def format_line(
    ticket: dict[str, Any], messages: Iterable[dict[str, Any]], related: list[int]
) -> str:
    """Return the line of a ticket, its fields and its messages' as they are stored."""
    return to_json(
        {
            **{
                name: format_time(value) if name.endswith("_at") else value
                for name, value in ticket.items()
            },
            RELATED: related,
            "messages": [
                {
                    "kind": message["kind"],
                    "author": {"kind": message["author_kind"], "name": message["author_name"]},
                    "text": message["text"],
                    "channel": message["channel"],
                    "at": format_time(message["at"]),
                    "edited_at": format_time(message["edited_at"]),
                }
                for message in messages
            ],
        }
    )
