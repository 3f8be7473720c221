"""Signals about tickets: one for each call, in the transaction of the change."""

from contextlib import contextmanager

import pytest
from django.db import connection

from tickets import services
from tickets.events import TicketChange, ticket_changed, ticket_created, ticket_deleted
from tickets.history.actors import ANONYMOUS, SYSTEM
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.private_links.models import PrivateLink

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@contextmanager
def record_signals(signal, act=None):
    """Yield the arguments of each signal sent; call `act` with each."""
    calls = []

    def receive(sender, signal, **arguments):
        assert connection.in_atomic_block
        calls.append(arguments)
        if act:
            act()

    signal.connect(receive)
    try:
        yield calls
    finally:
        signal.disconnect(receive)


def test_a_new_ticket_is_told_once_it_has_its_link(api, body):
    links: list[PrivateLink] = []
    with record_signals(ticket_created, lambda: links.append(PrivateLink.objects.get())) as calls:
        api.post(URL, body)
    assert calls == [{"ticket": Ticket.objects.get(), "by": ANONYMOUS}]
    assert len(links) == 1


def test_a_retry_is_not_told_again(api, body):
    with record_signals(ticket_created) as calls:
        for _ in range(2):
            api.post(URL, body, HTTP_IDEMPOTENCY_KEY="once")
    assert len(calls) == 1


def test_a_ticket_made_in_the_admin_is_told(admin_client, body):
    with record_signals(ticket_created) as calls:
        admin_client.post("/admin/tickets/ticket/add/", {**body, "status": "open"})
    assert [call["ticket"] for call in calls] == [Ticket.objects.get()]


def test_a_change_tells_of_the_fields_that_differ(api, make_ticket):
    ticket = make_ticket(title="Old", priority="low", status="open")
    with record_signals(ticket_changed) as calls:
        api.patch(f"{URL}{ticket.pk}/", {"title": "New", "priority": "high", "status": "open"})
        api.patch(f"{URL}{ticket.pk}/", {"status": "open"})
    ticket.refresh_from_db()
    before, after = {"title": "Old", "priority": "low"}, {"title": "New", "priority": "high"}
    changes = [TicketChange(ticket.pk, before, after)]
    assert calls == [{"changes": changes, "by": ANONYMOUS, "at": ticket.updated_at}]


def test_many_changes_are_told_at_once(api, make_ticket):
    tickets = [make_ticket(priority=priority) for priority in ("low", "medium", "high")]
    ids = [ticket.pk for ticket in tickets]
    operation = {"ids": ids, "set": {"priority": "high"}}
    with record_signals(ticket_changed) as calls:
        api.post(f"{URL}bulk/", {"operations": [operation]})
    [call] = calls
    assert {change.ticket_id: change.before["priority"] for change in call["changes"]} == {
        ids[0]: "low",
        ids[1]: "medium",
    }


def test_more_than_a_batch_is_told_in_parts(make_ticket, monkeypatch):
    monkeypatch.setattr(services, "BATCH_SIZE", 2)
    ids = [make_ticket(priority="low").pk for _ in range(5)]
    with record_signals(ticket_changed) as changed, record_signals(ticket_deleted) as deleted:
        services.change_tickets(Ticket.objects.all(), {"priority": "high"})
        services.delete_tickets(Ticket.objects.all())
    assert [len(call["changes"]) for call in changed] == [2, 2, 1]
    assert [call["ticket_ids"] for call in deleted] == [ids[:2], ids[2:4], ids[4:]]
    assert {call["by"] for call in (*changed, *deleted)} == {SYSTEM}


@pytest.mark.usefixtures("no_bin")
def test_a_deletion_is_told(api, make_ticket):
    ticket = make_ticket()
    with record_signals(ticket_deleted) as calls:
        api.delete(f"{URL}{ticket.pk}/")
    [call] = calls
    assert (call["ticket_ids"], call["by"]) == ([ticket.pk], ANONYMOUS)


@pytest.mark.parametrize("signal", [ticket_changed, ticket_deleted])
def test_a_receiver_that_fails_undoes_what_it_was_told(make_ticket, signal):
    ticket = make_ticket(priority="low")
    with record_signals(signal, lambda: 1 / 0), pytest.raises(ZeroDivisionError):
        if signal is ticket_changed:
            services.change_tickets(Ticket.objects.all(), {"priority": "high"})
        else:
            services.delete_ticket(ticket)
    assert Ticket.objects.get().priority == "low"
    assert not Event.objects.exists()
