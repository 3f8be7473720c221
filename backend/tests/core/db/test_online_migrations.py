"""Operations on a large table while others go on reading and writing it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from core.db import online_migrations
from core.db.online_migrations import (
    AddFieldOnline,
    AddIndexOnline,
    RemoveFieldOnline,
    RemoveIndexOnline,
)
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)
ADD_FIELD = AddFieldOnline(
    "ticket", "tried", models.CharField(max_length=20, default="", db_default="")
)
ADD_INDEX = AddIndexOnline("ticket", models.Index(fields=["-version", "-id"], name="ticket_tried"))
REMOVE_INDEX = RemoveIndexOnline("ticket", "ticket_newest")
REMOVE_FIELD = RemoveFieldOnline("ticket", "requester_name")
OPERATIONS = [ADD_FIELD, ADD_INDEX, REMOVE_INDEX, REMOVE_FIELD]
NOT_CHANGES = ("SELECT", "WITH", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "SET LOCAL", "LOCK")
CATALOGUE = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid FROM pg_index
    WHERE indrelid = 'tickets_ticket'::regclass
    UNION ALL
    SELECT attname::text, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
    WHERE attrelid = 'tickets_ticket'::regclass AND attnum > 0 AND NOT attisdropped
    ORDER BY 1, 2
"""


class KilledError(Exception):
    """The process is killed."""


def states(operation):
    before = MigrationLoader(connection).project_state()
    after = before.clone()
    operation.state_forwards("tickets", after)
    return before, after


def forwards(operation):
    before, after = states(operation)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("tickets", editor, before, after)


def backwards(operation):
    before, after = states(operation)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("tickets", editor, after, before)


@pytest.fixture(autouse=True)
def table_as_before(db):
    before = read_structure()
    yield
    for operation in OPERATIONS:
        backwards(operation)
    assert read_structure() == before


def read_structure():
    """Return the columns, constraints and indexes of the tickets' table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(CATALOGUE)
            return cursor.fetchall()
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE tbl_name = 'tickets_ticket' ORDER BY 1"
        )
        indexes = cursor.fetchall()
        cursor.execute("SELECT name FROM pragma_table_info('tickets_ticket') ORDER BY 1")
        return indexes + cursor.fetchall()


def run_until(operation, number=None):
    """Run an operation, stop before its change of that number, and return the changes so far."""
    changes: list[str] = []

    def watch(execute, statement, *arguments):
        if not statement.lstrip().startswith(NOT_CHANGES):
            if len(changes) == number:
                raise KilledError
            changes.append(statement)
        return execute(statement, *arguments)

    with suppress(KilledError), connection.execute_wrapper(watch):
        forwards(operation)
    return changes


@pytest.mark.parametrize("operation", OPERATIONS, ids=["field", "index", "no index", "no field"])
def test_what_was_interrupted_anywhere_goes_on_when_run_again(make_ticket, operation):
    make_ticket()
    before, changes = read_structure(), run_until(operation)
    expected = read_structure()
    assert expected != before
    for number, change in enumerate(changes):
        backwards(operation)
        assert read_structure() == before
        run_until(operation, number)
        forwards(operation)
        assert read_structure() == expected, change
    forwards(operation)
    assert read_structure() == expected


def test_adding_a_field_writes_no_row(make_ticket):
    make_ticket()
    where = {
        "postgresql": "SELECT pg_relation_filepath('tickets_ticket')",
        "sqlite": "SELECT rootpage FROM sqlite_master WHERE name = 'tickets_ticket'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(where)
        before = cursor.fetchone()
        forwards(ADD_FIELD)
        cursor.execute(where)
        assert cursor.fetchone() == before
        cursor.execute("SELECT tried FROM tickets_ticket")
        assert cursor.fetchall() == [("",)]


@on_postgresql
def test_an_invalid_index_is_built_anew(make_ticket):
    make_ticket(), make_ticket()
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError):
            cursor.execute(
                "CREATE UNIQUE INDEX CONCURRENTLY ticket_tried ON tickets_ticket (category)"
            )
        forwards(ADD_INDEX)
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'ticket_tried'")
        assert "(version DESC, id DESC)" in cursor.fetchone()[0]


@contextmanager
def repeat_in_background(act):
    """Call `act` again and again during the block; yield the seconds of each call."""
    at_end, durations = threading.Event(), []

    def repeat():
        try:
            while not at_end.is_set():
                start = time.monotonic()
                act()
                durations.append(time.monotonic() - start)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        worker = pool.submit(repeat)
        try:
            yield durations
        finally:
            at_end.set()
    worker.result()


@contextmanager
def hold_transaction_open():
    """Keep a transaction open that has read the tickets."""
    is_reading, may_end = threading.Event(), threading.Event()

    def read():
        try:
            with transaction.atomic():
                Ticket.objects.count()
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
def test_nobody_queues_behind_a_change_that_waits_for_somebody(make_ticket):
    make_ticket()
    with hold_transaction_open() as end:
        timer = threading.Timer(2 * online_migrations.LONGEST_WAIT_MS / 1000, end)
        timer.start()
        with repeat_in_background(Ticket.objects.count) as durations:
            forwards(ADD_FIELD)
            timer.join()
    assert max(durations) < 2 * online_migrations.LONGEST_WAIT_MS / 1000
    assert "tried" in {row[0] for row in read_structure()}


@on_postgresql
def test_at_some_time_it_gives_up(make_ticket, monkeypatch):
    monkeypatch.setattr(online_migrations, "PATIENCE_SECONDS", 0)
    with (
        hold_transaction_open(),
        pytest.raises(OperationalError, match="lock timeout"),
    ):
        forwards(ADD_FIELD)
