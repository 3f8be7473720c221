"""`GET /api/tickets/stats/`: first responses, resolutions, and who waits now."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from math import ceil, floor, log

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.dates import today
from tickets.models import Ticket
from tickets.services import change_ticket
from tickets.statistics.duration_counters import BUCKET_BASE
from tickets.statistics.response_times import Period, estimate_percentile, split_period
from tickets.vocabulary import Priority

URL = "/api/tickets/stats/"
LIST = "/api/tickets/"
MINUTE = timedelta(minutes=1)
NOTHING = {"count": 0, "median_seconds": None, "p90_seconds": None}


@pytest.fixture
def midnight():
    return datetime.combine(today(), time(), UTC)


def stats(api, period="7d"):
    response = api.get(URL, {"period": period})
    assert response.status_code == 200
    return response.json()


def about(seconds):
    return pytest.approx(seconds, rel=0.05, abs=1)


def bucket_of(seconds):
    return floor(log(max(seconds, 1)) / log(BUCKET_BASE))


@given(
    durations=st.lists(
        st.floats(min_value=0.001, max_value=3e9) | st.sampled_from([60.0, 3600.0, 86400.0]),
        min_size=1,
        max_size=60,
    ),
    percent=st.sampled_from([50, 90]),
)
def test_a_percentile_is_within_five_percent_of_the_exact_one(durations, percent):
    histogram: dict[int, int] = {}
    for seconds in durations:
        histogram[bucket_of(seconds)] = histogram.get(bucket_of(seconds), 0) + 1
    exact = sorted(durations)[ceil(len(durations) * percent / 100) - 1]
    estimate = estimate_percentile(histogram, percent)
    assert estimate is not None
    # It is given in whole seconds.
    assert abs(estimate - exact) <= 0.05 * exact + (0.5 if exact >= 10 else 1.1)


def test_nothing_has_no_percentile():
    assert estimate_percentile({}, 50) is None


@given(
    since=st.dates(min_value=datetime(2000, 1, 1).date(), max_value=datetime(2050, 1, 1).date()),
    days=st.integers(min_value=1, max_value=400),
)
def test_spans_make_a_period_without_gaps(since, days):
    until = since + timedelta(days=days)
    spans = split_period(Period("previous", since, until))
    assert (spans[0][1], spans[-1][2]) == (since, until)
    for (_, _, end), (_, start, _) in pairwise(spans):
        assert end == start
    for span, start, end in spans:
        assert start <= end
        assert span == "day" or start.weekday() == end.weekday() == 0
    assert sum((end - start).days for span, start, end in spans if span == "day") <= 13


@pytest.mark.django_db
class TestFigures:
    def test_one_ticket(self, api, make_ticket, midnight):
        make_ticket(
            status="resolved",
            priority="high",
            created_at=midnight - 90 * MINUTE,
            first_response_at=midnight - 60 * MINUTE,
            resolved_at=midnight,
        )
        found = stats(api)
        for metric, seconds in (("first_response", 30 * 60), ("resolution", 90 * 60)):
            times = {"count": 1, "median_seconds": about(seconds), "p90_seconds": about(seconds)}
            assert found[metric] == {
                **times,
                "previous": NOTHING,
                "by_priority": {"low": NOTHING, "medium": NOTHING, "critical": NOTHING}
                | {"high": times},
            }

    def test_each_counts_in_the_period_in_which_it_ended(self, api, make_ticket, midnight):
        first, week = midnight - timedelta(days=6), timedelta(days=7)
        for minutes, end in enumerate((first, first - week, first - MINUTE), start=1):
            make_ticket(created_at=end - minutes * 60 * MINUTE, first_response_at=end)
        found = stats(api)["first_response"]
        assert (found["count"], found["median_seconds"]) == (1, about(3_600))
        assert found["previous"] == {
            "count": 2,
            "median_seconds": about(2 * 3_600),
            "p90_seconds": about(3 * 3_600),
        }
        everything = stats(api, "all")["first_response"]
        assert (everything["count"], everything["previous"]) == (3, None)

    def test_a_reopened_ticket_has_no_resolution(self, api, make_ticket):
        ticket = make_ticket(created_at=timezone.now() - timedelta(hours=5))
        change_ticket(ticket, {"status": "resolved"})
        assert stats(api)["resolution"]["median_seconds"] == about(5 * 3_600)
        change_ticket(ticket, {"status": "open"})
        assert stats(api)["resolution"]["count"] == 0
        Ticket.objects.filter(pk=ticket.pk).update(created_at=timezone.now() - timedelta(hours=9))
        change_ticket(ticket, {"status": "closed"})
        assert stats(api)["resolution"]["median_seconds"] == about(9 * 3_600)

    def test_what_came_in_done_took_no_time(self, api, make_ticket, midnight):
        make_ticket(status="closed", created_at=midnight)
        found = stats(api)
        assert (found["period"]["resolved"], found["resolution"]["count"]) == (1, 0)

    def test_who_waits_now(self, api, make_ticket):
        now = timezone.now()
        for number, priority in enumerate(("low", "high", "high")):
            make_ticket(priority=priority, created_at=now - timedelta(days=number))
        answered = make_ticket(created_at=now - timedelta(days=9))
        answered.add_message(now, by_agent=True, is_public=True)
        answered.save()
        make_ticket(status="closed", created_at=now - timedelta(days=30))
        found = stats(api)["waiting"]
        assert found["by_priority"] == {"low": 1, "medium": 0, "high": 2, "critical": 0}
        assert found["count"] == 3
        assert datetime.fromisoformat(found["since"]) == now - timedelta(days=2)
        listed = api.get(LIST, {"awaiting": "agent"})
        assert listed.headers["X-Total-Count"] == "3"
        answered.add_message(now, by_agent=False, is_public=True)
        answered.save()
        assert stats(api)["waiting"]["count"] == 4

    @pytest.mark.parametrize("days", [7, 30, 90])
    def test_the_count_is_the_total_of_the_list_it_links_to(self, api, make_ticket, midnight, days):
        for end in (0, 1, days - 1, days, 2 * days - 1, 2 * days):
            for shift in (timedelta(0), timedelta(microseconds=-1)):
                at = midnight - timedelta(days=end) + shift
                make_ticket(
                    created_at=at - timedelta(hours=1),
                    first_response_at=at,
                    status="resolved",
                    resolved_at=at,
                )
        found = stats(api, f"{days}d")
        for metric, name in (
            ("first_response", "first_response_within"),
            ("resolution", "resolved_within"),
        ):
            total = int(api.get(LIST, {name: days}).headers["X-Total-Count"])
            both = int(api.get(LIST, {name: 2 * days}).headers["X-Total-Count"])
            assert found[metric]["count"] == total > 0
            assert found[metric]["previous"]["count"] == both - total > 0

    def test_a_reply_that_is_taken_back_was_none(self, api, make_ticket):
        ticket = make_ticket(created_at=timezone.now() - timedelta(hours=2))
        reply = {"kind": "reply", "text": "Hello"}
        message = api.post(f"{LIST}{ticket.pk}/messages/", reply).json()
        assert stats(api)["first_response"]["median_seconds"] == about(7_200)
        assert stats(api)["waiting"]["count"] == 0
        api.post(f"/api/messages/{message['id']}/undo/")
        assert stats(api)["first_response"]["count"] == 0
        assert stats(api)["waiting"]["count"] == 1

    def test_each_priority_has_its_own(self, api, make_ticket, midnight):
        for number, priority in enumerate(Priority.values, start=1):
            make_ticket(
                priority=priority,
                created_at=midnight - number * 60 * MINUTE,
                first_response_at=midnight,
            )
        found = stats(api, "30d")["first_response"]["by_priority"]
        assert {name: times["median_seconds"] for name, times in found.items()} == {
            name: about(number * 3_600) for number, name in enumerate(Priority.values, start=1)
        }
