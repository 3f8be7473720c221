"""`?created_within=` and `?resolved_within=`: the last so many days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from core.dates import first_of_last, start_of_day, start_of_last, today
from tests.support.zones import ODD_ZONES
from tickets.search.query import DAYS_FIELDS

pytestmark = pytest.mark.django_db
LIST = "/api/tickets/"
COUNTS = "/api/tickets/counts/"
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def midnight():
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def titles(response):
    assert response.status_code == 200, response.content
    assert response.headers["X-Total-Count"] == str(len(response.json()))
    return {ticket["title"] for ticket in response.json()}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("created_within", "created_at"),
        ("resolved_within", "resolved_at"),
        ("first_response_within", "first_response_at"),
        ("assigned_within", "assigned_at"),
        ("answered_within", "last_agent_at"),
    ],
)
def test_days_begin_at_midnight_utc_and_today_counts(api, make_ticket, midnight, name, field):
    for title, moment in (
        ("today", midnight),
        ("yesterday", midnight - MOMENT),
        ("a week ago", midnight - timedelta(days=6)),
        ("before", midnight - timedelta(days=6) - MOMENT),
    ):
        make_ticket(title=title, **{"status": "closed", field: moment})
    assert titles(api.get(LIST, {name: 1})) == {"today"}
    assert titles(api.get(LIST, {name: 2})) == {"today", "yesterday"}
    assert titles(api.get(LIST, {name: 7})) == {"today", "yesterday", "a week ago"}
    assert len(titles(api.get(LIST, {name: 3660}))) == 4


def test_what_is_not_resolved_was_not_resolved_within_any_time(api, make_ticket):
    make_ticket(status="open", created_at=timezone.now())
    assert titles(api.get(LIST, {"resolved_within": 3660})) == set()


def test_they_go_with_each_other_and_with_every_filter(api, make_ticket, midnight):
    old = midnight - timedelta(days=40)
    make_ticket(title="vat new", status="resolved", created_at=midnight)
    make_ticket(title="vat old", status="resolved", created_at=old, resolved_at=midnight)
    make_ticket(title="vat closed", status="closed", created_at=old, resolved_at=midnight)
    make_ticket(title="vat past", status="resolved", created_at=old)
    query = {"resolved_within": 7, "status": "resolved", "search": "vat"}
    assert titles(api.get(LIST, query)) == {"vat new", "vat old"}
    assert titles(api.get(LIST, {**query, "created_within": 7})) == {"vat new"}


def test_older_ones_are_all_that_the_same_days_leave_out(api, make_ticket, midnight):
    for title, moment in (("today", midnight), ("yesterday", midnight - MOMENT)):
        make_ticket(title=title, created_at=moment)
    make_ticket(title="a week ago", created_at=midnight - timedelta(days=6))
    assert titles(api.get(LIST, {"older_than": 1})) == {"yesterday", "a week ago"}
    assert titles(api.get(LIST, {"older_than": 1, "created_within": 3})) == {"yesterday"}
    assert titles(api.get(LIST, {"older_than": 7})) == set()
    assert titles(api.get(LIST, {"older_than": 3, "created_within": 3})) == set()


@pytest.mark.parametrize("path", [LIST, COUNTS])
@pytest.mark.parametrize("name", [*DAYS_FIELDS, "older_than"])
@pytest.mark.parametrize("value", ["0", "-1", "3661", "many", "1.5", "9" * 30, "9" * 3_000, "\x00"])
def test_unusable_numbers_of_days(api, path, name, value):
    response = api.get(path, {name: value})
    assert response.status_code == 400
    assert response.json() == {name: ["Give a whole number from 1 to 3660."]}


@pytest.mark.parametrize("path", [LIST, COUNTS])
def test_empty_ones_are_unset(api, make_ticket, path):
    make_ticket()
    response = api.get(f"{path}?created_within=&resolved_within=")
    assert response.status_code == 200
    assert response.json() == api.get(path).json()


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        ("UTC", "2026-03-08", "2026-03-08T00:00"),
        ("America/Los_Angeles", "2026-03-08", "2026-03-08T08:00"),
        # 23 hours later.
        ("America/Los_Angeles", "2026-03-09", "2026-03-09T07:00"),
        ("Asia/Kathmandu", "2026-03-08", "2026-03-07T18:15"),
        ("Pacific/Chatham", "2026-03-08", "2026-03-07T10:15"),
        # Clocks went from midnight to one.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00"),
        ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00"),
        ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00"),
        # Clocks went from midnight back to eleven, still of the day before.
        ("America/Sao_Paulo", "2019-02-17", "2019-02-17T03:00"),
        # Clocks went from one back to midnight: the first of two midnights.
        ("America/Havana", "2025-11-02", "2025-11-02T04:00"),
        # Never was in Samoa.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00"),
        ("Asia/Kathmandu", "0001-01-01", "0001-01-01T00:00"),
        ("America/Los_Angeles", "9999-12-31", "9999-12-31T08:00"),
    ],
)
def test_a_day_of_the_team_begins(settings, zone, day, start):
    settings.TEAM_TIME_ZONE = zone
    assert start_of_day(date.fromisoformat(day)) == datetime.fromisoformat(start).replace(
        tzinfo=UTC
    )


@pytest.mark.parametrize("name", ODD_ZONES)
def test_every_day_begins_where_the_one_before_ends(settings, name):
    settings.TEAM_TIME_ZONE = name
    zone = ZoneInfo(name)
    for number in range(20 * 366):
        day = date(2008, 1, 1) + timedelta(days=number)
        start = start_of_day(day)
        assert start.astimezone(zone).date() >= day
        assert (start - MOMENT).astimezone(zone).date() < day


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        ("America/Los_Angeles", "2026-11-29T07:59", "2026-11-28"),
        ("America/Los_Angeles", "2026-11-29T08:00", "2026-11-29"),
        ("Asia/Kathmandu", "2026-11-28T18:15", "2026-11-29"),
        ("Pacific/Kiritimati", "2026-11-28T10:00", "2026-11-29"),
    ],
)
def test_today_is_the_team_s(settings, zone, now, day):
    settings.TEAM_TIME_ZONE = zone
    with time_machine.travel(datetime.fromisoformat(now).replace(tzinfo=UTC), tick=False):
        assert today() == first_of_last(1) == date.fromisoformat(day)
        assert first_of_last(0) == today() + timedelta(days=1)
        assert start_of_last(7) == start_of_day(today() - timedelta(days=6))


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        # The week has a day of 23 hours, of 25 hours, one without a midnight, and none at all.
        ("America/Los_Angeles", "2026-03-10T20:00"),
        ("America/Los_Angeles", "2026-11-03T20:00"),
        ("Africa/Cairo", "2024-04-28T20:00"),
        ("Pacific/Apia", "2012-01-02T20:00"),
        ("Asia/Kathmandu", "2026-03-10T20:00"),
    ],
)
def test_the_list_has_what_the_figures_count(api, make_ticket, settings, zone, now):
    settings.TEAM_TIME_ZONE = zone
    with time_machine.travel(datetime.fromisoformat(now).replace(tzinfo=UTC), tick=False):
        for days in range(9):
            for shift in (-MOMENT, timedelta(), timedelta(hours=3)):
                moment = start_of_last(days) + shift
                if moment <= timezone.now():
                    make_ticket(status="resolved", created_at=moment, resolved_at=moment)
        figures = api.get("/api/tickets/stats/", {"period": "7d"}).json()["period"]
        for event in ("created", "resolved"):
            listed = api.get(LIST, {f"{event}_within": 7})
            counted = api.get(COUNTS, {f"{event}_within": 7}).json()["cells"]
            assert listed.headers["X-Total-Count"] == str(figures[event])
            assert sum(cell["count"] for cell in counted) == figures[event]
            assert sum(step[event] for step in figures["series"]) == figures[event]
        assert figures["since"] == str(first_of_last(7))
        assert figures["until"] == str(today())
        assert figures["time_zone"] == zone
        assert {step["date"] for step in figures["series"]} == {
            str(datetime.fromisoformat(ticket["created_at"]).astimezone(ZoneInfo(zone)).date())
            for ticket in listed.json()
        }
