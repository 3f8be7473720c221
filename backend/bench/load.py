"""Load by many clients at once, who read and write as a team of agents does."""

import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException

from bench.cases import API
from bench.catalogue import OPEN_AND_HIGH, PERIODS, new_ticket, status_change
from bench.client import Call, Client
from bench.generated_tickets import COMMON, MIDDLE, RARE
from bench.results import LoadKindResult, LoadResult, Timing
from bench.servers import Server, memory_now

CLIENTS = 32
SHARES = {"list": 50, "search": 20, "stats": 10, "change": 15, "create": 5}
LISTS = (API, f"{API}?status=open", f"{API}{OPEN_AND_HIGH}", f"{API}?ordering=-priority")
WORDS = (COMMON, MIDDLE, RARE, f"{COMMON} {MIDDLE}")


@dataclass
class Tally:
    """The times and errors of one client, by kind of request."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in SHARES})
    errors: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHARES, 0))


def next_call(kind: str, choices: random.Random, tickets: int) -> Call:
    number = choices.randint(1, tickets)
    if kind == "list":
        return Call("GET", choices.choice(LISTS))
    if kind == "search":
        return Call("GET", f"{API}?search={choices.choice(WORDS).replace(' ', '+')}")
    if kind == "stats":
        return Call("GET", f"{API}stats/?period={choices.choice(PERIODS)}")
    if kind == "change":
        return Call("PATCH", f"{API}{number}/", status_change(choices.randrange(2)))
    return Call("POST", API, new_ticket(number), expected=201)


def send_requests(
    number: int, port: int, tickets: int, tally: Tally, stop: threading.Event
) -> None:
    """Send one request after the other until `stop` is set."""
    choices = random.Random(number)
    kinds, odds = list(SHARES), list(SHARES.values())
    with Client(port, number + 1) as client:
        while not stop.is_set():
            kind = choices.choices(kinds, odds)[0]
            call = next_call(kind, choices, tickets)
            try:
                answer = client.send(call)
            except (OSError, HTTPException):
                tally.errors[kind] += 1
                client.connection.close()
                continue
            tally.seconds[kind].append(answer.seconds)
            if answer.status != call.expected:
                tally.errors[kind] += 1


def measure_load(server: Server, tickets: int, seconds: float) -> LoadResult:
    """Let all clients send requests for so many seconds."""
    stop = threading.Event()
    tallies = [Tally() for _ in range(CLIENTS)]
    threads = [
        threading.Thread(target=send_requests, args=(number, server.port, tickets, tally, stop))
        for number, tally in enumerate(tallies)
    ]
    started = time.monotonic()
    try:
        for thread in threads:
            thread.start()
        time.sleep(seconds)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    kinds = [
        LoadKindResult(
            name=kind,
            timing=Timing.from_seconds(
                [second for tally in tallies for second in tally.seconds[kind]]
            ),
            errors=sum(tally.errors[kind] for tally in tallies),
        )
        for kind in SHARES
    ]
    return LoadResult(
        clients=CLIENTS,
        seconds=time.monotonic() - started,
        kinds=kinds,
        worker_mb=memory_now(server.workers()),
    )
