"""The list, its counts and bulk changes by the requester, or by the address of a ticket."""

import pytest
from django.db import connection

from conftest import NOON
from people.models import Requester
from tests.tickets.search.test_list import ids, next_url
from tickets.models import Ticket
from tickets.search import page_finder
from tickets.search.filters import NO_REQUESTER
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
        ("nobody", NO_REQUESTER),
        ("a\u202e@example.com", NO_REQUESTER),
        ("-1", NO_REQUESTER),
        ("1.5", NO_REQUESTER),
        ("1" * 19, NO_REQUESTER),
        ("\u0661", NO_REQUESTER),
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


@pytest.fixture
def people(tickets):
    """Requesters of the tickets: Ada also has Bob's last ticket, whoever's address it has."""
    ada, bob = (Requester.objects.create(email=address) for address in (ADA, BOB))
    for person, address in ((ada, ADA), (bob, BOB)):
        Ticket.objects.filter(requester_email=address).update(requester=person)
    Ticket.objects.filter(pk=tickets[BOB][4].pk).update(requester=ada)
    return ada, bob


class TestById:
    def test_only_that_requesters_tickets_are_listed(self, api, tickets, people):
        response = api.get(URL, {"requester": people[0].pk})
        assert set(ids(response)) == id_set([*tickets[ADA], tickets[BOB][4]])
        assert response.headers["X-Total-Count"] == "6"
        assert response.headers["X-Total-Relation"] == "eq"

    @pytest.mark.parametrize("value", ["999999", "0", "9" * 18])
    def test_an_unknown_one_has_none(self, api, people, value):
        assert ids(api.get(URL, {"requester": value})) == []

    def test_ids_and_addresses_are_alternatives(self, api, tickets, people):
        found = ids(api.get(URL, {"requester": [people[1].pk, ADA]}))
        assert set(found) == id_set(tickets[ADA] + tickets[BOB][:4])

    def test_it_holds_together_with_other_filters(self, api, tickets, people):
        query = {"requester": people[0].pk, "priority": "high", "search": "printer 3"}
        assert ids(api.get(URL, query)) == [tickets[ADA][3].pk]

    @pytest.mark.parametrize("ordering", ORDERINGS)
    def test_every_ordering_pages_through_all(self, api, tickets, people, ordering):
        query = {"requester": people[0].pk, "ordering": ordering, "page_size": 4}
        response = api.get(URL, query)
        found = ids(response) + ids(api.get(next_url(response)))
        assert sorted(found) == sorted(id_set([*tickets[ADA], tickets[BOB][4]]))

    def test_counts_and_bulk_changes_know_it(self, api, tickets, people):
        bob = people[1].pk
        answer = api.get(f"{URL}counts/", {"requester": bob}).json()
        assert sum(cell["count"] for cell in answer["cells"]) == 4
        for value in (bob, str(bob)):
            operation = {"matching": {"requester": [value]}, "set": {"status": "closed"}}
            answer = api.post(f"{URL}bulk/", {"operations": [operation]}).json()
            assert len(answer["changed"]) + answer["unchanged"] == 4

    @pytest.mark.parametrize("value", [True, None, 1.5, [1], -1, 10**18])
    def test_bulk_refuses_what_is_no_id(self, api, value):
        operation = {"matching": {"requester": [value]}, "set": {"status": "closed"}}
        response = api.post(f"{URL}bulk/", {"operations": [operation]})
        assert response.status_code == 400
        assert "requester" in str(response.json())


def test_the_list_takes_two_queries(api, tickets, django_assert_num_queries):
    # The ids by the index, in time, with a savepoint on PostgreSQL; then the tickets.
    with django_assert_num_queries(4 if connection.vendor == "postgresql" else 2):
        api.get(URL, {"requester": ADA})


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
@pytest.mark.parametrize(
    ("values", "index"),
    [
        (["p77@example.com", "p79@example.com"], {"ticket_requester_newest"}),
        ([7, 11], {"ticket_of_requester"}),
        ([7, "p79@example.com"], {"ticket_requester_newest", "ticket_of_requester"}),
    ],
)
def test_the_index_finds_them(db, values, index):
    people = Requester.objects.bulk_create(Requester(pk=number) for number in range(1, 252))
    Ticket.objects.bulk_create(
        Ticket(
            title="t",
            description="d",
            category="general",
            priority="low",
            created_at=NOON,
            requester_email=f"p{number}@example.com" if number % 2 else "",
            requester=people[number // 20] if number % 2 else None,
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    query = TicketQuery(sparse_filters={"requester": values})
    plan = query.tickets.order_by().values_list("created_at", "id")[:10_001].explain()
    names = {"ticket_requester_newest", "ticket_of_requester"}
    assert {name for name in names if name in plan} == index
