"""`GET /api/tickets/stats/?period=`: the figures of a period and of the one before."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tickets.models import Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/stats/"
LIST = "/api/tickets/"
MOMENT = timedelta(microseconds=1)
DAYS = {"7d": 7, "30d": 30, "90d": 90}


@pytest.fixture
def midnight():
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def stats_of(api, period):
    response = api.get(URL, {"period": period})
    assert response.status_code == 200
    return response.json()["period"]


@pytest.fixture
def a_history(make_ticket, midnight):
    """Tickets at both ends of every period and of the one before, some resolved later."""
    moments = {
        midnight - timedelta(days=days) + shift
        for length in DAYS.values()
        for days in (0, 1, length - 1, 2 * length - 1)
        for shift in (timedelta(0), -MOMENT)
    }
    facets = [
        ("open", "low", "billing"),
        ("resolved", "critical", "technical"),
        ("in_progress", "high", "account"),
        ("closed", "low", "general"),
    ]
    for number, moment in enumerate(sorted(moments)):
        status, priority, category = facets[number % 4]
        late = {"resolved_at": moment + timedelta(days=5)} if status == "resolved" else {}
        make_ticket(created_at=moment, status=status, priority=priority, category=category, **late)


def test_thirty_days_unless_asked_otherwise(api):
    for query in ({}, {"period": ""}, {"period": "30d"}):
        assert api.get(URL, query).json()["period"]["name"] == "30d"


@pytest.mark.parametrize("period", ["30", "31d", "7D", "ALL", "x", "\x00"])
def test_unknown_periods(api, period):
    response = api.get(URL, {"period": period})
    assert response.status_code == 400
    assert response.json() == {"period": ["Choose one of: 7d, 30d, 90d, all."]}


@pytest.mark.parametrize("period", DAYS)
def test_each_figure_is_the_total_of_the_list_it_links_to(api, a_history, period):
    def total(**query):
        return int(api.get(LIST, query).headers["X-Total-Count"])

    days, figures = DAYS[period], stats_of(api, period)
    assert figures["created"] == total(created_within=days) > 0
    assert figures["resolved"] == total(resolved_within=days) > 0
    assert figures["previous"]["created"] == total(created_within=2 * days) - figures["created"]
    assert figures["previous"]["resolved"] == total(resolved_within=2 * days) - figures["resolved"]
    for field in ("priority", "category", "status"):
        assert figures[f"{field}_breakdown"] == {
            value: total(created_within=days, **{field: value})
            for value in figures[f"{field}_breakdown"]
        }


@pytest.mark.parametrize("period", [*DAYS, "all"])
def test_the_series_adds_up_to_the_figures(api, a_history, period):
    figures = stats_of(api, period)
    dates = [bucket["date"] for bucket in figures["series"]]
    assert dates == sorted(set(dates))
    for name in ("created", "resolved"):
        assert sum(bucket[name] for bucket in figures["series"]) == figures[name]
    assert all(bucket["created"] or bucket["resolved"] for bucket in figures["series"])
    if period != "all":
        assert min(dates) == figures["since"]


def test_resolved_counts_by_the_time_of_the_resolution(api, make_ticket, midnight):
    long_ago = midnight - timedelta(days=300)
    make_ticket(created_at=long_ago, status="closed", resolved_at=midnight)
    make_ticket(created_at=long_ago, status="resolved", resolved_at=midnight - timedelta(days=8))
    make_ticket(created_at=midnight, status="open")
    make_ticket(created_at=midnight - timedelta(days=1), status="resolved", resolved_at=midnight)
    figures = stats_of(api, "7d")
    assert (figures["created"], figures["resolved"], figures["open_change"]) == (2, 2, 0)
    assert figures["previous"] == {
        "created": 0,
        "resolved": 1,
        "avg_per_day": 0.0,
        "resolution_rate": None,
    }
    assert figures["series"] == [
        {
            "date": (midnight - timedelta(days=1)).date().isoformat(),
            "created": 1,
            "resolved": 0,
        },
        {"date": midnight.date().isoformat(), "created": 1, "resolved": 2},
    ]
    assert figures["status_breakdown"] == {"open": 1, "in_progress": 0, "resolved": 1, "closed": 0}


def test_a_reopened_ticket_is_not_resolved_any_more(api, make_ticket):
    ticket = make_ticket(status="resolved", resolved_at=timezone.now())
    assert stats_of(api, "7d")["resolved"] == 1
    api.patch(f"{LIST}{ticket.pk}/", {"status": "open"})
    assert stats_of(api, "7d")["resolved"] == 0


@pytest.mark.parametrize(
    ("created", "resolved", "average", "rate"),
    [(1, 0, 0.1, 0.0), (3, 1, 0.4, 0.3333), (3, 2, 0.4, 0.6667), (2, 5, 0.3, 2.5), (0, 1, 0, None)],
)
def test_average_and_rate(api, make_ticket, midnight, created, resolved, average, rate):
    long_ago = midnight - timedelta(days=300)
    for _ in range(created):
        make_ticket(created_at=midnight)
    for _ in range(resolved):
        make_ticket(created_at=long_ago, status="closed", resolved_at=midnight)
    figures = stats_of(api, "7d")
    assert figures["avg_per_day"] == average
    assert figures["resolution_rate"] == rate
    assert figures["open_change"] == created - resolved


def test_the_average_is_rounded_half_up_as_that_of_all_tickets_is(api, make_ticket, midnight):
    for day in range(20):
        for _ in range(1 if day else 6):
            make_ticket(created_at=midnight - timedelta(days=day))
    # 25 tickets on 20 days: 1.25.
    stats = api.get(URL, {"period": "all"}).json()
    assert stats["avg_tickets_per_day"] == stats["period"]["avg_per_day"] == 1.3


def test_all_time_goes_by_months(api, make_ticket):
    for month, day, status in ((1, 1, "open"), (1, 31, "closed"), (3, 15, "resolved")):
        make_ticket(created_at=datetime(2026, month, day, 23, 59, tzinfo=UTC), status=status)
    Ticket.objects.filter(status="closed").update(resolved_at=datetime(2026, 2, 1, tzinfo=UTC))
    figures = stats_of(api, "all")
    days = (timezone.now().date() - datetime(2026, 1, 1, tzinfo=UTC).date()).days + 1
    assert figures["avg_per_day"] == pytest.approx(3 / days, abs=0.051)
    assert {name: figures[name] for name in ("name", "since", "bucket", "created", "resolved")} == {
        "name": "all",
        "since": None,
        "bucket": "month",
        "created": 3,
        "resolved": 2,
    }
    assert figures["resolution_rate"] == 0.6667
    assert figures["open_change"] is figures["previous"] is None
    assert figures["series"] == [
        {"date": "2026-01-01", "created": 2, "resolved": 0},
        {"date": "2026-02-01", "created": 0, "resolved": 1},
        {"date": "2026-03-01", "created": 1, "resolved": 1},
    ]
    assert figures["status_breakdown"] == {"open": 1, "in_progress": 0, "resolved": 1, "closed": 1}


def test_all_time_without_tickets(api):
    figures = stats_of(api, "all")
    assert (figures["avg_per_day"], figures["resolution_rate"]) == (None, None)
    assert (figures["created"], figures["series"]) == (0, [])


def test_the_first_day_counts_as_one(api, make_ticket):
    make_ticket(created_at=timezone.now())
    assert stats_of(api, "all")["avg_per_day"] == 1.0


def test_the_figures_of_all_tickets_do_not_depend_on_the_period(api, a_history):
    answers = [api.get(URL, {"period": period}).json() for period in (*DAYS, "all")]
    for answer in answers:
        del answer["period"], answer["first_response"], answer["resolution"]
    assert answers == [answers[0]] * 4
