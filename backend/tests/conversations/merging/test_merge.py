"""Merging tickets, and taking merges apart: what moves, what returns, what is refused."""

from datetime import timedelta
from typing import Any

import pytest

from conversations.models import Kind, Merge, MergedMessage, Message
from conversations.seen.services import store_seen
from tests.conversations.merging.conftest import (
    answer,
    hash_messages,
    merge,
    reply,
    ticket_row,
    unmerge,
)
from tickets.history.models import Event
from tickets.merged import conversation_ticket
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def timeline(api, ticket):
    return [
        item
        for item in api.get(f"/api/tickets/{ticket.pk}/timeline/").json()
        if item["type"] == "message"
    ]


def changes_of(ticket):
    events = Event.objects.filter(ticket_number=ticket.pk, action="changed").order_by("pk")
    return [event.changes for event in events]


def test_two_conversations_become_one_in_order_of_time(api, ada, ben):
    reply(ben, "Where do you smell it?")
    answer(ada, "Still burning.")
    answer(ben, "In the kitchen.")
    reply(ada, "Do not use water.")
    response = merge(api, ben, ada)
    assert response.status_code == 200
    assert response.json()["merged_into"] == ada.pk
    items = timeline(api, ada)
    assert [item["at"] for item in items] == sorted(item["at"] for item in items)
    assert [(item["text"], item["author"]["name"], item["moved_from"]) for item in items] == [
        ("Smoke\n\nIt smells of *smoke* here.", "Ben", ben.pk),
        ("Where do you smell it?", "Grace", ben.pk),
        ("Still burning.", "Ada", None),
        ("In the kitchen.", "Ben", ben.pk),
        ("Do not use water.", "Grace", None),
    ]
    # As it was typed, without a meaning for the asterisks.
    assert "It smells of *smoke* here." in items[0]["html"]
    assert timeline(api, ben) == []


def test_a_long_merged_conversation_is_read_page_by_page_in_order_of_time(api, ada, ben):
    for number in range(40):
        reply(ada if number % 2 else ben, f"{number}", Kind.NOTE)
    for number in range(40, 80):
        reply(ben, f"{number}", Kind.NOTE)
    merge(api, ben, ada)
    for part in ("messages", "timeline"):
        texts: list[str] = []
        address = f"/api/tickets/{ada.pk}/{part}/"
        while address:
            response = api.get(address)
            texts = [item["text"] for item in response.json() if "text" in item] + texts
            address = response.headers.get("Link", "").partition("<")[2].partition(">")[0]
        assert texts[1:] == [f"{number}" for number in range(80)]


def test_a_merged_ticket_is_closed_without_being_resolved(api, ada, ben):
    ada_before = api.get("/api/tickets/stats/").json()
    reply(ben, "Thank you.")
    merge(api, ben, ada)
    shown = api.get(f"/api/tickets/{ben.pk}/").json()
    assert shown["merged_into"] == ada.pk
    assert (shown["status"], shown["awaiting"], shown["resolved_at"]) == ("closed", "nobody", None)
    assert (shown["message_count"], shown["first_response_at"]) == (0, None)
    stats = api.get("/api/tickets/stats/").json()
    assert stats["period"]["resolved"] == ada_before["period"]["resolved"]
    assert stats["resolution"]["count"] == stats["first_response"]["count"] == 0
    assert stats["waiting"]["count"] == 1


def test_unmerging_puts_everything_back(api, ada, ben):
    reply(ben, "Where?", status="in_progress")
    answer(ben, "Kitchen.")
    reply(ada, "Call them.", Kind.NOTE)
    messages, rows = hash_messages(), [ticket_row(ada), ticket_row(ben)]
    merge(api, ben, ada)
    assert hash_messages() != messages
    response = unmerge(api, ben)
    assert response.json() == {"id": ben.pk, "was_merged_into": ada.pk, "stayed": []}
    assert hash_messages() == messages
    assert [ticket_row(ada), ticket_row(ben)] == rows
    assert not Merge.objects.exists()
    assert not MergedMessage.objects.exists()


def test_the_times_of_a_ticket_that_was_done_return_too(api, ada, ben):
    reply(ben, "Solved.", status="resolved")
    answer(ben, "No.")
    reply(ben, "Now it is.", status="resolved")
    row = ticket_row(ben)
    merge(api, ben, ada)
    unmerge(api, ben)
    assert ticket_row(ben) == row


def test_what_was_written_since_stays_and_is_named(api, ada, ben):
    answer(ben, "Kitchen.")
    before = hash_messages()
    merge(api, ben, ada)
    to_all = reply(ada, "To both of you.")
    by_ben = answer(ben, "Thanks.")
    assert by_ben.ticket_id == ada.pk
    assert unmerge(api, ben).json()["stayed"] == [to_all.pk, by_ben.pk]
    after = hash_messages()
    assert {pk: after[pk] for pk in before} == before
    assert set(Message.objects.filter(ticket=ada).values_list("pk", flat=True)) == {
        to_all.pk,
        by_ben.pk,
    }


def test_chains_lead_to_the_last_ticket_and_come_apart_in_any_order(api, ada, ben, ticket_of):
    eve = ticket_of("Eve")
    for ticket in (ada, ben, eve):
        answer(ticket, f"From {ticket.requester_name}")
    messages, rows = hash_messages(), [ticket_row(one) for one in (ada, ben, eve)]
    for first in (ben, ada):
        merge(api, ben, ada)
        merge(api, ada, eve)
        assert conversation_ticket(ben.pk) == eve.pk
        assert Message.objects.filter(ticket=eve).count() == 5
        for ticket in (first, ada if first == ben else ben):
            assert unmerge(api, ticket).status_code == 200
        assert hash_messages() == messages
        assert [ticket_row(one) for one in (ada, ben, eve)] == rows


def test_merging_into_a_merged_ticket_goes_to_its_target(api, ada, ben, ticket_of):
    eve = ticket_of("Eve")
    merge(api, ben, ada)
    assert merge(api, eve, ben).json()["merged_into"] == ada.pk


def test_what_cannot_be_merged_is_refused(api, ada, ben):
    address = f"/api/tickets/{ben.pk}/merge/"
    assert merge(api, ben, ben).status_code == 400
    refused: Any = (None, "", "1", True, 0, -1, 2**63, 10**30, 1.5, [ada.pk], {}, "x\0", 12345)
    for into in refused:
        response = api.post(address, {"into": into}, format="json")
        assert response.status_code == 400, into
        assert "into" in response.json(), into
    assert api.post(address, {}).status_code == 400
    assert merge(api, ben, ada).status_code == 200
    assert merge(api, ben, ada).status_code == 409
    assert merge(api, ada, ben).status_code == 400
    assert unmerge(api, ada).status_code == 409
    for part in ("merge", "unmerge"):
        for number in (12345, 10**18, 9999999999999999999):
            into = {"into": ada.pk}
            assert api.post(f"/api/tickets/{number}/{part}/", into).status_code == 404


def test_a_stale_version_is_refused(api, ada, ben):
    assert merge(api, ben, ada, **{"If-Match": '"7"'}).status_code == 412
    assert merge(api, ben, ada, **{"If-Match": f'"{ben.version}"'}).status_code == 200


def test_too_many_messages_are_refused(api, ada, ben, monkeypatch):
    monkeypatch.setattr("conversations.merging.services.MAX_MESSAGES", 1)
    reply(ben, "One")
    reply(ben, "Two")
    assert merge(api, ben, ada).status_code == 409
    assert Message.objects.filter(ticket=ben).count() == 2


def test_both_histories_tell(api, ada, ben):
    merge(api, ben, ada)
    unmerge(api, ben)
    assert changes_of(ada) == [
        {"merged_from": [None, ben.pk]},
        {"merged_from": [ben.pk, None]},
    ]
    assert changes_of(ben) == [
        {"merged_into": [None, ada.pk], "status": ["open", "closed"]},
        {"merged_into": [ada.pk, None], "status": ["closed", "open"]},
    ]
    entry = api.get(f"/api/tickets/{ben.pk}/history/").json()[0]
    assert {"field": "merged_into", "before": str(ada.pk), "after": None} in entry["changes"]


def test_a_requester_who_waited_goes_on_waiting(api, ada, ben):
    reply(ada, "Done so.")
    ada.refresh_from_db()
    assert ada.awaiting == "requester"
    merge(api, ben, ada)
    ada.refresh_from_db()
    assert (ada.awaiting, ada.waiting_since) == ("agent", ben.created_at)
    # An answer to others than her is none to her.
    assert ada.first_response_at is not None
    reply(ada, "To both of you.")
    ada.refresh_from_db()
    assert (ada.awaiting, ada.waiting_since) == ("requester", None)


def test_an_answer_to_one_requester_answers_no_other(api, ada, ben):
    reply(ben, "For you, Ben.")
    merge(api, ben, ada)
    ada.refresh_from_db()
    assert (ada.awaiting, ada.waiting_since) == ("agent", ada.created_at)
    assert ada.first_response_at is None


def test_an_open_ticket_opens_one_that_is_done(api, ada, ben):
    reply(ada, "Solved.", status="resolved")
    row = ticket_row(ada)
    merge(api, ben, ada)
    ada.refresh_from_db()
    assert (ada.status, ada.resolved_at, ada.awaiting) == ("open", None, "agent")
    unmerge(api, ben)
    assert ticket_row(ada) == row


def test_a_message_for_a_merged_ticket_arrives_in_the_other(api, ada, ben):
    merge(api, ben, ada)
    response = api.post(f"/api/tickets/{ben.pk}/messages/", {"kind": "reply", "text": "Hello"})
    assert response.status_code == 201
    assert Message.objects.get(pk=response.json()["id"]).ticket_id == ada.pk


def test_one_key_in_both_tickets_keeps_both_messages(api, ada, ben):
    for ticket, text in ((ada, "One"), (ben, "Two")):
        body = {"kind": "note", "text": text}
        address = f"/api/tickets/{ticket.pk}/messages/"
        assert api.post(address, body, headers={"Idempotency-Key": "same"}).status_code == 201
    before = hash_messages()
    assert merge(api, ben, ada).status_code == 200
    assert Message.objects.filter(ticket=ada).count() == 3
    unmerge(api, ben)
    assert hash_messages() == before


def test_a_held_reply_goes_along_and_can_be_taken_back(api, ada, ben):
    body = {"kind": "reply", "text": "Wait", "then": {"status": "resolved"}}
    posted = api.post(f"/api/tickets/{ben.pk}/messages/", body, format="json").json()
    before = hash_messages()
    merge(api, ben, ada)
    unmerge(api, ben)
    assert hash_messages() == before
    merge(api, ben, ada)
    assert api.post(f"/api/messages/{posted['id']}/undo/").status_code == 200
    ada.refresh_from_db()
    assert ada.status == "open"
    unmerge(api, ben)
    assert Message.objects.count() == 0


def test_what_nobody_has_seen_is_not_seen_after_a_merge(api, ada, ben, django_user_model):
    agents = [django_user_model.objects.create(username=name, is_staff=True) for name in "xy"]
    old = answer(ben, "Unread")
    new = answer(ada, "Read")
    for agent in agents:
        store_seen(ada.pk, agent.pk, new.pk, new.at)
    store_seen(ben.pk, agents[0].pk, old.pk, old.at)

    def seen():
        rows = Merge._meta.apps.get_model("conversations", "Seen").objects.filter(ticket=ada)
        return {row.user_id: (row.message_id, row.at) for row in rows}

    before = seen()
    merge(api, ben, ada)
    assert seen()[agents[0].pk] == before[agents[0].pk]
    assert seen()[agents[1].pk] == (old.pk - 1, old.at - timedelta(microseconds=1))
    unmerge(api, ben)
    assert seen() == before


def test_a_search_finds_what_was_merged_in_the_other_ticket(api, ada, ben):
    answer(ben, "A conflagration.")
    merge(api, ben, ada)
    for words in ("conflagration", "smells of smoke"):
        found = api.get("/api/tickets/", {"search": words}).json()
        assert ada.pk in [ticket["id"] for ticket in found]
    unmerge(api, ben)
    found = api.get("/api/tickets/", {"search": "conflagration"}).json()
    assert [ticket["id"] for ticket in found] == [ben.pk]


def test_merging_takes_as_many_queries_for_many_messages_as_for_one(
    api, ada, ben, ticket_of, django_assert_max_num_queries
):
    reply(ben, "One")
    for number in range(30):
        reply(ada, f"{number}")
    eve = ticket_of("Eve")
    with django_assert_max_num_queries(60) as first:
        merge(api, ben, eve)
    with django_assert_max_num_queries(60) as second:
        merge(api, ada, eve)
    assert len(second) == len(first)


def test_the_closed_and_merged_counts_are_right(api, ada, ben):
    merge(api, ben, ada)
    assert Ticket.objects.filter(status="closed").count() == 1
    cells = api.get("/api/tickets/counts/").json()["cells"]
    assert sum(cell["count"] for cell in cells if cell["status"] == "open") == 1
