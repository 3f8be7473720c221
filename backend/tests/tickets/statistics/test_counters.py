"""The counts of tickets are right, however the tickets are written."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count

from core.db import counter_tables
from tickets.bulk.services import Operation, run_operations
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets, create_ticket
from tickets.statistics.counters import (
    COUNTS,
    EPOCH,
    TICKET_COUNTERS,
    count_by_facets,
    read_counts,
)
from tickets.statistics.figures import to_date
from tickets.vocabulary import FACETS, Category, Priority, Status

WRITERS = 16
MOMENT = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
DAY = MOMENT.date()
pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL keeps counts, while several write"
)


def values(**more):
    return {"title": "T", "description": "D", "category": "billing", "priority": "low", **more}


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def select_all(span, event, counts):
    return f"SELECT * FROM {counts(span, event, None)}"


def counts():
    """Return all counts, by span, event, first day, category, priority and status."""
    found = {}
    for span, event in COUNTS:
        query = partial(select_all, span, event)
        for start, *facets, count in read_counts(query):
            found[span, event, str(to_date(start)), *facets] = int(count)
    return found


def recount():
    """Return the counts, counted from the tickets."""
    found: Counter[tuple[str, ...]] = Counter()
    for ticket in Ticket.objects.all():
        for (span, event), by_facets in COUNTS.items():
            if moment := getattr(ticket, f"{event}_at"):
                day = moment.astimezone(UTC).date()
                start = {"all": EPOCH, "month": str(day.replace(day=1))}.get(span, str(day))
                facets = [getattr(ticket, name) if by_facets else "" for name in FACETS]
                found[span, event, start, *facets] += 1
    return found


def total():
    return sum(row["count"] for row in count_by_facets({}))


def check(expected=None):
    assert counts() == recount()
    if connection.vendor == "postgresql":
        assert TICKET_COUNTERS.differences(connection) == []
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
    facets = ("general", "low", "closed")
    assert counts()["day", "created", "2026-03-31", *facets] == 2
    assert counts()["month", "created", "2026-03-01", "", "", ""] == 2
    run_operations([Operation({"status": "open"}, ids=[ticket.pk])])
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


@on_postgresql
def test_a_change_of_other_fields_writes_no_counts(make_ticket):
    ticket = make_ticket()
    before = sql("SELECT xmin, * FROM tickets_ticketsummary ORDER BY span, event, start")
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"title": "Another"})
    assert before == sql("SELECT xmin, * FROM tickets_ticketsummary ORDER BY span, event, start")


def test_several_in_one_statement(make_ticket):
    for status in Status.values:
        make_ticket(status=status, created_at=MOMENT - timedelta(days=len(status)))
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


@pytest.mark.parametrize(
    ("event", "since"), [("created", None), ("created", DAY), ("resolved", DAY)]
)
def test_counts_by_facets(make_ticket, django_assert_num_queries, event, since):
    for number in range(24):
        make_ticket(
            status=Status.values[number % 4],
            priority=Priority.values[number % 3],
            category=Category.values[number % 2],
            created_at=MOMENT - timedelta(days=number % 5 - 2),
        )
    for field_filters in ({}, {"status": ["closed", "resolved"]}, {"priority": ["low"]}):
        tickets = Ticket.objects.filter(**{f"{n}__in": v for n, v in field_filters.items()})
        if since:
            tickets = tickets.filter(**{f"{event}_at__gte": datetime.combine(since, time.min, UTC)})
        expected = tickets.values(*FACETS).annotate(count=Count("pk")).order_by(*FACETS)
        with django_assert_num_queries(1):
            found = count_by_facets(field_filters, event, since)
        assert found == list(expected)


@on_postgresql
def test_checking_and_rebuilding():
    create_ticket(values())
    out = StringIO()
    call_command("check_statistics", stdout=out)
    assert out.getvalue() == "All counts are right.\n"
    sql("UPDATE tickets_ticketsummary SET count = 7 WHERE span = 'all'")
    out = StringIO()
    with pytest.raises(CommandError, match="1 counts are wrong"):
        call_command("check_statistics", stdout=out)
    assert "7, should be 1" in out.getvalue()
    call_command("check_statistics", "--rebuild", stdout=out)
    check(1)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL keeps counts")
@pytest.mark.parametrize("arguments", [[], ["--rebuild"]])
def test_there_is_nothing_to_check_on_sqlite(arguments):
    out = StringIO()
    call_command("check_statistics", *arguments, stdout=out)
    assert out.getvalue() == "All counts are right. Only PostgreSQL keeps any.\n"


@on_postgresql
def test_rebuilding_replaces_the_triggers_of_the_migration_by_the_same():
    def functions():
        found = sql("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'tickets_summarise_%%'")
        # As the two are written differently: no white space that has no meaning.
        return {name: "".join(source.split()) for name, source in found}

    before = functions()
    assert len(before) == 4
    call_command("check_statistics", "--rebuild", stdout=StringIO())
    assert functions() == before


@on_postgresql
def test_rebuilding_puts_missing_triggers_back():
    sql("DROP FUNCTION tickets_summarise_insert() CASCADE")
    create_ticket(values())
    assert total() == 0
    call_command("check_statistics", "--rebuild", stdout=StringIO())
    check(1)
    create_ticket(values())
    check(2)


@on_postgresql
def test_counting_anew_is_what_is_kept(make_ticket):
    for category in Category.values:
        make_ticket(category=category, status="closed")
    before = counts()
    sql("DELETE FROM tickets_ticketsummary")
    assert TICKET_COUNTERS.reconcile(connection) == len(before)
    assert before == counts()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_it_is_put_right_while_others_write(monkeypatch):
    monkeypatch.setattr(counter_tables, "RECONCILED_AT_ONCE", 3)
    Ticket.objects.bulk_create(Ticket(**values()) for _ in range(100))
    with ThreadPoolExecutor(4) as writers:
        busy = [writers.submit(write_a_lot, number) for number in range(4)]
        for count in (7, -3, 1_000):
            # Of one row alone, as nothing but the triggers keeps to the order of the rows.
            sql(
                "UPDATE tickets_ticketsummary SET count = %s WHERE span = 'all' AND (category, "
                "priority, status) = (SELECT category, priority, status FROM tickets_ticketsummary "
                "WHERE span = 'all' ORDER BY category, priority, status LIMIT 1)",
                count,
            )
            call_command("check_statistics", "--rebuild", stdout=StringIO())
        for result in busy:
            result.result()
    TICKET_COUNTERS.reconcile(connection)
    check(Ticket.objects.count())


def write_a_lot(number):
    """Write as one of many writers in a busy hour."""
    chance = random.Random(number)
    try:
        for _ in range(25):
            status = chance.choice(Status.values)
            match chance.randrange(6):
                case 0 | 1:
                    create_ticket(values(status=status, priority=chance.choice(Priority.values)))
                case 2:
                    change_tickets(
                        Ticket.objects.filter(pk=chance.choice(ids())), {"status": status}
                    )
                case 3:
                    run_operations(
                        [
                            Operation({"status": status}, ids=chance.choices(ids(), k=9)),
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
