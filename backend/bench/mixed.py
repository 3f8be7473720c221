"""Many clients at once, who read and write as a team of agents does."""

import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException

from bench.catalogue import LIST, OPEN_AND_HIGH, body_of_new, new_status
from bench.client import Call, Client
from bench.generated import COMMON, MIDDLE, RARE
from bench.results import LoadKind, MixedLoad, Timing
from bench.servers import Server, memory_now

CLIENTS = 32
SHARES = {"list": 50, "search": 20, "stats": 10, "change": 15, "create": 5}
LISTS = (LIST, f"{LIST}?status=open", f"{LIST}?{OPEN_AND_HIGH}", f"{LIST}?ordering=-priority")
WORDS = (COMMON, MIDDLE, RARE, f"{COMMON} {MIDDLE}")
PERIODS = ("7d", "30d", "90d", "all")


@dataclass
class Tally:
    """What one client met, by kind of request."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in SHARES})
    errors: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHARES, 0))


def next_call(kind: str, choices: random.Random, tickets: int) -> Call:
    number = choices.randint(1, tickets)
    if kind == "list":
        return Call("GET", choices.choice(LISTS))
    if kind == "search":
        return Call("GET", f"{LIST}?search={choices.choice(WORDS).replace(' ', '+')}")
    if kind == "stats":
        return Call("GET", f"{LIST}stats/?period={choices.choice(PERIODS)}")
    if kind == "change":
        return Call("PATCH", f"{LIST}{number}/", new_status(choices.randrange(2)))
    return Call("POST", LIST, body_of_new(number), expected=201)


def work(number: int, port: int, tickets: int, tally: Tally, stop: threading.Event) -> None:
    """Send one request after the other until told to stop."""
    choices = random.Random(number)
    kinds, odds = list(SHARES), list(SHARES.values())
    with Client(port, number + 1) as client:
        while not stop.is_set():
            kind = choices.choices(kinds, odds)[0]
            call = next_call(kind, choices, tickets)
            try:
                answer = client.ask(call)
            except (OSError, HTTPException):
                tally.errors[kind] += 1
                client.connection.close()
                continue
            tally.seconds[kind].append(answer.seconds)
            if answer.status != call.expected:
                tally.errors[kind] += 1


def measure_load(server: Server, tickets: int, seconds: float) -> MixedLoad:
    """Have all clients work for so many seconds."""
    stop = threading.Event()
    tallies = [Tally() for _ in range(CLIENTS)]
    threads = [
        threading.Thread(target=work, args=(number, server.port, tickets, tally, stop))
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
        LoadKind(
            name=kind,
            timing=Timing.of([second for tally in tallies for second in tally.seconds[kind]]),
            errors=sum(tally.errors[kind] for tally in tallies),
        )
        for kind in SHARES
    ]
    return MixedLoad(
        clients=CLIENTS,
        seconds=time.monotonic() - started,
        kinds=kinds,
        worker_mb=memory_now(server.workers()),
    )
