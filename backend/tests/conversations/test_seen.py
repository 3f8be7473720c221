"""The newest messages that agents have seen."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from conversations import services
from conversations.models import AuthorKind, Channel, Kind, Message, Seen
from conversations.seen.services import store_seen
from tests.support.threads import at_once
from tickets.history.actors import SYSTEM
from tickets.services import delete_ticket

pytestmark = pytest.mark.django_db
AGENT = services.Author(AuthorKind.AGENT)


def post(ticket):
    draft = services.Draft(Kind.NOTE, "Hello", Channel.WEB)
    return services.post_as_agent(ticket.pk, AGENT, draft, SYSTEM).pk


def url(ticket):
    return f"/api/tickets/{ticket.pk}/seen/"


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def signed_in(api, ada):
    api.force_authenticate(ada)
    return api


def test_it_goes_forward_only(signed_in, make_ticket):
    ticket = make_ticket()
    first, second, third = (post(ticket) for _ in range(3))
    for message, expected in (
        (second, {"message": second, "before": None}),
        (first, {"message": second, "before": second}),
        (third, {"message": third, "before": second}),
        (third, {"message": third, "before": third}),
    ):
        response = signed_in.put(url(ticket), {"message": message})
        assert (response.status_code, response.json()) == (200, expected)
    [seen] = signed_in.get("/api/seen/", {"ticket": ticket.pk}).json()
    assert seen.pop("at")
    assert seen == {"ticket": ticket.pk, "message": third}


def test_the_time_is_that_of_what_was_seen(signed_in, make_ticket):
    ticket = make_ticket()
    assert signed_in.put(url(ticket), {"message": 0}).json() == {"message": 0, "before": None}
    assert Seen.objects.get().at == ticket.created_at
    message = post(ticket)
    assert signed_in.put(url(ticket), {"message": message}).json()["before"] == 0
    assert Seen.objects.get().at == Message.objects.get().at
    assert signed_in.put("/api/tickets/999/seen/", {"message": 0}).status_code == 404


def test_each_agent_has_their_own(signed_in, make_ticket):
    tickets = [make_ticket() for _ in range(3)]
    messages = [post(ticket) for ticket in tickets]
    bob = APIClient()
    bob.force_authenticate(User.objects.create_user("bob", is_staff=True))
    for ticket, message in zip(tickets[:2], messages, strict=False):
        signed_in.put(url(ticket), {"message": message})
    query = {"ticket": [ticket.pk for ticket in tickets]}
    found = signed_in.get("/api/seen/", query).json()
    assert [(row["ticket"], row["message"]) for row in found] == [
        (ticket.pk, message) for ticket, message in zip(tickets[:2], messages, strict=False)
    ]
    assert bob.get("/api/seen/", query).json() == []
    assert bob.put(url(tickets[0]), {"message": messages[0]}).json()["before"] is None


def test_where_nobody_is_signed_in_nothing_is_stored(api, make_ticket):
    ticket = make_ticket()
    response = api.put(url(ticket), {"message": post(ticket)})
    assert (response.status_code, response.content) == (204, b"")
    assert api.get("/api/seen/", {"ticket": ticket.pk}).json() == []
    assert not Seen.objects.exists()


def test_queries(signed_in, make_ticket, django_assert_num_queries):
    ticket = make_ticket()
    first, second = post(ticket), post(ticket)
    with django_assert_num_queries(3):  # the message, what was seen, the new one
        signed_in.put(url(ticket), {"message": second})
    with django_assert_num_queries(2):  # nothing to store
        signed_in.put(url(ticket), {"message": first})
    tickets = [ticket.pk, *(make_ticket().pk for _ in range(9))]
    with django_assert_num_queries(1):
        signed_in.get("/api/seen/", {"ticket": tickets})


BODIES = [{}, [], {"message": None}, {"message": "x"}, {"message": -1}]
BODIES += [{"message": 2**63}, {"message": 1.5}, {"message": True}, {"message": [1]}]


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_a_bad_body_is_refused(signed_in, make_ticket, body):
    response = signed_in.put(url(make_ticket()), body)
    assert response.status_code == 400
    assert not Seen.objects.exists()


def test_a_message_of_another_ticket_is_refused(signed_in, make_ticket):
    response = signed_in.put(url(make_ticket()), {"message": post(make_ticket())})
    assert response.status_code == 400
    assert response.json() == {"message": ["This ticket has no such message."]}


@pytest.mark.parametrize("number", [10**9, 10**19 - 1])
def test_an_unknown_ticket_is_404(signed_in, number):
    assert signed_in.put(f"/api/tickets/{number}/seen/", {"message": 1}).status_code == 404


@pytest.mark.parametrize("value", ["x", "0", "-1", str(2**63), "1\0", "9" * 500])
def test_a_bad_query_is_refused(signed_in, value):
    response = signed_in.get("/api/seen/", {"ticket": ["1", value]})
    assert response.status_code == 400
    assert response.json().keys() == {"ticket"}


def test_of_a_hundred_tickets_at_most(signed_in):
    assert signed_in.get("/api/seen/").json() == []
    response = signed_in.get("/api/seen/", {"ticket": list(range(1, 101))})
    assert response.status_code == 200, response.content
    response = signed_in.get("/api/seen/", {"ticket": list(range(1, 102))})
    assert response.status_code == 400
    assert response.json().keys() == {"ticket"}


def test_it_goes_with_its_ticket_and_its_user(signed_in, make_ticket, ada):
    tickets = [make_ticket(), make_ticket()]
    for ticket in tickets:
        signed_in.put(url(ticket), {"message": post(ticket)})
    delete_ticket(tickets[0])
    assert Seen.objects.get().ticket == tickets[1]
    ada.delete()
    assert not Seen.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_in_a_race_the_newest_stays(make_ticket):
    ada = User.objects.create_user("ada", is_staff=True)
    for _ in range(10):
        ticket = make_ticket()

        def store(number, pk=ticket.pk):
            store_seen(pk, ada.pk, 1 + (number * 5) % 8, timezone.now())

        at_once(store)
        assert Seen.objects.get(ticket=ticket).message_id == 8
