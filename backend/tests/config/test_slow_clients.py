"""Clients that send or read slowly, at real gunicorn alone and behind real nginx."""

import contextlib
import itertools
import socket
import time
from contextlib import ExitStack

import pytest

from tests.support.nginx_server import DIST, OVER_TLS
from tests.support.serving import gunicorn
from tests.support.slow_clients import (
    HEAD,
    KINDS,
    close_all,
    connect,
    percentile,
    slow_clients,
    waiting_times,
)

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

addresses = itertools.count(1)
TICKET = b'{"title": "a", "description": "b", "category": "billing", "priority": "high"}'
OTHERS = "127.0.0.2"
MAX_WAIT_SECONDS = 1
BODY_LIMIT = 256 * 1024


def largest_file():
    file = max((DIST / "assets").glob("*.js"), key=lambda file: file.stat().st_size)
    return f"/assets/{file.name}"


@pytest.fixture(scope="module")
def impatient(tmp_path_factory):
    folder = tmp_path_factory.mktemp("impatient")
    options = (
        "--worker-class=tests.support.impatient_worker.BufferingWorker --worker-connections=30"
    )
    with gunicorn(folder, NUM_PROXIES="1", OPEN_ACCESS="True", GUNICORN_CMD_ARGS=options) as server:
        server.headers = OVER_TLS
        yield server


def assert_others_are_served(server):
    time.sleep(0.5)
    # Beside their slowness, the connecting of so many is some work.
    for _ in range(3):
        times = waiting_times(server, "/api/config/", 1.5)
        if percentile(times) < MAX_WAIT_SECONDS:
            return
    pytest.fail(f"Others waited for {times[-5:]} seconds.")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [48, 300])
def test_slow_clients_keep_nobody_waiting(backend, kind, count):
    with slow_clients(backend.port, kind, count, big=largest_file()):
        assert_others_are_served(backend)


@pytest.mark.parametrize("kind", KINDS)
def test_slow_clients_keep_nobody_waiting_behind_nginx(front, kind):
    with slow_clients(front.port, kind, 300, big=largest_file(), source=OTHERS):
        assert_others_are_served(front)


def receive(client, seconds=10):
    """Return what the server sends until it closes the connection, or falls silent."""
    client.settimeout(seconds)
    answer = b""
    with contextlib.suppress(TimeoutError, ConnectionError):
        while part := client.recv(65_536):
            answer += part
    return answer


def post(*headers, body=TICKET, path=b"/api/tickets/", length=None):
    lines = [
        b"POST %s HTTP/1.1" % path,
        b"Content-Type: application/json",
        b"Content-Length: %d" % (len(body) if length is None else length),
        # Each from an address of its own, for the number of submissions of one is limited.
        b"X-Forwarded-For: 10.%d.%d.%d" % tuple(next(addresses).to_bytes(3, "big")),
        *headers,
    ]
    return b"\r\n".join(lines) + b"\r\n" + HEAD + b"\r\n" + body


def statuses(answer):
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


CLOSE = b"Connection: close"


def test_a_request_in_any_pieces_is_the_same_request(backend):
    data = post(CLOSE)
    for size in (1, 7, 100):
        client = socket.create_connection(("127.0.0.1", backend.port))
        with client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for start in range(0, len(data), size):
                client.sendall(data[start : start + size])
                time.sleep(0.001)
            assert statuses(receive(client)) == [201]


def test_requests_one_after_the_other_are_answered_in_their_order(backend):
    get = b"GET /healthz HTTP/1.1\r\n" + HEAD
    data = get + b"\r\n" + post() + get + b"\r\n" + post(body=b"{}") + get + CLOSE + b"\r\n\r\n"
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(data)
        assert statuses(receive(client)) == [200, 201, 200, 400, 200]


def test_a_next_request_is_awaited_as_the_first_was(backend):
    data = post() + post(CLOSE)
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(data[:-20])
        time.sleep(0.5)
        client.sendall(data[-20:])
        assert statuses(receive(client)) == [201, 201]


@pytest.mark.parametrize("path", [b"/api/tickets/", b"/admin/login/", b"/nothing", b"/"])
@pytest.mark.parametrize("length", [BODY_LIMIT + 1, 300_000_000, 10**18])
def test_nothing_after_a_body_that_is_refused_is_a_request(backend, path, length):
    before = backend.ask("/api/tickets/").header("X-Total-Count")
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(post(body=post(), path=path, length=length))
        answer = receive(client)
    assert statuses(answer) == [405 if path == b"/" else 413], answer[:300]
    assert b"\r\nConnection: close\r\n" in answer
    assert backend.ask("/api/tickets/").header("X-Total-Count") == before


@pytest.mark.parametrize(
    ("path", "status"), [(b"/api/tickets/", 415), (b"/admin/login/", 403), (b"/nothing", 404)]
)
def test_nothing_after_chunks_is_a_request(backend, path, status):
    before = backend.ask("/api/tickets/").header("X-Total-Count")
    # From an address that no other test sends tickets from.
    sender = b"X-Forwarded-For: 10.255.0.1\r\n"
    head = b"POST %s HTTP/1.1\r\n" % path + HEAD + sender + b"Transfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(head + b"2\r\n{}\r\n0\r\n\r\n" + post())
        assert statuses(receive(client)) == [status]
    assert backend.ask("/api/tickets/").header("X-Total-Count") == before


def test_a_body_is_asked_for_where_it_is_wanted(backend):
    expecting = post(CLOSE, b"Expect: 100-continue")
    head, body = expecting[: -len(TICKET)], TICKET
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(head)
        client.settimeout(5)
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(body)
        assert statuses(receive(client)) == [201]
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(expecting)
        assert statuses(receive(client)) == [201]
    with socket.create_connection(("127.0.0.1", backend.port)) as client:
        client.sendall(post(CLOSE, b"Expect: 100-continue", body=b"", length=300_000))
        assert statuses(receive(client)) == [413]


@pytest.mark.parametrize(
    "kind", ["half a line", "headers by the byte", "body missing", "body by the byte"]
)
def test_who_does_not_send_in_time_is_given_up(impatient, kind):
    with slow_clients(impatient.port, kind, 1) as (client,):
        started = time.monotonic()
        time.sleep(0.2)
        assert statuses(receive(client)) == [408]
        assert time.monotonic() - started < 5


def test_who_says_nothing_in_time_is_given_up(impatient):
    with connect(impatient.port) as client:
        assert receive(client) == b""


def test_who_does_not_read_in_time_is_given_up(impatient):
    whole = len(impatient.ask(largest_file(), Accept_Encoding="identity").body)
    with slow_clients(impatient.port, "answers not read", 1, big=largest_file()) as (client,):
        time.sleep(3)
        assert len(receive(client)) < 18 * whole


def test_at_the_limit_of_connections_old_ones_make_room(impatient):
    for kind in ("nothing sent", "body by the byte", "kept without a request"):
        with slow_clients(impatient.port, kind, 300):
            assert_others_are_served(impatient)


def test_what_is_held_for_slow_clients_is_bounded(impatient):
    clients = [connect(impatient.port) for _ in range(50)]
    part = post(body=b" " * 250_000, length=260_000)
    try:
        for client in clients:
            client.setblocking(True)
            client.settimeout(5)
            with contextlib.suppress(OSError):
                client.sendall(part)
        assert_others_are_served(impatient)
    finally:
        close_all(clients)


def test_a_large_answer_is_whole_for_a_slow_reader(backend):
    answer = b""
    whole = backend.ask(largest_file(), Accept_Encoding="identity").body
    client = connect(backend.port)
    with client:
        client.settimeout(10)
        get = b"GET %s HTTP/1.1\r\n" % largest_file().encode() + HEAD
        client.sendall(get + b"Connection: close\r\n\r\n")
        while part := client.recv(20_000):
            answer += part
            time.sleep(0.001)
    assert answer.partition(b"\r\n\r\n")[2] == whole


def test_slow_clients_do_not_hold_up_the_end(tmp_path):
    with ExitStack() as stack:
        server = stack.enter_context(gunicorn(tmp_path, NUM_PROXIES="1", OPEN_ACCESS="True"))
        with (
            slow_clients(server.port, "nothing sent", 48),
            slow_clients(server.port, "body by the byte", 48),
        ):
            time.sleep(0.5)
            stack.close()
    # It was not killed before, as it is after some seconds.
    assert "Shutting down: Master" in server.log.read_text()
