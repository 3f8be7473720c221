"""The list, its counts and bulk changes by the requester's address."""

import pytest
from django.db import connection

from conftest import NOON
from tests.tickets.search.test_list import ids, next_url
from tickets.models import Ticket
from tickets.search import page_finder
from tickets.search.ordering import ORDERINGS
from tickets.search.query import TicketQuery

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
ADA, BOB = "ada@example.com", "bob@example.com"


@pytest.fixture
def tickets(make_ticket):
    return {
        address: [
            make_ticket(
                title=f"Printer {number}",
                requester_email=address,
                priority=("low", "high")[number % 2],
                status=("open", "in_progress")[number % 2],
            )
            for number in range(5)
        ]
        for address in (ADA, BOB, "")
    }


def id_set(tickets):
    return {ticket.pk for ticket in tickets}


def test_only_the_requesters_tickets_are_listed(api, tickets):
    response = api.get(URL, {"requester": ADA})
    assert set(ids(response)) == id_set(tickets[ADA])
    assert response.headers["X-Total-Count"] == "5"
    assert response.headers["X-Total-Relation"] == "eq"


@pytest.mark.parametrize("value", [f" {ADA} ", "ADA@example.com"])
def test_the_address_is_compared_exactly_once_it_is_trimmed(api, tickets, value):
    found = set(ids(api.get(URL, {"requester": value})))
    assert found == (id_set(tickets[ADA]) if value.strip() == ADA else set())


def test_several_addresses_are_alternatives(api, tickets):
    found = ids(api.get(URL, {"requester": [ADA, BOB, "eve@example.com"]}))
    assert set(found) == id_set(tickets[ADA] + tickets[BOB])


def test_an_empty_value_is_an_unset_one(api, tickets):
    assert len(ids(api.get(URL, {"requester": ""}))) == 15


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("nobody", "Enter an address like name@example.com."),
        ("a\u202e@example.com", "Enter an address like name@example.com."),
        ([f"a{n}@example.com" for n in range(21)], "Give at most 20 values."),
    ],
)
@pytest.mark.parametrize("url", [URL, f"{URL}counts/"])
def test_other_values_are_refused(api, url, value, reason):
    response = api.get(url, {"requester": value})
    assert response.status_code == 400
    assert response.json() == {"requester": [reason]}


def test_it_holds_together_with_all_other_filters(api, tickets):
    query = {"requester": ADA, "priority": "high", "search": "printer 3", "created_within": 3660}
    assert ids(api.get(URL, query)) == [tickets[ADA][3].pk]


@pytest.mark.parametrize("too_many", [False, True])
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_every_ordering_pages_through_all(api, tickets, monkeypatch, ordering, too_many):
    if too_many:
        monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 3)
    response = api.get(URL, {"requester": ADA, "ordering": ordering, "page_size": 2})
    found = ids(response)
    while url := next_url(response):
        response = api.get(url)
        found += ids(response)
    keys = [key.replace("_rank", "") for key in ORDERINGS[ordering]]
    values = {"low": 0, "high": 1, "open": 0, "in_progress": 1}
    expected = sorted(tickets[ADA], key=lambda ticket: ticket.pk)
    for key in reversed(keys):
        expected.sort(
            key=lambda ticket: values.get(
                getattr(ticket, key.removeprefix("-")), getattr(ticket, key.removeprefix("-"))
            ),
            reverse=key.startswith("-"),
        )
    assert found == [ticket.pk for ticket in expected]


def test_counts_are_those_of_the_list(api, tickets):
    answer = api.get(f"{URL}counts/", {"requester": ADA}).json()
    assert answer["exact"] is True
    assert sum(cell["count"] for cell in answer["cells"]) == 5


def test_bulk_changes_the_requesters_tickets_alone(api, tickets):
    operation = {"matching": {"requester": [ADA]}, "set": {"status": "closed"}}
    answer = api.post(f"{URL}bulk/", {"operations": [operation]}).json()
    assert {ticket["id"] for ticket in answer["changed"]} == id_set(tickets[ADA])


def test_bulk_refuses_what_is_no_address(api):
    operation = {"matching": {"requester": ["nobody"]}, "set": {"status": "closed"}}
    response = api.post(f"{URL}bulk/", {"operations": [operation]})
    assert response.status_code == 400
    assert "requester" in str(response.json())


def test_the_list_takes_two_queries(api, tickets, django_assert_num_queries):
    # The ids by the index, in time, with a savepoint on PostgreSQL; then the tickets.
    with django_assert_num_queries(4 if connection.vendor == "postgresql" else 2):
        api.get(URL, {"requester": ADA})


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
def test_the_index_finds_them(db):
    Ticket.objects.bulk_create(
        Ticket(
            title="t",
            description="d",
            category="general",
            priority="low",
            created_at=NOON,
            requester_email=f"p{number}@example.com" if number % 2 else "",
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    query = TicketQuery(sparse_filters={"requester": ["p77@example.com", "p79@example.com"]})
    plan = query.tickets.order_by().values_list("created_at", "id")[:10_001].explain()
    assert "ticket_requester_newest" in plan
