"""The counts by days of the team's time zone are right, on both databases and from every source."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.dates import start_of_day
from core.time_zones import find_offsets
from tests.support.zones import ODD_ZONES
from tests.tickets.statistics.test_counters import select_all, sql, values, write_a_lot
from tickets import checks
from tickets.checks import check_time_zone
from tickets.models import Ticket
from tickets.services import change_ticket, create_ticket
from tickets.statistics import counted_zones
from tickets.statistics.counted_zones import count_team_days
from tickets.statistics.counters import (
    COUNTS,
    EPOCH,
    TICKET_COUNTERS,
    ZONE_COUNTERS,
    count_by_facets,
    grouped_counts,
    read_counts,
)
from tickets.statistics.figures import to_date
from tickets.vocabulary import DONE, FACETS, Category, Priority, Status

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL keeps counts"
)
WRITERS = 6
Key = tuple[str, ...]
"""A span, an event, the first day, and facets."""


def moments_of(name, chance):
    """Return moments at the ends of days, and around changes of the offset."""
    changes = [start for start, _ in find_offsets(name, 1990, 2027)[-12:]]
    days = [start_of_day(date(2011, 12, 30)), start_of_day(date(2026, 3, 1)), *changes]
    return [
        moment + timedelta(days=chance.randrange(-2, 3), microseconds=shift)
        for moment in days
        for shift in (-1, 0, 1, 999_999, chance.randrange(10**11))
    ]


def fill(name):
    chance = random.Random(name)
    moments = moments_of(name, chance)
    tickets = [
        Ticket(
            title="T",
            description="D",
            category=chance.choice(Category.values),
            priority=chance.choice(Priority.values),
            status=chance.choice(Status.values),
            created_at=moment,
            updated_at=moment,
        )
        for moment in moments
    ]
    for ticket in tickets:
        ticket.resolved_at = chance.choice(moments) if ticket.status in DONE else None
    Ticket.objects.bulk_create(tickets)


def as_counts(span, event, rows):
    return {(span, event, str(to_date(start)), *facets): int(n) for start, *facets, n in rows}


def counts():
    """Return what the product reads, by span, event, first day and facets."""
    found: dict[Key, int] = {}
    for span, event in COUNTS:
        found |= as_counts(span, event, read_counts(partial(select_all, span, event)))
    return found


def grouped():
    """Return the same, grouped from the tickets by the database."""
    found: dict[Key, int] = {}
    for span, event in COUNTS:
        found |= as_counts(span, event, sql(select_all(span, event, grouped_counts)))
    return found


def recount(name):
    """Return the same, counted by Python."""
    zone = ZoneInfo(name)
    found: Counter[Key] = Counter()
    for ticket in Ticket.objects.all():
        for (span, event), by_facets in COUNTS.items():
            if moment := getattr(ticket, f"{event}_at"):
                day = moment.astimezone(zone).date()
                start = {"all": EPOCH, "month": str(day.replace(day=1))}.get(span, str(day))
                facets = [getattr(ticket, name) if by_facets else "" for name in FACETS]
                found[span, event, start, *facets] += 1
    return found


@pytest.fixture
def warnings(caplog):
    """Return a function that tells how often there were no counts of the team's days."""
    return lambda: sum("in advance" in record.message for record in caplog.records)


@pytest.mark.parametrize("name", ODD_ZONES)
def test_databases_and_sources_agree_on_every_day(settings, name):
    settings.TEAM_TIME_ZONE = name
    fill(name)
    expected = recount(name)
    assert grouped() == counts() == expected
    count_team_days("default")
    assert counts() == expected
    Ticket.objects.filter(pk__in=list(Ticket.objects.values_list("pk", flat=True)[::3])).delete()
    fill(name)
    change_ticket(Ticket.objects.filter(status="open")[0], {"status": "closed"})
    assert grouped() == counts() == recount(name)


@on_postgresql
def test_until_the_days_of_a_zone_are_counted_the_tickets_are(settings, warnings):
    fill("Asia/Kathmandu")
    settings.TEAM_TIME_ZONE = "Asia/Kathmandu"
    expected = recount("Asia/Kathmandu")
    assert counts() == expected
    # That one stopped in the middle of counting makes no difference.
    sql("INSERT INTO tickets_countedzone VALUES ('Asia/Kathmandu', false)")
    create_ticket(values())
    expected = recount("Asia/Kathmandu")
    assert counts() == expected
    assert warnings() == 2 * len(COUNTS)
    count_team_days("default")
    assert counts() == expected
    assert warnings() == 2 * len(COUNTS)
    assert ZONE_COUNTERS.differences(connection) == []


@on_postgresql
def test_one_zone_at_a_time_is_counted_beside_utc(settings, warnings, monkeypatch):
    monkeypatch.setattr(counted_zones, "REMOVED_AT_ONCE", 7)
    fill("Pacific/Apia")
    for name in ("Pacific/Apia", "America/Los_Angeles", "Pacific/Apia"):
        settings.TEAM_TIME_ZONE = name
        count_team_days("default")
        assert sql("SELECT name FROM tickets_countedzone") == [(name,)]
        assert sql("SELECT DISTINCT zone FROM tickets_zonesummary") == [(name,)]
        assert counts() == recount(name)
    settings.TEAM_TIME_ZONE = "UTC"
    count_team_days("default")
    assert sql("SELECT FROM tickets_countedzone") == sql("SELECT FROM tickets_zonesummary") == []
    assert counts() == recount("UTC")
    assert warnings() == 0


@on_postgresql
def test_what_a_zone_left_behind_is_put_right_when_it_is_counted_again(settings):
    settings.TEAM_TIME_ZONE = "Asia/Kathmandu"
    fill("Asia/Kathmandu")
    count_team_days("default")
    sql("DELETE FROM tickets_countedzone")
    Ticket.objects.all().delete()
    create_ticket(values())
    count_team_days("default")
    assert counts() == recount("Asia/Kathmandu")


@on_postgresql
def test_the_counts_of_a_zone_without_tickets_are_complete_too(settings, warnings):
    settings.TEAM_TIME_ZONE = "Asia/Kathmandu"
    count_team_days("default")
    assert counts() == {}
    assert count_by_facets({}, since=date(2026, 1, 1)) == []
    assert warnings() == 0


@on_postgresql
def test_checking_and_rebuilding(settings):
    settings.TEAM_TIME_ZONE = "Asia/Kathmandu"
    create_ticket(values())
    out = StringIO()
    with pytest.raises(CommandError, match="not counted by days of Asia/Kathmandu"):
        call_command("check_statistics", stdout=out)
    call_command("check_statistics", "--rebuild", stdout=out)
    sql("UPDATE tickets_zonesummary SET count = 7 WHERE span = 'total'")
    with pytest.raises(CommandError, match="1 counts are wrong"):
        call_command("check_statistics", stdout=out)
    assert "Asia/Kathmandu total created" in out.getvalue()
    sql("DROP FUNCTION tickets_zone_insert() CASCADE")
    create_ticket(values())
    call_command("check_statistics", "--rebuild", stdout=out)
    assert counts() == recount("Asia/Kathmandu")
    create_ticket(values())
    assert counts() == recount("Asia/Kathmandu")
    call_command("check_statistics", stdout=out)
    assert out.getvalue().endswith("All counts are right.\n")


@on_postgresql
def test_rebuilding_replaces_the_triggers_of_the_migration_by_the_same():
    def functions():
        found = sql("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'tickets_zone%%'")
        return {name: "".join(source.split()) for name, source in found}

    before = functions()
    assert len(before) == 4
    ZONE_COUNTERS.create_counters(connection)
    assert functions() == before


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_zone_is_counted_while_others_write(settings):
    Ticket.objects.bulk_create(Ticket(**values()) for _ in range(100))
    with ThreadPoolExecutor(WRITERS) as writers:
        busy = [writers.submit(write_a_lot, number) for number in range(WRITERS)]
        for name in ("Asia/Kathmandu", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Apia"):
            settings.TEAM_TIME_ZONE = name
            count_team_days("default")
        for result in busy:
            result.result()
    assert counts() == recount("Pacific/Apia")
    assert ZONE_COUNTERS.differences(connection) == TICKET_COUNTERS.differences(connection) == []
    settings.TEAM_TIME_ZONE = "UTC"
    count_team_days("default")


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_migrate_counts_by_the_days_of_the_zone(settings):
    create_ticket(values())
    settings.TEAM_TIME_ZONE = "America/Los_Angeles"
    call_command("migrate", verbosity=0)
    assert sql("SELECT * FROM tickets_countedzone") == [("America/Los_Angeles", True)]
    state = MigrationExecutor(connection).migrate([("tickets", "0024_fill_search_text")])
    state.apps.get_model("tickets", "Ticket").objects.create(**values())
    call_command("migrate", verbosity=0)
    assert counts() == recount("America/Los_Angeles")
    settings.TEAM_TIME_ZONE = "UTC"
    call_command("migrate", verbosity=0)
    assert sql("SELECT * FROM tickets_countedzone") == []


@on_postgresql
def test_the_release_before_goes_on_counting_by_days_of_utc(settings):
    settings.TEAM_TIME_ZONE = "America/Los_Angeles"
    count_team_days("default")
    ticket = Ticket(**values(), created_at=datetime(2026, 3, 1, 2, tzinfo=UTC))
    Ticket.objects.bulk_create([ticket])
    statement = "SELECT start FROM tickets_ticketsummary WHERE span = 'total' AND event = 'created'"
    assert sql(statement) == [(date(2026, 3, 1),)]
    assert counts()["total", "created", "2026-02-28", "", "", ""] == 1


@on_postgresql
@pytest.mark.parametrize("name", ODD_ZONES)
def test_postgresql_has_the_times_of_these_zones(settings, name):
    settings.TEAM_TIME_ZONE = name
    assert check_time_zone(["default"]) == []


@on_postgresql
@pytest.mark.parametrize(
    ("name", "problem"),
    # An abbreviation without summer time to it; and one that only we know.
    [("CET", "has other times for"), ("Asia/New_Town", "does not know")],
)
def test_migrate_refuses_a_zone_that_postgresql_does_not_know(settings, monkeypatch, name, problem):
    settings.TEAM_TIME_ZONE = name
    if name not in available_timezones():
        monkeypatch.setattr(checks, "team_zone", lambda: ZoneInfo("Asia/Kathmandu"))
    (error,) = run_checks(tags=["database"], databases=["default"])
    assert error.msg.startswith(f"PostgreSQL {problem} the time zone {name}: set TEAM_TIME_ZONE")
    with pytest.raises(CommandError, match=problem):
        call_command("migrate", verbosity=0, skip_checks=False)
