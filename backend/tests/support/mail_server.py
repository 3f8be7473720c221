"""A mail server on a socket of this machine, good or bad."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """A server with one behaviour.

    `good`; `slow` (waits before each reply); `silent`; `drip` (a byte at a time, without end);
    `endless` (one reply without end); `garbage`; `refuse` (550 for recipients); `busy` (451 the
    first `busy_times`, then good); `drop` (closes after the greeting); `refuse_login` (535).
    """

    behaviour: str = "good"
    delay: float = 0.2
    busy_times: int = 1
    messages: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            match self.behaviour:
                case "silent":
                    connection.recv(1)
                case "drip":
                    for byte in b"220-" + b"x" * 3600:
                        connection.sendall(bytes([byte]))
                        time.sleep(0.05)
                case "endless":
                    while True:
                        connection.sendall(b"220-again\r\n" * 1000)
                case "garbage":
                    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n<html>")
                case "drop":
                    connection.sendall(b"220 hello\r\n")
                case _:
                    self.converse(connection)

    def converse(self, connection: socket.socket) -> None:
        def reply(text: str) -> None:
            if self.behaviour == "slow":
                time.sleep(self.delay)
            connection.sendall(f"{text}\r\n".encode())

        reply("220 test")
        lines = connection.makefile("rb")
        for line in lines:
            match line.split()[0].upper().split(b":")[0] if line.split() else b"":
                case b"EHLO" if self.behaviour == "refuse_login":
                    reply("250-test\r\n250 AUTH PLAIN LOGIN")
                case b"AUTH":
                    reply("535 5.7.8 who\x1b[31m are you")
                case b"EHLO" | b"HELO":
                    reply("250 test")
                case b"RCPT" if self.behaviour == "refuse":
                    reply("550 no agent@example.com here")
                case b"RCPT" if self.behaviour == "busy" and self.busy_times > 0:
                    self.busy_times -= 1
                    reply("451 later")
                case b"DATA":
                    reply("354 go on")
                    body = b"".join(iter(lines.readline, b".\r\n"))
                    self.messages.append(body.decode())
                    reply("250 taken")
                case b"QUIT":
                    reply("221 bye")
                    return
                case _:
                    reply("250 fine")


@contextmanager
def mail_server(behaviour: str = "good", delay: float = 0.2) -> Iterator[MailServer]:
    """Serve in threads of this process; `away` listens nowhere."""
    server = MailServer(behaviour, delay)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        if behaviour == "away":
            listener.close()
        else:
            threading.Thread(target=server.serve, args=(listener,), daemon=True).start()
        yield server
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def wait_for(condition: Callable[[], object], seconds: float = 10) -> bool:
    """Return true as soon as the condition holds, false if it does not in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False
