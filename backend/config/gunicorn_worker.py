"""gunicorn's worker with threads, which clients cannot keep waiting.

gunicorn gives a thread to a connection and waits in it for the client's next byte, so that a few
slow clients occupy all threads. Here the main loop collects the requests and sends what is left of
the answers, for all clients at once. A thread gets a request that has arrived, reads it from
memory and writes to memory.
"""

import errno
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from gunicorn.http import get_parser
from gunicorn.http.body import Body, ChunkedReader, LengthReader
from gunicorn.http.errors import (
    ChunkMissingTerminator,
    LimitRequestHeaders,
    NoMoreData,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

from config.buffered_socket import BufferedSocket
from config.chunked_body import ChunkedBody

# For a whole request, from the connection's or the request's first byte.
REQUEST_SECONDS = 15
# For an answer, and more for a long one.
ANSWER_SECONDS = 30
MIN_ANSWER_BYTES_PER_SECOND = 4 * 1024
# For the client to close after its last answer: closing while it still sends would destroy that.
CLOSING_SECONDS = 2
MAX_HEAD_BYTES = 64 * 1024
# Of all connections of a worker together.
MAX_HELD_BYTES = 64 * 1024 * 1024
HOUSEKEEPING_SECONDS = 0.25
HEAD_END = b"\r\n\r\n"
TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
LONG_HEAD = (
    b'{"detail": "The headers of this request are too large: one may have 32 kB, all together 64. '
    b'As a rule it is the cookies: delete those of this site and its domain."}'
)
HEAD_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(LONG_HEAD), LONG_HEAD)
)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection(TConn):
    """A client's connection, and how much of its request has arrived."""

    sock: BufferedSocket

    def __init__(self, cfg: Any, client: socket.socket, address: Any, server: Any) -> None:
        super().__init__(cfg, BufferedSocket(client), address, server)
        self.parser = get_parser(cfg, self.sock, address)
        self.initialized = True
        self.deadline = 0.0
        self.on_deadline: Callable[[Connection], None] | None = None
        self.expect_request()

    def expect_request(self) -> None:
        """Begin with the next request, of which the first bytes may be there."""
        self.searched = 0
        self.needed: int | None = None
        self.chunks: ChunkedBody | None = None
        self.refusal: ParseException | None = None
        if ahead := self.parser.unreader.take_buffered():
            self.sock.received[:0] = ahead

    def has_arrived(self) -> bool:
        """Return whether a thread can answer: the request is there, or will be refused."""
        received = self.sock.received
        if self.needed is None:
            end = received.find(HEAD_END, self.searched)
            self.searched = max(len(received) - len(HEAD_END) + 1, 0)
            if (len(received) if end < 0 else end) > MAX_HEAD_BYTES:
                self.refusal = LimitRequestHeaders(f"more than {MAX_HEAD_BYTES} bytes")
            if end < 0 or self.refusal is not None:
                return self.refusal is not None
            head = bytes(received[: end + len(HEAD_END)])
            self.needed = len(head) + self.awaited_body_bytes(head)
        return len(received) >= self.needed and self.have_chunks_arrived()

    def have_chunks_arrived(self) -> bool:
        if self.chunks is None:
            return True
        try:
            return self.chunks.has_arrived(self.sock.received)
        except ParseException as error:
            self.refusal = error
            return True

    def awaited_body_bytes(self, head: bytes) -> int:
        """Return the length of the body to wait for, as gunicorn itself understands the head.

        One that is too long is not awaited: the request is refused without reading it. The length
        of one in chunks is not known yet: `chunks` tells when it is there.
        """
        lower = head.lower()
        if b"content-length" not in lower and b"transfer-encoding" not in lower:
            return 0
        try:
            request = Request(self.cfg, IterUnreader([head]), self.client)
        except Exception:
            # A thread will meet it again, and answer it.
            return 0
        reader = request.body.reader
        if isinstance(reader, ChunkedReader):
            self.chunks = ChunkedBody(len(head))
            length = 0
            is_there = len(self.sock.received) > len(head)
        elif (
            isinstance(reader, LengthReader)
            and reader.length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        ):
            length = int(reader.length)
            is_there = len(self.sock.received) >= len(head) + length
        else:
            return 0
        if request._expected_100_continue and not is_there:
            with suppress(OSError):
                self.sock.sendall(CONTINUE)
        return length

    def has_whole_body(self, request: Any) -> bool:
        """Return whether the body is there; else where the next request begins is unknown."""
        reader = request.body.reader
        there = self.parser.unreader.buf.getbuffer().nbytes + len(self.sock.received)
        return isinstance(reader, LengthReader) and reader.length <= there


def measure_body(request: Any, chunks: ChunkedBody) -> None:
    """Give a request in chunks its body as one with a length.

    WSGI would take it for empty. One that is too long is not read, and refused for its length.
    """
    codings = [value for name, value in request.headers if name == "TRANSFER-ENCODING"]
    if [coding.lower() for coding in codings] != ["chunked"]:
        raise UnsupportedTransferCoding("Send the body in chunks, and not compressed.")
    try:
        body = b"" if chunks.is_too_long else request.body.read()
    except NoMoreData as error:
        raise ChunkMissingTerminator(b"") from error
    length = chunks.length if chunks.is_too_long else len(body)
    request.headers = [
        *(header for header in request.headers if header[0] != "TRANSFER-ENCODING"),
        ("CONTENT-LENGTH", str(length)),
    ]
    request.body = Body(LengthReader(IterUnreader([body]), len(body)))


class BufferingWorker(ThreadWorker):
    """Worker whose threads never wait for a client.

    At the limit of connections (`worker_connections`), an old one makes room for a new one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # In the order of their beginning.
        self.waiting: dict[Connection, None] = {}
        self.next_housekeeping = 0.0

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        if cfg.is_ssl:
            raise RuntimeError("TLS ends in the proxy in front: gunicorn serves plain HTTP here.")
        super().check_config(cfg, log)

    def wait(
        self,
        conn: Connection,
        event: int,
        then: Callable[[Connection], None],
        seconds: float,
        on_deadline: Callable[[Connection], None],
    ) -> None:
        """Call a method whenever the client is ready, or another one at the deadline."""

        def call(_: object) -> None:
            # Another call of the same moment may have ended the waiting.
            if conn in self.waiting:
                try:
                    then(conn)
                except OSError:
                    self.drop(conn)

        conn.deadline = time.monotonic() + seconds
        conn.on_deadline = on_deadline
        self.waiting[conn] = None
        self.poller.register(conn.sock, event, call)

    def stop_waiting(self, conn: Connection) -> None:
        del self.waiting[conn]
        self.poller.unregister(conn.sock)

    def drop(self, conn: Connection) -> None:
        """Close a connection at once."""
        if conn in self.waiting:
            self.stop_waiting(conn)
        self.nr_conns -= 1
        conn.sock.close()

    def close_gently(self, conn: Connection) -> None:
        """Tell the client of the end, and close when it has closed too."""
        try:
            conn.sock.client.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(conn)
            return
        conn.sock.received.clear()
        self.wait(conn, selectors.EVENT_READ, self.discard, CLOSING_SECONDS, self.drop)

    def discard(self, conn: Connection) -> None:
        with suppress(BlockingIOError):
            if not conn.sock.receive():
                self.drop(conn)

    def accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
            self.make_room()
            return
        if self.nr_conns + 1 >= self.worker_connections:
            self.make_room()
        self.nr_conns += 1
        self.await_request(Connection(self.cfg, client, address, listener.getsockname()))

    def make_room(self) -> None:
        """Close a connection that is only kept, or else the one that has waited longest."""
        if self.keepalived_conns:
            conn = self.keepalived_conns.popleft()
            self.poller.unregister(conn.sock)
            self.drop(conn)
        elif self.waiting:
            self.drop(next(iter(self.waiting)))

    def await_request(self, conn: Connection) -> None:
        """Give a request that has arrived to a thread, and wait for one that has not."""
        if conn.has_arrived():
            self.enqueue_req(conn)
        else:
            self.wait(
                conn, selectors.EVENT_READ, self.receive, REQUEST_SECONDS, self.refuse_slow_request
            )

    def receive(self, conn: Connection) -> None:
        try:
            data = conn.sock.receive()
        except BlockingIOError:
            return
        conn.sock.received += data
        if not conn.sock.received:
            self.drop(conn)
        elif conn.has_arrived() or not data:
            # Half a head is answered by gunicorn, half a body by the views.
            self.stop_waiting(conn)
            self.enqueue_req(conn)

    def refuse_slow_request(self, conn: Connection) -> None:
        if not conn.sock.received.strip():
            self.drop(conn)
            return
        self.stop_waiting(conn)
        with suppress(OSError):
            conn.sock.sendall(TIMED_OUT)
        self.close_gently(conn)

    def on_client_socket_readable(self, conn: Connection, client: Any) -> None:
        """Begin to read the next request of a connection that was kept."""
        if conn in self.keepalived_conns:
            self.poller.unregister(client)
            self.keepalived_conns.remove(conn)
            self.await_request(conn)

    def handle(self, conn: Connection) -> Any:
        if conn.refusal:
            self.handle_error(None, conn.sock, conn.client, conn.refusal)
            return False
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, LimitRequestHeaders):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Invalid request: %s", exc)
        with suppress(OSError):
            client.sendall(HEAD_TOO_LARGE)

    def handle_request(self, req: Any, conn: Connection) -> Any:
        # The main loop has asked for the body where it wants it.
        req._expected_100_continue = False
        if not conn.has_whole_body(req):
            req.force_close()
        if conn.chunks:
            measure_body(req, conn.chunks)
        return super().handle_request(req, conn)

    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        """Send the rest of the answer; then keep the connection, or close it."""
        if conn.sock.unsent:
            length = sum(part.length for part in conn.sock.unsent)
            seconds = ANSWER_SECONDS + length / MIN_ANSWER_BYTES_PER_SECOND
            send = partial(self.send_answer, fs=fs)
            self.wait(conn, selectors.EVENT_WRITE, send, seconds, self.drop)
            return
        if fs.cancelled() or fs.exception() or not fs.result():
            self.close_gently(conn)
            return
        conn.expect_request()
        if conn.sock.received:
            self.await_request(conn)
        else:
            super().finish_request(conn, fs)

    def send_answer(self, conn: Connection, fs: Future[Any]) -> None:
        conn.sock.flush()
        if not conn.sock.unsent:
            self.stop_waiting(conn)
            self.finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Close connections that have waited too long, or hold too much together."""
        now = time.monotonic()
        if now < self.next_housekeeping:
            return
        self.next_housekeeping = now + HOUSEKEEPING_SECONDS
        for conn in list(self.waiting):
            if now > conn.deadline and conn.on_deadline:
                conn.on_deadline(conn)
        held = {conn: conn.sock.held_bytes() for conn in self.waiting}
        excess = sum(held.values()) - MAX_HELD_BYTES
        for conn, held_bytes in held.items():
            if excess <= 0:
                break
            if held_bytes:
                self.drop(conn)
                excess -= held_bytes

    def _cap_keepalive(self, deadline: float) -> None:
        """When stopping, wait no longer for those who have sent nothing."""
        super()._cap_keepalive(deadline)
        for conn in self.waiting:
            if not conn.sock.held_bytes():
                conn.deadline = min(conn.deadline, deadline)
