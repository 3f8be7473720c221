"""How an import stores its rows: each once, in order, two batches at a time on PostgreSQL."""

import csv
import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from tickets.import_export import import_rows
from tickets.import_export.copy_insert import insert
from tickets.import_export.csv_format import EXPORT_COLUMNS
from tickets.import_export.reserved_ids import draw_numbers, reserve_numbers
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has several writers"
)
HEADER = ["title", "description", "category", "priority"]
BATCH_SIZE = 2
WAIT_SECONDS = 10


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Import rows, or tickets with such titles; returns what was printed."""
    monkeypatch.setattr("tickets.import_export.csv_reader.BATCH_SIZE", BATCH_SIZE)

    def run(rows, header=HEADER):
        if header is HEADER:
            rows = [[title, "Text", "general", "low"] for title in rows]
        path = tmp_path / "tickets.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        out = StringIO()
        try:
            call_command("import_tickets", str(path), stdout=out, stderr=StringIO())
        except CommandError as error:
            return f"{out.getvalue()}{error}"
        return out.getvalue()

    return run


@pytest.fixture
def writing(monkeypatch):
    """Have something done before and after a batch is written, with its first title."""

    def writing(before=lambda title: None, after=lambda title: None):
        def insert_between(tickets):
            title = tickets[0]["title"] if tickets else None
            before(title)
            insert(tickets)
            after(title)

        monkeypatch.setattr(import_rows, "insert", insert_between)

    return writing


def exported(number, title, minute=0):
    """A row of an export."""
    time = f"2026-01-01T00:{minute:02}:00Z"
    return [number, title, "Text", "general", "low", "open", time, "", "", "", ""]


def titles():
    return list(Ticket.objects.order_by("pk").values_list("title", flat=True))


@only_postgresql
def test_two_batches_are_written_at_a_time(run, writing):
    both = threading.Barrier(2, timeout=WAIT_SECONDS)
    writing(lambda title: both.wait())
    assert "4 tickets imported." in run("abcd")
    assert titles() == list("abcd")


@only_postgresql
@pytest.mark.parametrize("seconds", [0, 0.3])
def test_numbers_are_in_the_order_of_the_file_whichever_is_there_first(
    run, writing, monkeypatch, seconds
):
    second_is_there = threading.Event()
    slow = iter([seconds])

    def draw_slowly_at_first(count):
        time.sleep(next(slow, 0))
        return draw_numbers(count)

    monkeypatch.setattr(import_rows, "draw_numbers", draw_slowly_at_first)

    def hold_the_first(title):
        if title == "a":
            assert second_is_there.wait(WAIT_SECONDS)

    def let_it_go(title):
        if title == "c":
            second_is_there.set()

    writing(hold_the_first, let_it_go)
    assert "6 tickets imported." in run("abcdef")
    assert titles() == list("abcdef")


def test_a_row_that_comes_again_in_the_next_batch_is_stored_once(run, writing):
    writing(lambda title: time.sleep(0.2))
    out = run("ababcac")
    assert "3 tickets imported." in out
    assert "4 were there already." in out
    assert titles() == list("abc")


def test_own_numbers_are_kept_unless_a_batch_before_has_them(run, make_ticket):
    last = make_ticket(title="here before").pk
    out = run(
        [
            *(exported(last + 1, "a"), exported(last + 4, "b")),
            *(exported(last + 4, "c", minute=1), exported(last + 4, "b again")),
            *(exported("", "d"), exported(last + 3, "e")),
        ],
        EXPORT_COLUMNS,
    )
    assert "5 tickets imported." in out
    assert "1 were there already." in out
    numbers = dict(Ticket.objects.values_list("title", "pk"))
    assert [numbers[title] - last for title in "abe"] == [1, 4, 3]
    assert min(numbers["c"], numbers["d"]) > last + 4


@only_postgresql
def test_one_with_own_numbers_does_not_queue_for_the_lock_of_another(run, writing, monkeypatch):
    """All who write would queue behind it, and so for two batches."""
    there = []

    def look_and_reserve(highest):
        there.append(Ticket.objects.count())
        reserve_numbers(highest)

    monkeypatch.setattr(import_rows, "reserve_numbers", look_and_reserve)
    writing(lambda title: time.sleep(0.2))
    run([exported(number, "t") for number in range(1, 5)], EXPORT_COLUMNS)
    assert there == [0, 2]


@only_postgresql
def test_what_was_stored_beside_a_batch_that_failed_is_told(run, writing):
    second_is_there = threading.Event()

    def refuse_the_first(title):
        if title == "a":
            assert second_is_there.wait(WAIT_SECONDS)
            # Its thread has the rest of a transaction to do.
            time.sleep(0.1)
            raise IntegrityError("no")

    writing(refuse_the_first, lambda title: second_is_there.set())
    out = run("abcdef")
    assert "The database refused some rows" in out
    assert "2 tickets imported." in out
    assert "were there already" not in out
    assert titles() == list("cd")

    writing()
    run("abcdef")
    assert sorted(titles()) == list("abcdef")


@only_postgresql
def test_of_two_batches_that_fail_the_first_says_why(run, writing):
    both = threading.Barrier(2, timeout=WAIT_SECONDS)

    def refuse(title):
        both.wait()
        # The second is the sooner one.
        time.sleep(0.2 if title == "a" else 0)
        raise IntegrityError(f"not {title}")

    writing(refuse)
    assert run("abcd").endswith("not a")
    assert titles() == []


@only_postgresql
def test_a_batch_that_fails_before_it_has_numbers_holds_nobody_up(run, monkeypatch):
    def fail(*arguments):
        raise DatabaseError("gone")

    monkeypatch.setattr(import_rows, "look_up", fail)
    assert "gone" in run("abcd")


@only_postgresql
def test_threads_keep_no_statements_in_memory(run, settings, monkeypatch):
    settings.DEBUG = True
    kept: list[dict[str, str]] = []
    close = BaseDatabaseWrapper.close

    def look_and_close(self):
        kept.extend(query for query in self.queries if "import_key" in query["sql"])
        close(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "close", look_and_close)
    run("abcdef")
    assert kept == []


def test_within_a_transaction_nothing_is_stored_outside_it(run):
    with transaction.atomic():
        assert "3 tickets imported." in run("abc")
        transaction.set_rollback(True)
    assert titles() == []


@only_postgresql
def test_known_rows_are_looked_up_by_indexes():
    """Thousands at once, of which PostgreSQL thinks that reading all tickets is sooner done."""
    text = {"title": "t", "description": "d", "category": "general", "priority": "low"}
    Ticket.objects.bulk_create(Ticket(import_key=f"key{n}", **text) for n in range(5_000))
    first = Ticket.objects.earliest("pk").pk
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
        for column, wanted, kind in (
            ("import_key", [f"key{n}" for n in range(0, 10_000, 10)], "text"),
            ("id", range(first, first + 10_000, 10), "bigint"),
        ):
            assert len(import_rows.look_up(column, wanted, kind)) == 500
            cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
            plan = str(cursor.fetchall())
            assert "Index" in plan
            assert "Seq Scan" not in plan
