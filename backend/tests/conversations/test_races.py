"""Many write in one conversation at the same moment, on a real database with real threads."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from rest_framework.test import APIClient

from conversations import services, timeline
from conversations.models import AuthorKind, Channel, Kind, Message
from conversations.ticket_state import iterate_wrong
from tickets.history.actors import SYSTEM
from tickets.models import Ticket
from tickets.private_links.links import replace_link, token_for
from tickets.search.models import SearchText

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]
WRITERS = 16
ROUNDS = 12
UNDO_RACES = 1_000
AGENT = services.Author(AuthorKind.AGENT)


def at_once(acts):
    """Call the functions in threads of their own that start together; return what they return."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_sixteen_writers_leave_every_conversation_proved(make_ticket, unthrottled):
    tickets = [make_ticket() for _ in range(4)]
    tokens = [token_for(replace_link(ticket).nonce) for ticket in tickets]

    def write(seed):
        choose = random.Random(seed)
        client = APIClient()
        statuses = []
        for number in range(ROUNDS):
            index = choose.randrange(len(tickets))
            ticket, token = f"/api/tickets/{tickets[index].pk}/", tokens[index]
            status = choose.choice(["open", "in_progress", "resolved", "closed"])
            act = choose.choice(["reply", "note", "answer", "change", "undo", "delete", "solve"])
            text = {"text": f"{seed}-{number}"}
            if act in ("reply", "note", "undo", "delete"):
                kind = "note" if act in ("note", "delete") else "reply"
                then = {"then": {"status": status}} if act in ("reply", "undo") else {}
                response = client.post(f"{ticket}messages/", {"kind": kind, **text, **then})
                message = f"/api/messages/{response.json()['id']}/"
                if act == "undo":
                    statuses.append(client.post(f"{message}undo/").status_code)
                if act == "delete":
                    statuses.append(client.delete(message).status_code)
            elif act == "answer":
                response = client.post(f"/api/requests/{token}/messages/", text)
            elif act == "solve":
                response = client.patch(f"/api/requests/{token}/", {"status": "resolved"})
            else:
                response = client.patch(ticket, {"status": status})
            statuses.append(response.status_code)
        return statuses

    statuses = at_once([lambda seed=seed: write(seed) for seed in range(WRITERS)])
    assert {status for each in statuses for status in each} <= {200, 201, 204}
    assert [pk for batch in iterate_wrong() for pk in batch] == []
    copies = SearchText.objects.filter(source="message").values_list("message_id")
    assert set(copies) == set(Message.objects.values_list("pk"))


def test_a_reply_is_seen_by_its_requester_or_taken_back(make_ticket, monkeypatch):
    """The end of the time comes at the moment of the undo: one of the two wins."""
    ticket = make_ticket()
    seen_and_gone = []
    deadlines = [0.0]

    def undo(pk):
        time.sleep(max(deadlines[0] - time.time() + random.uniform(-0.004, 0.002), 0))
        try:
            services.take_back(pk, SYSTEM)
        except services.AlreadySentError:
            return False
        return True

    def look(pk):
        time.sleep(max(deadlines[0] - time.time() + random.uniform(-0.001, 0.005), 0))
        services.release_held(ticket.pk)
        shown, _ = timeline.get_public_messages(ticket.pk, Q(), timeline.END)
        return pk in [message.pk for message in shown]

    outcomes = set()
    with ThreadPoolExecutor(2) as pool:
        for number in range(UNDO_RACES):
            draft = services.Draft(Kind.REPLY, f"{number}", Channel.WEB)
            message = services.post_as_agent(ticket.pk, AGENT, draft, SYSTEM)
            until = timezone.now() + timedelta(milliseconds=8)
            Message.objects.filter(pk=message.pk).update(held_until=until)
            deadlines[0] = until.timestamp()
            was_undone, was_seen = (pool.submit(act, message.pk) for act in (undo, look))
            outcome = was_undone.result(), was_seen.result()
            outcomes.add(outcome)
            if all(outcome) or Message.objects.filter(pk=message.pk).exists() == outcome[0]:
                seen_and_gone.append(outcome)
        for _ in range(2):
            pool.submit(lambda: connection.close()).result()
    assert seen_and_gone == []
    # Both have won at times, or nothing was tried.
    assert {(True, False), (False, True)} <= outcomes


@pytest.mark.usefixtures("no_bin")
def test_a_reply_and_the_deletion_of_its_ticket(make_ticket):
    body = {"kind": "reply", "text": "Too late?"}
    for _ in range(20):
        ticket = make_ticket()
        address = f"/api/tickets/{ticket.pk}/"
        deleted, *posted = at_once(
            [lambda a=address: APIClient().delete(a)]
            + [lambda a=address: APIClient().post(f"{a}messages/", body) for _ in range(3)]
        )
        assert deleted.status_code == 204
        assert {response.status_code for response in posted} <= {201, 404}
    assert not Ticket.objects.exists()
    assert not Message.objects.exists()
    assert not SearchText.objects.exists()


def test_one_key_makes_one_message(make_ticket):
    ticket = make_ticket()

    def post():
        headers = {"Idempotency-Key": "raced"}
        body = {"kind": "reply", "text": "Once"}
        return APIClient().post(f"/api/tickets/{ticket.pk}/messages/", body, headers=headers)

    responses = at_once([post] * 8)
    assert {response.status_code for response in responses} == {201}
    assert len({response.json()["id"] for response in responses}) == 1
    assert Message.objects.count() == 1
