"""The plain conversations answer and write the same as the product's, for a fair comparison."""

import pytest

from bench.cases import API, PLAIN_API
from bench.conversations.catalogue import MESSAGES_API, PLAIN_MESSAGES, PLAIN_PULSE
from conversations.models import Message
from tickets.conversation_state import COLUMNS
from tickets.models import SearchText, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bench.urls")]


# Who is mentioned, the plain ones do not look for.
NOT_COMPARED = ("id", "at", "held_until", "unreached")


def say(api, ticket, text, kind="reply", url=API):
    answer = api.post(f"{url}{ticket.pk}/messages/", {"kind": kind, "text": text})
    assert answer.status_code == 201
    return answer.json()


@pytest.fixture
def pair(make_ticket):
    """Two tickets that differ in nothing but their ids."""
    first = make_ticket()
    return first, make_ticket(created_at=first.created_at, title=first.title)


def columns(ticket):
    return Ticket.objects.values(*COLUMNS).get(pk=ticket.pk)


def without_times(ticket):
    return {
        name: value is not None if name.endswith("_at") else value
        for name, value in columns(ticket).items()
    }


def test_a_thread_has_the_same_messages(api, pair):
    ticket, _ = pair
    for number in range(60):
        say(api, ticket, f"Message {number}", ("reply", "note")[number % 2])
    page = api.get(f"{API}{ticket.pk}/messages/").json()
    plain = api.get(f"{PLAIN_API}{ticket.pk}/messages/").json()["results"]
    assert plain[::-1] == page
    assert len(page) == 50


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_a_message_writes_the_same(api, pair, kind):
    written = [
        say(api, ticket, "We have **found** it.", kind, url)
        for ticket, url in zip(pair, (API, PLAIN_API), strict=True)
    ]
    ours, plain = (
        {name: value for name, value in one.items() if name not in NOT_COMPARED} for one in written
    )
    assert plain == ours
    assert without_times(pair[0]) == without_times(pair[1])
    texts = SearchText.objects.filter(source=SearchText.Source.MESSAGE).values_list(
        "text", flat=True
    )
    assert len(texts) == 2
    assert len(set(texts)) == 1


@pytest.mark.parametrize("before", [[], ["reply"], ["note", "reply"]])
def test_taking_back_leaves_the_same(api, pair, before):
    for ticket in pair:
        for kind in before:
            say(api, ticket, "Earlier", kind)
    was = [columns(ticket) for ticket in pair]
    for ticket, url in zip(pair, (MESSAGES_API, PLAIN_MESSAGES), strict=True):
        reply = say(api, ticket, "Sorry")
        assert api.post(f"{url}{reply['id']}/undo/").status_code == 200
    assert [columns(ticket) for ticket in pair] == was
    assert not Message.objects.filter(text="Sorry").exists()
    assert not SearchText.objects.filter(text="sorry").exists()


@pytest.mark.parametrize("search", ["paid", "paid twice", "found paid", "printer paid", "absent"])
def test_a_search_finds_the_same_in_messages(api, pair, make_ticket, search):
    say(api, pair[0], "They paid for it.")
    say(api, pair[0], "We found it twice.", "note")
    say(api, pair[1], "Somebody paid.")
    say(api, make_ticket(title="A printer"), "It was paid.")
    found = api.get(f"{API}?search={search}").json()
    plain = api.get(f"{PLAIN_API}?search={search}").json()["results"]
    assert [one["id"] for one in plain] == [one["id"] for one in found]
    assert bool(found) == (search != "absent")


def test_the_plain_pulse_tells_of_what_was_just_written(api, pair):
    note = say(api, pair[0], "Look here", "note")
    answer = api.get(f"{PLAIN_PULSE}?ticket={pair[1].pk}").json()
    assert answer["changed"] == [{"key": f"m{note['id']}", "ticket": pair[0].pk}]
