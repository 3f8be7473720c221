"""The database keeps count of the suggestions and of their tickets, whatever writes them."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from io import StringIO
from math import ceil
from threading import Event
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from core.dates import start_of_last
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets, create_ticket, delete_tickets
from tickets.statistics.counter_triggers import SUMMARIES, resume_counting, stop_counting
from tickets.statistics.period import PERIODS
from tickets.statistics.triage_counters import SUMMARY
from tickets.triage.model_result import Cause
from tickets.triage.models import Classification
from tickets.vocabulary import Category, Priority

URL = "/api/tickets/stats/"
WRITERS = 12
pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def ticket(**values):
    return Ticket.objects.create(
        **{"title": "T", "description": "D", "category": "billing", "priority": "low", **values}
    )


def question(**values):
    return Classification.objects.create(
        **{"source": "model", "model": "m", "category": "billing", "priority": "low", **values}
    )


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def kept():
    columns = "measure, subject, result"
    rows = sql(f"SELECT {columns}, count FROM {SUMMARY.name} WHERE span = 'all' AND count <> 0")
    return {row[:3]: row[3] for row in rows}


def check():
    for summary in SUMMARIES:
        assert summary.differences(connection) == []


def recount(period):
    """The figures as the records themselves tell them."""
    days = PERIODS[period]
    asked = list(Classification.objects.select_related("ticket"))
    if days is not None:
        asked = [row for row in asked if row.created_at >= start_of_last(days)]
    offered = [(row, row.ticket) for row in asked if row.ticket]
    accepted = [
        row
        for row, mine in offered
        if (row.category, row.priority) == (mine.category, mine.priority)
    ]
    causes = Counter(row.cause for row in asked if row.cause)
    costs = [row.cost for row in asked if row.cost is not None]
    return {
        "offered": len(offered),
        "accepted": len(accepted),
        "overridden": len(offered) - len(accepted),
        **{
            field: [
                {"suggested": before, "final": now, "count": count}
                for (before, now), count in sorted(
                    Counter(
                        (getattr(row, field), getattr(mine, field)) for row, mine in offered
                    ).items()
                )
            ]
            for field in ("category", "priority")
        },
        "asked": len(asked),
        "answered": sum(not row.cause for row in asked),
        "cached": sum(row.source == "cache" and not row.cause for row in asked),
        "failures": [
            {"cause": cause, "count": count}
            for cause, count in sorted(causes.items(), key=lambda item: (-item[1], item[0]))
        ],
        "cost": float(sum(costs)) if costs else None,
    }


def exact_percentiles(period):
    days = PERIODS[period]
    rows = Classification.objects.filter(source="model")
    if days is not None:
        rows = rows.filter(created_at__gte=start_of_last(days))
    times = sorted(rows.values_list("latency_ms", flat=True))
    return [times[ceil(len(times) * percent / 100) - 1] if times else None for percent in (50, 95)]


def check_figures(api):
    """The endpoint says what the records say, in one query."""
    for period in PERIODS:
        found = api.get(URL, {"period": period}).json()["triage"]
        times = found.pop("latency_p50_ms"), found.pop("latency_p95_ms")
        assert found == recount(period)
        for time, exact in zip(times, exact_percentiles(period), strict=True):
            assert time == (exact if exact is None else pytest.approx(exact, rel=0.05))


def test_each_way_of_writing(api):
    mine = create_ticket(
        {"title": "T", "description": "D", "category": "general", "priority": "low"}
    )
    row = question(ticket=mine, cost=Decimal("0.00000001"), latency_ms=123)
    check()
    assert kept() == {
        ("asked", "model", ""): 1,
        ("category", "billing", "general"): 1,
        ("cost", "", ""): 1,
        ("latency", "", "120"): 1,
        ("offered", "", "overridden"): 1,
        ("priced", "", ""): 1,
        ("priority", "low", "low"): 1,
    }
    change_ticket(mine, {"category": "billing"})
    check()
    assert kept()["offered", "", "accepted"] == 1
    change_tickets(Ticket.objects.all(), {"priority": "high"})
    check()
    Classification.objects.bulk_create(
        Classification(source="none", cause=cause, latency_ms=0) for cause in Cause.values
    )
    check()
    Classification.objects.update(created_at=timezone.now() - timedelta(days=40))
    check()
    check_figures(api)
    mine.delete()
    check()
    assert ("offered", "", "overridden") not in kept()
    row.delete()
    check()
    Classification.objects.all().delete()
    check()
    assert kept() == {}


def test_in_the_admin_too(admin_client):
    mine = ticket()
    question(ticket=mine)
    action = {"action": "delete_selected", "_selected_action": [mine.pk], "post": "yes"}
    assert admin_client.post("/admin/tickets/ticket/", action).status_code == 302
    assert not Ticket.objects.exists()
    check()


def test_plain_sql_in_an_order_that_only_the_end_of_a_transaction_allows():
    """Until then a question may name a ticket that is there no more, or not yet."""
    mine = ticket()
    question(ticket=mine)
    with transaction.atomic():
        sql("DELETE FROM tickets_ticket WHERE id = %s", mine.pk)
        check()
        sql("UPDATE tickets_classification SET ticket_id = NULL")
    check()
    with transaction.atomic():
        sql("UPDATE tickets_classification SET ticket_id = %s", mine.pk)
        check()
        Ticket.objects.bulk_create([mine])
    check()
    assert kept()["offered", "", "accepted"] == 1
    with transaction.atomic():
        sql("UPDATE tickets_ticket SET id = id + 1")
        check()
        sql("UPDATE tickets_classification SET ticket_id = ticket_id + 1")
    check()
    assert kept()["offered", "", "accepted"] == 1


def test_several_in_one_statement():
    rows = [
        question(ticket=ticket(category=category, priority=priority))
        for category in Category.values
        for priority in Priority.values
    ]
    sql("UPDATE tickets_ticket SET category = 'general', priority = 'critical'")
    check()
    sql(
        "UPDATE tickets_classification SET category = 'general', priority = 'critical', cost = 1"
        " WHERE id < %s",
        rows[5].pk,
    )
    check()
    assert kept()["offered", "", "accepted"] == 5
    assert kept()["cost", "", ""] == 5 * 10**8
    # Two questions exchange their tickets.
    first, second = rows[0].ticket_id, rows[9].ticket_id
    sql("UPDATE tickets_classification SET ticket_id = NULL WHERE ticket_id = %s", second)
    sql("UPDATE tickets_classification SET ticket_id = %s WHERE id = %s", second, rows[0].pk)
    sql("UPDATE tickets_classification SET ticket_id = %s WHERE id = %s", first, rows[9].pk)
    check()


def test_what_is_taken_back_does_not_count():
    question(ticket=ticket())
    before = kept()
    with transaction.atomic():
        question(ticket=ticket(), cost=1)
        change_tickets(Ticket.objects.all(), {"category": "general"})
        transaction.set_rollback(True)
    assert kept() == before
    check()


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_what_a_recount_says(api, seed, django_assert_num_queries):
    chance = random.Random(seed)
    for step in range(60):
        questions = list(Classification.objects.order_by("pk"))
        tickets = list(Ticket.objects.order_by("pk"))
        words: dict[str, Any] = {
            "category": chance.choice(Category.values),
            "priority": chance.choice(Priority.values),
        }
        match chance.randrange(7) if step > 20 else 0:
            case 0 | 1:
                cause = chance.choice([*Cause.values, *[""] * 20])
                question(
                    **{"category": "", "priority": ""} if cause else words,
                    cause=cause,
                    source=chance.choice(Classification.Source.values),
                    created_at=timezone.now() - timedelta(hours=chance.randrange(24 * 100)),
                    latency_ms=int(10 ** chance.uniform(0, 5)),
                    cost=chance.choice([None, Decimal(chance.randrange(10**9)).scaleb(-8)]),
                    ticket=None if cause or step % 2 else ticket(category="account"),
                )
            case 2:
                change_tickets(
                    Ticket.objects.filter(pk__in=[t.pk for t in chance.choices(tickets, k=3)]),
                    words,
                )
            case 3:
                some = chance.choice(questions)
                Classification.objects.filter(pk=some.pk).update(
                    **words, latency_ms=chance.randrange(9_000), cost=chance.choice([None, 2])
                )
            case 4:
                chance.choice(tickets).delete()
            case 5:
                chance.choice(questions).delete()
            case 6:
                free = Classification.objects.filter(ticket=None).order_by("pk")[:1]
                Classification.objects.filter(pk__in=free).update(ticket=ticket(**words))
    check()
    check_figures(api)
    for period in PERIODS:
        with django_assert_num_queries(1):
            api.get(URL, {"period": period})


def test_times_are_rounded_by_5_percent_at_most():
    times = [*range(300), *(int(1.013**power) for power in range(450, 1000)), 999_999, 2**31 - 1]
    for time in times:
        sql("DELETE FROM tickets_triagesummary WHERE measure = 'latency'")
        question(latency_ms=time)
        [(_, _, rounded)] = [key for key in kept() if key[0] == "latency"]
        assert int(rounded) == pytest.approx(min(time, 10**6), rel=0.05)


def test_a_day_has_few_times_however_much_is_asked():
    Classification.objects.bulk_create(
        Classification(source="model", latency_ms=time) for time in range(20_000)
    )
    check()
    assert sum(key[0] == "latency" for key in kept()) < 130


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_change_of_other_fields_keeps_nobody_waiting():
    question(ticket=ticket())
    with transaction.atomic():
        change_tickets(Ticket.objects.all(), {"title": "Another"})
        Classification.objects.update(excerpt="Another")
        locks = "locktype = 'advisory' AND pid = pg_backend_pid()"
        assert sql(f"SELECT count(*) FROM pg_locks WHERE {locks}") == [(0,)]
        change_tickets(Ticket.objects.all(), {"category": "general"})
        assert sql(f"SELECT count(*) FROM pg_locks WHERE {locks}") == [(1,)]


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_truncation():
    question(ticket=ticket())
    question()
    sql("TRUNCATE tickets_ticket CASCADE")
    check()
    question()
    sql("TRUNCATE tickets_classification")
    check()
    assert kept() == {}


def test_checking_and_mending():
    question(ticket=ticket(), latency_ms=100)
    sql("UPDATE tickets_triagesummary SET count = 7 WHERE span = 'all' AND measure = 'latency'")
    sql("DELETE FROM tickets_triagesummary WHERE span = 'day' AND measure = 'offered'")
    out = StringIO()
    with pytest.raises(CommandError, match="2 counts are wrong"):
        call_command("check_statistics", stdout=out)
    assert "latency 100: 7, should be 1" in out.getvalue()
    call_command("check_statistics", "--rebuild", stdout=out)
    assert "2 counts were wrong and are right now." in out.getvalue()
    check()


@pytest.mark.django_db(transaction=True)
def test_migrations_go_past_the_triggers_and_what_they_write_counts():
    question(ticket=ticket())
    plan = [object()]
    stop_counting("default", plan)
    if connection.vendor == "sqlite":
        with connection.schema_editor() as editor:
            editor._remake_table(Classification)  # type: ignore[attr-defined]
    change_tickets(Ticket.objects.all(), {"category": "general"})
    question()
    resume_counting("default")
    check()
    change_tickets(Ticket.objects.all(), {"category": "account"})
    check()
    assert kept()["category", "billing", "account"] == 1


@pytest.mark.django_db(transaction=True)
def test_the_migration_counts_what_is_there():
    question(ticket=ticket(), cost=1)
    before = kept()
    migration = import_module("tickets.migrations.0008_triage_summary").Migration
    [keeping_count] = migration.operations
    with connection.schema_editor() as editor:
        keeping_count.reverse_code(apps, editor)
    assert not SUMMARY.is_there(connection)
    question(ticket=ticket(), cost=2).delete()
    plan = [object()]
    stop_counting("default", plan)
    with connection.schema_editor() as editor:
        keeping_count.code(apps, editor)
    resume_counting("default")
    assert kept() == before
    check()


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ticket_first", [True, False])
def test_a_ticket_is_changed_while_a_question_finds_it(ticket_first):
    """Either waits for the other, and counts what it left."""
    mine, row = ticket(), question()
    begun, go_on = Event(), Event()

    def change():
        change_tickets(Ticket.objects.filter(pk=mine.pk), {"category": "general"})

    def find():
        Classification.objects.filter(pk=row.pk).update(ticket=mine)

    def first():
        try:
            with transaction.atomic():
                (change if ticket_first else find)()
                begun.set()
                go_on.wait(10)
        finally:
            connection.close()

    def second():
        try:
            (find if ticket_first else change)()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first)
        begun.wait(10)
        two = pool.submit(second)
        with pytest.raises(TimeoutError):
            two.result(timeout=0.3)
        go_on.set()
        one.result(10)
        two.result(10)
    check()
    assert kept()["category", "billing", "general"] == 1


def write_a_lot(number):
    chance = random.Random(number)
    try:
        for _ in range(25):
            words: dict[str, Any] = {
                "category": chance.choice(Category.values),
                "priority": chance.choice(Priority.values),
            }
            known = list(Ticket.objects.order_by("pk").values_list("pk", flat=True)) or [0]
            match chance.randrange(6):
                case 0:
                    row = question(**words, latency_ms=chance.randrange(5_000))
                    with transaction.atomic():
                        mine = ticket()
                        Classification.objects.filter(pk=row.pk).update(ticket=mine)
                case 1 | 2:
                    change_tickets(Ticket.objects.filter(pk=chance.choice(known)), words)
                case 3:
                    mine = Ticket.objects.filter(pk=chance.choice(known)).first()
                    if mine:
                        delete_tickets(Ticket.objects.filter(pk=mine.pk))
                case 4:
                    question(cause="timeout", cost=1).delete()
                case 5:
                    Classification.objects.filter(ticket=chance.choice(known)).update(**words)
    finally:
        connection.close()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once(api):
    for _ in range(60):
        question(ticket=ticket())
    with ThreadPoolExecutor(WRITERS) as writers:
        busy = [writers.submit(write_a_lot, number) for number in range(WRITERS)]
        call_command("check_statistics", "--rebuild", stdout=StringIO())
        for result in busy:
            result.result()
    check()
    check_figures(api)
