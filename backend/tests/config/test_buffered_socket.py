"""A client's socket as gunicorn uses it."""

import os
import socket

import pytest
from gunicorn import util

from config.buffered_socket import BufferedSocket


@pytest.fixture
def pair():
    ours, client = socket.socketpair()
    client.setblocking(False)
    yield BufferedSocket(ours), client
    ours.close()
    client.close()


def everything(client):
    received = b""
    try:
        while part := client.recv(65_536):
            received += part
    except BlockingIOError:
        pass
    return received


def test_writing_never_waits_and_loses_nothing(pair, tmp_path):
    ours, client = pair
    file = tmp_path / "file"
    file.write_bytes(os.urandom(3_000_000))
    ours.sendall(b"a" * 2_000_000)
    with file.open("rb") as opened:
        ours.sendfile(opened, 1_000, 2_500_000)
    ours.sendall(b"")
    ours.sendall(b"z" * 1_000)
    assert 1_000_000 < ours.held_bytes() <= 2_001_000
    received = b""
    while ours.unsent:
        received += everything(client)
        ours.flush()
    received += everything(client)
    assert received == b"a" * 2_000_000 + file.read_bytes()[1_000:2_501_000] + b"z" * 1_000
    assert ours.held_bytes() == 0


def test_reading_takes_what_there_is(pair):
    ours, client = pair
    client.send(b"abc")
    ours.received += ours.receive()
    assert (ours.recv(2), ours.recv(2), ours.recv(2)) == (b"ab", b"c", b"")
    with pytest.raises(BlockingIOError):
        ours.receive()


def test_a_file_that_shrinks_ends_the_connection(pair, tmp_path):
    ours, _ = pair
    file = tmp_path / "file"
    file.write_bytes(b"a" * 10)
    with file.open("rb") as opened, pytest.raises(ConnectionError):
        ours.sendfile(opened, 0, 20)
    ours.close()
    assert not ours.unsent


def test_an_answer_that_fails_in_the_middle_is_cut_off(pair):
    ours, client = pair
    ours.sendall(b"HTTP/1.1 200 OK\r\n")
    util.close_graceful(ours)
    assert everything(client) == b"HTTP/1.1 200 OK\r\n"
    assert client.recv(1) == b""


def test_an_error_of_gunicorn_s_own_is_sent(pair):
    ours, client = pair
    util.write_error(ours, 400, "Bad Request", "why")
    assert everything(client).startswith(b"HTTP/1.1 400 Bad Request\r\n")
