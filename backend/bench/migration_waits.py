"""The waits of readers and writers while a full database is migrated from the first release on."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import cursor as Cursor  # noqa: N812 - it is a class

from bench.databases import BACKEND, connected, manage
from bench.results import MigrationResult

MIGRATIONS = BACKEND / "tickets" / "migrations"
PAUSE_SECONDS = (0.010, 0.020)
# Only columns of the first migration: the release that it belongs to runs meanwhile.
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
# Rows that the first release had written beside the tickets, by table: a private link and a change
# of each ticket, a suggestion for every second one.
RELATED_ROWS = {
    "tickets_requestlink": (
        "INSERT INTO tickets_requestlink (ticket_id, reference, nonce, digest, created_at) "
        "SELECT id, lpad(id::text, 11, '0'), md5(id::text), md5(id::text) || md5('d' || id::text), "
        "created_at FROM tickets_ticket"
    ),
    "tickets_historyentry": (
        "INSERT INTO tickets_historyentry (content_type_id, object_pk, object_id, object_repr, "
        "action, kind, actor_name, timestamp, changes) "
        "SELECT 1, id::text, id, '#' || id, 1, 'anonymous', '', updated_at, "
        """jsonb_build_object('status', '["open", "closed"]'::jsonb) FROM tickets_ticket"""
    ),
    "tickets_classification": (
        "INSERT INTO tickets_classification (created_at, source, model, mode, cause, latency_ms, "
        "category, priority, reason, ticket_id, chosen_category, chosen_priority, excerpt) "
        "SELECT created_at, 'model', 'some-model', 'schema', '', 300 + id % 900, category, 'low', "
        "'', id, category, priority, '' FROM tickets_ticket WHERE id % 2 = 0"
    ),
}


def migration_names() -> list[str]:
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def fill_related_tables(url: str) -> None:
    """Fill the tables beside the tickets', as far as the first migration has made them."""
    with connected(url) as connection, connection.cursor() as cursor:
        for table, statement in RELATED_ROWS.items():
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
        """Return the longest wait in ms, a present one included, and the errors; reset both."""
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
    tickets: int,
    fill: Callable[[str], None],
    log: Callable[[str], None],
) -> list[MigrationResult]:
    """Apply the first migration, fill its tables, and measure each of the others.

    `fill` is given the URL of the database, which the environment names, and stores the tickets.
    """
    first, *others = migration_names()
    url = environment["DATABASE_URL"]
    manage(environment, "migrate", "tickets", first, "--verbosity=0")
    fill(url)
    fill_related_tables(url)
    reader, writer = (BackgroundClient(url, work, tickets) for work in (READS, WRITES))
    results = []
    with running(reader, writer):
        for name in others:
            log(f"  {name}")
            reader.take(), writer.take()
            started = time.monotonic()
            manage(environment, "migrate", "tickets", name, "--verbosity=0")
            seconds = time.monotonic() - started
            (read, read_errors), (write, write_errors) = reader.take(), writer.take()
            results.append(
                MigrationResult(
                    name=name,
                    seconds=seconds,
                    longest_read_ms=read,
                    longest_write_ms=write,
                    errors=[*read_errors, *write_errors],
                )
            )
    return results
