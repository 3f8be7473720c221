"""The times of every request, at each number of tickets and beside the plain implementation."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from bench.cases import PULSE, Case, DatabaseFacts, MakeCall, read_etags, read_facts
from bench.catalogue import catalogue
from bench.client import Call, Client
from bench.databases import BACKEND
from bench.results import RequestResult, Timing
from bench.servers import MemoryWatch, Server, product_environment, serving
from bench.workflow.signing_in import sign_in_busiest

WARM_UP = 5
MIN_REPETITIONS = 40
MAX_REPETITIONS = 150
# Repetitions beyond the fewest end after so many seconds.
CASE_SECONDS = 4.0

Probe = Callable[[int], float]


@dataclass(frozen=True)
class Site:
    """An implementation served from one database."""

    server: Server
    client: Client
    facts: DatabaseFacts


@dataclass(frozen=True)
class Sites:
    """The product at each number of tickets, and the plain implementation at the smallest."""

    products: Mapping[int, Site]
    plain: Site

    @property
    def largest(self) -> Site:
        return self.products[max(self.products)]


@contextmanager
def serve_sites(urls: Mapping[int, str]) -> Iterator[Sites]:
    """Serve the product from each database, and the plain implementation from the smallest."""
    smallest = min(urls)
    with ExitStack() as stack:

        def serve(environment: Mapping[str, str]) -> tuple[Server, Client]:
            server = stack.enter_context(serving(environment))
            return server, stack.enter_context(Client(server.port))

        products = {}
        for tickets, url in urls.items():
            server, client = serve(product_environment(url))
            agent = sign_in_busiest(product_environment(url))
            products[tickets] = Site(server, client, read_facts(client, tickets, agent))
        settings = {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        plain = serve({**product_environment(urls[smallest]), **settings})
        yield Sites(products, Site(*plain, products[smallest].facts))


def request_probe(make_call: MakeCall, site: Site) -> Probe:
    """Return a function that sends the request once and returns the seconds it took."""
    return lambda repetition: site.client.succeed(make_call(site.facts, repetition)).seconds


def time_in_turn(
    probes: Mapping[str, Probe],
    numbers: Iterator[int],
    least: int = MIN_REPETITIONS,
    case_seconds: float = CASE_SECONDS,
) -> dict[str, Timing]:
    """Repeat the probes in turn, each time from another one: a slow moment hits all alike.

    After the least number of repetitions those that are left end after so many seconds.
    """
    turn = list(probes.items())
    for number in itertools.islice(numbers, WARM_UP):
        for _, probe in turn:
            probe(number)
    seconds: dict[str, list[float]] = {name: [] for name in probes}
    started = time.monotonic()
    for done, number in enumerate(itertools.islice(numbers, MAX_REPETITIONS)):
        if done >= least and time.monotonic() - started > case_seconds:
            break
        first = done % len(turn)
        for name, probe in (*turn[first:], *turn[:first]):
            seconds[name].append(probe(number))
    return {name: Timing.from_seconds(times) for name, times in seconds.items()}


def measure_case(case: Case, sites: Sites, numbers: Iterator[int], queries: int) -> RequestResult:
    probes = {
        str(tickets): request_probe(case.call, site) for tickets, site in sites.products.items()
    }
    if case.plain is not None:
        probes["plain"] = request_probe(case.plain, sites.plain)
    largest = sites.largest
    answer = largest.client.succeed(case.call(largest.facts, next(numbers)))
    for number in itertools.islice(numbers, WARM_UP):
        probes[str(largest.facts.tickets)](number)
    memory = MemoryWatch(largest.server.workers())
    timings = time_in_turn(probes, numbers)
    return RequestResult(
        name=case.name,
        is_target=case.is_target,
        timings={tickets: timings[str(tickets)] for tickets in sites.products},
        plain=timings.get("plain"),
        queries=queries,
        bytes=len(answer.body),
        bytes_sent=len(answer.sent),
        memory_mb=memory.rise(),
    )


def call_as_data(call: Call) -> dict[str, Any]:
    return {
        "method": call.method,
        "path": call.path,
        "body": json.dumps(call.body) if call.body is not None else "",
        "headers": {"Host": "localhost", "X-Forwarded-For": "10.0.0.1", **call.headers},
        "after": call_as_data(call.after) if call.after is not None else None,
    }


def count_queries(cases: Iterable[Case], facts: DatabaseFacts, url: str, number: int) -> list[int]:
    """Return the number of queries of each request, counted in a process of its own."""
    lines = [json.dumps(call_as_data(case.call(facts, number))) for case in cases]
    output = subprocess.run(
        [sys.executable, "-m", "bench.query_counts"],
        cwd=BACKEND,
        env=product_environment(url),
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    return [int(line) for line in output.split()]


def measurable_cases(facts: DatabaseFacts, log: Callable[[str], None]) -> list[Case]:
    """Return the cases that the product can answer, and tell of the others."""
    cases = []
    for case in catalogue():
        if case.needs_pulse and not facts.has_pulse:
            log(f"  {case.name}: skipped, there is no {PULSE}")
        else:
            cases.append(case)
    return cases


def measure_requests(
    sites: Sites, urls: Mapping[int, str], log: Callable[[str], None]
) -> list[RequestResult]:
    """Measure all requests of the catalogue."""
    facts = sites.largest.facts
    cases = measurable_cases(facts, log)
    numbers = itertools.count(1)
    queries = count_queries(cases, facts, urls[facts.tickets], next(numbers))
    results = []
    for case, count in zip(cases, queries, strict=True):
        log(f"  {case.name}")
        for site in sites.products.values():
            read_etags(site.client, site.facts)
        results.append(measure_case(case, sites, numbers, count))
    return results
