"""The place in its messages where a search has found a ticket."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.models import AuthorKind, Channel, Kind
from conversations.services import Author, Draft, store_message
from tests.tickets.search.test_list import ids
from tickets.history.actors import SYSTEM
from tickets.search.found import EXCERPT_LENGTH, make_excerpt

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.fixture
def write():
    def store(ticket, text, kind=Kind.REPLY):
        author = Author(AuthorKind.AGENT, name="Ada")
        return store_message(ticket, author, Draft(kind, text, Channel.WEB), SYSTEM)

    return store


def found_by(api, search):
    return [row["found"] for row in api.get(URL, {"search": search}).json()]


def test_the_message_with_the_word_is_told(api, make_ticket, write):
    ticket = make_ticket(title="No access")
    write(ticket, "We are on it.")
    message = write(ticket, "Your **Zertifikat**\nwas renewed.")
    write(ticket, "The Zertifikat again.")
    assert found_by(api, "zertifikat") == [
        {
            "source": "message",
            "message": message.pk,
            "kind": "reply",
            "excerpt": "Your Zertifikat was renewed.",
        }
    ]


def test_a_note_is_told_as_one(api, make_ticket, write):
    note = write(make_ticket(), "Ask the Überseehafen.", Kind.NOTE)
    [found] = found_by(api, "uberseehafen")
    assert (found["message"], found["kind"]) == (note.pk, "note")


def test_a_ticket_that_has_all_words_itself_needs_no_message(api, make_ticket, write):
    ticket = make_ticket(
        title="Printer", description="It burns.", requester_email="ada@example.com"
    )
    write(ticket, "printer burns ada@example.com")
    for search in ("printer", "printer burns", "burns ada@example.com", f"#{ticket.pk}"):
        assert found_by(api, search) == [None]
    assert api.get(URL).json()[0]["found"] is None


def test_the_message_has_the_word_that_the_ticket_lacks(api, make_ticket, write):
    ticket = make_ticket(title="Printer on fire")
    write(ticket, "About the printer and its fire.")
    message = write(ticket, "Order a new fuser.")
    [found] = found_by(api, "printer fuser fire")
    assert found["message"] == message.pk


def test_of_two_words_in_two_messages_the_first_is_told(api, make_ticket, write):
    ticket = make_ticket()
    first = write(ticket, "The gateway answers.")
    write(ticket, "The balancer does not.")
    [found] = found_by(api, "balancer gateway")
    assert found["message"] == first.pk


def test_a_message_with_both_words_comes_before_an_earlier_one_with_one(api, make_ticket, write):
    ticket = make_ticket()
    write(ticket, "The gateway answers.")
    both = write(ticket, "The gateway and the balancer.")
    [found] = found_by(api, "balancer gateway")
    assert found["message"] == both.pk


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_one_query_more_whatever_it_has(api, make_ticket, write, count):
    def queries(search):
        with CaptureQueriesContext(connection) as captured:
            assert len(ids(api.get(URL, {"search": search}))) == count
        return len(captured.captured_queries)

    for number in range(count):
        ticket = make_ticket(title="Printer", requester_email=f"{number}@example.com")
        write(ticket, "A new fuser.")
        write(ticket, "Another fuser.")
    queries("printer")
    # On PostgreSQL the time limit of a statement within a transaction takes a savepoint.
    extra = {"postgresql": 3, "sqlite": 1}[connection.vendor]
    assert queries("printer fuser") == queries("printer") + extra


def test_deleted_notes_are_not_found(api, make_ticket, write):
    ticket = make_ticket()
    note = write(ticket, "Ask the harbour.", Kind.NOTE)
    assert api.delete(f"/api/messages/{note.pk}/").status_code == 204
    assert found_by(api, "harbour") == []


@pytest.mark.parametrize(
    ("text", "terms", "start", "has"),
    [
        ("short and good", ["good"], "short and good", "good"),
        (f"{'So much to say. ' * 40}The end.", ["end"], "…", "The end."),
        (f"{'ab' * 400}NEEDLE{'cd' * 400}", ["needle"], "…", "NEEDLE"),
        (f"{'Größe ' * 100}ﬁnal 'Straße'", ["final", "strasse"], "…", "ﬁnal 'Straße'"),
        (f"{'x ' * 300}one\n\n  phrase {'y ' * 300}", ["one phrase"], "…", "one phrase"),
        ("長い文章。" * 100 + "退款" + "長い文章。" * 100, ["退款"], "…", "退款"),
        ("nothing of it", ["absent"], "nothing of it", "nothing"),
        ("", ["absent"], "", ""),
    ],
)
def test_an_excerpt_is_short_and_has_the_word(text, terms, start, has):
    excerpt = make_excerpt(text, terms)
    assert len(excerpt) <= EXCERPT_LENGTH
    assert excerpt.startswith(start)
    assert has in excerpt
    assert "\n" not in excerpt
