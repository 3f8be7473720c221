"""Bring a full database from the first migration to the last while others work in it."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from bench.databases import BACKEND, connected, manage
from bench.results import Migrated

MIGRATIONS = BACKEND / "tickets" / "migrations"
PAUSE_SECONDS = (0.010, 0.020)
# Only what there was before the second migration, for that is what runs while it does.
READS = (
    "SELECT id, title, status, version FROM tickets_ticket ORDER BY created_at DESC, id DESC "
    "LIMIT 50",
    "SELECT id, title, description, status FROM tickets_ticket WHERE id = %(number)s",
)
WRITES = (
    "UPDATE tickets_ticket SET priority = 'high', version = version + 1, updated_at = now() "
    "WHERE id = %(number)s",
    "INSERT INTO tickets_ticket (title, description, category, priority, status, created_at, "
    "updated_at, version) VALUES ('Late', 'Written meanwhile', 'general', 'low', 'open', now(), "
    "now(), 1)",
)


def names() -> list[str]:
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


class Bystander:
    """Executes statements again and again, each its own transaction, and notes the longest wait."""

    def __init__(self, url: str, statements: tuple[str, ...], tickets: int) -> None:
        self.url, self.statements, self.tickets = url, statements, tickets
        self.errors: list[str] = []
        self.longest = 0.0
        self.since: float | None = None
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self) -> None:
        choices = random.Random(self.statements[0])
        with connected(self.url) as connection, connection.cursor() as cursor:
            while not self.stop.wait(choices.uniform(*PAUSE_SECONDS)):
                self.execute(cursor, choices)

    def execute(self, cursor: Cursor, choices: random.Random) -> None:
        number = choices.randint(1, self.tickets)
        self.since = time.monotonic()
        try:
            cursor.execute(choices.choice(self.statements), {"number": number})
        except psycopg2.Error as error:
            self.errors.append(" ".join(str(error).split()))
        self.longest = max(self.longest, time.monotonic() - self.since)
        self.since = None

    def take(self) -> tuple[float, list[str]]:
        """The longest wait in ms, one that still lasts included, and the errors; forgets both."""
        since = self.since
        waiting = time.monotonic() - since if since is not None else 0.0
        longest, self.longest = max(self.longest, waiting), 0.0
        errors, self.errors = self.errors, []
        return 1_000 * longest, errors


@contextmanager
def working(*bystanders: Bystander) -> Iterator[None]:
    for bystander in bystanders:
        bystander.thread.start()
    try:
        yield
    finally:
        for bystander in bystanders:
            bystander.stop.set()
            bystander.thread.join()


def measure_migrations(
    environment: Mapping[str, str],
    tickets: int,
    fill: Callable[[str], None],
    say: Callable[[str], None],
) -> list[Migrated]:
    """Fill the database that the environment names at its first migration, and apply the others."""
    first, *others = names()
    url = environment["DATABASE_URL"]
    manage(environment, "migrate", "tickets", first, "--verbosity=0")
    fill(url)
    reader, writer = Bystander(url, READS, tickets), Bystander(url, WRITES, tickets)
    found = []
    with working(reader, writer):
        for name in others:
            say(f"  {name}")
            reader.take(), writer.take()
            started = time.monotonic()
            manage(environment, "migrate", "tickets", name, "--verbosity=0")
            seconds = time.monotonic() - started
            (read, read_errors), (write, write_errors) = reader.take(), writer.take()
            found.append(
                Migrated(
                    name=name,
                    seconds=seconds,
                    longest_read_ms=read,
                    longest_write_ms=write,
                    errors=[*read_errors, *write_errors],
                )
            )
    return found
