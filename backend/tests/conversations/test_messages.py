"""Agents' replies and notes: posting, reading, taking back, editing."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from conversations import services
from conversations.models import AuthorKind, Channel, Kind, Message, Revision
from conversations.ticket_state import iterate_wrong
from tickets.history.actors import SYSTEM
from tickets.history.models import Event
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def url(ticket, part="messages"):
    return f"/api/tickets/{ticket.pk}/{part}/"


def ticket_url(ticket):
    return f"/api/tickets/{ticket.pk}/"


@pytest.fixture
def post(api):
    def send(ticket, text="We are on it.", kind="reply", key=None, **values):
        headers = {"Idempotency-Key": key} if key else {}
        return api.post(url(ticket), {"kind": kind, "text": text, **values}, headers=headers)

    return send


@pytest.fixture(autouse=True)
def proved():
    """Whatever a test does, the derived columns are those that the messages prove."""
    yield None
    assert [pk for batch in iterate_wrong() for pk in batch] == []


def held(monkeypatch):
    """Let the time of holding be over."""
    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)


def test_a_reply_is_shown_as_it_was_typed_and_rendered(api, make_ticket, post):
    ticket = make_ticket()
    response = post(ticket, "We are **on** it.")
    assert response.status_code == 201
    message = response.json()
    assert message.pop("unreached") == []
    assert message["text"] == "We are **on** it."
    assert "<strong>on</strong>" in message["html"]
    assert message["author"] == {"kind": "agent", "id": None, "name": ""}
    assert message["held_until"] > message["at"]
    assert api.get(url(ticket)).json() == [message]


def test_a_signed_in_agent_is_named(api, make_ticket, post):
    ada = User.objects.create_user("ada", first_name="Ada", last_name="Lovelace", is_staff=True)
    api.force_authenticate(ada)
    author = post(make_ticket()).json()["author"]
    assert author == {"kind": "agent", "id": ada.pk, "name": "Ada Lovelace"}


def test_a_reply_makes_it_the_requesters_turn(api, make_ticket, post):
    ticket = make_ticket()
    before = api.get(ticket_url(ticket)).json()
    assert (before["awaiting"], before["message_count"]) == ("agent", 0)
    assert before["waiting_since"] == before["created_at"]
    message = post(ticket).json()
    after = api.get(ticket_url(ticket)).json()
    assert (after["awaiting"], after["message_count"]) == ("requester", 1)
    assert after["waiting_since"] is None
    assert after["first_response_at"] == after["last_message_at"] == message["at"]
    assert (after["version"], after["updated_at"]) == (before["version"], before["updated_at"])


def test_a_note_leaves_the_turn(api, make_ticket, post):
    ticket = make_ticket()
    message = post(ticket, kind="note").json()
    assert message["held_until"] is None
    shown = api.get(ticket_url(ticket)).json()
    assert (shown["awaiting"], shown["first_response_at"]) == ("agent", None)
    assert shown["message_count"] == 1


def test_a_message_changes_the_etag_but_fails_no_change(api, make_ticket, post):
    ticket = make_ticket()
    address = ticket_url(ticket)
    tag = api.get(address).headers["ETag"]
    assert api.get(address, headers={"If-None-Match": tag}).status_code == 304
    post(ticket)
    assert api.get(address, headers={"If-None-Match": tag}).status_code == 200
    changed = api.patch(address, {"priority": "low"}, headers={"If-Match": tag})
    assert changed.status_code == 200
    stale = api.patch(address, {"priority": "high"}, headers={"If-Match": tag})
    assert stale.status_code == 412


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \u200b\n"}, "text"),
        ({"text": 5}, "text"),
        ({"text": "ä" * (32 * 1024 + 1)}, "text"),
        ({"kind": "shout"}, "kind"),
        ({"seen_until": -1}, "seen_until"),
        ({"seen_until": 2**63}, "seen_until"),
        ({"seen_until": "x"}, "seen_until"),
        ({"then": {"status": "gone"}}, "then"),
        ({"then": []}, "then"),
        ({"anyway": "perhaps"}, "anyway"),
    ],
)
def test_bad_input_is_told_by_field(make_ticket, post, values, field):
    response = post(make_ticket(), **values)
    assert response.status_code == 400
    assert field in response.json()
    assert not Message.objects.exists()


def test_what_is_not_there_is_not_found(api, post, make_ticket):
    assert post(Ticket(pk=10**15)).status_code == 404
    assert post(Ticket(pk=10**19 - 1)).status_code == 404
    for address in ("/api/messages/7/undo/", "/api/messages/9999999999999999999/undo/"):
        assert api.post(address).status_code == 404
    assert api.patch("/api/messages/7/", {"text": "x"}).status_code == 404


def test_then_sets_fields_with_the_reply_and_undo_puts_all_back(api, make_ticket, post):
    ticket = make_ticket()
    address = ticket_url(ticket)
    before = api.get(address).json()
    message = post(ticket, then={"status": "resolved", "priority": "low"}).json()
    after = api.get(address).json()
    assert (after["status"], after["priority"], after["awaiting"]) == ("resolved", "low", "nobody")
    undone = api.post(f"/api/messages/{message['id']}/undo/")
    assert undone.status_code == 200
    assert undone.json()["text"] == message["text"]
    restored = api.get(address).json()
    for name in ("version", "updated_at"):
        before.pop(name), restored.pop(name)
    assert restored == before
    assert Ticket.objects.get().reopened_at is None
    assert api.get(url(ticket)).json() == []


def test_undo_leaves_what_somebody_has_changed_since(api, make_ticket, post):
    ticket = make_ticket()
    message = post(ticket, then={"status": "resolved", "priority": "low"}).json()
    api.patch(ticket_url(ticket), {"priority": "critical"})
    api.post(f"/api/messages/{message['id']}/undo/")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.priority) == ("open", "critical")


def test_undo_of_a_reply_that_reopened_puts_the_time_of_resolution_back(api, make_ticket, post):
    ticket = make_ticket(status="resolved", resolved_at=timezone.now() - timedelta(days=2))
    message = post(ticket, then={"status": "open"}).json()
    api.post(f"/api/messages/{message['id']}/undo/")
    resolved_at = ticket.resolved_at
    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolved_at) == ("resolved", resolved_at)


def test_what_was_sent_stays(api, make_ticket, post, monkeypatch):
    message = post(make_ticket()).json()
    held(monkeypatch)
    response = api.post(f"/api/messages/{message['id']}/undo/")
    assert response.status_code == 409
    assert "no longer" in response.json()["detail"]
    assert Message.objects.count() == 1


def test_what_was_released_stays(api, make_ticket, post, monkeypatch):
    ticket = make_ticket()
    message = post(ticket).json()
    services.release_held(ticket.pk)
    assert Message.objects.get().held_until is not None
    with monkeypatch.context() as patch:
        held(patch)
        services.release_held(ticket.pk)
    assert Message.objects.get().held_until is None
    assert api.post(f"/api/messages/{message['id']}/undo/").status_code == 409


def test_without_holding_a_reply_is_sent_at_once(settings, make_ticket, post, api):
    settings.REPLY_HOLD_SECONDS = 0
    message = post(make_ticket(), then={"status": "closed"}).json()
    assert message["held_until"] is None
    assert api.post(f"/api/messages/{message['id']}/undo/").status_code == 409


def test_who_has_not_seen_the_newest_is_shown_it_first(api, make_ticket, post):
    ticket = make_ticket()
    first = post(ticket, "First").json()
    assert first.pop("unreached") == []
    note = post(ticket, "Only a note", kind="note").json()
    response = post(ticket, "Second", seen_until=0)
    assert response.status_code == 409
    assert response.json()["newer"] == [first]
    assert post(ticket, "Second", seen_until=first["id"]).status_code == 201
    assert post(ticket, "Third", seen_until=note["id"], anyway=True).status_code == 201
    assert post(ticket, "Also a note", kind="note", seen_until=0).status_code == 201


def test_ones_own_messages_are_no_surprise(api, make_ticket, post):
    ada = User.objects.create_user("ada", is_staff=True)
    api.force_authenticate(ada)
    ticket = make_ticket()
    post(ticket, "First")
    assert post(ticket, "Second", seen_until=0).status_code == 201


def test_a_key_makes_one_message(api, make_ticket, post):
    ticket = make_ticket()
    first, again = (post(ticket, key="abc") for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert post(ticket, "Another text", key="abc").status_code == 422
    assert post(make_ticket(), key="abc").json()["id"] != first.json()["id"]
    assert Message.objects.count() == 2
    assert Ticket.objects.get(pk=ticket.pk).message_count == 1


def test_a_refused_reply_is_sent_anyway_with_the_same_key(make_ticket, post):
    ticket = make_ticket()
    post(ticket, "First")
    assert post(ticket, "Second", key="k", seen_until=0).status_code == 409
    assert post(ticket, "Second", key="k", seen_until=0, anyway=True).status_code == 201


def test_notes_are_edited_with_their_revisions(api, make_ticket, post):
    note = post(make_ticket(), "Frist", kind="note").json()
    address = f"/api/messages/{note['id']}/"
    response = api.patch(address, {"text": "First"}, headers={"If-Match": '"1"'})
    assert response.status_code == 200
    edited = response.json()
    assert (edited["text"], edited["version"]) == ("First", 2)
    assert edited["edited_at"]
    assert Revision.objects.get().text == "Frist"
    assert api.patch(address, {"text": "X"}, headers={"If-Match": '"1"'}).status_code == 412
    assert api.patch(address, {"text": ""}).status_code == 400
    assert api.delete(address, headers={"If-Match": '"1"'}).status_code == 412
    assert api.delete(address).status_code == 204
    assert not Revision.objects.exists()
    assert Ticket.objects.get().message_count == 0


def test_sent_replies_are_never_edited(api, make_ticket, post):
    message = post(make_ticket()).json()
    assert message["can_edit"] is False
    assert api.patch(f"/api/messages/{message['id']}/", {"text": "X"}).status_code == 404
    assert api.delete(f"/api/messages/{message['id']}/").status_code == 404


def test_a_note_is_its_authors_and_admins(api, make_ticket, post, settings):
    settings.OPEN_ACCESS = False
    ada, bob = (User.objects.create_user(name, is_staff=True) for name in ("ada", "bob"))
    admin = User.objects.create_superuser("admin")
    api.force_authenticate(ada)
    note = post(make_ticket(), kind="note").json()
    address = f"/api/messages/{note['id']}/"
    assert note["can_edit"]
    api.force_authenticate(bob)
    assert api.patch(address, {"text": "X"}).status_code == 403
    assert api.delete(address).status_code == 403
    api.force_authenticate(admin)
    assert api.patch(address, {"text": "X"}).status_code == 200


def test_pages_lead_to_earlier_messages(api, make_ticket, django_assert_num_queries):
    ticket = make_ticket()
    author = services.Author(AuthorKind.AGENT)
    for number in range(120):
        services.post_as_agent(
            ticket.pk, author, services.Draft(Kind.NOTE, f"{number}", Channel.WEB), by=SYSTEM
        )
    seen: list[str] = []
    address = url(ticket)
    while address:
        # The ticket, its messages.
        with django_assert_num_queries(2):
            response = api.get(address)
        seen = [message["text"] for message in response.json()] + seen
        link = response.headers.get("Link")
        address = link.partition(">")[0][1:] if link else None
    assert seen == [str(number) for number in range(120)]
    assert api.get(url(ticket), {"cursor": "x"}).status_code == 400


def test_the_timeline_merges_messages_and_events(api, make_ticket, post):
    ticket = make_ticket()
    post(ticket, "One", then={"status": "in_progress"})
    post(ticket, "Two", kind="note")
    api.patch(ticket_url(ticket), {"priority": "low"})
    items = api.get(url(ticket, "timeline")).json()
    assert [item["type"] for item in items] == ["message", "event", "message", "event"]
    assert [item.get("text") for item in items] == ["One", None, "Two", None]
    replies = api.get(url(ticket, "timeline"), {"kinds": ["reply"]}).json()
    assert [item["text"] for item in replies] == ["One"]
    events = api.get(url(ticket, "timeline"), {"kinds": ["event"]}).json()
    assert [change["field"] for item in events for change in item["changes"]] == [
        "status",
        "priority",
    ]
    assert api.get(url(ticket, "timeline"), {"kinds": ["call"]}).status_code == 400


def test_a_long_timeline_is_read_whole_and_once(api, make_ticket, django_assert_num_queries):
    ticket = make_ticket()
    author = services.Author(AuthorKind.AGENT)
    for number in range(70):
        draft = services.Draft(Kind.NOTE, f"{number}", Channel.WEB)
        services.post_as_agent(ticket.pk, author, draft, by=SYSTEM)
        if number % 2:
            api.patch(ticket_url(ticket), {"priority": "low" if number % 4 == 1 else "high"})
    seen: list[dict[str, str]] = []
    address = url(ticket, "timeline")
    while address:
        # The ticket, its messages, its events.
        with django_assert_num_queries(3):
            response = api.get(address)
        seen = response.json() + seen
        link = response.headers.get("Link")
        address = link.partition(">")[0][1:] if link else None
    times = [item["at"] for item in seen]
    assert times == sorted(times)
    texts = [item["text"] for item in seen if item["type"] == "message"]
    assert texts == [str(number) for number in range(70)]
    assert len(seen) == 70 + Event.objects.count()


@pytest.mark.usefixtures("no_bin")
def test_a_conversation_goes_with_its_ticket(api, make_ticket, post):
    ticket = make_ticket()
    post(ticket)
    assert api.delete(ticket_url(ticket)).status_code == 204
    assert not Message.objects.exists()


def test_messages_are_found(api, make_ticket, post):
    ticket, _ = make_ticket(), make_ticket()
    post(ticket, "The **carburettor** is broken.")
    note = post(ticket, "Ask the garage", kind="note").json()

    def found(words):
        return [row["id"] for row in api.get("/api/tickets/", {"search": words}).json()]

    assert found("carburettor garage") == [ticket.pk]
    api.patch(f"/api/messages/{note['id']}/", {"text": "Ask the factory"})
    assert found("carburettor garage") == []
    assert found("factory") == [ticket.pk]


def test_the_preview_is_what_would_be_sent(api, make_ticket, post):
    text = "**Bold** <script>alert(1)</script>"
    preview = api.post("/api/markdown/", {"text": text}).json()["html"]
    assert preview == post(make_ticket(), text).json()["html"]
    assert "<script" not in preview
