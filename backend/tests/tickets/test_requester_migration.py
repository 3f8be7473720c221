"""Tickets of before get their requesters while the last release goes on."""

import threading
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection

from people.models import Requester
from people.services import to_key
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "0027_conversation_state"
migration = import_module("tickets.migrations.0028_requester")
INSERT = (
    "INSERT INTO tickets_ticket (title, description, category, priority, status, created_at, "
    "updated_at, version, requester_name, requester_email) VALUES "
    "('T', 'D', 'general', 'low', 'open', '2020-01-01', '2020-01-01', 1, %s, %s)"
)


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def wrong():
    """Return the addresses of tickets that are not linked as they should be."""
    return {
        ticket.requester_email
        for ticket in Ticket.objects.select_related("requester")
        if (ticket.requester.email if ticket.requester else "") != to_key(ticket.requester_email)
    }


@pytest.fixture
def before(transactional_db):
    """A database of the release before, with eleven tickets of three people and of nobody."""
    call_command("migrate", "tickets", BEFORE, verbosity=0)
    for number in range(9):
        name = "Ada" if number == 6 else ""
        execute(INSERT, name, ("ADA@example.com", "bob@example.com", "Élan@x.org")[number % 3])
    execute(INSERT, "Somebody", "")
    execute(INSERT, "Ada King", "ada@Example.com")
    yield
    call_command("migrate", verbosity=0)


def ticket_rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, version, updated_at, requester_name, requester_email "
            "FROM tickets_ticket ORDER BY id",
            [],
        )
        return cursor.fetchall()


@pytest.mark.parametrize("size", [2, 250])
def test_all_are_linked_and_count_as_unchanged(before, monkeypatch, size):
    monkeypatch.setattr(migration, "BATCH_SIZE", size)
    rows = ticket_rows()
    call_command("migrate", verbosity=0)
    assert wrong() == set()
    assert sorted(Requester.objects.values_list("name", "email")) == [
        ("", "bob@example.com"),
        ("", "élan@x.org"),
        ("Ada", "ada@example.com"),
    ]
    assert ticket_rows() == rows
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "tickets_ticket")
    assert "ticket_of_requester" in found


def test_it_goes_back_and_forth(before):
    call_command("migrate", verbosity=0)
    people = set(Requester.objects.values_list("pk", flat=True))
    call_command("migrate", "tickets", BEFORE, verbosity=0)
    execute(INSERT, "", "ada@example.com")
    call_command("migrate", verbosity=0)
    assert wrong() == set()
    assert set(Requester.objects.values_list("pk", flat=True)) == people


@pytest.mark.parametrize("moment", range(4))
def test_an_interrupted_one_is_gone_on_with(before, monkeypatch, moment):
    monkeypatch.setattr(migration, "BATCH_SIZE", 3)
    put_right = migration.put_right
    calls: list[int] = []

    def stop_at_that_moment(apps, numbers):
        if len(calls) == moment:
            raise KeyboardInterrupt
        calls.append(numbers)
        put_right(apps, numbers)

    monkeypatch.setattr(migration, "put_right", stop_at_that_moment)
    with pytest.raises(KeyboardInterrupt):
        call_command("migrate", verbosity=0)
    monkeypatch.setattr(migration, "put_right", put_right)
    execute("UPDATE tickets_ticket SET requester_email = 'eve@x.org' WHERE requester_name = 'Ada'")
    call_command("migrate", verbosity=0)
    assert wrong() == set()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_what_the_last_release_writes_meanwhile_is_linked(before, monkeypatch):
    monkeypatch.setattr(migration, "BATCH_SIZE", 3)
    put_right = migration.put_right
    written: list[int] = []

    def write():
        execute(
            "UPDATE tickets_ticket SET requester_email = 'late@x.org' WHERE requester_name = ''"
            " AND requester_email LIKE 'ADA%%'"
        )
        execute("UPDATE tickets_ticket SET requester_email = '' WHERE requester_name = 'Ada'")
        execute(INSERT, "", "new@x.org")
        connection.close()

    def write_after(*arguments):
        put_right(*arguments)
        if len(written) == 2:
            thread = threading.Thread(target=write)
            thread.start()
            thread.join()
        written.append(True)

    monkeypatch.setattr(migration, "put_right", write_after)
    call_command("migrate", verbosity=0)
    assert {"late@x.org", "new@x.org"} <= set(
        Ticket.objects.values_list("requester_email", flat=True)
    )
    assert wrong() == set()
