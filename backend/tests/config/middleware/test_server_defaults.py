"""A server whose defaults are not PostgreSQL's: its database's or role's own settings."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from tests.support.databases import pgbouncer
from tests.support.odd_databases import execute, odd_database
from tests.support.serving import (
    gunicorn,
    gunicorn_as_it_is,
    manage,
    production_environment,
    served_environment,
)

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("pooler")]

ODD = {
    "default_transaction_isolation": "serializable",
    "default_transaction_deferrable": "on",
    "statement_timeout": "20",
    "lock_timeout": "1",
    "idle_in_transaction_session_timeout": "1000",
    "TimeZone": "America/St_Johns",
    "DateStyle": "SQL, DMY",
    "IntervalStyle": "sql_standard",
    "standard_conforming_strings": "off",
    "client_encoding": "LATIN1",
    "bytea_output": "escape",
}
TICKET = {
    "title": r"back\slash 'quoted'",
    "description": r"In March: 100% of C:\new\temp, “žluťoučký” 猫",
    "category": "billing",
    "priority": "high",
}


@pytest.fixture(scope="module")
def odd():
    statements = [f"ALTER DATABASE {{name}} SET {name} = '{value}'" for name, value in ODD.items()]
    with odd_database("", *statements) as url:
        yield url


@pytest.fixture(scope="module", params=["direct", "pooled"])
def server(odd, tmp_path_factory, request):
    options = {"OPEN_ACCESS": "True", "HTTPS_ONLY": "False"}
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "direct":
        with gunicorn(folder, DATABASE_URL=odd, **options) as running:
            yield running
        return
    manage("migrate", production_environment(DATABASE_URL=odd))
    with pgbouncer(odd) as way:
        environment = served_environment(
            folder, DATABASE_URL=way, DATABASE_POOLED="True", **options
        )
        with gunicorn_as_it_is(folder, environment) as running:
            yield running


def ask(server, path, method="GET", data=None):
    body = json.dumps(data).encode() if data is not None else None
    answer = server.ask(path, method, body, Content_Type="application/json")
    return answer.status, json.loads(answer.body or b"null")


def test_tickets_are_made_found_changed_and_counted(server):
    status, made = ask(server, "/api/tickets/", "POST", TICKET)
    assert status == 201, made
    path = f"/api/tickets/{made['id']}/"
    assert ask(server, path, "PATCH", {"status": "resolved"})[0] == 200
    status, read = ask(server, path)
    assert {name: read[name] for name in TICKET} == TICKET
    assert read["created_at"].endswith("Z") and read["resolved_at"]
    for search in ("ŽLUŤOUČKÝ", r"C:\new", "100%", "'quoted'"):
        assert ask(server, f"/api/tickets/?search={quote(search)}")[0] == 200
    operation = {"ids": [made["id"]], "set": {"priority": "low"}}
    assert ask(server, "/api/tickets/bulk/", "POST", {"operations": [operation]})[0] == 200
    assert ask(server, "/api/tickets/stats/?period=7d")[0] == 200
    assert ask(server, f"{path}history/")[0] == 200


def test_transactions_are_read_committed(server, odd):
    number = ask(server, "/api/tickets/", "POST", TICKET)[1]["id"]

    def change(value):
        return ask(server, f"/api/tickets/{number}/", "PATCH", {"title": f"Title {value}"})[0]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(change, range(60))) == {200}


def test_commands_take_their_time(odd, tmp_path):
    environment = production_environment(DATABASE_URL=odd)
    migrated = manage("migrate", environment)
    assert migrated.returncode == 0, migrated.stderr
    assert manage("check_statistics --rebuild", environment).returncode == 0
    assert manage("index_words", environment).returncode == 0
    assert manage(f"export_tickets {tmp_path / 'tickets.csv'}", environment).returncode == 0
    assert execute(odd, "SHOW default_transaction_isolation") == [("serializable",)]
