"""Sending e-mail in bounded time."""

import smtplib
import socket
from collections.abc import Callable, Sequence
from typing import BinaryIO

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from core.deadline import Deadline

TOTAL_SECONDS = 20
# The longest conversation has some kilobytes.
MAX_REPLY_BYTES = 256 * 1024

Watch = Callable[[socket.socket], None]


class Replies:
    """The replies of a server; raises `OSError` beyond `MAX_REPLY_BYTES`."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.close = file.close
        self.received = 0

    def readline(self, limit: int) -> bytes:
        line = self.file.readline(limit)
        self.received += len(line)
        if self.received > MAX_REPLY_BYTES:
            raise OSError("the replies are too long")
        return line


class WatchedSMTP(smtplib.SMTP):
    """A connection that tells `watch` of its socket, and reads replies of a bounded length."""

    watch: Watch

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self.watch(connection)
        return connection

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = Replies(self.sock.makefile("rb"))
        return super().getreply()


class WatchedSMTPOverTLS(smtplib.SMTP_SSL, WatchedSMTP):
    """The same over TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's own, within `TOTAL_SECONDS`: `EMAIL_TIMEOUT` is for each read and write."""

    watch: Watch

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        base = WatchedSMTPOverTLS if self.use_ssl else WatchedSMTP
        # It connects when it is made, so it has to know before.
        return type(base.__name__, (base,), {"watch": staticmethod(self.watch)})

    def try_connection(self) -> None:
        """Connect and sign in as for a message; raise `OSError` where that fails."""
        with Deadline(TOTAL_SECONDS) as deadline:
            self.watch = deadline.watch
            try:
                self.open()
                # Without an account nothing was said yet.
                if self.connection:
                    self.connection.noop()
                self.close()
            except OSError as error:
                if deadline.is_over:
                    raise TimeoutError("the mail server is too slow") from error
                raise

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with Deadline(TOTAL_SECONDS) as deadline:
            self.watch = deadline.watch
            try:
                return super().send_messages(email_messages) or 0
            except OSError as error:
                if deadline.is_over:
                    raise TimeoutError("the mail server is too slow") from error
                raise
