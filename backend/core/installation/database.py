"""The database: its kind, its defaults, and whether it is up to date."""

import json
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from core.db.failures import explain
from core.db.pooler import is_pooled
from core.db.requirements import find_obstacle
from core.db.trigrams import find_schema
from core.installation.findings import Finding, Subject

subject = Subject("Database")
# `reset_val` is what a session has before it sets anything. Names of columns differ by version.
FACTS = """
    SELECT
        current_setting('server_version'),
        current_database(),
        current_schema(),
        current_setting('server_encoding'),
        coalesce(row->>'datlocale', row->>'daticulocale', row->>'datctype'),
        current_setting('max_connections')::int,
        pg_is_in_recovery(),
        extract(epoch FROM clock_timestamp())::float,
        (SELECT jsonb_object_agg(name, reset_val)::text FROM pg_settings WHERE name = ANY(%s))
    FROM (SELECT to_jsonb(d) AS row FROM pg_database d WHERE datname = current_database()) AS it
"""
DEFAULTS = {
    "default_transaction_isolation": "read committed",
    "default_transaction_read_only": "off",
    "TimeZone": "UTC",
}
# In these languages the capital of i is not I.
DOTTED_I = ("tr", "az")
MAX_CLOCK_SECONDS = 5


def check() -> Iterator[Finding]:
    try:
        if obstacle := find_obstacle(connection):
            yield subject.problem(obstacle)
            return
        yield from check_postgresql() if connection.vendor == "postgresql" else check_sqlite()
        yield check_migrations()
    except DatabaseError as error:
        yield subject.problem(explain(error) or f"it fails with {type(error).__name__}")


def check_postgresql() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [list(DEFAULTS)])
        version, name, schema, encoding, locale, limit, is_standby, moment, found = (
            cursor.fetchone()
        )
    yield subject.ok(
        f"PostgreSQL {version}, database {name}, schema {schema}, encoding {encoding}, "
        f"locale {locale}"
    )
    if str(locale).lower().startswith(DOTTED_I):
        yield subject.warning(
            f"in its locale {locale} the capital of i is not I, so addresses may not be found in "
            "other letters: make one with `createdb --template=template0 --locale=C.UTF-8 NAME`"
        )
    if is_standby:
        yield subject.problem("it is a standby: name the primary in DATABASE_URL")
    yield from check_defaults(name, json.loads(found))
    yield check_extension()
    yield check_clock(moment)
    yield check_connections(limit)


def check_defaults(name: str, found: dict[str, str]) -> Iterator[Finding]:
    differing = {k: v for k, v in found.items() if v != DEFAULTS[k]}
    if differing.pop("default_transaction_read_only", None):
        yield subject.problem(
            "default_transaction_read_only is on, so nothing can be stored: "
            f"ALTER DATABASE {name} RESET default_transaction_read_only"
        )
    zone = differing.pop("TimeZone", "UTC")
    isolation = found["default_transaction_isolation"]
    ours = (
        ""
        if (zone, isolation) == ("UTC", DEFAULTS["default_transaction_isolation"])
        else (" by default; TicketFlow sets UTC and read committed")
    )
    yield subject.ok(f"time zone {zone}, isolation {isolation}{ours}")
    if is_pooled(connection) and "default_transaction_isolation" in differing:
        yield subject.warning(
            "behind a pooler commands cannot set the isolation: "
            f"ALTER DATABASE {name} SET default_transaction_isolation = 'read committed'"
        )


def check_extension() -> Finding:
    schema = find_schema(connection)
    if schema:
        return subject.ok(f"extension pg_trgm in the schema {schema}")
    return subject.warning(
        "the extension pg_trgm is missing, so words are searched slowly: as an administrator run "
        "CREATE EXTENSION pg_trgm, then `manage.py index_words`"
    )


def check_clock(moment: float) -> Finding:
    difference = abs(moment - time.time())
    if difference > MAX_CLOCK_SECONDS:
        return subject.warning(
            f"its clock and ours differ by {difference:.0f} seconds: let both machines follow a "
            "time server"
        )
    return subject.ok("its clock agrees with ours")


def check_connections(limit: int) -> Finding:
    needed = settings.WEB_CONCURRENCY * settings.GUNICORN_THREADS
    text = (
        f"{settings.WEB_CONCURRENCY} workers with {settings.GUNICORN_THREADS} threads take up to "
        f"{needed} of its {limit} connections"
    )
    if needed >= limit and not is_pooled(connection):
        return subject.problem(f"{text}: lower WEB_CONCURRENCY, or raise max_connections")
    return subject.ok(text)


def check_sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        (version,) = cursor.fetchone()
        # Fails where the file or its folder cannot be written to.
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")
    yield subject.ok(f"SQLite {version}, {connection.settings_dict['NAME']}")


def check_migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return subject.problem(f"{len(plan)} migrations are missing: run `manage.py migrate`")
    return subject.ok("all migrations are applied")
