"""An HTTP client that keeps its connection, as a browser does."""

import gzip
import http.client
import json
import re
import select
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

from bench.servers import ADDRESS

NEXT = re.compile(r'<https?://[^/]+([^>]+)>; rel="next"')
TIMEOUT_SECONDS = 120
ADDRESSES_PER_CLIENT = 5_000


@dataclass(frozen=True)
class Call:
    """A request, and the status that its answer should have.

    `after` is a request that comes before it; its path may name fields of that one's answer, as in
    `/api/messages/{id}/`.
    """

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    expected: int = 200
    after: "Call | None" = None

    def with_answer(self, fields: Mapping[str, Any]) -> "Call":
        """Return the call after the one before it was answered so."""
        return replace(self, path=self.path.format_map(fields), after=None)


@dataclass(frozen=True)
class Answer:
    """A response, and the seconds until its end."""

    status: int
    headers: Mapping[str, str]
    sent: bytes
    seconds: float

    @property
    def body(self) -> bytes:
        is_compressed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.sent) if is_compressed else self.sent

    @property
    def next_path(self) -> str | None:
        found = NEXT.search(self.headers.get("Link", ""))
        return found[1] if found else None

    def json(self) -> Any:
        return json.loads(self.body)


class UnexpectedAnswerError(Exception):
    """An answer has another status than expected."""


class Client:
    """A client that sends one request after the other over one connection."""

    def __init__(self, port: int, number: int = 0) -> None:
        self.connection = http.client.HTTPConnection(ADDRESS, port, timeout=TIMEOUT_SECONDS)
        self.sent = number * ADDRESSES_PER_CLIENT

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
        """Connect anew if the server has closed the connection, as it does after 2 idle seconds."""
        open_socket = self.connection.sock
        if open_socket is not None and select.select([open_socket], [], [], 0)[0]:
            self.connection.close()
        if self.connection.sock is None:
            self.connection.connect()

    def next_address(self) -> str:
        """Return another client address for each request, so that no throttle is reached."""
        self.sent += 1
        number = self.sent % 2**24
        return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"

    def send(self, call: Call) -> Answer:
        body = json.dumps(call.body).encode() if call.body is not None else None
        headers = {
            "Accept-Encoding": "gzip",
            "X-Forwarded-For": self.next_address(),
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
        """Send a request, and raise `UnexpectedAnswerError` for another status than expected.

        The request that comes before it does not count in the answer's seconds.
        """
        if call.after is not None:
            call = call.with_answer(self.succeed(call.after).json())
        answer = self.send(call)
        if answer.status != call.expected:
            text = answer.body[:200].decode(errors="replace")
            raise UnexpectedAnswerError(f"{call.method} {call.path}: {answer.status} {text}")
        return answer
