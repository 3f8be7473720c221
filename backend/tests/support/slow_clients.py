"""Clients that connect and then send, or read, a byte a second, or nothing."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from tests.support.serving import Server

HEAD = b"Host: help.example.com\r\nX-Forwarded-Proto: https\r\n"
BODY_BYTES = 200_000
GET = b"GET %s HTTP/1.1\r\n" + HEAD + b"\r\n"
SMALL_BUFFER = 2_048
RECONNECTED_IN_A_SECOND = 10

Step = Callable[[socket.socket], object]


def send_byte(client: socket.socket) -> None:
    client.send(b"a")


def read_byte(client: socket.socket) -> None:
    client.recv(1)


def wait(client: socket.socket) -> None:
    """Do nothing."""


# Each kind: what is sent at once, and what is done every second.
KINDS: dict[str, tuple[bytes, Step]] = {
    "nothing sent": (b"", wait),
    "half a line": (b"GET /api/conf", wait),
    "headers by the byte": (b"GET /api/config/ HTTP/1.1\r\n" + HEAD + b"X-Long: ", send_byte),
    "body missing": (
        b"POST /api/tickets/ HTTP/1.1\r\n"
        + HEAD
        + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % BODY_BYTES,
        wait,
    ),
    "body by the byte": (
        b"POST /api/tickets/ HTTP/1.1\r\n"
        + HEAD
        + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n{" % BODY_BYTES,
        send_byte,
    ),
    "body in chunks by the byte": (
        b"POST /api/tickets/ HTTP/1.1\r\n"
        + HEAD
        + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
        send_byte,
    ),
    "form by the byte": (
        b"POST /admin/login/ HTTP/1.1\r\n"
        + HEAD
        + b"Content-Type: multipart/form-data; boundary=a\r\nContent-Length: %d\r\n\r\n--"
        % BODY_BYTES,
        send_byte,
    ),
    "too large a body by the byte": (
        b"POST /api/tickets/ HTTP/1.1\r\n" + HEAD + b"Content-Length: 300000000\r\n\r\n",
        send_byte,
    ),
    # More than the system's buffers hold.
    "answers not read": (GET % b"/big" * 20, wait),
    "answers read by the byte": (GET % b"/big" * 20, read_byte),
    "kept without a request": (GET % b"/healthz", wait),
    "not closed after its answer": (
        b"GET /healthz HTTP/1.1\r\nConnection: close\r\n" + HEAD + b"\r\n",
        wait,
    ),
}


def connect(port: int, source: str = "127.0.0.1") -> socket.socket:
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    client.settimeout(5)
    client.bind((source, 0))
    client.connect(("127.0.0.1", port))
    client.setblocking(False)
    return client


def close_all(clients: list[socket.socket]) -> None:
    for client in clients:
        client.close()


@contextmanager
def slow_clients(
    port: int, kind: str, count: int, *, big: str = "/", source: str = "127.0.0.1"
) -> Iterator[list[socket.socket]]:
    """Keep so many clients of a kind connected; some who are disconnected connect again."""
    start, step = KINDS[kind]
    start = start.replace(b"/big", big.encode())
    over = threading.Event()

    def begin() -> socket.socket:
        client = connect(port, source)
        with contextlib.suppress(OSError):
            client.send(start)
        return client

    def drip() -> None:
        while not over.wait(1):
            again = iter(range(RECONNECTED_IN_A_SECOND))
            for index, client in enumerate(clients):
                try:
                    step(client)
                except BlockingIOError:
                    continue
                except OSError:
                    client.close()
                    # More would be a flood, not slow clients.
                    with contextlib.suppress(OSError, StopIteration):
                        next(again)
                        clients[index] = begin()

    with ExitStack() as stack:
        clients = [begin() for _ in range(count)]
        stack.callback(close_all, clients)
        thread = threading.Thread(target=drip)
        thread.start()
        stack.callback(thread.join)
        stack.callback(over.set)
        yield clients


def waiting_times(server: Server, path: str, seconds: float) -> list[float]:
    """Return how long others' requests take, one after the other, in order of their length."""
    times = []
    until = time.monotonic() + seconds
    while (started := time.monotonic()) < until:
        try:
            answer = server.ask(path)
            assert answer.status == 200
        except OSError:
            times.append(60.0)
            break
        times.append(time.monotonic() - started)
        time.sleep(0.02)
    return sorted(times)


def percentile(times: list[float], share: float = 0.95) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
