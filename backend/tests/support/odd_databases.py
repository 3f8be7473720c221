"""Databases as other administrators set them up, on the tests' PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import quote, urlsplit
from uuid import uuid4

import psycopg2
import pytest
import with_postgres

from tests.support.databases import replace_netloc


def execute(url: str, *statements: str) -> list[tuple]:
    """Run statements outside of a transaction; return the rows of the last one."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


def with_search_path(url: str, path: str) -> str:
    """Return the URL with a `search_path` of its own."""
    return f"{url}?options={quote(f'-c search_path={path}')}"


@contextmanager
def odd_database(options: str = "", *statements: str) -> Iterator[str]:
    """Yield the URL of a new database, made with options of `CREATE DATABASE`.

    The statements run in it; `{name}` in them is its name, `{role}` our role.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith(with_postgres.URL_SCHEMES):
        pytest.skip("this is about PostgreSQL")
    parts = urlsplit(url)
    name = f"odd_{uuid4().hex[:12]}"
    execute(url, f"CREATE DATABASE {name} {options}")
    own = replace_netloc(url, host=parts.hostname or "127.0.0.1", name=name)
    try:
        execute(own, *(text.format(name=name, role=parts.username) for text in statements))
        yield own
    finally:
        execute(url, f"DROP DATABASE {name} WITH (FORCE)")
