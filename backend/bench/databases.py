"""Databases: made, filled, measured and dropped."""

import io
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 - it is a class

from bench.generated_tickets import Ticket
from core.text.folding import fold

BACKEND = Path(__file__).resolve().parent.parent
COPY_BATCH_SIZE = 20_000


def url_of(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """Connect so that every statement is a transaction of its own."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        yield connection


def execute(url: str, *statements: str) -> None:
    with connected(url) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def create(server: str, name: str) -> str:
    execute(server, f"CREATE DATABASE {name}")
    return url_of(server, name)


def drop(server: str, name: str) -> None:
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def manage(environment: Mapping[str, str], *arguments: str) -> None:
    """Run a management command, and raise `CalledProcessError` if it fails."""
    subprocess.run(
        [sys.executable, BACKEND / "manage.py", *arguments],
        cwd=BACKEND,
        env=environment,
        check=True,
    )


def copy_value(value: object) -> str:
    return r"\N" if value is None else str(value)


def ticket_columns(connection: Connection) -> list[str]:
    """Return those columns of the generated tickets that the table has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND table_name = 'tickets_ticket'"
        )
        existing = {name for (name,) in cursor.fetchall()}
    return [name for name in Ticket._fields if name in existing]


def copy_tickets(connection: Connection, tickets: Iterator[Ticket]) -> None:
    """Write the tickets in batches, each a transaction; their texts need no escaping."""
    columns = ticket_columns(connection)
    positions = [Ticket._fields.index(column) for column in columns]
    statement = f"COPY tickets_ticket ({', '.join(columns)}, version) FROM STDIN"
    with connection.cursor() as cursor:
        while batch := list(islice(tickets, COPY_BATCH_SIZE)):
            lines = (
                "\t".join([copy_value(ticket[position]) for position in positions]) + "\t1\n"
                for ticket in batch
            )
            cursor.copy_expert(statement, io.StringIO("".join(lines)))


def copy_search_texts(url: str, connection: Connection) -> None:
    """Write what is searched of all tickets, where the table for it exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('tickets_searchtext') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
    with (
        closing(psycopg2.connect(url)) as reading,
        reading.cursor("tickets") as tickets,
        connection.cursor() as cursor,
    ):
        tickets.itersize = COPY_BATCH_SIZE
        tickets.execute(
            "SELECT id, title, description, requester_name, requester_email FROM tickets_ticket"
        )
        while rows := tickets.fetchmany(COPY_BATCH_SIZE):
            copies = (
                f"{number}\t{source}\t{fold(one)}\\n{fold(other)}\n"
                for number, title, description, name, email in rows
                for source, one, other in (
                    ("ticket", title, description),
                    ("requester", name, email),
                )
                if one
            )
            cursor.copy_expert(
                "COPY tickets_searchtext (ticket_id, source, text) FROM STDIN",
                io.StringIO("".join(copies)),
            )


def fill(url: str, tickets: Iterator[Ticket]) -> None:
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
        copy_tickets(connection, tickets)
        copy_search_texts(url, connection)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition in indexes.values():
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def megabytes(url: str) -> float:
    """Return the size on disk of the tickets and what is searched of them, with the indexes."""
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relname IN ('tickets_ticket', 'tickets_searchtext')"
        )
        return float(cursor.fetchone()[0]) / 1e6
