"""Texts are copied to be searched while the last release goes on, and none is missed."""

import threading
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection

from core.text.folding import fold
from tickets.models import SearchText, Ticket

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "0022_retention_indexes"
migration = import_module("tickets.migrations.0024_fill_search_text")
INSERT = (
    "INSERT INTO tickets_ticket (title, description, category, priority, status, created_at, "
    "updated_at, version, requester_name, requester_email) VALUES "
    "(%s, 'Überweisung', 'general', 'low', 'open', '2020-01-01', '2020-01-01', 1, '', %s)"
)


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def index_names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%% USING gin %%'", [])
        return {name for (name,) in cursor.fetchall()}


def wrong():
    """Return the titles of tickets whose copies are not what they should be."""
    copies: dict[int, list[str]] = {}
    for ticket, text in SearchText.objects.order_by("source").values_list("ticket", "text"):
        copies.setdefault(ticket, []).append(text)
    return {
        ticket.title
        for ticket in Ticket.objects.all()
        if copies.get(ticket.pk)
        != [fold(ticket.requester_email)] * bool(ticket.requester_email)
        + [f"{fold(ticket.title)}\n{fold(ticket.description)}"]
    }


@pytest.fixture
def before(transactional_db):
    """A database of the release before, with seven tickets."""
    call_command("migrate", "tickets", BEFORE, verbosity=0)
    for number in range(7):
        execute(INSERT, f"Ticket Nº {number}", f"Person{number}@example.com" if number % 2 else "")
    yield
    call_command("migrate", verbosity=0)


def test_all_texts_are_copied(before):
    call_command("migrate", verbosity=0)
    assert wrong() == set()
    assert SearchText.objects.count() == 7 + 3
    if connection.vendor == "postgresql":
        assert index_names() == {"search_text_trigrams"}


def test_the_way_back_has_the_former_indexes(before):
    call_command("migrate", verbosity=0)
    call_command("migrate", "tickets", BEFORE, verbosity=0)
    if connection.vendor == "postgresql":
        assert index_names() == set(migration.FORMER_INDEXES)
    call_command("migrate", verbosity=0)
    assert wrong() == set()


@pytest.mark.parametrize("moment", range(4))
def test_an_interrupted_copy_is_gone_on_with(before, monkeypatch, moment):
    call_command("migrate", "tickets", "0023_search_text", verbosity=0)
    monkeypatch.setattr(migration, "BATCH_SIZE", 2)
    put_right = migration.put_right
    calls: list[object] = []

    def stop_at_that_moment(apps, numbers):
        if len(calls) == moment:
            raise KeyboardInterrupt
        calls.append(numbers)
        put_right(apps, numbers)

    monkeypatch.setattr(migration, "put_right", stop_at_that_moment)
    with pytest.raises(KeyboardInterrupt):
        call_command("migrate", verbosity=0)
    monkeypatch.setattr(migration, "put_right", put_right)
    first = Ticket.objects.values_list("pk", flat=True).order_by("pk")[0]
    execute("UPDATE tickets_ticket SET title = 'Another' WHERE id = %s", first)
    call_command("migrate", verbosity=0)
    assert wrong() == set()
    assert Ticket.objects.filter(title="Another").count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("place", ["put_right", "build_index"])
def test_what_the_last_release_writes_meanwhile_is_copied(before, monkeypatch, place):
    monkeypatch.setattr(migration, "BATCH_SIZE", 2)
    original, first = (
        getattr(migration, place),
        Ticket.objects.values_list("pk", flat=True).order_by("pk")[0],
    )
    written: list[bool] = []

    def write():
        """Write as another program does: without the time of the change."""
        execute("UPDATE tickets_ticket SET title = 'Changed late' WHERE id = %s", first)
        execute("UPDATE tickets_ticket SET requester_email = 'x@y.org' WHERE id = %s", first + 1)
        execute(INSERT, "Added late", "")
        execute("DELETE FROM tickets_ticket WHERE id = %s", first + 2)
        connection.close()

    def write_after(*arguments):
        result = original(*arguments)
        if not written and (place == "build_index" or SearchText.objects.count() >= 4):
            written.append(True)
            thread = threading.Thread(target=write)
            thread.start()
            thread.join()
        return result

    monkeypatch.setattr(migration, place, write_after)
    call_command("migrate", verbosity=0)
    assert written
    assert {"Changed late", "Added late"} <= set(Ticket.objects.values_list("title", flat=True))
    assert wrong() == set()
