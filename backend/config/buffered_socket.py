"""A client's socket that is read from memory and written to memory (gunicorn_worker.py)."""

import errno
import os
import socket
from collections import deque
from contextlib import suppress
from typing import BinaryIO

RECEIVED_AT_ONCE = 64 * 1024
# Else the system keeps megabytes for each client that does not read.
SYSTEM_BUFFER_BYTES = 128 * 1024


class FilePart:
    """Part of a file that is still to be sent."""

    def __init__(self, descriptor: int, offset: int, length: int) -> None:
        # Whoever wrote it closes the file when the request ends.
        self.descriptor = os.dup(descriptor)
        self.offset = offset
        self.length = length
        self.held_bytes = 0

    def send(self, client: socket.socket) -> None:
        sent = os.sendfile(client.fileno(), self.descriptor, self.offset, self.length)
        if not sent:
            raise ConnectionAbortedError(errno.ECONNABORTED, "the file has become shorter")
        self.offset += sent
        self.length -= sent

    def close(self) -> None:
        os.close(self.descriptor)


class BytesPart:
    """Bytes that are still to be sent."""

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)

    @property
    def length(self) -> int:
        return len(self.data)

    held_bytes = length

    def send(self, client: socket.socket) -> None:
        self.data = self.data[client.send(self.data) :]

    def close(self) -> None:
        self.data.release()


class BufferedSocket:
    """A client's socket as gunicorn uses it; nothing waits for the client.

    Reading takes what has been received, and finds the end where no more has.
    """

    def __init__(self, client: socket.socket) -> None:
        client.setblocking(False)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_BUFFER_BYTES)
        self.client = client
        self.received = bytearray()
        self.unsent: deque[FilePart | BytesPart] = deque()

    def fileno(self) -> int:
        return self.client.fileno()

    def setblocking(self, flag: bool) -> None:
        """Do nothing: gunicorn means the socket itself."""

    def gettimeout(self) -> float:
        return 0.0

    def settimeout(self, seconds: float | None) -> None:
        """Do nothing, as nothing waits."""

    def shutdown(self, how: int) -> None:
        """Send no more: gunicorn has failed in the middle of an answer."""
        self.client.shutdown(how)

    def receive(self) -> bytes:
        """Return what the client has sent since, b"" at the end; raise `BlockingIOError`."""
        return self.client.recv(RECEIVED_AT_ONCE)

    def recv(self, size: int) -> bytes:
        data = bytes(self.received[:size])
        del self.received[:size]
        return data

    def send(self, data: bytes) -> int:
        self.sendall(data)
        return len(data)

    def sendall(self, data: bytes) -> None:
        self.unsent.append(BytesPart(data))
        self.flush()

    def sendfile(self, file: BinaryIO, offset: int, count: int) -> None:
        self.unsent.append(FilePart(file.fileno(), offset, count))
        self.flush()

    def flush(self) -> None:
        """Send as much as the client takes now."""
        with suppress(BlockingIOError):
            while self.unsent:
                part = self.unsent[0]
                if part.length:
                    part.send(self.client)
                if not part.length:
                    self.unsent.popleft().close()

    def held_bytes(self) -> int:
        return len(self.received) + sum(part.held_bytes for part in self.unsent)

    def close(self) -> None:
        self.client.close()
        while self.unsent:
            self.unsent.popleft().close()
