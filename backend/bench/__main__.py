"""A program that measures the product: `make bench` and `make bench-quick`.

    python scripts/with_postgres.py --private -- python -m bench --output FILE [--sizes N …]

Needs `scripts` on the path, and a server in DATABASE_URL whose databases it may make and drop.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import processes
import psycopg2

from bench import databases
from bench.client import UnexpectedAnswerError
from bench.conversations.agents import measure_agents
from bench.conversations.generated import generate_conversations
from bench.first_load import read_first_load
from bench.generated_tickets import generate_tickets
from bench.import_speed import ImportFailedError, measure_import, write_file
from bench.load import measure_load
from bench.machine import describe_machine
from bench.progress import log
from bench.report import render
from bench.request_timing import measure_requests, serve_sites
from bench.results import MigrationResult, Results
from bench.seeding import fill
from bench.servers import NotServedError, product_environment
from bench.sqlite_times import TICKETS as SQLITE_TICKETS
from bench.sqlite_times import measure_beside_sqlite
from bench.targets import misses
from bench.upgrades.releases import BEFORE_CONVERSATIONS, FIRST, Release
from bench.upgrades.waits import NoClientError, measure_migrations
from bench.workflow.generated import AGENTS

PARTS = ("requests", "load", "agents", "sqlite", "migrations", "upgrade", "import")
# Those that ask a database of each size.
FILLED_PARTS = {"requests", "load", "agents"}
MIN_TICKETS = 10_000
AGENTS_SECONDS = 30.0
UPGRADE_TICKETS = 100_000
FAILURES = (
    ImportFailedError,
    NoClientError,
    NotServedError,
    UnexpectedAnswerError,
    psycopg2.Error,
    subprocess.CalledProcessError,
)


class Run:
    """One run: its options, and its results so far."""

    def __init__(self, server: str, options: argparse.Namespace) -> None:
        self.server = server
        self.sizes: list[int] = sorted(options.sizes)
        self.load_seconds: float = options.load_seconds
        self.now = datetime.now(UTC)
        self.results = Results(
            machine=describe_machine(server), sizes=self.sizes, first_load=read_first_load()
        )

    @property
    def largest(self) -> int:
        return self.sizes[-1]

    def create_filled(self, tickets: int) -> str:
        """Create a database with so many tickets, and return its URL."""
        log(f"Filling a database with {tickets:,} tickets")
        url = databases.create(self.server, f"bench_{tickets}")
        databases.manage(product_environment(url), "migrate", "--verbosity=0")
        fill(url, generate_conversations(tickets, self.now), self.now)
        self.results.database_mb[tickets] = databases.megabytes(url)
        return url

    def measure_filled(self, parts: Sequence[str]) -> None:
        urls = {tickets: self.create_filled(tickets) for tickets in self.sizes}
        environment = product_environment(urls[self.largest])
        databases.manage(environment, "collectstatic", "--no-input", "--verbosity=0")
        if "requests" in parts or "load" in parts:
            self.measure_sites(parts, urls)
        if "agents" in parts:
            log(f"Measuring {AGENTS} agents with an open ticket, {AGENTS_SECONDS:.0f} s")
            self.results.agents = measure_agents(environment, AGENTS_SECONDS)
            if self.results.agents is None:
                log("  skipped, there is no pulse")
        for tickets in urls:
            databases.drop(self.server, f"bench_{tickets}")

    def measure_sites(self, parts: Sequence[str], urls: Mapping[int, str]) -> None:
        log("Starting the servers, and following links to the deep pages")
        with serve_sites(urls) as sites:
            if "requests" in parts:
                log("Measuring requests")
                self.results.requests = measure_requests(sites, urls, log)
            if "load" in parts:
                log(f"Measuring many clients at once, {self.load_seconds:.0f} s")
                server = sites.largest.server
                self.results.load = measure_load(server, self.largest, self.load_seconds)

    def measure_migrations(self, release: Release, tickets: int) -> list[MigrationResult]:
        log(f"Migrating {tickets:,} tickets from {release.name} while others work")
        url = databases.create(self.server, "bench_migrations")
        conversations = generate_conversations(tickets, self.now)
        try:
            return measure_migrations(
                product_environment(url),
                release,
                tickets,
                lambda url: fill(url, conversations, self.now),
                log,
            )
        finally:
            databases.drop(self.server, "bench_migrations")

    def measure_import(self) -> None:
        url = databases.create(self.server, "bench_import")
        environment = product_environment(url)
        databases.manage(environment, "migrate", "--verbosity=0")
        with TemporaryDirectory(prefix="ticketflow-bench-") as folder:
            path = Path(folder) / "tickets.csv"
            write_file(path, generate_tickets(self.largest, self.now))
            log(f"Importing {self.largest:,} rows")
            self.results.imported = measure_import(environment, path, self.largest)
        databases.drop(self.server, "bench_import")

    def run(self, parts: Sequence[str]) -> None:
        if not FILLED_PARTS.isdisjoint(parts):
            self.measure_filled(parts)
        if "sqlite" in parts:
            log(f"Measuring SQLite beside PostgreSQL, {SQLITE_TICKETS:,} tickets")
            self.results.beside_sqlite = measure_beside_sqlite(self.server, self.now, log)
        if "migrations" in parts:
            self.results.migrations = self.measure_migrations(FIRST, self.largest)
        if "upgrade" in parts:
            self.results.upgrade = self.measure_migrations(BEFORE_CONVERSATIONS, UPGRADE_TICKETS)
        if "import" in parts:
            self.measure_import()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the product.")
    parser.add_argument("--output", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 1_000_000], help="numbers of tickets"
    )
    parser.add_argument("--load-seconds", type=float, default=60)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args(arguments)
    if min(options.sizes) < MIN_TICKETS:
        parser.error(f"with fewer than {MIN_TICKETS:,} tickets there are no deep pages")

    processes.interrupt_on_termination()
    try:
        run = Run(os.environ["DATABASE_URL"], options)
        run.run(options.parts)
    except FAILURES as problem:
        print(f"The benchmark could not be finished: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return processes.INTERRUPTED
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(run.results.model_dump_json(indent=1) + "\n")
    print(f"\n{render(run.results)}\n\nWritten to {options.output}", flush=True)
    return 1 if misses(run.results) else 0


if __name__ == "__main__":
    sys.exit(main())
