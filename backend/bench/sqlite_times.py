"""The embedded default: what agents ask for on SQLite, beside PostgreSQL with the same tickets."""

import itertools
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import databases
from bench.cases import Case, DatabaseFacts, read_etags, read_facts
from bench.client import Client
from bench.conversations.generated import generate_conversations
from bench.request_timing import Site, measurable_cases, request_probe, time_in_turn
from bench.results import SqliteResult
from bench.seeding import fill, fill_sqlite
from bench.servers import product_environment, serving
from bench.workflow.signing_in import sign_in_busiest

TICKETS = 20_000
DATABASE = "bench_beside_sqlite"
REPETITIONS = 15
CASE_SECONDS = 1.0


def is_search(case: Case, facts: DatabaseFacts) -> bool:
    return "search=" in case.call(facts, 1).path


def measure_beside_sqlite(
    server: str, now: datetime, log: Callable[[str], None]
) -> list[SqliteResult]:
    """Fill a database of each kind, and ask both for everything that may not grow."""
    results = []
    with TemporaryDirectory(prefix="ticketflow-bench-") as folder, ExitStack() as stack:
        path = Path(folder) / "db.sqlite3"
        urls = {
            "sqlite": f"sqlite:///{path}",
            "postgresql": databases.create(server, DATABASE),
        }
        stack.callback(databases.drop, server, DATABASE)
        for url in urls.values():
            databases.manage(product_environment(url), "migrate", "--verbosity=0")
        fill_sqlite(path, generate_conversations(TICKETS, now), now)
        fill(urls["postgresql"], generate_conversations(TICKETS, now), now)
        sites = {}
        for name, url in urls.items():
            environment = product_environment(url)
            served = stack.enter_context(serving(environment))
            client = stack.enter_context(Client(served.port))
            agent = sign_in_busiest(environment)
            sites[name] = Site(served, client, read_facts(client, TICKETS, agent))
        facts = sites["sqlite"].facts
        numbers = itertools.count(1)
        for case in measurable_cases(facts, log):
            if not case.is_target:
                continue
            log(f"  {case.name}")
            for site in sites.values():
                read_etags(site.client, site.facts)
            probes = {name: request_probe(case.call, site) for name, site in sites.items()}
            timings = time_in_turn(probes, numbers, REPETITIONS, CASE_SECONDS)
            results.append(
                SqliteResult(name=case.name, is_search=is_search(case, facts), **timings)
            )
    return results
