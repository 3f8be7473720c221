"""Measure every request at every number of tickets, beside what it is compared with."""

import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from bench.catalogue import Case, Known, catalogue, know, know_tags
from bench.client import Answer, Call, Client
from bench.constants import FOLDER_VARIABLE
from bench.databases import BACKEND, connected, plain_url
from bench.questions import Statement
from bench.results import Answered, Timing
from bench.servers import MemoryWatch, Server, product_environment, serving

WARM_UP = 5
MIN_REPETITIONS = 40
MAX_REPETITIONS = 150
# Beyond the least repetitions only as long as this.
SECONDS_FOR_ONE = 4.0
# The plain implementation is slow and its figure is far off: fewer repetitions tell enough.
PLAIN_EVERY = 8
PLAIN_PATH = "/bench/plain/tickets/"

Probe = Callable[[int], float]


@dataclass(frozen=True)
class Served:
    """The product on one database."""

    server: Server
    client: Client
    known: Known


@dataclass(frozen=True)
class Setting:
    """All that the requests are sent to, and where the constants lie."""

    products: Mapping[int, Served]
    companion: Client
    cursor: Cursor
    folder: Path

    @property
    def big(self) -> Served:
        return self.products[max(self.products)]


@contextmanager
def setting(urls: Mapping[int, str]) -> Iterator[Setting]:
    """Serve the product on each database, and beside the biggest what it is compared with."""
    biggest = urls[max(urls)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="ticketflow-bench-")))
        products = {}
        for tickets, url in urls.items():
            server = stack.enter_context(serving(product_environment(url)))
            client = stack.enter_context(Client(server.port))
            products[tickets] = Served(server, client, know(client, tickets))
        companion = {
            **product_environment(plain_url(biggest)),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            FOLDER_VARIABLE: str(folder),
        }
        port = stack.enter_context(serving(companion)).port
        connection = stack.enter_context(connected(biggest))
        yield Setting(
            products,
            stack.enter_context(Client(port)),
            stack.enter_context(connection.cursor()),
            folder,
        )


def slug(name: str) -> str:
    return re.sub(r"\W+", "-", name)


def product_probe(case: Case, served: Served) -> Probe:
    return lambda repetition: served.client.succeed(case.call(served.known, repetition)).seconds


def floor_probe(case: Case, setting: Setting, answer: Answer) -> Probe:
    """Have the companion answer what the product did."""
    (setting.folder / f"{slug(case.name)}.json").write_bytes(answer.body)
    path = f"/bench/constant/{slug(case.name)}/"

    def probe(repetition: int) -> float:
        call = case.call(setting.big.known, repetition)
        constant = Call(call.method, path, call.body, expected=call.expected)
        return setting.companion.succeed(constant).seconds

    return probe


def sql_probe(question: Callable[[Known, int], Statement], setting: Setting) -> Probe:
    def probe(repetition: int) -> float:
        statement, values = question(setting.big.known, repetition)
        started = time.perf_counter()
        setting.cursor.execute(statement, values)
        setting.cursor.fetchall()
        return time.perf_counter() - started

    return probe


def plain_probe(path: str, setting: Setting) -> Probe:
    call = Call("GET", PLAIN_PATH + path)
    return lambda repetition: setting.companion.succeed(call).seconds


def interleaved(
    probes: Mapping[str, Probe], numbers: Iterator[int], rare: frozenset[str] = frozenset()
) -> dict[str, Timing]:
    """Repeat the probes in turn, so that all meet the same whims of the machine."""
    for number in itertools.islice(numbers, WARM_UP):
        for name, probe in probes.items():
            if name not in rare:
                probe(number)
    seconds: dict[str, list[float]] = {name: [] for name in probes}
    started = time.monotonic()
    for done, number in enumerate(itertools.islice(numbers, MAX_REPETITIONS)):
        if done >= MIN_REPETITIONS and time.monotonic() - started > SECONDS_FOR_ONE:
            break
        for name, probe in probes.items():
            if name not in rare or done % PLAIN_EVERY == 0:
                seconds[name].append(probe(number))
    return {name: Timing.of(times) for name, times in seconds.items()}


def measure(case: Case, setting: Setting, numbers: Iterator[int], queries: int) -> Answered:
    probes = {
        str(tickets): product_probe(case, served) for tickets, served in setting.products.items()
    }
    big = setting.big
    answer = big.client.succeed(case.call(big.known, next(numbers)))
    for number in itertools.islice(numbers, WARM_UP):
        probes[str(big.known.tickets)](number)
    if case.has_floor:
        probes["floor"] = floor_probe(case, setting, answer)
    if case.sql is not None:
        probes["sql"] = sql_probe(case.sql, setting)
    if case.plain is not None:
        probes["plain"] = plain_probe(case.plain, setting)
    watch = MemoryWatch(big.server.workers())
    timings = interleaved(probes, numbers, frozenset({"plain"}))
    return Answered(
        name=case.name,
        is_target=case.is_target,
        sizes={tickets: timings[str(tickets)] for tickets in setting.products},
        floor=timings.get("floor"),
        sql=timings.get("sql"),
        plain=timings.get("plain"),
        queries=queries,
        bytes=len(answer.body),
        bytes_sent=len(answer.sent),
        memory_mb=watch.rise(),
    )


def count_queries(cases: Iterable[Case], known: Known, url: str, number: int) -> list[int]:
    """Send each request once within a process that counts."""
    lines = []
    for case in cases:
        call = case.call(known, number)
        headers = {"Host": "localhost", "X-Forwarded-For": "10.0.0.1", **call.headers}
        body = json.dumps(call.body) if call.body is not None else ""
        lines.append(
            json.dumps({"method": call.method, "path": call.path, "body": body, "headers": headers})
        )
    output = subprocess.run(
        [sys.executable, "-m", "bench.queries"],
        cwd=BACKEND,
        env=product_environment(url),
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    return [int(line) for line in output.split()]


def measure_requests(
    setting: Setting, urls: Mapping[int, str], say: Callable[[str], None]
) -> list[Answered]:
    """Measure all requests of the catalogue."""
    cases = catalogue()
    numbers = itertools.count(1)
    known = setting.big.known
    queries = count_queries(cases, known, urls[known.tickets], next(numbers))
    answered = []
    for case, asked in zip(cases, queries, strict=True):
        say(f"  {case.name}")
        for served in setting.products.values():
            # The counting has also sent what writes, and at midnight the figures change.
            know_tags(served.client, served.known)
        answered.append(measure(case, setting, numbers, asked))
    return answered
