"""Bodies in chunks, at real gunicorn alone and behind real nginx."""

import contextlib
import itertools
import json
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.chunked_body import ChunkedBody
from tests.support.slow_clients import HEAD, waiting_times

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

TICKET = {"title": "a", "description": "b", "category": "billing", "priority": "high"}
BODY = json.dumps(TICKET).encode()
END = b"0\r\n\r\n"
LIMIT = 256 * 1024
addresses = itertools.count(1)


def chunks(body, size):
    parts = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


def post(framed, *headers, path=b"/api/tickets/", version=b"HTTP/1.1"):
    lines = [
        b"POST %s %s" % (path, version),
        b"Content-Type: application/json",
        # Each from an address of its own, for the number of submissions of one is limited.
        b"X-Forwarded-For: 10.%d.%d.%d" % tuple(next(addresses).to_bytes(3, "big")),
        *headers,
        b"Transfer-Encoding: chunked",
    ]
    return b"\r\n".join(lines) + b"\r\n" + HEAD + b"\r\n" + framed


def exchange(server, *pieces, pause=0.0, is_cut_off=False, seconds=20):
    """Send pieces and return the response until the server closes the connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(ConnectionError):
            for piece in pieces:
                client.sendall(piece)
                time.sleep(pause)
            if is_cut_off:
                client.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError, TimeoutError):
            while part := client.recv(65_536):
                answer += part
                # nginx keeps connections.
                if b"\r\n\r\n" in answer and server_is_done(answer):
                    break
    return answer


def server_is_done(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(body) >= int(line.partition(b":")[2])
    return body.endswith(END)


def statuses(answer):
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


def count(server):
    return int(server.ask("/api/tickets/").header("X-Total-Count"))


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize(
    "trailers", [END, b"0;last=yes\r\nX-Checksum: a\r\nX-More: b\r\n\r\n", b"000\r\n\r\n"]
)
def test_a_body_in_chunks_is_taken(server, size, trailers):
    before = count(server)
    assert statuses(exchange(server, post(chunks(BODY, size) + trailers))) == [201]
    assert count(server) == before + 1


def test_a_body_in_chunks_in_any_pieces_is_the_same(backend):
    data = post(chunks(BODY, 5) + END)
    for size in (1, 3, 100):
        pieces = [data[start : start + size] for start in range(0, len(data), size)]
        assert statuses(exchange(backend, *pieces, pause=0.0005)) == [201]


def test_extensions_and_capitals_are_taken(server):
    framed = b'%X ; name="a;b" ;c\r\n%s\r\n' % (len(BODY), BODY)
    assert statuses(exchange(server, post(framed + END))) == [201]


def test_a_change_in_chunks_changes(server):
    made = json.loads(
        server.ask("/api/tickets/", "POST", BODY, Content_Type="application/json").body
    )
    path = b"/api/tickets/%d/" % made["id"]
    data = post(chunks(b'{"title": "changed"}', 4) + END, path=path)
    data = data.replace(b"POST", b"PATCH", 1)
    assert statuses(exchange(server, data)) == [200]
    assert json.loads(server.ask(path.decode()).body)["title"] == "changed"


def test_the_largest_body_is_taken_and_a_larger_one_refused_in_words(server):
    largest = json.dumps({**TICKET, "description": "x" * 20_000}).encode().ljust(LIMIT)
    assert statuses(exchange(server, post(chunks(largest, 8_000) + END))) == [201]
    answer = exchange(server, post(chunks(largest + b" ", 8_000) + END))
    assert statuses(answer) == [413]
    assert b'{"detail"' in answer


def test_a_body_in_chunks_is_asked_for(backend):
    data = post(chunks(BODY, 20) + END, b"Expect: 100-continue")
    head = data[: data.index(b"\r\n\r\n") + 4]
    with socket.create_connection(("127.0.0.1", backend.port), timeout=10) as client:
        client.sendall(head)
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(data[len(head) :])
        assert statuses(client.recv(65_536)) == [201]


SMUGGLED = (
    b"POST /api/tickets/ HTTP/1.1\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
)
# None stands for a connection that is closed without a word.
REFUSED = {
    "a length too": (post(END + SMUGGLED, b"Content-Length: 5"), {400}),
    "a length too, shorter": (post(chunks(BODY, 9) + END, b"Content-Length: 0"), {400}),
    "twice": (post(END + SMUGGLED, b"Transfer-Encoding: chunked"), {400}),
    "compressed": (post(END, b"Transfer-Encoding: gzip"), {400, 501}),
    "of HTTP/1.0": (post(chunks(BODY, 9) + END, version=b"HTTP/1.0"), {400}),
    "no size": (post(b"\r\n" + END), {400}),
    "no number": (post(b"zz\r\n\r\n" + END), {400}),
    "a sign": (post(b"+5\r\nabcde\r\n" + END), {400}),
    "a prefix": (post(b"0x5\r\nabcde\r\n" + END), {400}),
    "a negative size": (post(b"-1\r\n" + END), {400}),
    "a space before": (post(b" 5\r\nabcde\r\n" + END), {400}),
    "a size beyond 64 bits": (post(b"f" * 17 + b"\r\n"), {400, 413}),
    "a size of gigabytes": (post(b"ffffffff\r\nabc"), {413}),
    "a size beyond 32 bits": (post(b"100000000\r\nabc"), {400, 413}),
    "a chunk that is longer than its size": (post(b"1\r\nabcdef\r\n" + END), {400}),
    "lines that end without CR": (post(b"5\nabcde\n0\n\n" + SMUGGLED), {400}),
    "a long extension": (post(b"5;a=" + b"b" * 100_000 + b"\r\nabcde\r\n" + END), {400, 413}),
    "an extension without end": (post(b"5;a=" + b"b" * 10_000), {400, 413}),
    "long extensions of short chunks": (
        post((b"1;" + b"a" * 3_000 + b"\r\n \r\n") * 1_000),
        {400, 413},
    ),
    "trailers without end": (post(b"0\r\n" + b"X-A: b\r\n" * 10_000), {400, 413, 431}),
    "a trailer that is a length": (post(b"0\r\nContent-Length: 5\r\n\r\n"), {400}),
    "a trailer without a name": (post(b"0\r\n: a\r\n\r\n"), {400}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_are_no_chunks_is_refused_and_changes_nothing(backend, name):
    before = count(backend)
    data, expected = REFUSED[name]
    answer = exchange(backend, data, seconds=8)
    assert len(statuses(answer)) == 1, answer[:300]
    assert set(statuses(answer)) <= expected, answer[:300]
    assert count(backend) == before


# nginx drops trailers, extensions and the space before a size, and adds up what comes twice.
TAKEN_BY_NGINX = ("trailer", "extension", "space", "twice", "without CR")


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in TAKEN_BY_NGINX])
def test_what_are_no_chunks_changes_nothing_behind_nginx(front, name):
    before = count(front)
    answer = exchange(front, REFUSED[name][0], seconds=3)
    assert all(400 <= status < 600 for status in statuses(answer)), answer[:300]
    assert count(front) == before


def test_half_a_body_makes_no_ticket(server):
    before = count(server)
    for framed in (chunks(BODY, 9), chunks(BODY, 9)[:-20], b"", b"0\r\n"):
        answer = exchange(server, post(framed), is_cut_off=True, seconds=5)
        assert statuses(answer) in ([400], [])
    assert count(server) == before


def test_who_sends_chunks_for_ever_keeps_nobody_waiting(backend):
    clients = []
    try:
        for _ in range(60):
            client = socket.create_connection(("127.0.0.1", backend.port))
            client.setblocking(False)
            client.send(post(b"1\r\n \r\n" * 1_000))
            clients.append(client)
        assert waiting_times(backend, "/api/config/", 1.5)[-2] < 1
    finally:
        for client in clients:
            client.close()


def test_nothing_after_chunks_is_a_request(backend):
    before = count(backend)
    answer = exchange(backend, post(chunks(b"{}", 1) + END) + SMUGGLED)
    assert statuses(answer) == [400]
    assert b"\r\nConnection: close\r\n" in answer
    assert count(backend) == before


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=20), st.data())
def test_the_end_is_found_wherever_it_is_cut(parts, data):
    framed = b"\r\n" + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + END
    cut = data.draw(st.integers(0, len(framed) - 1))
    body = ChunkedBody(2)
    received = bytearray(framed[:cut])
    assert not body.has_arrived(received)
    received += framed[cut:] + b"GET / HTTP/1.1\r\n\r\n"
    assert body.has_arrived(received)
    assert body.length == sum(map(len, parts))
