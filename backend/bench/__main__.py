"""Measure the product: `make bench` and `make bench-quick`.

    python scripts/with_postgres.py --private -- python -m bench --output FILE [--sizes N …]

Needs `scripts` on the path, and a server in DATABASE_URL whose databases it may make and drop.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import processes
import psycopg2

from bench import databases, generated
from bench.client import UnexpectedAnswerError
from bench.databases import FIRST_COLUMNS
from bench.first_load import first_load_kb
from bench.importing import NotImportedError, measure_import, write_file
from bench.machine import machine
from bench.measuring import measure_requests, setting
from bench.migrating import measure_migrations
from bench.mixed import measure_load
from bench.report import rendered
from bench.results import Results
from bench.servers import NotServedError, product_environment
from bench.targets import misses

PARTS = ("requests", "load", "migrations", "import")
FEWEST_TICKETS = 10_000
PROBLEMS = (
    NotImportedError,
    NotServedError,
    UnexpectedAnswerError,
    psycopg2.Error,
    subprocess.CalledProcessError,
)

STARTED = time.monotonic()


def say(text: str) -> None:
    minutes, seconds = divmod(int(time.monotonic() - STARTED), 60)
    print(f"{minutes:3}:{seconds:02}  {text}", flush=True)


class Run:
    """One run: its options, and what it has found out so far."""

    def __init__(self, server: str, options: argparse.Namespace) -> None:
        self.server = server
        self.sizes: list[int] = sorted(options.sizes)
        self.load_seconds: float = options.load_seconds
        self.now = datetime.now(UTC)
        self.results = Results(
            machine=machine(server), sizes=self.sizes, first_load_kb=first_load_kb()
        )

    @property
    def biggest(self) -> int:
        return self.sizes[-1]

    def filled(self, tickets: int) -> str:
        """Make a database of so many tickets as the product has it."""
        say(f"Filling a database with {tickets:,} tickets")
        url = databases.create(self.server, f"bench_{tickets}")
        databases.manage(product_environment(url), "migrate", "--verbosity=0")
        databases.fill(url, generated.tickets(tickets, self.now))
        self.results.database_mb[tickets] = databases.megabytes(url)
        return url

    def requests_and_load(self, parts: Sequence[str]) -> None:
        urls = {tickets: self.filled(tickets) for tickets in self.sizes}
        databases.add_plain_copy(urls[self.biggest])
        environment = product_environment(urls[self.biggest])
        databases.manage(environment, "collectstatic", "--no-input", "--verbosity=0")
        say("Starting the servers, and following links to the deep pages")
        with setting(urls) as where:
            if "requests" in parts:
                say("Measuring requests")
                self.results.requests = measure_requests(where, urls, say)
            if "load" in parts:
                say(f"Measuring many clients at once, {self.load_seconds:.0f} s")
                self.results.mixed = measure_load(where.big.server, self.biggest, self.load_seconds)
        for tickets in urls:
            databases.drop(self.server, f"bench_{tickets}")

    def migrations(self) -> None:
        say(f"Migrating {self.biggest:,} tickets while others work")
        url = databases.create(self.server, "bench_migrations")
        rows = generated.tickets(self.biggest, self.now)
        self.results.migrations = measure_migrations(
            product_environment(url),
            self.biggest,
            lambda url: databases.fill(url, rows, FIRST_COLUMNS),
            say,
        )
        databases.drop(self.server, "bench_migrations")

    def imported(self) -> None:
        url = databases.create(self.server, "bench_import")
        environment = product_environment(url)
        databases.manage(environment, "migrate", "--verbosity=0")
        with TemporaryDirectory(prefix="ticketflow-bench-") as folder:
            path = Path(folder) / "tickets.csv"
            write_file(path, generated.tickets(self.biggest, self.now))
            say(f"Importing {self.biggest:,} rows")
            self.results.imported = measure_import(environment, path, self.biggest)
        databases.drop(self.server, "bench_import")

    def run(self, parts: Sequence[str]) -> None:
        if "requests" in parts or "load" in parts:
            self.requests_and_load(parts)
        if "migrations" in parts:
            self.migrations()
        if "import" in parts:
            self.imported()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the product.")
    parser.add_argument("--output", type=Path, required=True, help="where the figures are written")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 1_000_000], help="numbers of tickets"
    )
    parser.add_argument("--load-seconds", type=float, default=60)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args(arguments)
    if min(options.sizes) < FEWEST_TICKETS:
        parser.error(f"with fewer than {FEWEST_TICKETS:,} tickets there are no deep pages")

    processes.interrupt_on_termination()
    try:
        run = Run(os.environ["DATABASE_URL"], options)
        run.run(options.parts)
    except PROBLEMS as problem:
        print(f"The benchmark could not be finished: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return processes.INTERRUPTED
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(run.results.model_dump_json(indent=1) + "\n")
    print(f"\n{rendered(run.results)}\n\nWritten to {options.output}", flush=True)
    return 1 if misses(run.results) else 0


if __name__ == "__main__":
    sys.exit(main())
