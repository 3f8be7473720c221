"""The requester's side: what the private link shows of the conversation, and answers by it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from conversations import services
from conversations.models import AuthorKind, Channel, Kind, Message
from conversations.ticket_state import iterate_wrong
from tickets.history.actors import SYSTEM
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
MESSAGE = {"key", "author", "text", "html", "at"}


@pytest.fixture(autouse=True)
def proved():
    """Whatever a test does, the derived columns are those that the messages prove."""
    yield None
    assert [pk for batch in iterate_wrong() for pk in batch] == []


@pytest.fixture(params=[True, False], ids=["open", "closed"])
def either_mode(request, settings):
    settings.OPEN_ACCESS = request.param


@pytest.fixture
def made(api, body):
    who = {"requester_name": "Ann", "requester_email": "ann@example.org"}
    return api.post("/api/tickets/", {**body, **who}).json()


@pytest.fixture
def ticket(made):
    return Ticket.objects.get(private_link__isnull=False)


@pytest.fixture
def address(made):
    return f"/api/requests/{made['request_token']}/"


@pytest.fixture
def answer(api, address):
    def send(text="It happened again.", key=None):
        headers = {"Idempotency-Key": key} if key else {}
        return api.post(f"{address}messages/", {"text": text}, headers=headers)

    return send


def write(ticket, text, kind=Kind.REPLY, name="Ada Lovelace", **then):
    author = services.Author(AuthorKind.AGENT, 1, name)
    return services.post_as_agent(
        ticket.pk, author, services.Draft(kind, text, Channel.WEB, then=then), by=SYSTEM
    )


def wait(monkeypatch, **duration):
    later = timezone.now() + timedelta(**duration)
    monkeypatch.setattr(timezone, "now", lambda: later)


def test_the_link_shows_replies_once_they_are_sent(either_mode, api, address, ticket, monkeypatch):
    write(ticket, "Hello **Ann**")
    write(ticket, "She is in a hurry", kind=Kind.NOTE)
    assert api.get(f"{address}messages/").json() == []
    wait(monkeypatch, seconds=30)
    [shown] = api.get(f"{address}messages/").json()
    assert set(shown) == MESSAGE
    assert shown["author"] == {"kind": "agent", "name": "Ada Lovelace"}
    assert shown["text"] == "Hello **Ann**"


def test_a_reply_that_was_taken_back_is_never_shown(api, address, ticket, monkeypatch):
    message = write(ticket, "Hello")
    services.take_back(message.pk, SYSTEM)
    wait(monkeypatch, seconds=30)
    assert api.get(f"{address}messages/").json() == []


def test_an_agents_address_is_never_shown(api, address, ticket, monkeypatch):
    write(ticket, "Hello", name="ada@example.com")
    wait(monkeypatch, seconds=30)
    assert api.get(f"{address}messages/").json()[0]["author"]["name"] == ""


def test_an_answer_is_a_message(either_mode, api, address, ticket, answer):
    response = answer("Not **yet**")
    assert response.status_code == 201
    shown = response.json()
    assert set(shown) == MESSAGE | {"ticket", "follow_up"}
    assert shown["author"] == {"kind": "requester", "name": "Ann"}
    assert shown["follow_up"] is None
    assert shown["ticket"] == api.get(address).json()
    message = {name: shown[name] for name in MESSAGE}
    assert api.get(f"{address}messages/").json() == [message]
    stored = Message.objects.get()
    assert (stored.channel, stored.kind, stored.held_until) == ("link", "reply", None)


def test_an_answer_makes_it_the_agents_turn(ticket, answer):
    write(ticket, "What is the number?")
    answer("42")
    ticket.refresh_from_db()
    message = Message.objects.latest("pk")
    assert (ticket.awaiting, ticket.waiting_since) == ("agent", message.at)
    answer("43")
    ticket.refresh_from_db()
    assert ticket.waiting_since == message.at


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_an_answer_reopens(ticket, answer, status):
    write(ticket, "Done", status=status)
    shown = answer().json()
    assert shown["ticket"]["status"] == "open"
    ticket.refresh_from_db()
    assert (ticket.status, ticket.awaiting, ticket.resolved_at) == ("open", "agent", None)


def test_an_answer_to_what_was_closed_long_ago_makes_a_new_ticket(
    api, ticket, address, answer, monkeypatch
):
    write(ticket, "Done", status="closed")
    wait(monkeypatch, days=15)
    shown = answer("Once more", key="abc").json()
    assert shown["ticket"]["status"] == "closed"
    new = Ticket.objects.exclude(pk=ticket.pk).get()
    assert new.follow_up_of == ticket
    assert (new.title, new.description) == ("Re: Charged twice", "Once more")
    assert (new.requester_email, new.status) == ("ann@example.org", "open")
    public = api.get(f"/api/requests/{shown['follow_up']['request_token']}/").json()
    assert public["reference"] == shown["follow_up"]["reference"]
    assert answer("Once more", key="abc").json() == shown
    assert Ticket.objects.count() == 2
    assert api.patch(address, {"status": "open"}).status_code == 409
    too_long = answer("x" * 20_001)
    assert too_long.status_code == 400
    assert "20,000" in too_long.json()["text"][0]


def test_what_was_resolved_long_ago_is_reopened(ticket, answer, monkeypatch):
    write(ticket, "Done", status="resolved")
    wait(monkeypatch, days=400)
    assert answer().json()["ticket"]["status"] == "open"


def test_the_requester_says_that_it_is_solved_or_not(either_mode, api, address, ticket):
    solved = api.patch(address, {"status": "resolved"})
    assert solved.status_code == 200
    assert solved.json() == api.get(address).json()
    assert solved.json()["status"] == "resolved"
    assert api.patch(address, {"status": "resolved"}).status_code == 200
    assert api.patch(address, {"status": "open"}).json()["status"] == "open"
    for status in ("closed", "in_progress", "", None, 5):
        assert api.patch(address, {"status": status}).status_code == 400


@pytest.mark.parametrize("text", ["", " \u200b ", None, 5, "x" * (64 * 1024 + 1)])
def test_bad_answers_are_told_by_field(answer, text):
    response = answer(text)
    assert response.status_code == 400
    assert "text" in response.json()


def test_a_key_makes_one_answer(answer):
    assert answer(key="abc").json() == answer(key="abc").json()
    assert answer("Another", key="abc").status_code == 422
    assert Message.objects.count() == 1


def test_unknown_and_revoked_links_show_and_take_nothing(api, address, ticket, answer):
    api.delete(f"/api/tickets/{ticket.pk}/link/")
    for base in (address, "/api/requests/unknown/"):
        for response in (
            api.get(f"{base}messages/"),
            api.post(f"{base}messages/", {"text": "x"}),
            api.patch(base, {"status": "resolved"}),
        ):
            assert response.status_code == 404
            assert response.headers["Cache-Control"] == "no-store"
    assert not Message.objects.exists()


def test_answers_are_throttled(settings, answer, monkeypatch):
    from rest_framework.throttling import SimpleRateThrottle

    rates = {**SimpleRateThrottle.THROTTLE_RATES, "answer": "2/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    settings.OPEN_ACCESS = False
    assert [answer(f"{number}").status_code for number in range(3)] == [201, 201, 429]


def test_pages_tell_nothing_of_other_messages(api, address, ticket, monkeypatch):
    for number in range(60):
        write(ticket, f"{number}")
    wait(monkeypatch, seconds=30)
    response = api.get(f"{address}messages/")
    assert [shown["text"] for shown in response.json()] == [str(n) for n in range(10, 60)]
    link = response.headers["Link"].partition(">")[0][1:]
    cursor = link.partition("cursor=")[2]
    assert len(cursor) > 80
    assert [shown["text"] for shown in api.get(link).json()] == [str(n) for n in range(10)]
    assert api.get(f"{address}messages/", {"cursor": "123"}).status_code == 400


def test_an_agent_who_answers_by_the_link_is_the_requester(api, answer):
    api.force_authenticate(User.objects.create_superuser("admin"))
    assert answer().json()["author"]["kind"] == "requester"
