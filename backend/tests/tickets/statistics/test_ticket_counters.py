"""The database keeps count of the tickets, whatever writes them."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from core.db import counter_tables
from tickets.bulk.services import Operation, change_many
from tickets.models import Ticket, TicketSummary
from tickets.services import change_ticket, change_tickets, create_ticket
from tickets.statistics.ticket_counters import SUMMARY
from tickets.vocabulary import Category, Priority, Status

WRITERS = 16
MOMENT = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def values(**more):
    return {"title": "T", "description": "D", "category": "billing", "priority": "low", **more}


def total():
    return sum(TicketSummary.objects.filter(span="all").values_list("count", flat=True))


def check(expected=None):
    assert SUMMARY.differences(connection) == []
    if expected is not None:
        assert total() == expected == Ticket.objects.count()


def test_each_way_of_writing():
    ticket = create_ticket(values())
    check(1)
    change_ticket(ticket, {"status": "resolved"})
    check(1)
    Ticket.objects.bulk_create(Ticket(**values(priority=word)) for word in Priority.values)
    check(5)
    change_tickets(Ticket.objects.all(), {"category": "general", "status": "closed"})
    check(5)
    Ticket.objects.filter(priority="low").update(created_at=MOMENT)
    check(5)
    assert TicketSummary.objects.get(span="day", start="2026-03-31", event="created", count=2)
    assert TicketSummary.objects.get(span="month", start="2026-03-01", event="created", count=2)
    change_many([Operation({"status": "open"}, ids=[ticket.pk])])
    check(5)
    ticket.delete()
    check(4)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tickets_ticket SET category = 'account' WHERE priority = 'high'")
        check(4)
        cursor.execute("DELETE FROM tickets_ticket WHERE priority = 'high'")
    check(3)
    Ticket.objects.all().delete()
    check(0)


def test_what_is_taken_back_does_not_count():
    create_ticket(values())
    with transaction.atomic():
        create_ticket(values())
        transaction.set_rollback(True)
    check(1)


def test_a_change_of_other_fields_writes_no_counts(make_ticket):
    ticket = make_ticket()
    before = list(TicketSummary.objects.values_list().order_by("span", "event", "start"))
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"title": "Another"})
    assert before == list(TicketSummary.objects.values_list().order_by("span", "event", "start"))


def test_several_in_one_statement(make_ticket):
    for word in Status.values:
        make_ticket(status=word, created_at=MOMENT - timedelta(days=len(word)))
    change_tickets(Ticket.objects.all(), {"status": "resolved"})
    check(4)
    change_tickets(Ticket.objects.all(), {"priority": "critical", "category": "account"})
    check(4)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_truncation():
    create_ticket(values())
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE tickets_ticket CASCADE")
    check(0)


def test_checking_and_rebuilding():
    create_ticket(values())
    out = StringIO()
    call_command("check_statistics", stdout=out)
    assert out.getvalue() == "All counts are right.\n"
    TicketSummary.objects.filter(span="all").update(count=7)
    out = StringIO()
    with pytest.raises(CommandError, match="1 counts are wrong"):
        call_command("check_statistics", stdout=out)
    assert "7, should be 1" in out.getvalue()
    call_command("check_statistics", "--rebuild", stdout=out)
    check(1)


def test_counting_anew_is_what_is_kept(make_ticket):
    for word in Category.values:
        make_ticket(category=word, status="closed")
    kept = set(TicketSummary.objects.exclude(count=0).values_list())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tickets_ticketsummary")
    assert SUMMARY.mend(connection) == len(kept)
    assert kept == set(TicketSummary.objects.values_list())


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_it_is_put_right_while_others_write(monkeypatch):
    monkeypatch.setattr(counter_tables, "MENDED_AT_ONCE", 3)
    Ticket.objects.bulk_create(Ticket(**values()) for _ in range(100))
    with ThreadPoolExecutor(4) as writers:
        busy = [writers.submit(write_a_lot, number) for number in range(4)]
        for count in (7, -3, 1_000):
            # Of one row alone, as nothing but the triggers keeps to the order of the rows.
            some = TicketSummary.objects.filter(span="all").order_by("pk")[:1]
            TicketSummary.objects.filter(pk=some.get().pk).update(count=count)
            call_command("check_statistics", "--rebuild", stdout=StringIO())
        for result in busy:
            result.result()
    SUMMARY.mend(connection)
    check(Ticket.objects.count())


def write_a_lot(number):
    """What a busy hour has, by one of many writers."""
    chance = random.Random(number)
    try:
        for _ in range(25):
            word = chance.choice(Status.values)
            match chance.randrange(6):
                case 0 | 1:
                    create_ticket(values(status=word, priority=chance.choice(Priority.values)))
                case 2:
                    change_tickets(Ticket.objects.filter(pk=chance.choice(ids())), {"status": word})
                case 3:
                    change_many(
                        [
                            Operation({"status": word}, ids=chance.choices(ids(), k=9)),
                            Operation({"category": "account"}, ids=chance.choices(ids(), k=9)),
                        ]
                    )
                case 4:
                    ticket = Ticket.objects.filter(pk=chance.choice(ids())).first()
                    if ticket:
                        ticket.delete()
                case 5:
                    with transaction.atomic():
                        create_ticket(values(category="general"))
                        transaction.set_rollback(True)
    finally:
        connection.close()


def ids():
    return list(Ticket.objects.order_by("pk").values_list("pk", flat=True)) or [0]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once():
    Ticket.objects.bulk_create(Ticket(**values()) for _ in range(100))
    with ThreadPoolExecutor(WRITERS) as writers:
        for result in [writers.submit(write_a_lot, number) for number in range(WRITERS)]:
            result.result()
    check(Ticket.objects.count())
