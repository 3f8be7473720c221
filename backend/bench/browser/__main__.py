"""A program that measures the interface in a browser: `make bench-browser`.

    python scripts/with_postgres.py --private -- python -m bench.browser --output FILE

Needs `scripts` on the path, the built interface, a browser in CHROMIUM_PATH, and a server in
DATABASE_URL whose databases it may make and drop.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import processes
import psycopg2
from run_stages import FRONTEND

from bench import databases
from bench.browser.memory import measure_memory
from bench.browser.report import render
from bench.browser.results import Measurements, Results
from bench.browser.sites import (
    EMAIL,
    PASSWORD,
    Site,
    make_agent,
    serving_all,
    site_environment,
    through_gunicorn,
)
from bench.browser.targets import misses
from bench.client import UnexpectedAnswerError
from bench.conversations.generated import generate_conversations
from bench.first_load import DIST
from bench.machine import describe_machine
from bench.progress import log
from bench.seeding import fill
from bench.servers import NotServedError, product_environment

PARTS = ("loads", "clicks", "repeated", "long_tasks")
TICKETS = 20_000
DATABASE = "bench_browser"
MIN_REPETITIONS = 2


class BrowserFailedError(Exception):
    """A program that drives the browser failed."""


FAILURES = (
    BrowserFailedError,
    NotServedError,
    UnexpectedAnswerError,
    psycopg2.Error,
    subprocess.CalledProcessError,
)


def run_node(script: str, *arguments: str | Path) -> None:
    if processes.run_to_end(["node", f"bench/{script}", *arguments], within=FRONTEND):
        raise BrowserFailedError(f"frontend/bench/{script} ended with an error")


def create_filled(server: str) -> str:
    """Create a database with tickets and an agent, and return its URL."""
    url = databases.create(server, DATABASE)
    environment = product_environment(url)
    databases.manage(environment, "migrate", "--verbosity=0")
    now = datetime.now(UTC)
    fill(url, generate_conversations(TICKETS, now), now)
    make_agent(environment)
    return url


def measure_in_browser(
    sites: Sequence[Site], folder: Path, options: argparse.Namespace
) -> Measurements:
    plan, measured = folder / "plan.json", folder / "measured.json"
    wanted = {
        "repetitions": options.repetitions,
        "parts": list(options.parts),
        "sites": [asdict(site) for site in sites],
        "agent": {"email": EMAIL, "password": PASSWORD},
    }
    plan.write_text(json.dumps(wanted))
    run_node("measure.js", plan, measured)
    return Measurements.model_validate_json(measured.read_bytes())


def run(server: str, folder: Path, options: argparse.Namespace) -> Results:
    # The static page is put beside a copy, so that the built interface stays as it is.
    interface = folder / "dist"
    shutil.copytree(DIST, interface)
    log(f"Filling a database with {TICKETS:,} tickets")
    database_url = create_filled(server)
    log("Making the static page")
    with through_gunicorn(site_environment(database_url, interface)) as (url, gunicorn):
        run_node("makeStaticPage.js", url, interface)
        memory_mb = measure_memory(gunicorn)
    log("Starting the servers")
    # A server knows only the files that were there when it started.
    with serving_all(database_url, interface) as sites:
        log(f"Measuring in a browser, {options.repetitions} times each")
        measured = measure_in_browser(sites, folder, options)
    databases.drop(server, DATABASE)
    return Results(
        machine=describe_machine(server), tickets=TICKETS, memory_mb=memory_mb, measured=measured
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the interface in a browser.")
    parser.add_argument("--output", type=Path, required=True, help="where the figures are written")
    parser.add_argument("--repetitions", type=int, default=15)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args(arguments)
    if options.repetitions < MIN_REPETITIONS:
        parser.error(f"percentiles need at least {MIN_REPETITIONS} repetitions")

    processes.interrupt_on_termination()
    try:
        with TemporaryDirectory(prefix="ticketflow-bench-") as folder:
            results = run(os.environ["DATABASE_URL"], Path(folder), options)
    except FAILURES as problem:
        print(f"The benchmark could not be finished: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return processes.INTERRUPTED
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(results.model_dump_json(indent=1) + "\n")
    print(f"\n{render(results)}\n\nWritten to {options.output}", flush=True)
    return 1 if misses(results) else 0


if __name__ == "__main__":
    sys.exit(main())
