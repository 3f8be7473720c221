"""How an import stores its batches: each row once, in order, two at a time on PostgreSQL."""

import csv
import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tickets import storing
from tickets.bulk_insert import insert
from tickets.csv_format import EXPORT_COLUMNS
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has several writers"
)
HEADER = ["title", "description", "category", "priority"]
WAIT_SECONDS = 10


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Import tickets with such titles, two in a batch; returns what was printed."""
    monkeypatch.setattr("tickets.importing.BATCH_SIZE", 2)

    def run(titles, header=HEADER, rest=("Text", "general", "low")):
        path = tmp_path / "tickets.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *([title, *rest] for title in titles)])
        out = StringIO()
        try:
            call_command("import_tickets", str(path), stdout=out, stderr=StringIO())
        except CommandError as error:
            return f"{out.getvalue()}{error}"
        return out.getvalue()

    return run


@pytest.fixture
def inserting(monkeypatch):
    """Have something done, with the first title of a batch, before the batch is written."""

    def inserting(act):
        def insert_then(tickets):
            act(tickets[0]["title"] if tickets else None)
            insert(tickets)

        monkeypatch.setattr(storing, "insert", insert_then)

    return inserting


def titles():
    return list(Ticket.objects.order_by("pk").values_list("title", flat=True))


@only_postgresql
def test_two_batches_are_written_at_a_time(run, inserting):
    both = threading.Barrier(2, timeout=WAIT_SECONDS)
    inserting(lambda title: both.wait())
    assert "4 tickets imported." in run("abcd")
    assert titles() == list("abcd")


def test_numbers_are_in_the_order_of_the_file_whichever_is_written_first(run, inserting):
    second = threading.Event()

    def act(title):
        if title == "a" and connection.vendor == "postgresql":
            assert second.wait(WAIT_SECONDS)
        if title == "c":
            second.set()

    inserting(act)
    assert "6 tickets imported." in run("abcdef")
    assert titles() == list("abcdef")


def test_a_row_that_comes_again_in_the_next_batch_is_stored_once(run, inserting):
    inserting(lambda title: time.sleep(0.2))
    out = run("ababcac")
    assert "3 tickets imported." in out
    assert "4 were there already." in out
    assert titles() == list("abc")


def test_own_numbers_are_kept_by_batches_beside_each_other(run, make_ticket):
    last = make_ticket(title="here before").pk
    numbers = range(last + 1, last + 8)
    out = run(numbers, EXPORT_COLUMNS, ("t", "d", "general", "low", "open", *[""] * 5))
    assert "7 tickets imported." in out
    assert list(Ticket.objects.order_by("pk").values_list("pk", flat=True)) == [last, *numbers]


@only_postgresql
def test_what_was_stored_beside_a_batch_that_failed_is_told(run, inserting):
    second = threading.Event()

    def act(title):
        if title == "a":
            assert second.wait(WAIT_SECONDS)
            raise IntegrityError("no")
        second.set()

    inserting(act)
    out = run("abcdef")
    assert "The database refused some rows" in out
    assert f"{Ticket.objects.count()} tickets imported." in out
    assert {"c", "d"} <= set(titles()) <= set("cdef")

    inserting(lambda title: None)
    run("abcdef")
    assert sorted(titles()) == list("abcdef")


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
            assert len(storing.look_up(column, wanted, kind)) == 500
            cursor.execute(f"EXPLAIN {asked.captured_queries[-1]['sql']}")
            plan = str(cursor.fetchall())
            assert "Index" in plan
            assert "Seq Scan" not in plan
