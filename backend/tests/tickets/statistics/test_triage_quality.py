"""The figures of the suggestions match their records and the tickets."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

import pytest
from django.core.cache import caches
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.dates import start_of_last
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets, create_ticket
from tickets.statistics.period import PERIODS
from tickets.triage.model_result import Cause
from tickets.triage.models import Classification
from tickets.vocabulary import Category, Priority

URL = "/api/tickets/stats/"
TABLE = Classification._meta.db_table
pytestmark = pytest.mark.django_db


def make_ticket(**values):
    return Ticket.objects.create(
        **{"title": "T", "description": "D", "category": "billing", "priority": "low", **values}
    )


def make_classification(**values):
    return Classification.objects.create(
        **{"source": "model", "model": "m", "category": "billing", "priority": "low", **values}
    )


def recount(period):
    """Return the figures, counted from the records."""
    days = PERIODS[period]
    classifications = list(Classification.objects.select_related("ticket"))
    if days is not None:
        classifications = [row for row in classifications if row.created_at >= start_of_last(days)]
    offered = [(row, row.ticket) for row in classifications if row.ticket]
    accepted = [
        row
        for row, mine in offered
        if (row.category, row.priority) == (mine.category, mine.priority)
    ]
    causes = Counter(row.cause for row in classifications if row.cause)
    costs = [row.cost for row in classifications if row.cost is not None]
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
        "asked": len(classifications),
        "answered": sum(not row.cause for row in classifications),
        "cached": sum(row.source == "cache" and not row.cause for row in classifications),
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


def triage(api, period):
    """Return the present figures, not cached ones."""
    caches["shared"].clear()
    return api.get(URL, {"period": period}).json()["triage"]


def check_figures(api):
    """Check the endpoint's figures against the records."""
    for period in PERIODS:
        found = triage(api, period)
        times = [found.pop("latency_p50_ms"), found.pop("latency_p95_ms")]
        assert found == recount(period)
        assert times == exact_percentiles(period)


def test_each_way_of_writing(api):
    mine = create_ticket(
        {"title": "T", "description": "D", "category": "general", "priority": "low"}
    )
    row = make_classification(ticket=mine, cost=Decimal("0.00000001"), latency_ms=123)
    assert triage(api, "all") == {
        "asked": 1,
        "answered": 1,
        "cached": 0,
        "cost": 0.00000001,
        "offered": 1,
        "accepted": 0,
        "overridden": 1,
        "category": [{"suggested": "billing", "final": "general", "count": 1}],
        "priority": [{"suggested": "low", "final": "low", "count": 1}],
        "failures": [],
        "latency_p50_ms": 123,
        "latency_p95_ms": 123,
    }
    change_ticket(mine, {"category": "billing"})
    check_figures(api)
    assert triage(api, "all")["accepted"] == 1
    change_tickets(Ticket.objects.all(), {"priority": "high"})
    check_figures(api)
    Classification.objects.bulk_create(
        Classification(source="none", cause=cause, latency_ms=0) for cause in Cause.values
    )
    check_figures(api)
    Classification.objects.update(created_at=timezone.now() - timedelta(days=40))
    check_figures(api)
    mine.delete()
    check_figures(api)
    assert triage(api, "all")["offered"] == 0
    row.delete()
    check_figures(api)
    Classification.objects.all().delete()
    check_figures(api)
    assert triage(api, "all")["asked"] == 0


def test_in_the_admin_too(admin_client, api):
    mine = make_ticket()
    make_classification(ticket=mine)
    action = {"action": "delete_selected", "_selected_action": [mine.pk], "post": "yes"}
    assert admin_client.post("/admin/tickets/ticket/", action).status_code == 302
    assert not Ticket.objects.exists()
    check_figures(api)


def test_several_in_one_statement(api):
    for category in Category.values:
        for priority in Priority.values:
            make_classification(ticket=make_ticket(category=category, priority=priority), cost=1)
    Ticket.objects.update(category="general", priority="critical")
    check_figures(api)
    rows = Classification.objects.order_by("pk")[:5]
    Classification.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(
        category="general", priority="critical"
    )
    check_figures(api)
    assert triage(api, "all")["accepted"] == 5


def test_what_is_taken_back_does_not_count(api):
    make_classification(ticket=make_ticket())
    before = triage(api, "all")
    with transaction.atomic():
        make_classification(ticket=make_ticket(), cost=1)
        change_tickets(Ticket.objects.all(), {"category": "general"})
        transaction.set_rollback(True)
    assert triage(api, "all") == before


def test_the_figures_may_be_a_minute_old(api, django_assert_num_queries):
    make_classification(ticket=make_ticket())
    assert triage(api, "30d")["asked"] == 1
    make_classification()
    # The tickets, and the cached figures of the suggestions.
    with django_assert_num_queries(3):
        assert api.get(URL).json()["triage"]["asked"] == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM shared_cache WHERE cache_key LIKE '%%triage_stats%%'")
        [(expires,)] = cursor.fetchall()
        expires = datetime.fromisoformat(str(expires)).replace(tzinfo=UTC)
        assert expires <= timezone.now() + timedelta(seconds=60)
        cursor.execute("UPDATE shared_cache SET expires = %s", [timezone.now() - timedelta(1)])
    assert api.get(URL).json()["triage"]["asked"] == 2


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_what_a_recount_says(api, seed):
    chance = random.Random(seed)
    for step in range(60):
        classifications = list(Classification.objects.order_by("pk"))
        tickets = list(Ticket.objects.order_by("pk"))
        values: dict[str, Any] = {
            "category": chance.choice(Category.values),
            "priority": chance.choice(Priority.values),
        }
        match chance.randrange(7) if step > 20 else 0:
            case 0 | 1:
                cause = chance.choice([*Cause.values, *[""] * 20])
                make_classification(
                    **{"category": "", "priority": ""} if cause else values,
                    cause=cause,
                    source=chance.choice(Classification.Source.values),
                    created_at=timezone.now() - timedelta(hours=chance.randrange(24 * 100)),
                    latency_ms=int(10 ** chance.uniform(0, 5)),
                    cost=chance.choice([None, Decimal(chance.randrange(10**9)).scaleb(-8)]),
                    ticket=None if cause or step % 2 else make_ticket(category="account"),
                )
            case 2:
                some_tickets = Ticket.objects.filter(
                    pk__in=[t.pk for t in chance.choices(tickets, k=3)]
                )
                change_tickets(some_tickets, values)
            case 3:
                some = chance.choice(classifications)
                Classification.objects.filter(pk=some.pk).update(
                    **values, latency_ms=chance.randrange(9_000), cost=chance.choice([None, 2])
                )
            case 4:
                chance.choice(tickets).delete()
            case 5:
                chance.choice(classifications).delete()
            case 6:
                free = Classification.objects.filter(ticket=None).order_by("pk")[:1]
                Classification.objects.filter(pk__in=free).update(ticket=make_ticket(**values))
    check_figures(api)


def test_percentiles_are_exact(api):
    for times in ([7], [1, 2], range(1, 20), range(1, 21), [5] * 99 + [1_000_000]):
        Classification.objects.all().delete()
        Classification.objects.bulk_create(
            Classification(source="model", latency_ms=time) for time in times
        )
        make_classification(source="cache", latency_ms=0)
        check_figures(api)


@pytest.mark.parametrize("count", [0, 1, 500])
def test_as_many_queries_whatever_the_number(api, count):
    Classification.objects.bulk_create(
        Classification(source="model", latency_ms=n, category="billing", priority="low")
        for n in range(count)
    )
    for period in PERIODS:
        caches["shared"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert api.get(URL, {"period": period}).json()["triage"]["asked"] == count
        assert [f'FROM "{TABLE}"' in query["sql"] for query in queries].count(True) == 1
        assert ["SUM(COUNT(*)) OVER" in query["sql"] for query in queries].count(True) == 1
        # The tickets and their times, the cache, the figures, and the statements that store them.
        assert len(queries) <= 10


def test_a_database_that_deletes_nothing_still_answers(api, db, monkeypatch):
    def refuse(*_):
        raise InternalError("cannot execute DELETE in a read-only transaction")

    monkeypatch.setattr(caches["shared"], "get", refuse)
    assert api.get("/api/tickets/stats/").json()["triage"]["offered"] == 0
