"""Databases filled with generated tickets and their messages."""

import heapq
import io
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from typing import Any, Protocol

from psycopg2.extensions import connection as Connection  # noqa: N812 - it is a class

from bench.conversations.generated import Conversation, Message, State
from bench.databases import connected
from bench.generated_tickets import Ticket
from bench.workflow.generated import Assigner, Ownership
from bench.workflow.seeding import (
    MEMBERSHIPS,
    TAG_TABLE,
    TEAM_TABLE,
    TICKET_TAG_COLUMNS,
    TICKET_TAGS,
    USERS,
    people,
    tags,
)
from core.text.folding import fold

BATCH_SIZE = 20_000
Row = tuple[Any, ...]
TICKETS, SEARCH_TEXTS = "tickets_ticket", "tickets_searchtext"
MESSAGES, REQUESTERS, EVENTS = "conversations_message", "people_requester", "tickets_event"
MESSAGE_COLUMNS = (
    *("id", "ticket_id", "kind", "author_kind", "channel", "author_name", "at", "text", "html"),
    *("version", "fingerprint"),
)
# The last change of each ticket that is done.
EVENTS_OF_TICKETS = f"""
    INSERT INTO {EVENTS} (ticket_number, action, actor_kind, actor_name, changes, at)
    SELECT id, 'changed', 'anonymous', '', '{{"status": ["open", "closed"]}}', updated_at
    FROM {TICKETS} WHERE resolved_at IS NOT NULL ORDER BY updated_at
"""
MOVE_SEQUENCE = """
    SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))
"""


class Store(Protocol):
    """A database that takes rows."""

    def columns(self, table: str) -> set[str]:
        """Return the names of a table's columns; none where there is no such table."""

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Write rows."""


def copy_value(value: object) -> str:
    if value is None:
        return r"\N"
    text = str(value)
    return text.replace("\n", r"\n") if "\n" in text else text


class PostgresStore:
    """A PostgreSQL database; the texts that are written need no other escaping than of lines."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def columns(self, table: str) -> set[str]:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name = %s",
                (table,),
            )
            return {name for (name,) in cursor.fetchall()}

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        lines = ("\t".join(map(copy_value, row)) + "\n" for row in rows)
        with self.connection.cursor() as cursor:
            cursor.copy_expert(
                f"COPY {table} ({', '.join(columns)}) FROM STDIN", io.StringIO("".join(lines))
            )


def sqlite_value(value: object) -> object:
    """Return a value as Django stores it in SQLite: times of UTC without their zone."""
    return value.replace(tzinfo=None).isoformat(" ") if isinstance(value, datetime) else value


class SqliteStore:
    """A SQLite database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def columns(self, table: str) -> set[str]:
        return {row[1] for row in self.connection.execute(f"PRAGMA table_info({table})")}

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        places = ", ".join("?" * len(columns))
        self.connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",
            (tuple(map(sqlite_value, row)) for row in rows),
        )


class Seeder:
    """Writes conversations into a database, as far as its release has the tables and columns.

    Ids count from one, as in any new database; the sequences do not follow. Messages are written in
    the order of their times, as in life: those of one ticket are not side by side on the disk.
    """

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.assigner = Assigner(now)
        self.existing = {
            table: store.columns(table)
            for table in (TICKETS, SEARCH_TEXTS, MESSAGES, REQUESTERS, TEAM_TABLE, TICKET_TAGS)
        }
        self.requesters: dict[str, int] = {}
        self.waiting: list[tuple[datetime, int, int, Message]] = []
        self.order = count()
        self.message_ids = count(1)

    def fill(self, conversations: Iterable[Conversation]) -> None:
        if self.existing[TEAM_TABLE]:
            for table, columns, rows in people(self.assigner.now):
                self.store.write(table, columns, rows)
        if self.existing[TICKET_TAGS]:
            self.store.write(*tags())
        numbered = enumerate(conversations, 1)
        while batch := list(islice(numbered, BATCH_SIZE)):
            self.write_requesters([conversation.ticket for _, conversation in batch])
            self.write_tickets(batch)
            if self.existing[SEARCH_TEXTS]:
                columns = ("ticket_id", "source", "text")
                self.store.write(SEARCH_TEXTS, columns, self.copies_of(batch))
            if self.existing[MESSAGES]:
                for pk, conversation in batch:
                    for message in conversation.messages:
                        heapq.heappush(self.waiting, (message.at, next(self.order), pk, message))
                # What comes later is of later tickets, too.
                self.write_messages(batch[-1][1].ticket.created_at)
        self.write_messages(None)

    def write_requesters(self, tickets: Iterable[Ticket]) -> None:
        if not self.existing[REQUESTERS]:
            return
        rows = []
        for ticket in tickets:
            address = ticket.requester_email
            if address and address not in self.requesters:
                self.requesters[address] = len(self.requesters) + 1
                pk, name = self.requesters[address], ticket.requester_name
                rows.append((pk, name, address, "", ticket.created_at))
        self.store.write(REQUESTERS, ("id", "name", "email", "locale", "created_at"), rows)

    def write_tickets(self, batch: Sequence[tuple[int, Conversation]]) -> None:
        names = (
            *("id", *Ticket._fields, *State._fields, *Ownership._fields),
            *("is_tagged", "requester_id", "version"),
        )
        places = [place for place, name in enumerate(names) if name in self.existing[TICKETS]]
        tags = [self.assigner.tag() for _ in batch]
        rows = (
            (
                *(pk, *ticket, *state, *self.assigner.own(ticket)),
                *(bool(has), self.requesters.get(ticket.requester_email), 1),
            )
            for (pk, (ticket, state, _)), has in zip(batch, tags, strict=True)
        )
        self.store.write(
            TICKETS,
            [names[place] for place in places],
            (tuple(row[place] for place in places) for row in rows),
        )
        if self.existing[TICKET_TAGS]:
            tagged = (
                (pk, tag, ticket.created_at)
                for (pk, (ticket, _, _)), has in zip(batch, tags, strict=True)
                for tag in has
            )
            self.store.write(TICKET_TAGS, TICKET_TAG_COLUMNS, tagged)

    def copies_of(self, batch: Iterable[tuple[int, Conversation]]) -> Iterator[Row]:
        for pk, (ticket, _, _) in batch:
            yield pk, "ticket", f"{fold(ticket.title)}\n{fold(ticket.description)}"
            if ticket.requester_email:
                name, address = fold(ticket.requester_name), fold(ticket.requester_email)
                yield pk, "requester", f"{name}\n{address}"

    def write_messages(self, until: datetime | None) -> None:
        """Write the messages that wait up to that time; all of them without one."""
        due = []
        while self.waiting and (until is None or self.waiting[0][0] < until):
            due.append(heapq.heappop(self.waiting))
        if not due:
            return
        rows, copies = [], []
        for _, _, ticket, one in due:
            pk = next(self.message_ids)
            rows.append(
                (
                    *(pk, ticket, one.kind, one.author_kind, one.channel, one.author_name, one.at),
                    *(one.text, f"<p>{one.text}</p>\n", 1, ""),
                )
            )
            copies.append((ticket, "message", pk, one.folded))
        self.store.write(MESSAGES, MESSAGE_COLUMNS, rows)
        self.store.write(SEARCH_TEXTS, ("ticket_id", "source", "message_id", "text"), copies)


def fill(url: str, conversations: Iterable[Conversation], now: datetime) -> None:
    """Store the tickets with the triggers on, and update the statistics of the planner.

    The trigram indexes are dropped meanwhile and built at the end: entry by entry they would take
    several times as long.
    """
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes "
            "WHERE tablename LIKE 'tickets_%' AND indexdef LIKE '% USING gin %'"
        )
        indexes = dict(cursor.fetchall())
        for name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        seeder = Seeder(PostgresStore(connection), now)
        seeder.fill(conversations)
        moved = [table for table in (TICKETS, MESSAGES, REQUESTERS) if seeder.existing[table]]
        if seeder.existing[TEAM_TABLE]:
            moved += [USERS, TEAM_TABLE, MEMBERSHIPS]
        if seeder.existing[TICKET_TAGS]:
            moved += [TAG_TABLE]
        for table in moved:
            cursor.execute(MOVE_SEQUENCE.format(table=table))
        if seeder.existing[MESSAGES]:
            cursor.execute(EVENTS_OF_TICKETS)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition in indexes.values():
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def fill_sqlite(path: Path, conversations: Iterable[Conversation], now: datetime) -> None:
    """Store the tickets in a SQLite database that `migrate` has made."""
    with closing(sqlite3.connect(path)) as connection, connection:
        Seeder(SqliteStore(connection), now).fill(conversations)
        connection.execute(EVENTS_OF_TICKETS)
        connection.execute("ANALYZE")
