"""The waits of readers and writers while a full database is migrated from a former release on."""

import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from bench.databases import BACKEND, connected, manage
from bench.results import MigrationResult
from bench.upgrades.releases import Release

PAUSE_SECONDS = (0.010, 0.020)
PLANNED = re.compile(r"^\[ \]\s+(\w+)\.(\w+)", re.MULTILINE)


class NoClientError(Exception):
    """A client ended before the migrations did."""


def product_apps() -> set[str]:
    return {path.parent.parent.name for path in BACKEND.glob("*/migrations/__init__.py")}


def pending_migrations(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the product's migrations that are not applied, with their apps, in their order."""
    plan = subprocess.run(
        [sys.executable, "manage.py", "showmigrations", "--plan"],
        cwd=BACKEND,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    apps = product_apps()
    return [(app, name) for app, name in PLANNED.findall(plan) if app in apps]


def fill_related_tables(url: str, release: Release) -> None:
    """Fill the tables beside the tickets', as far as the release has them."""
    with connected(url) as connection, connection.cursor() as cursor:
        for table, statement in release.related_rows.items():
            cursor.execute("SELECT to_regclass(%s)", (table,))
            if cursor.fetchone()[0] is not None:
                cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


class BackgroundClient:
    """A client that executes statements, each a transaction of its own, and notes its waits."""

    def __init__(self, url: str, statements: tuple[str, ...], tickets: int) -> None:
        self.url, self.statements, self.tickets = url, statements, tickets
        self.errors: list[str] = []
        self.longest = 0.0
        self.waiting_since: float | None = None
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        choices = random.Random(self.statements[0])
        with connected(self.url) as connection, connection.cursor() as cursor:
            while not self.stop.wait(choices.uniform(*PAUSE_SECONDS)):
                self.execute(cursor, choices)

    def execute(self, cursor: Cursor, choices: random.Random) -> None:
        number = choices.randint(1, self.tickets)
        self.waiting_since = time.monotonic()
        try:
            cursor.execute(choices.choice(self.statements), {"number": number})
        except psycopg2.Error as error:
            self.errors.append(" ".join(str(error).split()))
        self.longest = max(self.longest, time.monotonic() - self.waiting_since)
        self.waiting_since = None

    def take(self) -> tuple[float, list[str]]:
        """Return the longest wait in ms, a present one included, and the errors; reset both.

        Raise `NoClientError` if it has ended, for then nobody waits for anything.
        """
        if not self.thread.is_alive():
            raise NoClientError(f"The client of {self.statements[0]!r} has ended.")
        since = self.waiting_since
        waiting = time.monotonic() - since if since is not None else 0.0
        longest, self.longest = max(self.longest, waiting), 0.0
        errors, self.errors = self.errors, []
        return 1_000 * longest, errors


@contextmanager
def running(*clients: BackgroundClient) -> Iterator[None]:
    for client in clients:
        client.thread.start()
    try:
        yield
    finally:
        for client in clients:
            client.stop.set()
            client.thread.join()


def measure_migrations(
    environment: Mapping[str, str],
    release: Release,
    tickets: int,
    fill: Callable[[str], None],
    log: Callable[[str], None],
) -> list[MigrationResult]:
    """Make a release's database, fill it, and measure each migration since.

    `fill` is given the URL of the database, which the environment names, and stores the tickets.
    """
    url = environment["DATABASE_URL"]
    for app, name in release.migrations.items():
        manage(environment, "migrate", app, name, "--verbosity=0")
    fill(url)
    fill_related_tables(url, release)
    pending = pending_migrations(environment)
    reader, writer = (
        BackgroundClient(url, work, tickets) for work in (release.reads, release.writes)
    )
    results = []
    with running(reader, writer):
        for app, name in pending:
            log(f"  {app} {name}")
            reader.take(), writer.take()
            started = time.monotonic()
            manage(environment, "migrate", app, name, "--verbosity=0")
            seconds = time.monotonic() - started
            (read, read_errors), (write, write_errors) = reader.take(), writer.take()
            results.append(
                MigrationResult(
                    name=f"{app} {name}",
                    seconds=seconds,
                    longest_read_ms=read,
                    longest_write_ms=write,
                    errors=[*read_errors, *write_errors],
                )
            )
    return results
