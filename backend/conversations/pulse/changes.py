"""Changes since a client last asked: events, messages and new tickets, by a cursor.

Ids become visible out of order, for a transaction that began earlier may end later. So a cursor has
a time besides the newest ids, and what is read begins `LOOK_BACK` before it: whatever became
visible late is found, if its transaction took no longer. The time is the cursor's, not the
request's, so that nothing is missed between two requests of a client that slept.

A cursor also has the number and a digest of the rows of that time which were visible when it was
made. As long as the same are, nothing is new, and the cursor stays.
"""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from django.db import connection
from rest_framework.exceptions import ValidationError

from people.teams.access import READS_ALL, Reader

LOOK_BACK = timedelta(seconds=60)
# A page asks for the first time some seconds after it has loaded what it shows.
BEGIN_BACK = timedelta(seconds=15)
LIMIT = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(milliseconds=1)
CURSOR = re.compile(
    r"(?P<event>[0-9]{1,18})-(?P<message>[0-9]{1,18})-(?P<ticket>[0-9]{1,18})"
    r"-(?P<ticks>[0-9]{1,13})-(?P<count>[0-9]{1,9})-(?P<digest>[0-9a-f]{16})"
    r"(?:-(?P<scope>[0-9a-f]{16}))?",
    re.ASCII,
)
KINDS = ("event", "message", "ticket")
# What is looked at for somebody who may not read all tickets: what is hidden of it must not make
# the request slow.
MAX_SCANNED = 2_000
# New tickets stand beside the events, for of a requester's submission there is none. For each kind
# the table, the columns of the ticket and the time, and whether a snoozed ticket is back.
SOURCES = {
    "event": ("tickets_event", "ticket_number", "at", "action = 'woken'"),
    "message": ("conversations_message", "ticket_id", "at", "FALSE"),
    "ticket": ("tickets_ticket", "id", "created_at", "FALSE"),
}
# Of spam and the bin only the events are told, by which a ticket gets there and comes back.
IS_PRESENT = {
    "event": "",
    "message": (
        " AND NOT EXISTS (SELECT 1 FROM tickets_ticket AS removed "
        "WHERE removed.id = ticket_id AND removed.folder IS NOT NULL)"
    ),
    "ticket": " AND folder IS NULL",
}
READABLE = "EXISTS (SELECT 1 FROM tickets_ticket AS one WHERE one.id = {ticket} AND {readable})"
# An event by which a ticket has left somebody's sight: until then it was theirs to read. The former
# team is known by its name of that time.
LEFT = "{changed} AND COALESCE({former}, '') NOT IN (SELECT name FROM people_team WHERE {hidden})"
LEFT_VALUES = {
    "postgresql": {
        "changed": "(action = 'deleted' OR changes -> 'team' IS NOT NULL)",
        "former": "changes -> 'team' ->> 0",
    },
    "sqlite": {
        "changed": "(action = 'deleted' OR json_type(changes, '$.team') IS NOT NULL)",
        "former": "json_extract(changes, '$.team[0]')",
    },
}


def visible_sql(kind: str, reader: Reader) -> str:
    """Return the condition that somebody may hear of a row."""
    ticket = SOURCES[kind][1]
    if kind == "ticket":
        return reader.readable_sql()
    readable = READABLE.format(ticket=ticket, readable=reader.readable_sql("one.team_id"))
    if kind == "message":
        return readable
    values = LEFT_VALUES[connection.vendor]
    return f"({readable} OR {LEFT.format(hidden=reader.hidden_sql('id'), **values)})"


def build_part(kind: str, column: str, name: str, limit: str, reader: Reader) -> str:
    """Return the query for the rows of a kind after a value of a column, by its index."""
    table, ticket, at, is_wake_up = SOURCES[kind]
    rows, condition = table, f"{column} > %({name})s"
    if reader.hidden_teams:
        newest = f"WHERE {condition} ORDER BY {column} DESC LIMIT {MAX_SCANNED}"
        rows, condition = f"(SELECT * FROM {table} {newest}) AS scanned", visible_sql(kind, reader)
    return (
        f"SELECT * FROM (SELECT '{kind}' AS kind, id, {ticket} AS ticket, {at} AS at, "
        f"{is_wake_up} AS is_wake_up FROM {rows} WHERE {condition}{IS_PRESENT[kind]} "
        f"ORDER BY {column} DESC LIMIT %({limit})s) AS {kind}_by_{name}"
    )


def build_rows(reader: Reader) -> str:
    """Return the query for all rows: each part is bounded."""
    return " UNION ".join(
        part
        for kind, (_, _, at, _) in SOURCES.items()
        for part in (
            build_part(kind, at, "since", "recent", reader),
            build_part(kind, "id", kind, "new", reader),
        )
    )


ROWS = build_rows(READS_ALL)


class Row(NamedTuple):
    """One thing that was written."""

    kind: str
    id: int
    ticket: int
    at: datetime
    is_wake_up: bool

    @property
    def key(self) -> str:
        return f"{self.kind[0]}{self.id}"


@dataclass(frozen=True)
class Cursor:
    """The newest ids that were visible at a time, and which rows of the time before it were.

    `scope` tells which tickets they are of; blank of all.
    """

    newest: dict[str, int]
    at: datetime
    count: int
    digest: str
    scope: str = ""

    def __str__(self) -> str:
        ids = "-".join(str(self.newest[kind]) for kind in KINDS)
        scope = f"-{self.scope}" if self.scope else ""
        return f"{ids}-{(self.at - EPOCH) // TICK}-{self.count}-{self.digest}{scope}"

    @property
    def is_full(self) -> bool:
        """True if there were more rows than are read: then the digest does not tell them all."""
        return self.count > LIMIT


@dataclass(frozen=True)
class Changes:
    """Rows, the oldest first, whether there were more or some are gone, and the next cursor."""

    cursor: Cursor
    rows: list[Row]
    more: bool = False


def read_cursor(text: str) -> Cursor | None:
    """Return the cursor, None for no text; raise `ValidationError`."""
    if not text:
        return None
    match = CURSOR.fullmatch(text)
    if match is None:
        raise ValidationError({"cursor": ["This cursor is not from here. Start without one."]})
    newest = {kind: int(match[kind]) for kind in KINDS}
    at = EPOCH + int(match["ticks"]) * TICK
    return Cursor(newest, at, int(match["count"]), match["digest"], match["scope"] or "")


def fetch_rows(since: datetime, newest: dict[str, int], new: int, reader: Reader) -> list[Row]:
    """Return the newest rows after a time or after these ids, the oldest first, in one query."""
    sql = build_rows(reader) if reader.hidden_teams else ROWS
    stored = connection.ops.adapt_datetimefield_value(since)
    limits = {"recent": LIMIT + 1, "new": new}
    with connection.cursor() as cursor:
        cursor.execute(sql, {**newest, **limits, "since": stored})
        rows = [
            Row(kind, pk, ticket, to_time(at), bool(is_wake_up))
            for kind, pk, ticket, at, is_wake_up in cursor.fetchall()
        ]
    return sorted(rows, key=attrgetter("at", "kind", "id"))


def to_time(at: datetime | str) -> datetime:
    """Return a time of the database: SQLite's are texts or without their zone, which is UTC."""
    time = datetime.fromisoformat(at) if isinstance(at, str) else at
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def digest_of(rows: Collection[Row]) -> str:
    return hashlib.sha256(" ".join(sorted(row.key for row in rows)).encode()).hexdigest()[:16]


def hash_scope(reader: Reader) -> str:
    return hashlib.sha256(reader.scope.encode()).hexdigest()[:16] if reader.hidden_teams else ""


def next_cursor(rows: list[Row], newest: dict[str, int], now: datetime, reader: Reader) -> Cursor:
    """Return the cursor of now, at which these rows were visible."""
    newest = {
        kind: max([newest[kind], *(row.id for row in rows if row.kind == kind)]) for kind in KINDS
    }
    recent = [row for row in rows if row.at > now - LOOK_BACK]
    count = min(len(recent), LIMIT + 1)
    return Cursor(newest, now, count, digest_of(recent), hash_scope(reader))


def get_changes(cursor: Cursor | None, now: datetime, reader: Reader = READS_ALL) -> Changes:
    """Return what is new since a cursor, with what may be; without one, what has just come.

    Told is what somebody may read, and what has just left their sight.
    """
    # As the cursor has it.
    now = EPOCH + (now - EPOCH) // TICK * TICK
    if cursor is None:
        none = dict.fromkeys(KINDS, 0)
        rows = fetch_rows(now - LOOK_BACK, none, 1, reader)
        latest = [row for row in rows if row.at > now - BEGIN_BACK]
        return Changes(next_cursor(rows, none, now, reader), latest[-LIMIT:])
    # Another server's clock may go before ours.
    since = min(cursor.at, now) - LOOK_BACK
    rows = fetch_rows(since, cursor.newest, LIMIT + 1, reader)
    known = [row for row in rows if row.id <= cursor.newest[row.kind]]
    more = len(rows) > LIMIT
    if more and cursor.is_full:
        # What became visible late may be beyond the limit. It is told of once no more can.
        is_same = len(known) == len(rows) and now < cursor.at + LOOK_BACK
    else:
        is_same = digest_of(rows) == cursor.digest
    if cursor.scope != hash_scope(reader):
        return Changes(next_cursor(rows, cursor.newest, now, reader), rows[-LIMIT:], more=True)
    if is_same and reader.hidden_teams and now > cursor.at + LOOK_BACK:
        # Else all that is hidden from now on would be looked at again each time.
        return Changes(next_cursor(rows, cursor.newest, now, reader), [])
    if is_same:
        return Changes(cursor, [])
    # Fewer than there were: a reply was taken back, or a note deleted.
    more = more or len(known) < cursor.count
    return Changes(next_cursor(rows, cursor.newest, now, reader), rows[-LIMIT:], more)
