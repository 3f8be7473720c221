"""Counting of messages that are made of saved replies."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from rest_framework.test import APIClient

from conversations.models import Message, SavedReply

pytestmark = pytest.mark.django_db(transaction=True)
USERS = 8


def send(client, ticket, key=None, **values):
    return client.post(
        f"/api/tickets/{ticket.pk}/messages/",
        {"kind": "reply", "text": "Hello!", **values},
        format="json",
        headers={"Idempotency-Key": key} if key else {},
    )


def used():
    return SavedReply.objects.get().used_count


def test_a_message_counts_once(api, make_ticket, make_reply):
    ticket, reply = make_ticket(), make_reply(api)
    for _ in range(2):
        assert send(api, ticket, key="k", saved_reply=reply["id"]).status_code == 201
    assert used() == 1
    assert send(api, ticket, kind="note", saved_reply=reply["id"]).status_code == 201
    assert send(api, ticket).status_code == 201
    assert send(api, ticket, saved_reply=None).status_code == 201
    assert (used(), SavedReply.objects.get().version) == (2, 1)


def test_what_is_not_posted_is_not_counted(api, make_ticket, make_reply, make_agent):
    ticket, reply = make_ticket(), make_reply(api)
    assert send(make_agent(), ticket).status_code == 201
    assert send(api, ticket, seen_until=0, saved_reply=reply["id"]).status_code == 409
    assert send(api, ticket, text="", saved_reply=reply["id"]).status_code == 400
    assert used() == 0


@pytest.mark.parametrize("saved_reply", [0, -1, 10**9, 10**30, "x", [], True])
def test_one_that_is_not_there_is_told_by_field(api, make_ticket, saved_reply):
    response = send(api, make_ticket(), saved_reply=saved_reply)
    assert (response.status_code, list(response.json())) == (400, ["saved_reply"])
    assert not Message.objects.exists()


def test_one_that_somebody_keeps_to_themselves_is_not_there_for_others(
    api, make_agent, make_ticket, make_reply
):
    ada, bob = make_agent("ada"), make_agent("bob")
    own = make_reply(ada, shared=False)["id"]
    ticket = make_ticket()
    for other in (bob, api):
        response = send(other, ticket, saved_reply=own)
        assert response.json() == {"saved_reply": ["There is no such saved reply."]}
    assert send(ada, ticket, saved_reply=own).status_code == 201


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_no_use_is_lost_among_those_at_once(api, make_ticket, make_reply):
    reply = make_reply(api)
    tickets = [make_ticket() for _ in range(USERS)]

    def use(ticket):
        try:
            return [
                send(APIClient(), ticket, saved_reply=reply["id"]).status_code for _ in range(5)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(USERS) as pool:
        statuses = list(pool.map(use, tickets))
    assert statuses == [[201] * 5] * USERS
    assert used() == 5 * USERS
