"""Moving messages between tickets, and into new ones."""

from typing import Any

import pytest

from conversations.models import Kind, Message, RelatedTicket
from tests.conversations.merging.conftest import (
    address_of,
    answer,
    hash_messages,
    merge,
    reply,
    ticket_row,
    unmerge,
)
from tickets.history.models import Event
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def move(api, message, to, **values):
    return api.post(f"/api/messages/{message.pk}/move/", {"to": to, **values}, format="json")


def texts(api, address):
    return [message["text"] for message in api.get(f"{address}messages/").json()]


def test_a_message_moves_and_returns_as_it_was(api, ada, ben):
    reply(ben, "Hello")
    moved = answer(ada, "Wrong ticket")
    messages, rows = hash_messages(), [ticket_row(ada), ticket_row(ben)]
    response = move(api, moved, ben.pk)
    assert response.status_code == 200
    assert response.json()["moved_from"] == ada.pk
    moved.refresh_from_db()
    assert (moved.ticket_id, moved.moved_from, moved.private_to) == (ben.pk, ada.pk, ada.pk)
    ben.refresh_from_db()
    assert (ben.awaiting, ben.message_count) == ("agent", 2)
    assert move(api, moved, ada.pk).status_code == 200
    assert hash_messages() == messages
    assert [ticket_row(ada), ticket_row(ben)] == rows
    changes = [event.changes for event in Event.objects.filter(ticket_number=ada.pk)]
    assert {"message_moved_to": [None, ben.pk]} in changes
    assert {"message_moved_from": [None, ben.pk]} in changes


def test_a_moved_reply_is_on_the_other_page_and_a_moved_text_on_none(api, ada, ben):
    of_ada, of_ben = address_of(ada), address_of(ben)
    for message in (reply(ada, "For Ben"), answer(ada, "Mine")):
        move(api, message, ben.pk)
    assert texts(api, of_ada) == []
    assert texts(api, of_ben) == ["For Ben"]


def test_a_message_becomes_a_ticket_of_its_requester(api, ada):
    ada.priority = "high"
    ada.save()
    message = answer(ada, "**Besides**, the light\nis out.")
    moved = move(api, message, "new").json()
    ticket = Ticket.objects.get(pk=moved["ticket"])
    assert moved["is_new"]
    assert (ticket.title, ticket.priority) == ("Besides, the light", "high")
    assert ticket.requester_id == ada.requester_id
    assert ticket.private_link.reference
    message.refresh_from_db()
    assert (message.ticket_id, message.private_to) == (ticket.pk, None)
    assert RelatedTicket.objects.filter(ticket=ada, other=ticket).exists()
    assert texts(api, address_of(ticket)) == [message.text]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("x" * 500, f"{'x' * 199}…"),
        ("\u200b\n***\n&lt;b&gt;", "<b>"),
        ("***", "Message without words"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
    ],
)
def test_the_title_is_the_first_line_with_words(api, ada, text, title):
    assert move(api, answer(ada, text), "new").json()["title"] == title


def test_a_title_can_be_given(api, ada):
    message = answer(ada, "Text")
    assert move(api, message, "new", title=" A title\u200b ").json()["title"] == "A title"
    assert move(api, answer(ada, "Other"), "new", title="x" * 201).status_code == 400


def test_what_cannot_be_moved_is_refused(api, ada, ben):
    message = answer(ada, "Text")
    refused: Any = (None, "", "old", True, 0, -1, 2**63, 1.5, [], {}, 12345, ada.pk)
    for to in refused:
        response = move(api, message, to)
        assert response.status_code == 400, to
        assert "to" in response.json(), to
    assert api.post(f"/api/messages/{message.pk}/move/", {}).status_code == 400
    assert api.post("/api/messages/9999999999999999999/move/", {"to": 1}).status_code == 404
    body = {"kind": "reply", "text": "Held"}
    held = api.post(f"/api/tickets/{ada.pk}/messages/", body).json()
    assert move(api, Message.objects.get(pk=held["id"]), ben.pk).status_code == 409
    merge(api, ben, ada)
    submission = Message.objects.get(private_to=ben.pk)
    assert move(api, submission, "new").status_code == 409


def test_a_merged_message_that_was_moved_on_stays_where_it_was_moved(api, ada, ben, ticket_of):
    eve = ticket_of("Eve")
    message = answer(ben, "Text")
    merge(api, ben, ada)
    move(api, message, eve.pk)
    unmerge(api, ben)
    message.refresh_from_db()
    assert message.ticket_id == eve.pk
    move(api, message, ben.pk)
    message.refresh_from_db()
    assert (message.ticket_id, message.moved_from, message.private_to) == (ben.pk, None, None)


def test_a_note_moves_too(api, ada, ben):
    note = reply(ada, "Remember", Kind.NOTE)
    assert move(api, note, ben.pk).status_code == 200
    assert Message.objects.get(pk=note.pk).ticket_id == ben.pk
