"""Many connections of one address at real nginx, and who counts as an address."""

import json
import socket
import time
from contextlib import ExitStack

import pytest

from tests.support.nginx_server import nginx
from tests.support.recording_backend import recording_backend
from tests.support.slow_clients import slow_clients

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

CLIENT, OTHER = "127.0.0.2", "127.0.0.1"
LIMIT = 100
BODY = (
    b"POST %s HTTP/1.1\r\nHost: help.example.com\r\nX-Forwarded-Proto: https\r\n"
    b"X-Forwarded-For: %s\r\nContent-Length: 9\r\n\r\n{"
)


@pytest.fixture(scope="module")
def seen():
    with recording_backend() as backend:
        yield backend


@pytest.fixture(scope="module")
def front(seen, tmp_path_factory):
    with nginx(tmp_path_factory.mktemp("nginx"), seen.address) as server:
        yield server


@pytest.fixture(scope="module")
def behind_proxy(seen, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    with nginx(folder, seen.address, TRUSTED_PROXIES="0.0.0.0/0") as server:
        yield server


def answers(server, stack, addresses, path=b"/api/tickets/", source=CLIENT):
    """Begin a request for each address; return what is answered to them, b"" while they wait."""
    clients = []
    for address in addresses:
        client = socket.create_connection(("127.0.0.1", server.port), 10, (source, 0))
        stack.callback(client.close)
        client.sendall(BODY % (path, address.encode()))
        clients.append(client)
    time.sleep(1)
    received = []
    for client in clients:
        client.setblocking(False)
        try:
            received.append(client.recv(4_096))
        except BlockingIOError:
            received.append(b"")
    return received


def refused(received):
    return [answer for answer in received if answer.startswith(b"HTTP/1.1 429 ")]


def test_300_requests_of_one_address_keep_no_other_waiting(front):
    with slow_clients(front.port, "body by the byte", 300, source=CLIENT):
        time.sleep(1)
        started = time.monotonic()
        assert front.ask("/api/tickets/").status == 200
        assert front.ask("/").status == 200
        assert time.monotonic() - started < 1


def test_too_many_requests_of_one_address_are_refused_in_words(front):
    with ExitStack() as stack:
        received = answers(front, stack, ["192.0.2.1"] * 150)
        assert len(refused(received)) == 150 - LIMIT
        head, _, body = refused(received)[0].partition(b"\r\n\r\n")
        assert b"Content-Type: application/json" in head
        assert b"Retry-After: 5" in head
        assert b"X-Content-Type-Options: nosniff" in head
        assert "too many requests" in json.loads(body)["detail"]
        page = answers(front, stack, ["192.0.2.1"], path=b"/back-office/")
        assert len(refused(page)) == 1
    time.sleep(0.2)
    with ExitStack() as stack:
        assert refused(answers(front, stack, ["192.0.2.1"] * LIMIT)) == []


def test_nobody_makes_up_an_address(front):
    with ExitStack() as stack:
        made_up = [f"192.0.2.{number}" for number in range(150)]
        assert len(refused(answers(front, stack, made_up))) == 150 - LIMIT


def test_behind_a_proxy_each_client_counts_for_itself(behind_proxy):
    with ExitStack() as stack:
        received = answers(behind_proxy, stack, ["192.0.2.1"] * 110, source=OTHER)
        assert len(refused(received)) == 10
        others = [f"192.0.2.{number}" for number in range(2, 102)]
        assert refused(answers(behind_proxy, stack, others, source=OTHER)) == []
        # What the client itself claimed comes before what the proxy saw.
        claims = [f"203.0.113.{number}, 192.0.2.1" for number in range(10)]
        assert len(refused(answers(behind_proxy, stack, claims, source=OTHER))) == 10


@pytest.mark.parametrize(
    ("network", "other"),
    [
        ("2001:db8:1:2:{:x}::1", "2001:db8:1:3::1"),
        ("2001:db8:1:2::{:x}", "2001:db8:1:3::1"),
        ("2001:db8:1::{:x}", "2001:db8:2::1"),
        ("2001:db8::{:x}", "2001:db9::1"),
    ],
)
def test_a_network_of_version_6_is_one_client(behind_proxy, network, other):
    with ExitStack() as stack:
        addresses = [network.format(number) for number in range(1, 111)]
        received = answers(behind_proxy, stack, addresses, source=OTHER)
        assert len(refused(received)) == 10
        assert refused(answers(behind_proxy, stack, [other], source=OTHER)) == []


def test_addresses_of_version_4_written_as_version_6_are_clients_of_their_own(behind_proxy):
    with ExitStack() as stack:
        addresses = [f"::ffff:192.0.2.{number}" for number in range(1, 111)]
        assert refused(answers(behind_proxy, stack, addresses, source=OTHER)) == []
        same = ["192.0.2.1"] * 110
        assert len(refused(answers(behind_proxy, stack, same, source=OTHER))) == 11


def test_the_backend_gets_the_addresses_of_all_proxies(behind_proxy, seen):
    behind_proxy.ask("/api/tickets/", X_Forwarded_For="203.0.113.9, 192.0.2.7")
    assert seen.headers[-1]["X-Forwarded-For"] == "203.0.113.9, 192.0.2.7, 127.0.0.1"
    behind_proxy.ask("/api/tickets/")
    assert seen.headers[-1]["X-Forwarded-For"] == "127.0.0.1"
