"""Make databases and fill them."""

import io
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 - it is a class

from bench.generated import Ticket

BACKEND = Path(__file__).resolve().parent.parent
COPIED_AT_ONCE = 20_000
COLUMNS = Ticket._fields
# Those that there were before the second migration.
FIRST_COLUMNS = COLUMNS[:-1]
PLAIN_SCHEMA = "plain"


def url_of(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def plain_url(url: str) -> str:
    """The same database, where the product's names mean the tables without its indexes."""
    return f"{url}?options={quote(f'-c search_path={PLAIN_SCHEMA},public')}"


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection on which every statement is a transaction of its own."""
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
    """Run a command of the product to its end; raises `CalledProcessError` if it fails."""
    subprocess.run(
        [sys.executable, BACKEND / "manage.py", *arguments],
        cwd=BACKEND,
        env=environment,
        check=True,
    )


def as_cell(value: object) -> str:
    return r"\N" if value is None else str(value)


def copy(connection: Connection, rows: Iterator[Ticket], columns: Sequence[str]) -> None:
    """Write the tickets in batches, each a transaction; their texts need no escaping."""
    positions = [COLUMNS.index(column) for column in columns]
    statement = f"COPY tickets_ticket ({', '.join(columns)}, version) FROM STDIN"
    with connection.cursor() as cursor:
        while batch := list(islice(rows, COPIED_AT_ONCE)):
            lines = (
                "\t".join([as_cell(row[position]) for position in positions]) + "\t1\n"
                for row in batch
            )
            cursor.copy_expert(statement, io.StringIO("".join(lines)))


def fill(url: str, rows: Iterator[Ticket], columns: Sequence[str] = COLUMNS) -> None:
    """Store the tickets and make the database know how they are spread.

    Indexes of words are taken away meanwhile and built anew at the end, as anyone would who fills
    a database: entry by entry they take several times as long. The triggers stay.
    """
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes "
            "WHERE tablename = 'tickets_ticket' AND indexdef LIKE '% USING gin %'"
        )
        indexes = dict(cursor.fetchall())
        for name in indexes:
            cursor.execute(f"DROP INDEX {name}")
        copy(connection, rows, columns)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for definition in indexes.values():
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def add_plain_copy(url: str) -> None:
    """Put the tickets into a second table as well, with no index but that of its numbers."""
    execute(
        url,
        f"CREATE SCHEMA {PLAIN_SCHEMA}",
        f"CREATE TABLE {PLAIN_SCHEMA}.tickets_ticket AS TABLE public.tickets_ticket",
        f"ALTER TABLE {PLAIN_SCHEMA}.tickets_ticket ADD PRIMARY KEY (id)",
        f"VACUUM ANALYZE {PLAIN_SCHEMA}.tickets_ticket",
    )


def megabytes(url: str) -> float:
    """How much of the disk the tickets' table takes, with its indexes."""
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('public.tickets_ticket')")
        return float(cursor.fetchone()[0]) / 1e6
