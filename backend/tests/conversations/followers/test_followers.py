"""Followers of tickets: listed, followed, left, filtered by, gone with account and ticket."""

import pytest
from django.db import connection

from conversations.followers.services import follow
from conversations.models import Follower
from tests.support.agents import client_of, make_agent
from tests.support.tickets import store_tickets
from tests.tickets.search.test_list import ids
from tickets.models import Ticket
from tickets.search import page_finder
from tickets.search.query import TicketQuery
from tickets.services import delete_ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def bob(db):
    return make_agent("Bob")


def url(ticket):
    return f"{URL}{ticket.pk}/followers/"


def test_an_agent_follows_a_ticket_and_leaves_it(ada, make_ticket):
    ticket, other = make_ticket(), make_ticket()
    client = client_of(ada)
    assert client.get(url(ticket)).json() == []
    for _ in range(2):
        response = client.put(url(ticket))
        assert (response.status_code, response.json()) == (200, [{"id": ada.pk, "name": "Ada"}])
    assert client.get(url(other)).json() == []
    for _ in range(2):
        assert client.delete(url(ticket)).status_code == 204
    assert client.get(url(ticket)).json() == []
    ticket.refresh_from_db()
    assert ticket.version == 1


def test_a_colleague_is_added_and_the_list_begins_with_oneself(
    ada, bob, make_ticket, django_assert_num_queries
):
    ticket = make_ticket()
    client = client_of(ada)
    carol = make_agent("Carol")
    for agent in (carol.pk, bob.pk, "me"):
        assert client.put(url(ticket), {"agent": agent}, format="json").status_code == 200
    names = [row["name"] for row in client.get(url(ticket)).json()]
    assert names == ["Ada", "Carol", "Bob"]
    # Session, user, ticket, followers.
    with django_assert_num_queries(4):
        answer = client_of_session(client, ticket)
    assert [row["name"] for row in answer.json()] == names
    assert answer["ETag"]


def client_of_session(client, ticket):
    return client.get(url(ticket))


@pytest.mark.parametrize("value", [0, -1, 10**20, 1.5, "you", True, [1], {"id": 1}, "1", None])
def test_other_values_are_refused(ada, make_ticket, value):
    response = client_of(ada).put(url(make_ticket()), {"agent": value}, format="json")
    assert (response.status_code, list(response.json())) == (400, ["agent"])


@pytest.mark.parametrize("body", [[], "text", 7])
def test_a_body_that_is_no_object_is_refused(ada, make_ticket, body):
    response = client_of(ada).put(url(make_ticket()), body, format="json")
    assert response.status_code == 400


def test_who_may_not_sign_in_follows_nothing(ada, make_ticket):
    gone = make_agent("Gone", is_active=False)
    response = client_of(ada).put(url(make_ticket()), {"agent": gone.pk}, format="json")
    assert response.json() == {"agent": ["There is no such agent, or they may not sign in."]}


def test_nobody_who_is_not_signed_in_follows(api, make_ticket):
    ticket = make_ticket()
    reason = ["Sign in to follow a ticket: nobody knows who you are."]
    for response in (api.put(url(ticket)), api.delete(url(ticket))):
        assert (response.status_code, response.json()) == (400, {"agent": reason})
    assert api.get(url(ticket)).json() == []
    assert api.put(f"{URL}999/followers/").status_code == 404


def test_who_loses_their_rights_follows_nothing_any_more(ada, bob, make_ticket):
    tickets = [make_ticket(), make_ticket()]
    for ticket in tickets:
        follow(ticket, [ada.pk, bob.pk])
    ada.save(update_fields=["last_login"])
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    assert set(Follower.objects.values_list("user", flat=True)) == {bob.pk}
    bob.delete()
    assert not Follower.objects.exists()


def test_a_deleted_ticket_has_no_followers(ada, make_ticket):
    ticket, other = make_ticket(), make_ticket()
    follow(ticket, [ada.pk])
    follow(other, [ada.pk])
    delete_ticket(ticket)
    assert [row.ticket_id for row in Follower.objects.all()] == [other.pk]


def test_the_list_its_counts_and_bulk_changes_are_filtered_by_what_one_follows(
    ada, bob, make_ticket
):
    first, second, third = (make_ticket(status=status) for status in ("open", "open", "closed"))
    follow(first, [ada.pk, bob.pk])
    follow(third, [ada.pk])
    client = client_of(ada)
    assert ids(client.get(URL, {"followed": "me"})) == [third.pk, first.pk]
    assert ids(client.get(URL, {"followed": ["me", ""], "status": "open"})) == [first.pk]
    assert ids(client_of(bob).get(URL, {"followed": "me"})) == [first.pk]
    counts = client.get(f"{URL}counts/", {"followed": "me"}).json()
    assert sum(cell["count"] for cell in counts["cells"]) == 2
    operation = {"matching": {"followed": ["me"]}, "set": {"priority": "low"}}
    result = client.post(f"{URL}bulk/", {"operations": [operation]}, format="json").json()
    assert {row["id"] for row in result["changed"]} == {first.pk, third.pk}
    second.refresh_from_db()
    assert second.priority == "medium"


@pytest.mark.parametrize("value", ["1", "none", "you"])
def test_what_others_follow_is_not_asked_for(ada, make_ticket, value):
    client = client_of(ada)
    assert client.get(URL, {"followed": value}).status_code == 400
    operation = {"matching": {"followed": [value]}, "set": {"priority": "low"}}
    response = client.post(f"{URL}bulk/", {"operations": [operation]}, format="json")
    assert response.status_code == 400


def test_nobody_follows_nothing(api, ada, make_ticket):
    follow(make_ticket(), [ada.pk])
    assert api.get(URL, {"followed": "me"}).json() == []


@pytest.mark.parametrize("ordering", ["-created_at", "created_at", "-priority", "waiting_since"])
@pytest.mark.parametrize("most", [2, 10_000])
def test_pages_follow_each_other_in_every_ordering(ada, make_ticket, monkeypatch, ordering, most):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", most)
    tickets = [make_ticket(priority=one) for one in ("low", "high", "medium", "low", "critical")]
    for ticket in tickets:
        follow(ticket, [ada.pk])
    make_ticket(priority="high")
    client = client_of(ada)
    query = {"followed": "me", "ordering": ordering}
    everything = ids(client.get(URL, query))
    assert set(everything) == {ticket.pk for ticket in tickets}
    found = []
    response = client.get(URL, {**query, "page_size": 2})
    while True:
        found += ids(response)
        if "Link" not in response:
            break
        response = client.get(response["Link"].split(">")[0].removeprefix("<"))
    assert found == everything


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans of PostgreSQL")
def test_the_index_finds_what_one_follows(ada, bob):
    tickets = store_tickets(
        Ticket(title=f"Ticket {n}", description="x", category="general", priority="low")
        for n in range(5_000)
    )
    Follower.objects.bulk_create(
        Follower(ticket=ticket, user=agent, reason="followed")
        for agent, every in ((ada, 100), (bob, 3))
        for ticket in tickets[::every]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket, conversations_follower")
        # So few tickets are read faster than any index.
        cursor.execute("SET LOCAL enable_seqscan = off")
    query = TicketQuery(sparse_filters={"followed": [ada.pk]})
    for part in query.by_index:
        plan = part.values_list("created_at", "id")[:10_001].explain()
        assert "follower_of_user" in plan
        assert "Seq Scan" not in plan
