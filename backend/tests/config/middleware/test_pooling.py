"""The product behind PgBouncer in transaction mode, with two connections."""

import csv
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg2
import pytest
from django.db import OperationalError, connection, connections

from config.databases import database_settings
from config.middleware.database_outages import limit_statements
from config.observability import request_ids
from config.observability.sql_comments import add_request_id
from core.db.pooler import SettingsPrefix, is_pooled
from tests.support.databases import own_database, pgbouncer
from tests.support.serving import gunicorn, manage, production_environment
from tickets.import_export import export_rows
from tickets.import_export.rows import BATCH_SIZE
from tickets.search.trigram_index import limit_pending_lists

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("pooler")]

TICKET = (
    b'{"title": "Charged twice", "description": "In March.", "category": "billing", '
    b'"priority": "high"}'
)
# Parameters that PgBouncer itself tracks.
HARMLESS = {"client_encoding", "TimeZone", "DateStyle", "application_name"}


@pytest.fixture(scope="module")
def pooled():
    with own_database() as url, pgbouncer(url) as way:
        yield way


@pytest.fixture(scope="module")
def server(pooled, tmp_path_factory):
    with gunicorn(
        tmp_path_factory.mktemp("pooled"),
        DATABASE_URL=pooled,
        DATABASE_POOLED="True",
        OPEN_ACCESS="True",
        HTTPS_ONLY="False",
    ) as running:
        yield running


@pytest.fixture
def through(pooled):
    """Django's connection through the pooler, as requests use it."""
    other = connections.create_connection("default")
    other.settings_dict = {
        **connection.settings_dict,
        **database_settings(pooled, pooled=True),
        "TEST": connection.settings_dict["TEST"],
    }
    yield other
    other.close()


def left_in_sessions(url):
    """Return the settings that are left in both of the server's sessions."""
    names = set()
    with closing(psycopg2.connect(url)) as first, closing(psycopg2.connect(url)) as second:
        for one in (first, second):
            with one.cursor() as cursor:
                cursor.execute(
                    "SELECT name FROM pg_settings WHERE source = 'session' AND setting <> reset_val"
                )
                names |= {name for (name,) in cursor.fetchall()}
    return names


def test_many_at_once_are_served_and_nothing_is_left_in_a_session(server, pooled):
    def work(number):
        made = server.ask("/api/tickets/", "POST", TICKET, Content_Type="application/json")
        statuses = [made.status]
        for path in (
            "/api/tickets/?search=charged+march",
            "/api/tickets/?ordering=-priority&status=open",
            "/api/tickets/counts/",
            "/api/tickets/stats/?period=7d",
            "/readyz",
        ):
            statuses.append(server.ask(path).status)
        return statuses

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(work, range(24)))
    assert answers == [[201, 200, 200, 200, 200, 200]] * 24
    assert left_in_sessions(pooled) <= HARMLESS


def test_tickets_change_in_transactions(server):
    def ask(path, method, data):
        return server.ask(path, method, json.dumps(data).encode(), Content_Type="application/json")

    number = json.loads(ask("/api/tickets/", "POST", json.loads(TICKET)).body)["id"]
    assert ask(f"/api/tickets/{number}/", "PATCH", {"status": "resolved"}).status == 200
    operation = {"ids": [number], "set": {"priority": "low"}}
    assert ask("/api/tickets/bulk/", "POST", {"operations": [operation]}).status == 200
    entries = json.loads(server.ask(f"/api/tickets/{number}/history/").body)
    assert [entry["action"] for entry in entries] == ["changed", "changed", "created"]


def test_an_export_needs_no_cursor_of_the_servers(server, pooled, tmp_path):
    for _ in range(3):
        server.ask("/api/tickets/", "POST", TICKET, Content_Type="application/json")
    environment = production_environment(DATABASE_URL=pooled, DATABASE_POOLED="True")
    exported = manage(f"export_tickets {tmp_path / 'tickets.csv'}", environment)
    assert exported.returncode == 0, exported.stderr
    with (tmp_path / "tickets.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) >= 3
    imported = manage(f"import_tickets {tmp_path / 'tickets.csv'}", environment)
    assert imported.returncode == 0, imported.stderr
    assert manage("check_statistics", environment).returncode == 0
    assert left_in_sessions(pooled) <= HARMLESS


def test_an_import_of_several_batches_gets_by_with_two_connections(pooled, tmp_path):
    with (tmp_path / "tickets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "description", "category", "priority"])
        rows.writerows([f"Ticket {n}", "Text", "general", "low"] for n in range(5 * BATCH_SIZE))
    environment = production_environment(DATABASE_URL=pooled, DATABASE_POOLED="True")
    imported = manage(f"import_tickets {tmp_path / 'tickets.csv'}", environment)
    assert imported.returncode == 0, imported.stderr
    assert f"{5 * BATCH_SIZE} tickets imported." in imported.stdout
    assert manage("check_statistics", environment).returncode == 0
    assert left_in_sessions(pooled) <= HARMLESS


@pytest.mark.django_db
def test_an_export_in_batches_is_the_whole(make_ticket, monkeypatch):
    tickets = [make_ticket() for _ in range(5)]
    monkeypatch.setattr(export_rows, "ROWS_AT_ONCE", 2)
    chunks = list(export_rows.ticket_chunks())
    assert [len(chunk) for chunk in chunks] == [2, 2, 1]
    assert [row["id"] for chunk in chunks for row in chunk] == [one.pk for one in tickets]


@pytest.mark.django_db
def test_a_statement_ends_in_time_and_the_next_session_is_as_it_was(through, pooled, settings):
    settings.DATABASE_STATEMENT_TIMEOUT = 0.2
    through.connect()
    limit_statements(through)
    limit_statements(through)
    assert [type(wrapper) for wrapper in through.execute_wrappers].count(SettingsPrefix) == 1
    start = time.monotonic()
    with pytest.raises(OperationalError, match="timeout"), through.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    assert time.monotonic() - start < 2
    with through.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("200ms",)
        cursor.executemany("SELECT %s", [(1,), (2,)])
        cursor.execute("SELECT %s, '%%'", ["a"])
        assert cursor.fetchone() == ("a", "%")
    assert left_in_sessions(pooled) <= HARMLESS


@pytest.mark.django_db
def test_a_request_that_connects_leaves_no_comment_for_the_next_one(through, monkeypatch):
    monkeypatch.setattr(request_ids, "current", lambda: "0123")
    for _ in range(2):
        with through.execute_wrapper(add_request_id):
            through.connect()
            limit_statements(through)
            with through.cursor() as cursor:
                cursor.execute("SELECT current_query()")
                (seen,) = cursor.fetchone()
        through.close()
    assert seen.startswith("/* request_id='0123' */ SET TRANSACTION ISOLATION LEVEL ")
    assert seen.count("request_id") == 1
    assert [type(wrapper) for wrapper in through.execute_wrappers] == [SettingsPrefix]


def test_poolers_have_settings_of_their_own():
    url = "postgres://u@h/n?sslmode=require&supa=base-pooler.x&pgbouncer=true"
    kept, lent = database_settings(url), database_settings(url, pooled=True)
    assert (kept["CONN_MAX_AGE"], kept["DISABLE_SERVER_SIDE_CURSORS"]) == (60, False)
    assert (lent["CONN_MAX_AGE"], lent["DISABLE_SERVER_SIDE_CURSORS"]) == (0, True)
    assert lent["OPTIONS"]["sslmode"] == "require"
    assert not {"supa", "pgbouncer", "options"} & set(lent["OPTIONS"])


def test_nothing_is_said_to_a_lent_session(through):
    assert is_pooled(through)

    def cursor():
        raise AssertionError("asked")

    through.cursor = cursor
    limit_pending_lists(through)
