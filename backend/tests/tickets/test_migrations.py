"""Migrations run while the release before goes on reading and writing."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from conftest import NOON
from core.db import online_migrations
from tickets.models import Ticket
from tickets.statistics.ticket_counters import SUMMARY
from tickets.vocabulary import DONE, Status

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)
FIRST = "0001_initial"
# What an interruption of one may leave behind, beside the one before it.
STEPWISE = {
    "0002_resolved_at": FIRST,
    "0003_classification": "0002_resolved_at",
    "0005_ticket_summary": "0004_shared_cache_and_similarity",
    "0006_search_by_trigrams": "0005_ticket_summary",
    "0007_cell_indexes": "0006_search_by_trigrams",
    "0008_triage_summary": "0007_cell_indexes",
}
# From its end on the release before can close no ticket.
LAST = {"0010_requesters": "0009_sqlite_words"}
LOADED = 4_000
NOT_CHANGES = ("SELECT", "WITH", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "SET LOCAL", "LOCK")
CATALOGUE = """
    SELECT conname::text, pg_get_constraintdef(oid), convalidated FROM pg_constraint
    WHERE conrelid = 'tickets_ticket'::regclass
    UNION ALL
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid FROM pg_index
    WHERE indrelid = 'tickets_ticket'::regclass
    UNION ALL
    SELECT tgname::text, pg_get_triggerdef(oid), true FROM pg_trigger
    WHERE tgrelid = 'tickets_ticket'::regclass AND NOT tgisinternal
    UNION ALL
    SELECT attname::text, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
    WHERE attrelid = 'tickets_ticket'::regclass AND attnum > 0 AND NOT attisdropped
    ORDER BY 1, 2
"""


class KilledError(Exception):
    """Stands for the end of the process."""


def migrate(name=None):
    call_command("migrate", "tickets", *([name] if name else []), verbosity=0)


@pytest.fixture
def earlier():
    """The tickets as the first release sees them, in the table that it has."""
    migrate(FIRST)
    state = MigrationExecutor(connection).loader.project_state([("tickets", FIRST)])
    yield state.apps.get_model("tickets", "Ticket").objects
    migrate()


def load(tickets, count=LOADED):
    words = Status.values
    common = {"description": "d", "category": "general", "priority": "low", "updated_at": NOON}
    tickets.bulk_create(
        tickets.model(title=f"Old {n}", status=words[n % len(words)], **common)
        for n in range(count)
    )


def structure():
    """What there is of the tickets' table, as far as the database tells."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(CATALOGUE)
        else:
            cursor.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'tickets_ticket' "
                "ORDER BY 1, 2"
            )
        return cursor.fetchall()


def check_tickets():
    assert not Ticket.objects.filter(status__in=DONE, resolved_at=None).exists()
    assert not Ticket.objects.exclude(status__in=DONE).exclude(resolved_at=None).exists()
    assert SUMMARY.differences(connection) == []


@contextmanager
def in_the_background(act):
    """Do something again and again meanwhile; yields the seconds that each time took."""
    at_end, durations = threading.Event(), []

    def go_on():
        try:
            while not at_end.is_set():
                start = time.monotonic()
                act()
                durations.append(time.monotonic() - start)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        worker = pool.submit(go_on)
        try:
            yield durations
        finally:
            at_end.set()
    worker.result()


def submit_close_and_reopen(tickets):
    tickets.create(
        title="New", description="d", status="closed", category="billing", priority="low"
    )
    for before, after in (("open", "resolved"), ("closed", "in_progress")):
        first = tickets.filter(status=before, title__startswith="Old").order_by("-pk")[:1]
        tickets.filter(pk=first[0].pk).update(status=after)


@on_postgresql
def test_the_release_before_goes_on_submitting_closing_and_reopening(earlier):
    load(earlier)
    with in_the_background(lambda: submit_close_and_reopen(earlier)) as done:
        for name in STEPWISE:
            migrate(name)
        assert done
    migrate()
    check_tickets()
    assert Ticket.objects.filter(title="New").count() == len(done)
    assert set(
        Ticket.objects.filter(title__startswith="Old", status__in=DONE).values_list(
            "resolved_at", flat=True
        )
    ) == {NOON}
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(status="open").update(status="closed")


def submit_and_rename(tickets):
    tickets.create(title="New", description="d", status="open", category="billing", priority="low")
    tickets.filter(pk=tickets.latest("pk").pk).update(title="Renamed")


@on_postgresql
def test_the_release_before_goes_on_submitting_while_the_last_one_runs(earlier):
    load(earlier)
    migrate("0009_sqlite_words")
    with in_the_background(lambda: submit_and_rename(earlier)) as done:
        migrate()
        while not done:
            time.sleep(0.01)
    assert max(done) < 2 * online_migrations.LONGEST_WAIT_MS / 1000
    assert Ticket.objects.filter(title="Renamed", requester_name="").count() == len(done)


def test_adding_requesters_writes_no_row(earlier):
    load(earlier, 8)
    migrate("0009_sqlite_words")
    with connection.cursor() as cursor:
        place = "pg_relation_filepath('tickets_ticket')"
        where = {
            "postgresql": f"SELECT {place}",
            "sqlite": "SELECT rootpage FROM sqlite_master WHERE name = 'tickets_ticket'",
        }[connection.vendor]
        cursor.execute(where)
        before = cursor.fetchone()
        migrate()
        cursor.execute(where)
        assert cursor.fetchone() == before
    assert set(Ticket.objects.values_list("requester_name", "requester_email")) == {("", "")}


def migrate_until(name, number=None):
    """Migrate, but end before the change of that number; returns the changes until then."""
    changes: list[str] = []

    def watch(execute, statement, *arguments):
        if not statement.lstrip().startswith(NOT_CHANGES):
            if len(changes) == number:
                raise KilledError
            changes.append(statement)
        return execute(statement, *arguments)

    with suppress(KilledError), connection.execute_wrapper(watch):
        migrate(name)
    return changes


@pytest.mark.parametrize(("name", "before"), [*STEPWISE.items(), *LAST.items()])
def test_what_was_interrupted_anywhere_goes_on_when_run_again(earlier, name, before):
    load(earlier, 8)
    migrate(before)
    changes = migrate_until(name)
    expected = structure()
    for number, change in enumerate(changes):
        migrate(before)
        migrate_until(name, number)
        migrate(name)
        assert structure() == expected, change
    migrate()
    check_tickets()


@on_postgresql
def test_an_index_of_no_use_is_built_anew(earlier):
    load(earlier, 8)
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError):
            cursor.execute(
                "CREATE UNIQUE INDEX CONCURRENTLY ticket_last_resolved ON tickets_ticket (category)"
            )
        migrate("0002_resolved_at")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'ticket_last_resolved'")
        assert "(resolved_at DESC, id DESC)" in cursor.fetchone()[0]


@contextmanager
def somebody_in_a_transaction(tickets):
    """Somebody has read the tickets and not yet ended."""
    is_reading, may_end = threading.Event(), threading.Event()

    def read():
        try:
            with transaction.atomic():
                tickets.count()
                is_reading.set()
                may_end.wait(10)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        pool.submit(read)
        is_reading.wait(10)
        try:
            yield may_end.set
        finally:
            may_end.set()


@on_postgresql
def test_nobody_queues_behind_a_change_that_waits_for_somebody(earlier):
    load(earlier, 8)
    with somebody_in_a_transaction(earlier) as end:
        timer = threading.Timer(2 * online_migrations.LONGEST_WAIT_MS / 1000, end)
        timer.start()
        with in_the_background(lambda: earlier.filter(status="open").count()) as durations:
            migrate("0002_resolved_at")
    assert max(durations) < 2 * online_migrations.LONGEST_WAIT_MS / 1000
    migrate()
    check_tickets()


@on_postgresql
def test_at_some_time_it_gives_up(earlier, monkeypatch):
    monkeypatch.setattr(online_migrations, "PATIENCE_SECONDS", 0)
    with (
        somebody_in_a_transaction(earlier),
        pytest.raises(OperationalError, match="lock timeout"),
    ):
        migrate("0002_resolved_at")
