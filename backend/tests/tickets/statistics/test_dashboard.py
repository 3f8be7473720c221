"""`GET /api/tickets/stats/`."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tickets.models import Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/stats/"


def test_without_tickets_every_key_is_there(api):
    stats = api.get(URL).json()
    assert stats.pop("triage")["asked"] == 0
    nothing = {"count": 0, "median_seconds": None, "p90_seconds": None}
    for metric in ("first_response", "resolution"):
        assert stats.pop(metric) == {
            **nothing,
            "previous": nothing,
            "by_priority": dict.fromkeys(("low", "medium", "high", "critical"), nothing),
        }
    assert stats.pop("waiting") == {
        "count": 0,
        "since": None,
        "by_priority": {"low": 0, "medium": 0, "high": 0, "critical": 0},
    }
    assert stats == {
        "total_tickets": 0,
        "open_tickets": 0,
        "avg_tickets_per_day": 0.0,
        "resolution_rate": None,
        "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
        "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
        "status_breakdown": {"open": 0, "in_progress": 0, "resolved": 0, "closed": 0},
        "created_per_day": [],
        "period": {
            "name": "30d",
            "since": (timezone.now() - timedelta(days=29)).date().isoformat(),
            "time_zone": "UTC",
            "until": timezone.now().date().isoformat(),
            "bucket": "day",
            "created": 0,
            "resolved": 0,
            "avg_per_day": 0.0,
            "resolution_rate": None,
            "open_change": 0,
            "previous": {
                "created": 0,
                "resolved": 0,
                "avg_per_day": 0.0,
                "resolution_rate": None,
            },
            "series": [],
            "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
            "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
            "status_breakdown": {"open": 0, "in_progress": 0, "resolved": 0, "closed": 0},
        },
    }


def test_counts(api, make_ticket):
    make_ticket(status="open", priority="low", category="billing")
    make_ticket(status="open", priority="critical", category="billing")
    make_ticket(status="in_progress", priority="critical", category="technical")
    make_ticket(status="resolved", priority="critical", category="account")
    make_ticket(status="closed", priority="high", category="general")
    make_ticket(status="closed", priority="high", category="general")
    stats = api.get(URL).json()
    assert stats["total_tickets"] == 6
    assert stats["open_tickets"] == 2
    assert stats["resolution_rate"] == 0.5
    assert stats["priority_breakdown"] == {"low": 1, "medium": 0, "high": 2, "critical": 3}
    assert stats["category_breakdown"] == {
        "billing": 2,
        "technical": 1,
        "account": 1,
        "general": 2,
    }
    assert stats["status_breakdown"] == {"open": 2, "in_progress": 1, "resolved": 1, "closed": 2}


def test_the_average_counts_only_days_with_tickets(api, make_ticket):
    for day, count in ((1, 3), (2, 1), (20, 3)):
        for minute in range(count):
            make_ticket(created_at=datetime(2026, 1, day, 23, minute, tzinfo=UTC))
    assert api.get(URL).json()["avg_tickets_per_day"] == 2.3


def test_the_rate_is_rounded_in_the_database(api, make_ticket):
    for status in ("resolved", "open", "open"):
        make_ticket(status=status)
    assert api.get(URL).json()["resolution_rate"] == 0.3333


def test_days_are_those_of_utc_and_reach_back_30(api, make_ticket):
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for moment in (
        midnight - timedelta(days=29, microseconds=1),
        midnight - timedelta(days=29),
        midnight - timedelta(microseconds=1),
        midnight,
        midnight,
        midnight + timedelta(days=1),
    ):
        make_ticket(created_at=moment)
    assert api.get(URL).json()["created_per_day"] == [
        {"date": (midnight - timedelta(days=29)).date().isoformat(), "count": 1},
        {"date": (midnight - timedelta(days=1)).date().isoformat(), "count": 1},
        {"date": midnight.date().isoformat(), "count": 2},
    ]


@pytest.mark.parametrize("period", ["7d", "30d", "90d", "all"])
@pytest.mark.parametrize("count", [0, 1, 500])
def test_three_queries_whatever_the_number_of_tickets(
    api, count, period, django_assert_num_queries
):
    api.get(URL, {"period": period})
    Ticket.objects.bulk_create(
        Ticket(title="t", description="d", category="general", priority="low") for _ in range(count)
    )
    # The tickets, the times of response, and the figures of the suggestions, which are kept for a
    # minute.
    with django_assert_num_queries(3):
        assert api.get(URL, {"period": period}).json()["total_tickets"] == count


def test_unchanged_figures_are_not_sent_again(api, make_ticket):
    make_ticket()
    etag = api.get(URL).headers["ETag"]
    assert api.get(URL, HTTP_IF_NONE_MATCH=etag).status_code == 304
    make_ticket()
    assert api.get(URL, HTTP_IF_NONE_MATCH=etag).status_code == 200
