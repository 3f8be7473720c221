"""Total time limits for conversations with other servers."""

import contextlib
import socket
from threading import Lock, Timer
from types import TracebackType
from typing import Self


class Deadline:
    """A context manager that ends the connections it watches after so many seconds.

    Time-outs of sockets are for each operation: a server that sends a byte a second keeps within
    them for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._lock = Lock()
        self._handles: list[socket.socket] = []
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def watch(self, connection: socket.socket) -> None:
        """End this connection in time, too; TLS may be started on it later."""
        # Wrapping a socket for TLS detaches it. A copy stays connected to the same peer.
        handle = connection.dup()
        with self._lock:
            self._handles.append(handle)
            if self.is_over:
                self._shut_down()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            self._shut_down()

    def _shut_down(self) -> None:
        for handle in self._handles:
            # The peer may have closed it already.
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
