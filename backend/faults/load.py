"""Load: clients that submit and change tickets, and remember every response.

They retry as the interface does: a submission with the same `Idempotency-Key` until it is
acknowledged, a change once.
"""

import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

PEOPLE = 6
ANSWER_SECONDS = 20
PAUSE_SECONDS = 0.15
CHANGES = 3
# With fewer tickets there would be little to lose.
MIN_ACKNOWLEDGED = 20


@dataclass
class SubmittedTicket:
    """A submitted ticket, as far as its client knows it."""

    title: str
    id: int | None = None
    description: str = "0"
    changes: int = 0
    doubtful: list[str] = field(default_factory=list)


@dataclass
class Response:
    status: int
    headers: dict[str, str]
    body: Any


def send_request(
    port: int, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Send a request on its own connection; raise `OSError` or `HTTPException` if it is cut."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
    try:
        sent = json.dumps(body) if body is not None else None
        connection.request(
            method, path, sent, {"Content-Type": "application/json", **(headers or {})}
        )
        received = connection.getresponse()
        content = received.read()
        is_json = "json" in (received.getheader("Content-Type") or "")
        headers_received = {name.lower(): value for name, value in received.getheaders()}
        return Response(
            received.status, headers_received, json.loads(content) if is_json and content else None
        )
    finally:
        connection.close()


class Load:
    """Clients at work, and their results."""

    def __init__(self, port: int, agent: Mapping[str, str] | None = None) -> None:
        self.port = port
        # An agent's headers; tickets are submitted without them.
        self.agent = agent or {}
        self.submitted: list[SubmittedTicket] = []
        self.statuses: Counter[int] = Counter()
        self.cut_off: list[str] = []
        self.without_retry_after = 0
        self.slowest = 0.0
        self.last_failure = 0.0
        self.is_over = threading.Event()
        self.lock = threading.Lock()

    def send(self, method: str, path: str, body: Any, key: str = "") -> Response | None:
        """Send a request and record its outcome; return None where it failed."""
        # Each ticket comes from another address, so that throttles count it apart; a retry comes
        # from the same one, to which its key belongs.
        client = hash(key) if key else time.time_ns()
        headers = {
            **({} if method == "POST" else self.agent),
            "X-Forwarded-For": f"10.{client % 250}.{client // 250 % 250}.1",
        }
        if key:
            headers["Idempotency-Key"] = key
        started = time.monotonic()
        try:
            answer = send_request(self.port, method, path, body, headers)
        except ConnectionRefusedError:
            answer = None
        except (OSError, http.client.HTTPException, ValueError) as error:
            answer = None
            with self.lock:
                self.cut_off.append(f"{method} {type(error).__name__}: {error}")
        with self.lock:
            self.slowest = max(self.slowest, time.monotonic() - started)
            if answer:
                self.statuses[answer.status] += 1
                if answer.status == 503 and "retry-after" not in answer.headers:
                    self.without_retry_after += 1
            if answer is None or answer.status >= 500:
                self.last_failure = time.monotonic()
                return None
        return answer

    def submit(self) -> SubmittedTicket:
        key = uuid4().hex
        ticket = SubmittedTicket(title=key)
        with self.lock:
            self.submitted.append(ticket)
        body = {"title": key, "description": "0", "category": "general", "priority": "low"}
        while not self.is_over.is_set():
            answer = self.send("POST", "/api/tickets/", body, key)
            if answer and answer.status == 201:
                ticket.id = self.number_of(answer.body)
            if ticket.id is not None:
                break
            time.sleep(PAUSE_SECONDS)
        return ticket

    def number_of(self, ticket: Any) -> int | None:
        """Return a submitted ticket's number, which strangers are not told, if it can be had."""
        if "reference" in ticket:
            found = self.send("GET", f"/api/tickets/?search={ticket['reference']}", None)
            ticket = found.body[0] if found and found.status == 200 and found.body else {}
        number: int | None = ticket.get("id")
        return number

    def change(self, ticket: SubmittedTicket, text: str) -> None:
        ticket.doubtful.append(text)
        answer = self.send("PATCH", f"/api/tickets/{ticket.id}/", {"description": text})
        if answer and answer.status == 200:
            ticket.description, ticket.doubtful = text, []
            ticket.changes = answer.body["version"] - 1

    def work(self) -> None:
        while not self.is_over.is_set():
            ticket = self.submit()
            for text in range(1, CHANGES + 1):
                if ticket.id is not None and not self.is_over.is_set():
                    self.change(ticket, str(text))

    @property
    def acknowledged(self) -> list[SubmittedTicket]:
        return [ticket for ticket in self.submitted if ticket.id is not None]


@contextmanager
def under_load(
    port: int, seconds_after: float = 2, agent: Mapping[str, str] | None = None
) -> Iterator[Load]:
    """Keep clients at work during the block and for a while after it."""
    load = Load(port, agent)
    people = [threading.Thread(target=load.work) for _ in range(PEOPLE)]
    for person in people:
        person.start()
    try:
        deadline = time.monotonic() + ANSWER_SECONDS
        while len(load.acknowledged) <= MIN_ACKNOWLEDGED and time.monotonic() < deadline:
            time.sleep(PAUSE_SECONDS)
        yield load
        time.sleep(seconds_after)
    finally:
        load.is_over.set()
        for person in people:
            person.join(timeout=60)


def wait_until_served(
    port: int, seconds: float = 15, agent: Mapping[str, str] | None = None
) -> float:
    """Return the seconds until the statistics are served; raise `TimeoutError` if too many."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        with suppress(OSError, http.client.HTTPException):
            if send_request(port, "GET", "/api/tickets/stats/", headers=agent).status == 200:
                return time.monotonic() - started
        time.sleep(0.1)
    raise TimeoutError(f"Not served within {seconds} seconds.")
