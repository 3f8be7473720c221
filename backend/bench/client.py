"""One client that keeps its connection, as a browser does."""

import gzip
import http.client
import json
import re
import select
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from bench.servers import ADDRESS

NEXT = re.compile(r'<https?://[^/]+([^>]+)>; rel="next"')
TIMEOUT_SECONDS = 120
PEOPLE = 5_000


@dataclass(frozen=True)
class Call:
    """A request."""

    method: str
    path: str
    body: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    expected: int = 200


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    headers: Mapping[str, str]
    sent: bytes
    seconds: float

    @property
    def body(self) -> bytes:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.sent) if packed else self.sent

    @property
    def next_path(self) -> str | None:
        found = NEXT.search(self.headers.get("Link", ""))
        return found[1] if found else None

    def json(self) -> Any:
        return json.loads(self.body)


class UnexpectedAnswerError(Exception):
    """A request was answered by another status than it should."""


class Client:
    """Sends one request after the other over one connection."""

    def __init__(self, port: int, number: int = 0) -> None:
        self.connection = http.client.HTTPConnection(ADDRESS, port, timeout=TIMEOUT_SECONDS)
        self.sent = number * PEOPLE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def connect(self) -> None:
        """Have a connection that the server has not closed, for it does so after 2 idle seconds."""
        open_socket = self.connection.sock
        if open_socket is not None and select.select([open_socket], [], [], 0)[0]:
            self.connection.close()
        if self.connection.sock is None:
            self.connection.connect()

    def person(self) -> str:
        """The address of another person for each request, within the limits of what one may do."""
        self.sent += 1
        number = self.sent % 2**24
        return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"

    def ask(self, call: Call) -> Answer:
        body = json.dumps(call.body).encode() if call.body is not None else None
        headers = {
            "Accept-Encoding": "gzip",
            "X-Forwarded-For": self.person(),
            **({"Content-Type": "application/json"} if body is not None else {}),
            **call.headers,
        }
        self.connect()
        started = time.perf_counter()
        self.connection.request(call.method, call.path, body, headers)
        response = self.connection.getresponse()
        sent = response.read()
        seconds = time.perf_counter() - started
        return Answer(response.status, dict(response.headers.items()), sent, seconds)

    def succeed(self, call: Call) -> Answer:
        """Ask, and raise `UnexpectedAnswerError` if the answer is not the expected one."""
        answer = self.ask(call)
        if answer.status != call.expected:
            text = answer.body[:200].decode(errors="replace")
            raise UnexpectedAnswerError(f"{call.method} {call.path}: {answer.status} {text}")
        return answer
