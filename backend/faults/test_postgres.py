"""PostgreSQL goes away, is full or slow, and comes back, under load."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg2
import pytest

from bench.databases import connected
from bench.servers import Server
from faults.checker import problems
from faults.cluster import CRASH, FAST, KILL, Cluster
from faults.conftest import rows_of
from faults.load import MIN_ACKNOWLEDGED, Load, send_request, under_load, wait_until_served

BACK_WITHIN_SECONDS = 5
# Two connection time-outs and a margin.
MAX_RESPONSE_SECONDS = 12


def assert_consistent(load: Load, url: str) -> None:
    assert set(load.statuses) <= {200, 201, 503}, load.statuses
    assert not load.without_retry_after
    assert not load.cut_off
    assert load.slowest < MAX_RESPONSE_SECONDS
    assert len(load.acknowledged) > MIN_ACKNOWLEDGED
    assert problems(load.submitted, rows_of(url)) == []


@pytest.mark.parametrize("how", [FAST, CRASH, KILL], ids=["fast", "immediate", "killed"])
def test_stopped_and_started_again(postgres: Cluster, server: Server, how: int) -> None:
    workers = server.workers()
    told = send_request(server.port, "GET", "/api/csrf/").body
    session = told["csrf_cookie"].replace("csrftoken", "sessionid")
    with under_load(server.port) as load:
        postgres.stop(how)
        time.sleep(2)
        away = send_request(server.port, "GET", "/api/tickets/stats/")
        admin = send_request(
            server.port, "GET", "/admin/", headers={"Cookie": f"{session}={'s' * 32}"}
        )
        postgres.start()
        assert wait_until_served(server.port) < BACK_WITHIN_SECONDS
        back = time.monotonic()
    for answer in (away, admin):
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert "busy" in away.body["detail"]
    assert load.statuses[503]
    assert load.last_failure - back < 1, "some connection did not recover"
    assert server.workers() == workers
    assert_consistent(load, postgres.url)


@contextmanager
def all_connections_taken(url: str) -> Iterator[None]:
    with ExitStack() as stack:
        while True:
            try:
                connection = psycopg2.connect(url)
            except psycopg2.OperationalError:
                break
            stack.callback(connection.close)
        yield


def test_connections_used_up(postgres: Cluster, server: Server) -> None:
    with under_load(server.port) as load:
        with (
            connected(postgres.url) as connection,
            connection.cursor() as cursor,
            all_connections_taken(postgres.url),
        ):
            # Workers have to reconnect, and find no connection left.
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE query LIKE '%tickets_%' AND pid <> pg_backend_pid()"
            )
            with all_connections_taken(postgres.url):
                time.sleep(2)
                refused = load.statuses[503]
        assert wait_until_served(server.port) < BACK_WITHIN_SECONDS
    assert refused
    assert_consistent(load, postgres.url)


def test_statement_that_takes_too_long(postgres: Cluster, server: Server) -> None:
    body = {"title": "Held", "description": "x", "category": "general", "priority": "low"}
    number = send_request(server.port, "POST", "/api/tickets/", body).body["id"]
    with under_load(server.port) as load, psycopg2.connect(postgres.url) as holder:
        with holder.cursor() as cursor:
            cursor.execute("SELECT FROM tickets_ticket WHERE id = %s FOR UPDATE", [number])
            started = time.monotonic()
            answer = send_request(
                server.port, "PATCH", f"/api/tickets/{number}/", {"priority": "high"}
            )
            took = time.monotonic() - started
        holder.rollback()
        after = send_request(server.port, "PATCH", f"/api/tickets/{number}/", {"priority": "high"})
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert 1.8 < took < 4
    assert (after.status, after.body["version"]) == (200, 2)
    assert not load.statuses[503], "others need not notice"
    assert_consistent(load, postgres.url)
