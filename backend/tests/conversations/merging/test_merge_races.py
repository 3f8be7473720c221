"""Several merge, take apart and write at the same moment, on a real database with threads."""

import random

import pytest
from django.db import connection
from rest_framework.test import APIClient

from conversations.models import Merge, Message
from conversations.ticket_state import iterate_wrong
from tests.conversations.merging.conftest import address_of, answer, hash_messages, reply
from tests.conversations.test_races import at_once
from tickets.merged import conversation_ticket
from tickets.models import Ticket

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]
ROUNDS = 15


def merging(ticket, into):
    address, body = f"/api/tickets/{ticket.pk}/merge/", {"into": into.pk}
    return lambda: APIClient().post(address, body)


def unmerging(ticket):
    return lambda: APIClient().post(f"/api/tickets/{ticket.pk}/unmerge/")


def replying(ticket, text="Reply"):
    address, body = f"/api/tickets/{ticket.pk}/messages/", {"kind": "reply", "text": text}
    return lambda: APIClient().post(address, body)


def statuses(responses):
    return sorted(response.status_code for response in responses)


def test_of_two_merges_of_one_ticket_one_wins(ticket_of):
    for _ in range(ROUNDS):
        ticket, one, other = (ticket_of(name) for name in ("Ada", "Ben", "Eve"))
        answer(ticket, "Text")
        responses = at_once([merging(ticket, one), merging(ticket, other)])
        assert statuses(responses) == [200, 409]
        assert Merge.objects.filter(ticket=ticket).count() == 1


def test_of_two_merges_into_each_other_one_wins(ticket_of):
    for _ in range(ROUNDS):
        one, other = ticket_of("Ada"), ticket_of("Ben")
        responses = at_once([merging(one, other), merging(other, one)])
        assert statuses(responses) == [200, 400]
        assert conversation_ticket(one.pk) == conversation_ticket(other.pk)


def test_messages_of_that_moment_are_in_the_other_ticket(ticket_of, unthrottled):
    for _ in range(ROUNDS):
        ticket, into = ticket_of("Ada"), ticket_of("Ben")
        link = address_of(ticket)
        responses = at_once(
            [
                merging(ticket, into),
                replying(ticket),
                lambda link=link: APIClient().post(f"{link}messages/", {"text": "Answer"}),
                replying(into),
            ]
        )
        assert statuses(responses) == [200, 201, 201, 201]
        assert not Message.objects.filter(ticket=ticket).exists()
        assert Message.objects.filter(ticket=into).count() == 4
    assert [pk for batch in iterate_wrong() for pk in batch] == []


def test_what_is_written_while_a_merge_is_taken_apart_is_in_one_of_the_two(ticket_of):
    for _ in range(ROUNDS):
        ticket, into = ticket_of("Ada"), ticket_of("Ben")
        answer(ticket, "Old")
        before = hash_messages(ticket__in=[ticket, into])
        merging(ticket, into)()
        apart, posted = at_once([unmerging(ticket), replying(ticket, "New")])
        assert (apart.status_code, posted.status_code) == (200, 201)
        new = Message.objects.get(pk=posted.json()["id"])
        assert (new.ticket_id == into.pk) == (new.pk in apart.json()["stayed"])
        after = hash_messages(ticket__in=[ticket, into])
        assert {pk: after[pk] for pk in before} == before


def test_a_new_message_stays_and_the_old_rows_are_as_before(ticket_of):
    tickets = [ticket_of(name) for name in ("Ada", "Ben", "Eve", "Dan")]
    choose = random.Random(1)
    for number in range(200):
        choose.choice([reply, answer])(choose.choice(tickets), f"Message {number}")
    before = hash_messages()
    *merged, into = tickets
    for ticket in merged:
        assert merging(ticket, into)().status_code == 200
    new = reply(into, "New")
    assert Message.objects.filter(ticket=into).count() == 204
    for ticket in choose.sample(merged, 3):
        assert unmerging(ticket)().json()["stayed"] == [new.pk]
    after = hash_messages()
    assert {pk: after[pk] for pk in before} == before
    assert set(after) - set(before) == {new.pk}


def test_many_merge_and_write_without_a_deadlock_or_a_failure(ticket_of, unthrottled):
    tickets = [ticket_of(name) for name in ("Ada", "Ben", "Eve", "Dan")]
    for ticket in tickets:
        answer(ticket, "Text")

    def act(seed):
        choose, client, codes = random.Random(seed), APIClient(), []
        for _ in range(10):
            one, other = choose.sample(tickets, 2)
            kind = choose.choice(["merge", "unmerge", "reply", "bulk", "link", "move"])
            if kind == "merge":
                response = merging(one, other)()
            elif kind == "unmerge":
                response = unmerging(one)()
            elif kind == "reply":
                response = replying(one)()
            elif kind == "link":
                address = f"/api/tickets/{one.pk}/links/"
                response = client.post(address, {"ticket": other.pk})
            elif kind == "move":
                pk = choose.choice(list(Message.objects.values_list("pk", flat=True)))
                response = client.post(f"/api/messages/{pk}/move/", {"to": other.pk})
            else:
                value = choose.choice(["low", "high"])
                change = {"ids": [one.pk, other.pk], "set": {"priority": value}}
                operations = {"operations": [change]}
                response = client.post("/api/tickets/bulk/", operations, format="json")
            codes.append((kind, response.status_code))
        return codes

    codes = {code for each in at_once([lambda s=s: act(s) for s in range(8)]) for code in each}
    assert {code for _, code in codes} <= {200, 201, 400, 404, 409}, codes
    assert ("merge", 200) in codes
    assert ("unmerge", 200) in codes
    assert [pk for batch in iterate_wrong() for pk in batch] == []
    assert not Message.objects.filter(ticket__merged_into__isnull=False).exists()
    assert Ticket.objects.filter(merged_into__isnull=False).count() == Merge.objects.count()
    assert connection.vendor == "postgresql"
