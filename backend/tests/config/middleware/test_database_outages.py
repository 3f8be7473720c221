"""503 during a database outage and 500 for our own errors, on every kind of view."""

import os
import sqlite3
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
)
from django.test import Client

from config.databases import database_settings
from config.middleware.database_outages import limit_statements
from core.db.outages import is_transient


def caused(kind, cause):
    error = kind("its text may quote a ticket")
    error.__cause__ = cause
    return error


def by_postgresql(code, kind=OperationalError):
    return caused(kind, type("Coded", (psycopg2.Error,), {"pgcode": code})())


def by_sqlite(code, kind=OperationalError):
    cause = sqlite3.OperationalError()
    cause.sqlite_errorcode = code
    return caused(kind, cause)


def tried_after_the_loss():
    try:
        try:
            raise OperationalError("server closed the connection unexpectedly")
        except OperationalError:
            raise ProgrammingError("Cannot open a new connection in an atomic block.")  # noqa: B904
    except ProgrammingError as error:
        return error


OUTAGES = {
    "no connection": OperationalError("connection refused"),
    "lost connection": InterfaceError("connection already closed"),
    "tried after the loss": tried_after_the_loss(),
    **{f"PostgreSQL {code}": by_postgresql(code) for code in ("08006", "40P01", "55P03")},
    "used up": by_postgresql("53300"),
    "disk full": by_postgresql("53100"),
    "too slow": by_postgresql("57014"),
    "shut down": by_postgresql("57P01"),
    "starting": by_postgresql("57P03"),
    "standby": by_postgresql("25006", kind=DatabaseError),
    "SQLite busy": by_sqlite(sqlite3.SQLITE_BUSY),
    "SQLite full": by_sqlite(sqlite3.SQLITE_FULL),
    "SQLite cannot write": by_sqlite(sqlite3.SQLITE_IOERR_WRITE),
    "SQLite cannot open": by_sqlite(sqlite3.SQLITE_CANTOPEN),
}
MISTAKES = {
    "duplicate": by_postgresql("23505", kind=IntegrityError),
    "no such column": by_postgresql("42703", kind=ProgrammingError),
    "in a broken transaction": by_postgresql("25P02", kind=DatabaseError),
    "misused": ProgrammingError("Cannot open a new connection in an atomic block."),
    "unknown": DatabaseError("what is this"),
    "no such table in SQLite": by_sqlite(sqlite3.SQLITE_ERROR),
    "SQLite damaged": by_sqlite(sqlite3.SQLITE_CORRUPT, kind=DatabaseError),
    "none of the database's": ValueError("OperationalError"),
}


@pytest.mark.parametrize("error", OUTAGES.values(), ids=OUTAGES)
def test_what_passes(error):
    assert is_transient(error)


@pytest.mark.parametrize("error", MISTAKES.values(), ids=MISTAKES)
def test_what_does_not(error):
    assert not is_transient(error)


def fail_with(monkeypatch, error):
    def fail(*args, **kwargs):
        raise error

    for name in (
        "tickets.statistics.views.ticket_stats",
        "django.contrib.admin.sites.AdminSite.has_permission",
    ):
        monkeypatch.setattr(name, fail)


@pytest.fixture
def plain():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_the_api_and_the_admin_say_when_to_come_again(plain, monkeypatch, caplog, debug, settings):
    settings.DEBUG = debug
    fail_with(monkeypatch, OUTAGES["too slow"])
    api = plain.get("/api/tickets/stats/")
    admin = plain.get("/admin/")
    for response in (api, admin):
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
    assert "busy" in api.json()["detail"]
    assert admin.headers["Content-Type"].startswith("text/plain")
    assert "57014" in caplog.text
    assert "quote" not in caplog.text + api.content.decode() + admin.content.decode()


@pytest.mark.django_db
def test_a_mistake_stays_a_mistake(plain, monkeypatch, settings):
    settings.DEBUG = False
    fail_with(monkeypatch, MISTAKES["no such column"])
    for path in ("/api/tickets/stats/", "/admin/"):
        response = plain.get(path)
        assert (response.status_code, "Retry-After" in response.headers) == (500, False)


@pytest.mark.django_db
def test_what_fails_between_the_views(plain, monkeypatch, settings):
    settings.DEBUG = False

    def fail(*args):
        raise OUTAGES["no connection"]

    monkeypatch.setattr(
        "django.contrib.auth.middleware.AuthenticationMiddleware.process_request", fail
    )
    for path in ("/api/nothing/", "/admin/"):
        assert plain.get(path).status_code == 503


def test_what_the_url_says_of_silence_holds():
    options = database_settings("postgres://u@h/n?connect_timeout=2&options=-c%20x.y%3D1")[
        "OPTIONS"
    ]
    assert (options["connect_timeout"], options["options"]) == (2, "-c x.y=1")
    assert database_settings("postgres://u@h/n")["OPTIONS"]["connect_timeout"] == 5
    assert "connect_timeout" not in database_settings("sqlite:///x")["OPTIONS"]


def timeout_with(options):
    """Return the statement timeout of a new connection that serves requests."""
    other = connections.create_connection("default")
    other.settings_dict = {**connection.settings_dict, "OPTIONS": {"options": options}}
    try:
        other.connect()
        limit_statements(other)
        with other.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return cursor.fetchone()[0]
    finally:
        other.close()


@pytest.mark.django_db
@pytest.mark.skipif(
    "postgres" not in settings.DATABASES["default"]["ENGINE"], reason="PostgreSQL has the limits"
)
def test_statements_are_limited_unless_the_url_says_otherwise(settings):
    settings.DATABASE_STATEMENT_TIMEOUT = 7.5
    assert timeout_with("-c work_mem=5MB") == "7500ms"
    assert timeout_with("-c statement_timeout=3s") == "3s"


def test_only_what_serves_requests_is_limited():
    """Migrations and imports may take their time."""
    code = (
        "import django; django.setup(); "
        "from django.db.backends.signals import connection_created as made; "
        "before = len(made.receivers); import config.wsgi; print(len(made.receivers) - before)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.strip() == "1"
