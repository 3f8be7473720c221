"""The list, its counts and bulk changes by whose turn it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import NOON
from tests.tickets.search.test_list import ids, next_url
from tickets.models import Ticket
from tickets.search import page_finder
from tickets.search.ordering import ORDERINGS
from tickets.vocabulary import Awaiting

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.fixture
def tickets(make_ticket):
    """Some tickets of each turn."""
    made: dict[str, list[Ticket]] = {turn: [] for turn in Awaiting.values}
    for number in range(12):
        turn = Awaiting.values[number % 3]
        done = timezone.now() if turn == Awaiting.NOBODY else None
        ticket = make_ticket(
            status="resolved" if done else "open",
            resolved_at=done,
            priority=("low", "high")[number % 2],
        )
        if turn == Awaiting.REQUESTER:
            ticket.add_message(NOON, by_agent=True, is_public=True)
            ticket.save()
        made[turn].append(ticket)
    return made


def id_set(tickets):
    return {ticket.pk for ticket in tickets}


@pytest.mark.parametrize("turn", Awaiting.values)
def test_only_tickets_of_the_turn_are_listed(api, tickets, turn):
    response = api.get(URL, {"awaiting": turn})
    assert set(ids(response)) == id_set(tickets[turn])
    assert response.headers["X-Total-Count"] == "4"
    assert response.headers["X-Total-Relation"] == "eq"


def test_several_are_alternatives_and_other_filters_hold_too(api, tickets):
    both = tickets["agent"] + tickets["requester"]
    assert set(ids(api.get(URL, {"awaiting": ["agent", "requester"]}))) == id_set(both)
    high = id_set(ticket for ticket in both if ticket.priority == "high")
    query = {"awaiting": ["agent", "requester"], "priority": "high"}
    assert set(ids(api.get(URL, query))) == high
    assert len(ids(api.get(URL, {"awaiting": ""}))) == 12


@pytest.mark.parametrize("too_many", [False, True])
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_pages_have_each_ticket_once_in_order(api, tickets, ordering, too_many, monkeypatch):
    if too_many:
        monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 4)
    query = {"awaiting": ["agent", "requester"], "ordering": ordering, "page_size": 3}
    address, seen = URL, []
    while address:
        response = api.get(address, query if address == URL else None)
        seen += ids(response)
        address = next_url(response)
    whole = ids(api.get(URL, {**query, "page_size": 50}))
    assert seen == whole
    assert set(seen) == id_set(tickets["agent"] + tickets["requester"])


def test_more_than_can_be_sorted_are_counted_and_not_collected(api, tickets, monkeypatch):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 3)
    with CaptureQueriesContext(connection) as queries:
        response = api.get(URL, {"awaiting": "agent", "page_size": 2})
    counts, page = [query["sql"] for query in queries if "tickets_ticket" in query["sql"]]
    assert "COUNT(*)" in counts
    assert "description" in page
    assert ids(response) == [ticket.pk for ticket in reversed(tickets["agent"])][:2]
    assert response.headers["X-Total-Count"] == "3"
    assert response.headers["X-Total-Relation"] == "gte"


def test_an_unknown_turn_is_refused(api, tickets):
    response = api.get(URL, {"awaiting": "me"})
    assert response.status_code == 400
    assert "awaiting" in response.json()


def test_counts_and_bulk_changes_know_it(api, tickets):
    counts = api.get(f"{URL}counts/", {"awaiting": "agent"}).json()
    assert sum(cell["count"] for cell in counts["cells"]) == 4
    operation = {"matching": {"awaiting": ["requester"]}, "set": {"priority": "critical"}}
    assert api.post(f"{URL}bulk/", {"operations": [operation]}).status_code == 200
    changed = Ticket.objects.filter(priority="critical")
    assert set(changed.values_list("pk", flat=True)) == id_set(tickets["requester"])


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL tells its plans")
def test_an_index_finds_those_in_which_somebody_waits(tickets):
    with connection.cursor() as cursor:
        # A dozen rows would be read and sorted.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        waiting = Ticket.objects.filter(awaiting="agent").order_by("-created_at", "-id")
        assert "ticket_awaiting_newest" in waiting[:50].explain()
