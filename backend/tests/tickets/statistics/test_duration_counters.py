"""The histograms of durations are right, however tickets are written and whoever counts them."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from math import floor, log
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.dates import first_of_last
from tests.tickets.statistics.test_counters import sql, values, write_a_lot
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets, create_ticket
from tickets.statistics import response_times
from tickets.statistics.counted_zones import count_team_days
from tickets.statistics.duration_counters import BUCKET_BASE, DURATION_COUNTERS, METRICS
from tickets.statistics.response_times import Period, read_response_times
from tickets.vocabulary import Priority

WRITERS = 6
pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL keeps counts"
)


def fill(chance, count=60):
    """Store tickets whose times end around the ends of days, in the last 200 days."""
    days = [datetime.combine(first_of_last(chance.randrange(200)), time(), UTC) for _ in range(20)]
    tickets = []
    for _ in range(count):
        ticket = Ticket(**values(priority=chance.choice(Priority.values)))
        end = chance.choice(days) + timedelta(hours=chance.randrange(-14, 14), microseconds=-1)
        ticket.created_at = end - timedelta(seconds=10 ** chance.uniform(-1, 7))
        if chance.random() < 0.7:
            ticket.first_response_at = end
        if chance.random() < 0.5:
            ticket.status = "resolved"
            ticket.resolved_at = chance.choice([end, ticket.created_at])
        tickets.append(ticket)
    Ticket.objects.bulk_create(tickets)


def recount(periods, zone):
    """Return the histograms, made by Python."""
    found: dict[tuple[str, str, str], Counter[int]] = {}
    for ticket in Ticket.objects.all():
        for metric, column in METRICS.items():
            moment = getattr(ticket, column)
            if moment is None or moment <= ticket.created_at:
                continue
            day = moment.astimezone(ZoneInfo(zone)).date()
            seconds = (moment - ticket.created_at).total_seconds()
            bucket = floor(log(max(seconds, 1)) / log(BUCKET_BASE))
            for name, since, until in periods:
                if (not since or since <= day) and (not until or day < until):
                    key = name, metric, ticket.priority
                    found.setdefault(key, Counter())[bucket] += 1
    return found


def histograms(periods):
    """Return the same, as the product reads them."""
    return {
        (*key, priority): found
        for key, buckets in read_response_times(periods).buckets.items()
        for index, priority in enumerate(Priority.values)
        if (found := {bucket: counts[index] for bucket, counts in buckets.items() if counts[index]})
    }


def periods_of(days):
    if days is None:
        return [Period("current", None)]
    since, before = first_of_last(days), first_of_last(2 * days)
    return [Period("current", since), Period("previous", before, since)]


def check(zone="UTC"):
    for days in (1, 6, 7, 8, 30, 90, None):
        periods = periods_of(days)
        assert histograms(periods) == recount(periods, zone), days
    if connection.vendor == "postgresql":
        assert DURATION_COUNTERS.differences(connection) == []


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/Los_Angeles"])
def test_all_ways_of_counting_agree(settings, zone, caplog):
    settings.TEAM_TIME_ZONE = zone
    fill(random.Random(zone))
    # Counted for the request, where the days of the zone are not counted in advance.
    check(zone)
    assert bool(caplog.records) == (connection.vendor == "postgresql" and zone != "UTC")
    count_team_days("default")
    caplog.clear()
    check(zone)
    assert caplog.records == []
    fill(random.Random(1), 20)
    Ticket.objects.filter(pk__in=list(Ticket.objects.values_list("pk", flat=True)[::3])).delete()
    check(zone)


def test_each_way_of_writing(make_ticket):
    now = datetime.now(UTC)
    ticket = make_ticket(created_at=now - timedelta(days=3))
    change_ticket(ticket, {"status": "resolved"})
    check()
    change_ticket(ticket, {"priority": "critical"})
    check()
    Ticket.objects.filter(pk=ticket.pk).update(first_response_at=now)
    check()
    Ticket.objects.filter(pk=ticket.pk).update(first_response_at=None)
    change_ticket(ticket, {"status": "open"})
    assert histograms(periods_of(None)) == {}
    check()
    fill(random.Random(2))
    change_tickets(Ticket.objects.all(), {"status": "closed"})
    check()
    Ticket.objects.all().delete()
    assert histograms(periods_of(None)) == {}


@on_postgresql
def test_other_changes_write_no_counts(make_ticket):
    fill(random.Random(3))
    before = sql("SELECT xmin, * FROM tickets_durationsummary ORDER BY 2, 3, 4, 5, 6")
    change_tickets(Ticket.objects.all(), {"title": "Another", "category": "account"})
    assert before == sql("SELECT xmin, * FROM tickets_durationsummary ORDER BY 2, 3, 4, 5, 6")


@on_postgresql
def test_checking_and_rebuilding():
    fill(random.Random(4))
    out = StringIO()
    call_command("check_statistics", stdout=out)
    sql("UPDATE tickets_durationsummary SET high = high + 7 WHERE span = 'all' AND low > 0")
    with pytest.raises(CommandError, match="counts are wrong"):
        call_command("check_statistics", stdout=out)
    assert "UTC all 0001-01-01 first_response" in out.getvalue()
    assert " high: 7, should be 0" in out.getvalue()
    sql("DROP FUNCTION tickets_durations_update() CASCADE")
    change_tickets(Ticket.objects.all(), {"priority": "low"})
    call_command("check_statistics", "--rebuild", stdout=out)
    check()
    change_tickets(Ticket.objects.all(), {"priority": "high"})
    check()


@on_postgresql
def test_counting_anew_is_what_is_kept():
    fill(random.Random(5))
    before = sql("SELECT * FROM tickets_durationsummary WHERE low + medium + high + critical > 0")
    sql("DELETE FROM tickets_durationsummary")
    DURATION_COUNTERS.reconcile(connection)
    assert sorted(before) == sorted(sql("SELECT * FROM tickets_durationsummary"))


@on_postgresql
def test_rebuilding_replaces_the_triggers_of_the_migration_by_the_same():
    def functions():
        found = sql("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'tickets_durations%%'")
        return {name: "".join(source.split()) for name, source in found}

    before = functions()
    assert len(before) == 4
    DURATION_COUNTERS.create_counters(connection)
    assert functions() == before


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_the_migration_counts_what_is_there_and_goes_back():
    create_ticket(values())
    before = [("tickets", "0029_awaiting_index")]
    state = MigrationExecutor(connection).migrate(before)
    model = state.apps.get_model("tickets", "Ticket")
    now = datetime.now(UTC)
    model.objects.create(
        **values(status="closed", awaiting="nobody"),
        created_at=now - timedelta(hours=1),
        resolved_at=now,
    )
    call_command("migrate", verbosity=0)
    times = read_response_times(periods_of(7))
    assert times.summarise("current", "resolution")["count"] == 1
    assert list(times.waiting) == [1, 0, 0, 0]
    check()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_zones_are_counted_while_others_write(settings):
    Ticket.objects.bulk_create(Ticket(**values()) for _ in range(50))
    with ThreadPoolExecutor(WRITERS) as writers:
        busy = [writers.submit(write_a_lot, number) for number in range(WRITERS)]
        for name in ("Asia/Kathmandu", "America/Los_Angeles", "UTC"):
            settings.TEAM_TIME_ZONE = name
            count_team_days("default")
        for result in busy:
            result.result()
    assert sql("SELECT DISTINCT zone FROM tickets_durationsummary") == [("UTC",)]
    check()


@on_postgresql
def test_some_thousand_rows_are_read_by_the_index(make_ticket):
    fill(random.Random(6))
    sql("ANALYZE tickets_durationsummary")
    sql("SET LOCAL enable_seqscan = off")
    query, parameters = response_times.build_counted_query(periods_of(90))
    plan = "\n".join(row for (row,) in sql(f"EXPLAIN {query}", *parameters))
    assert "Seq Scan" not in plan
    assert "Gather" not in plan
    assert "tickets_durationsummary_pkey" in plan
