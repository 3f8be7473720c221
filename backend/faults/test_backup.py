"""The commands of docs/backup.md restore the whole database."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.databases import BACKEND, connected, execute, manage
from bench.servers import product_environment, serving
from faults.cluster import Cluster
from faults.load import under_load

PAGE = (BACKEND.parent / "docs" / "backup.md").read_text()


def run(name: str, within: Path, environment: Mapping[str, str]) -> str:
    """Run a code block of the page; raise `CalledProcessError` if a command fails."""
    found = re.search(rf"<!-- {re.escape(name)} -->\n```bash\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    result = subprocess.run(
        ["sh", "-euc", found[1]],
        cwd=within,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return result.stdout


def write_tickets(environment: Mapping[str, str]) -> None:
    with serving(environment) as server, under_load(server.port, seconds_after=0) as load:
        pass
    assert load.acknowledged


def normalise_expression(sql: str) -> str:
    """Return an expression without casts and parentheses, which dumps spell differently."""
    return re.sub(r"::[a-z]+( varying)?(\[\])?|[()]", "", sql)


def dump_postgres(url: str) -> dict[str, Any]:
    """Return every row of every table, and the database's other objects."""
    with connected(url) as connection, connection.cursor() as cursor:

        def query(sql: str) -> list[Any]:
            cursor.execute(sql)
            return list(cursor.fetchall())

        tables = query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        rows = {
            table: query(f'SELECT t::text FROM "{table}" t ORDER BY t::text') for (table,) in tables
        }
        return rows | {
            "sequences": query("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"),
            "triggers": query(
                "SELECT tgname, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger "
                "WHERE NOT tgisinternal ORDER BY 1, 2"
            ),
            "functions": query(
                "SELECT proname, prosrc FROM pg_proc "
                "WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2"
            ),
            "indexes": sorted(
                normalise_expression(sql)
                for (sql,) in query("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'")
            ),
            "constraints": sorted(
                (name, normalise_expression(sql), is_valid)
                for name, sql, is_valid in query(
                    "SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint "
                    "WHERE connamespace = 'public'::regnamespace"
                )
            ),
            "extensions": query("SELECT extname FROM pg_extension ORDER BY 1"),
        }


def dump_sqlite(path: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(path)) as connection:
        schema = list(connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"))
        tables = [name for kind, name, sql in schema if kind == "table" and "VIRTUAL" not in sql]
        rows = {
            table: sorted(map(repr, connection.execute(f'SELECT * FROM "{table}"')))
            for table in tables
        }
        return {"schema": schema, **rows}


def with_this_python(environment: Mapping[str, str], *folders: Path) -> dict[str, str]:
    path = os.pathsep.join([*map(str, folders), str(Path(sys.executable).parent)])
    return {**environment, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def environment_with_tools(postgres: Cluster, environment: dict[str, str]) -> dict[str, str]:
    """Return an environment with the server's own tools in PATH; skip where it has none."""
    if not (postgres.server / "pg_dump").exists():
        pytest.skip("this PostgreSQL comes without pg_dump")
    return with_this_python(environment, postgres.server)


def test_postgresql(
    postgres: Cluster, environment_with_tools: dict[str, str], tmp_path: Path
) -> None:
    write_tickets(environment_with_tools)
    before = dump_postgres(postgres.url)
    run("postgresql: dump", tmp_path, environment_with_tools)
    execute(postgres.url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    assert "tickets_ticket" not in dump_postgres(postgres.url)
    run("postgresql: restore", tmp_path, environment_with_tools)
    assert dump_postgres(postgres.url) == before
    assert "All counts are right." in run("after", BACKEND, environment_with_tools)
    write_tickets(environment_with_tools)
    assert "All counts are right." in run("after", BACKEND, environment_with_tools)


def test_a_dump_takes_the_place_of_what_a_newer_release_has_made(
    postgres: Cluster, environment_with_tools: dict[str, str], tmp_path: Path
) -> None:
    before = dump_postgres(postgres.url)
    run("postgresql: dump", tmp_path, environment_with_tools)
    execute(postgres.url, "CREATE TABLE newer (ticket bigint REFERENCES tickets_ticket)")
    newer = dump_postgres(postgres.url)
    with pytest.raises(subprocess.CalledProcessError):
        run("postgresql: restore", tmp_path, environment_with_tools)
    assert dump_postgres(postgres.url) == newer
    run("postgresql: empty", tmp_path, environment_with_tools)
    run("postgresql: restore", tmp_path, environment_with_tools)
    assert dump_postgres(postgres.url) == before


def test_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    environment = with_this_python(product_environment(f"sqlite:///{path}"))
    manage(environment, "migrate", "--verbosity=0")
    write_tickets(environment)
    before = dump_sqlite(path)
    run("sqlite: dump", tmp_path, environment)
    write_tickets(environment)
    assert dump_sqlite(path) != before
    run("sqlite: restore", tmp_path, environment)
    assert dump_sqlite(path) == before
    assert "All counts are right." in run("after", BACKEND, environment)
    write_tickets(environment)
    assert "All counts are right." in run("after", BACKEND, environment)
