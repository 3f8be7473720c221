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

LOOK_BACK = timedelta(seconds=60)
# A page asks for the first time some seconds after it has loaded what it shows.
BEGIN_BACK = timedelta(seconds=15)
LIMIT = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(milliseconds=1)
CURSOR = re.compile(
    r"(?P<event>[0-9]{1,18})-(?P<message>[0-9]{1,18})-(?P<ticket>[0-9]{1,18})"
    r"-(?P<ticks>[0-9]{1,13})-(?P<count>[0-9]{1,9})-(?P<digest>[0-9a-f]{16})",
    re.ASCII,
)
KINDS = ("event", "message", "ticket")
# Each part by its own index, and bounded. New tickets stand beside the
# events, for of a requester's submission there is none.
ROWS = """
    SELECT * FROM (
        SELECT 'event' AS kind, id, ticket_number AS ticket, at, action = 'woken' AS is_wake_up
        FROM tickets_event
        WHERE at > %(since)s ORDER BY at DESC LIMIT %(recent)s
    ) AS recent_events
    UNION SELECT * FROM (
        SELECT 'event', id, ticket_number, at, action = 'woken' FROM tickets_event
        WHERE id > %(event)s ORDER BY id DESC LIMIT %(new)s
    ) AS new_events
    UNION SELECT * FROM (
        SELECT 'message', id, ticket_id, at, FALSE FROM conversations_message
        WHERE at > %(since)s ORDER BY at DESC LIMIT %(recent)s
    ) AS recent_messages
    UNION SELECT * FROM (
        SELECT 'message', id, ticket_id, at, FALSE FROM conversations_message
        WHERE id > %(message)s ORDER BY id DESC LIMIT %(new)s
    ) AS new_messages
    UNION SELECT * FROM (
        SELECT 'ticket', id, id, created_at, FALSE FROM tickets_ticket
        WHERE created_at > %(since)s ORDER BY created_at DESC LIMIT %(recent)s
    ) AS recent_tickets
    UNION SELECT * FROM (
        SELECT 'ticket', id, id, created_at, FALSE FROM tickets_ticket
        WHERE id > %(ticket)s ORDER BY id DESC LIMIT %(new)s
    ) AS new_tickets
"""


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
    """The newest ids that were visible at a time, and which rows of the time before it were."""

    newest: dict[str, int]
    at: datetime
    count: int
    digest: str

    def __str__(self) -> str:
        ids = "-".join(str(self.newest[kind]) for kind in KINDS)
        return f"{ids}-{(self.at - EPOCH) // TICK}-{self.count}-{self.digest}"

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
    return Cursor(newest, at, int(match["count"]), match["digest"])


def fetch_rows(since: datetime, newest: dict[str, int], new: int) -> list[Row]:
    """Return the newest rows after a time or after these ids, the oldest first, in one query."""
    stored = connection.ops.adapt_datetimefield_value(since)
    limits = {"recent": LIMIT + 1, "new": new}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {**newest, **limits, "since": stored})
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


def next_cursor(rows: list[Row], newest: dict[str, int], now: datetime) -> Cursor:
    """Return the cursor of now, at which these rows were visible."""
    newest = {
        kind: max([newest[kind], *(row.id for row in rows if row.kind == kind)]) for kind in KINDS
    }
    recent = [row for row in rows if row.at > now - LOOK_BACK]
    return Cursor(newest, now, min(len(recent), LIMIT + 1), digest_of(recent))


def get_changes(cursor: Cursor | None, now: datetime) -> Changes:
    """Return what is new since a cursor, with what may be; without one, what has just come."""
    # As the cursor has it.
    now = EPOCH + (now - EPOCH) // TICK * TICK
    if cursor is None:
        none = dict.fromkeys(KINDS, 0)
        rows = fetch_rows(now - LOOK_BACK, none, 1)
        latest = [row for row in rows if row.at > now - BEGIN_BACK]
        return Changes(next_cursor(rows, none, now), latest[-LIMIT:])
    # Another server's clock may go before ours.
    since = min(cursor.at, now) - LOOK_BACK
    rows = fetch_rows(since, cursor.newest, LIMIT + 1)
    known = [row for row in rows if row.id <= cursor.newest[row.kind]]
    more = len(rows) > LIMIT
    if more and cursor.is_full:
        # What became visible late may be beyond the limit. It is told of once no more can.
        is_same = len(known) == len(rows) and now < cursor.at + LOOK_BACK
    else:
        is_same = digest_of(rows) == cursor.digest
    if is_same:
        return Changes(cursor, [])
    # Fewer than there were: a reply was taken back, or a note deleted.
    more = more or len(known) < cursor.count
    return Changes(next_cursor(rows, cursor.newest, now), rows[-LIMIT:], more)
