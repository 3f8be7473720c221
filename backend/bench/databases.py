"""Databases: made, measured and dropped."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812 - it is a class

BACKEND = Path(__file__).resolve().parent.parent


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


def megabytes(url: str) -> float:
    """Return the size on disk of tickets, messages and what is searched, with the indexes."""
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relname IN ('tickets_ticket', 'conversations_message', 'tickets_searchtext')"
        )
        return float(cursor.fetchone()[0]) / 1e6
