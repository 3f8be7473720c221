"""A proxy with one fault, in front of a server on this machine."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Proxy(BaseHTTPRequestHandler):
    """A handler that passes requests on, but for its fault."""

    backend = 0
    fault = ""

    def pass_on(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if self.fault == "small bodies" and length > 100_000:
            return self.answer(413, b"too large")
        if self.fault == "few methods" and self.command in ("PATCH", "PUT", "DELETE"):
            return self.answer(405, b"no")
        if self.fault == "elsewhere":
            return self.answer(200, b"<html>Welcome</html>")
        if self.fault == "away":
            return self.answer(502, b"bad gateway")
        if self.fault == "redirect":
            return self.answer(301, b"", Location="https://elsewhere.example.com/")
        headers = dict(self.headers.items())
        if self.fault == "other host":
            headers["Host"] = f"127.0.0.1:{self.backend}"
        if self.fault == "no port":
            headers["Host"] = "127.0.0.1"
        if self.fault == "no cookies":
            headers.pop("Cookie", None)
        if self.fault == "own authorization":
            headers["Authorization"] = "Basic c2VjcmV0LXdvcmQ="
        if self.fault == "believes anybody":
            headers.setdefault("X-Forwarded-For", "10.0.0.1")
        else:
            headers["X-Forwarded-For"] = self.client_address[0]
        if self.fault == "says https":
            headers["X-Forwarded-Proto"] = "https"
        else:
            headers["X-Forwarded-Proto"] = "http"
        onward = http.client.HTTPConnection("127.0.0.1", self.backend, timeout=30)
        try:
            onward.request(self.command, self.path, body or None, headers)
            response = onward.getresponse()
            kind = response.headers.get("Content-Type", "")
            self.answer(response.status, response.read(), Content_Type=kind)
        finally:
            onward.close()

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
    setattr(Proxy, f"do_{method}", Proxy.pass_on)


@contextmanager
def bad_proxy(backend: int, fault: str) -> Iterator[int]:
    """Yield the port of a proxy in front of another port; without a fault it is a good one."""
    handler = type("Faulty", (Proxy,), {"backend": backend, "fault": fault})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield server.server_port
        server.shutdown()
