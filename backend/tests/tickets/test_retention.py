"""Closed tickets, and texts of the history, go after a set time."""

import getpass
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.audit.models import AuditEvent
from tests.support.history import events_of
from tickets import retention
from tickets.events import ticket_deleted
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.private_links.models import PrivateLink
from tickets.services import change_ticket, create_ticket, delete_tickets
from tickets.triage.models import Classification
from tickets.vocabulary import Category, Priority

pytestmark = pytest.mark.django_db
DAYS = 30


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def run(*options):
    output = StringIO()
    call_command("apply_retention", *options, stdout=output)
    return output.getvalue()


@pytest.fixture
def closed(settings):
    settings.RETENTION_CLOSED_DAYS = DAYS


@pytest.fixture
def texts(settings):
    settings.RETENTION_HISTORY_TEXT_DAYS = DAYS


def test_nothing_goes_unless_it_is_set(make_ticket):
    ticket = make_ticket(status="closed", created_at=days_ago(5_000))
    change_ticket(ticket, {"title": "Other"})
    Event.objects.update(at=days_ago(4_000))
    Ticket.objects.update(updated_at=days_ago(4_000))
    assert "Everything else is kept" in run()
    assert Ticket.objects.exists()
    assert Event.objects.get().texts
    assert not AuditEvent.objects.exists()


def test_closed_tickets_go_after_so_many_days(closed, make_ticket):
    for status in ("open", "in_progress", "resolved", "closed"):
        for category in ("billing", "general"):
            for priority in ("low", "critical"):
                for age in (DAYS - 1, DAYS + 1):
                    make_ticket(
                        title=f"{status} {age}",
                        status=status,
                        category=category,
                        priority=priority,
                        created_at=days_ago(400),
                        updated_at=days_ago(age),
                        resolved_at=days_ago(399) if status in ("resolved", "closed") else None,
                    )
    before = set(Ticket.objects.values_list("title", flat=True))
    assert run("--dry-run") == (
        "Spam and deleted tickets whose time is over: 0 would be erased.\n"
        "Closed tickets that have not changed for 30 days: 4 would be deleted.\n"
    )
    assert Ticket.objects.count() == 32
    assert not AuditEvent.objects.exists()
    assert "changed for 30 days: 4 were deleted.\n" in run()
    after = set(Ticket.objects.values_list("title", flat=True))
    assert before - after == {f"closed {DAYS + 1}"}
    assert "0 were deleted" in run()
    [event] = AuditEvent.objects.all()
    assert (event.action, event.actor_kind, event.target) == (
        "tickets_deleted",
        "command",
        "retention",
    )
    assert event.details == {"tickets": 4, "history_texts": 0}
    assert event.actor_name == getpass.getuser()


def test_a_dry_run_tells_of_each_text_what_will_happen_to_it(closed, texts, make_ticket):
    for status in ("open", "closed"):
        ticket = make_ticket(status=status, created_at=days_ago(400))
        change_ticket(ticket, {"title": "Other"})
    Event.objects.update(at=days_ago(DAYS + 1))
    Ticket.objects.update(updated_at=days_ago(DAYS + 1))
    said = run("--dry-run")
    assert "1 would be deleted" in said
    assert "1 would be cleared" in said
    assert run() == said.replace("would be", "were")


def test_with_everything_of_theirs(closed, body):
    ticket = create_ticket(body)
    suggestion = Classification.objects.create(
        source="model", ticket=ticket, excerpt="words", reason="words"
    )
    change_ticket(ticket, {"title": "Other", "status": "closed"})
    Ticket.objects.update(updated_at=days_ago(DAYS + 1))
    told = []

    def receive(ticket_ids, **_):
        told.extend(ticket_ids)

    ticket_deleted.connect(receive)
    try:
        run()
    finally:
        ticket_deleted.disconnect(receive)
    assert told == [ticket.pk]
    assert not PrivateLink.objects.exists()
    suggestion.refresh_from_db()
    assert (suggestion.excerpt, suggestion.reason) == ("", "")
    assert [(event.action, event.texts) for event in events_of(ticket)] == [
        ("deleted", None),
        ("changed", None),
    ]


def test_in_batches_of_which_those_done_stay_done(closed, make_ticket, monkeypatch):
    monkeypatch.setattr(retention, "BATCH_SIZE", 2)
    for _ in range(5):
        make_ticket(status="closed", created_at=days_ago(99))
    sizes = []

    def fail_at_last(ticket_ids, **_):
        sizes.append(len(ticket_ids))
        if len(sizes) == 3:
            raise RuntimeError

    ticket_deleted.connect(fail_at_last)
    try:
        with pytest.raises(RuntimeError):
            run()
    finally:
        ticket_deleted.disconnect(fail_at_last)
    assert sizes == [2, 2, 1]
    assert Ticket.objects.count() == 1
    assert AuditEvent.objects.get().details["tickets"] == 4
    run()
    assert not Ticket.objects.exists()


def test_one_that_was_opened_again_in_the_meantime_stays(closed, make_ticket, monkeypatch):
    ticket = make_ticket(status="closed", created_at=days_ago(99))

    def open_first(tickets):
        change_ticket(ticket, {"status": "open"})
        return delete_tickets(tickets)

    monkeypatch.setattr("tickets.retention.delete_tickets", open_first)
    run()
    assert Ticket.objects.get().status == "open"


def test_texts_of_the_history_go_and_their_events_stay(texts, make_ticket):
    ticket = make_ticket()
    for title in ("Long ago", "Last week"):
        change_ticket(ticket, {"title": title, "priority": "low", "category": "billing"})
    second, first = events_of(ticket)
    Event.objects.filter(pk=first.pk).update(at=days_ago(DAYS + 1))
    assert "1 would be cleared" in run("--dry-run")
    assert Event.objects.get(pk=first.pk).texts
    assert "1 were cleared" in run()
    second, first = events_of(ticket)
    assert first.texts is None
    assert first.field_changes["priority"] == ["medium", "low"]
    assert first.field_changes["title"] == [None, None]
    assert second.field_changes["title"] == ["Long ago", "Last week"]
    assert AuditEvent.objects.get().details["history_texts"] == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's plans")
@pytest.mark.parametrize(
    ("expired", "found_by"),
    [
        # One of two, whichever leaves less to look at.
        (retention.expired_tickets, r"last_changed.*\n.*Index Cond: .*updated_at <"),
        (retention.expired_texts, r"event_with_texts.*\n.*Index Cond: \(at <"),
    ],
)
def test_what_is_to_go_is_found_by_an_index(expired, found_by):
    now = timezone.now()
    tickets = [
        Ticket(
            title="T",
            description="D",
            category=category,
            priority=priority,
            status=status,
            created_at=now - timedelta(days=number),
            updated_at=now - timedelta(days=number),
            resolved_at=now if status == "closed" else None,
        )
        for number in range(100)
        for category in Category
        for priority in Priority
        for status in ("open", "closed")
    ]
    Ticket.objects.bulk_create(tickets)
    Event.objects.bulk_create(
        Event(
            ticket_number=number,
            action="changed",
            texts={"title": ["a", "b"]} if number % 10 == 0 else None,
            at=now - timedelta(days=number % 100),
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket, tickets_event")
    plan = expired(95).values_list("pk")[: retention.BATCH_SIZE].explain()
    assert re.search(found_by, plan), plan
