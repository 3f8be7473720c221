"""A backend that records requests, in place of ours."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class RecordingBackend:
    """Recorded requests with their headers and connections."""

    address: str
    methods: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connections: list[tuple[str, int]] = field(default_factory=list)
    # Called in place of the response, if set.
    hold: threading.Event | None = None
    hangs_up: bool = False


@contextmanager
def recording_backend(host: str = "127.0.0.1", port: int = 0) -> Iterator[RecordingBackend]:
    """Listen on a free port, or on the given one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def answer(self) -> None:
            seen.methods.append(self.command)
            seen.headers.append(dict(self.headers.items()))
            seen.connections.append(self.client_address)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if seen.hold:
                seen.hold.wait(timeout=20)
            if seen.hangs_up:
                self.close_connection = True
                return
            body = json.dumps({"from": seen.address, "text": "x" * 2_000}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_DELETE = answer  # noqa: N815 - the base class's names

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """Ignore clients that disconnect, as some tests do."""

    server = Server((host, port), Handler)
    seen = RecordingBackend(f"{host}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    try:
        yield seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
