"""Mentions in notes: rendered, followed, told of, and never in what a requester reads."""

import pytest

from conversations.markdown import render_markdown, render_note
from conversations.models import Follower, Message
from core.text.mentions import MAX_MENTIONS, flatten_mentions
from tests.support.agents import client_of, make_agent
from tickets.private_links.links import replace_link, token_for
from tickets.search.models import SearchText

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def bob(db):
    return make_agent("Bob")


def post(client, ticket, text, kind="note"):
    response = client.post(
        f"/api/tickets/{ticket.pk}/messages/", {"kind": kind, "text": text}, format="json"
    )
    assert response.status_code == 201, response.content
    return response.json()


def mention(agent, name="Bob"):
    return f"[@{name}](agent:{agent.pk})"


def followers(ticket):
    rows = Follower.objects.filter(ticket=ticket).order_by("pk")
    return list(rows.values_list("user", "reason"))


def test_who_is_mentioned_in_a_note_follows_the_ticket(ada, bob, make_ticket):
    ticket = make_ticket()
    note = post(client_of(ada), ticket, f"Please look, {mention(bob, 'Bob (Billing)')}!")
    assert followers(ticket) == [(bob.pk, "mentioned")]
    assert note["unreached"] == []
    assert note["html"] == ('<p>Please look, <span class="mention">@Bob (Billing)</span>!</p>\n')


def test_who_follows_already_keeps_the_reason(ada, bob, make_ticket):
    ticket = make_ticket()
    client_of(bob).put(f"/api/tickets/{ticket.pk}/followers/")
    post(client_of(ada), ticket, f"{mention(bob)} {mention(bob)} {mention(ada, 'Ada')}")
    assert followers(ticket) == [(bob.pk, "followed"), (ada.pk, "mentioned")]


def test_an_edit_that_mentions_somebody_more_makes_them_follow(ada, bob, make_ticket):
    ticket = make_ticket()
    client = client_of(ada)
    note = post(client, ticket, f"{mention(bob)}?")
    client_of(bob).delete(f"/api/tickets/{ticket.pk}/followers/")
    carol = make_agent("Carol")

    def edit(text):
        response = client.patch(f"/api/messages/{note['id']}/", {"text": text}, format="json")
        assert response.status_code == 200
        return response.json()

    # Bob was mentioned before, and does not want to.
    edit(f"{mention(bob)} and {mention(carol, 'Carol')}")
    assert followers(ticket) == [(carol.pk, "mentioned")]
    edit("Nobody")
    assert followers(ticket) == [(carol.pk, "mentioned")]


def test_who_may_not_read_the_ticket_does_not_follow_and_is_named(ada, make_ticket):
    ticket = make_ticket()
    gone = make_agent("Gone", is_active=False)
    note = post(client_of(ada), ticket, f"{mention(gone, 'Gone')} [@Nobody](agent:999999)")
    assert note["unreached"] == [{"id": gone.pk, "name": "Gone"}]
    assert followers(ticket) == []
    edited = client_of(ada).patch(
        f"/api/messages/{note['id']}/", {"text": f"{mention(gone)} again"}, format="json"
    )
    # They were told of once.
    assert edited.json()["unreached"] == []


def test_a_reply_mentions_nobody_and_has_no_ids(ada, bob, make_ticket, api):
    ticket = make_ticket()
    text = f"{mention(bob)} will help you."
    reply = post(client_of(ada), ticket, text, kind="reply")
    assert followers(ticket) == []
    assert reply["text"] == "@Bob will help you."
    assert reply["html"] == "<p>@Bob will help you.</p>\n"
    Message.objects.update(held_until=None)
    token = token_for(replace_link(ticket).nonce)
    [shown] = api.get(f"/api/requests/{token}/messages/").json()
    assert "agent:" not in str(shown)


def test_a_requester_cannot_mention_anybody(bob, make_ticket, api):
    ticket = make_ticket()
    token = token_for(replace_link(ticket).nonce)
    answer = api.post(f"/api/requests/{token}/messages/", {"text": mention(bob)}, format="json")
    assert answer.status_code == 201
    assert followers(ticket) == []
    assert answer.json()["html"] == f"<p>[@Bob](agent:{bob.pk})</p>\n"


def test_a_note_is_found_by_the_sentence_that_it_shows(ada, bob, make_ticket):
    ticket = make_ticket()
    post(client_of(ada), ticket, f"Ask {mention(bob)} first")
    assert SearchText.objects.get(source="message").text == "ask @bob first"
    [found] = client_of(ada).get("/api/tickets/", {"search": '"ask @bob first"'}).json()
    assert found["found"]["excerpt"] == "Ask @Bob first"


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("`[@Ada](agent:7)`", []),
        ("```\n[@Ada](agent:7)\n```", []),
        (r"\[@Ada](agent:7)", []),
        ("[Ada](agent:7)", []),
        ("[@Ada](agent:)", []),
        ("[@Ada](agent:７)", []),
        ("[@Ada](agent:7 )", []),
        ("[@Ada\n](agent:7)", []),
        ("[@](agent:7)", []),
        ("**[@Ada](agent:7)**", [7]),
        ("> * [@Ada](agent:7)", [7]),
        ("[see [@Ada](agent:7)](https://example.com)", [7]),
        ("![@Ada](agent:7)", [7]),
        ("[@Ada](agent:7)[@Ada](agent:8)", [7, 8]),
        (r"[@A\[d\]a\\](agent:7)", [7]),
    ],
)
def test_what_is_a_mention(text, mentioned):
    note = render_note(text)
    assert note.mentioned == mentioned
    assert note.html.count('<span class="mention">') == len(mentioned)
    assert 'href="agent' not in note.html
    assert "mention" not in render_markdown(text)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (r"A\[d\]a\\", "A[d]a\\"),
        ("עדה לאבלייס", "עדה לאבלייס"),
        ("<b>Ada</b>", "&lt;b&gt;Ada&lt;/b&gt;"),
        ("**Ada**", "**Ada**"),
        ('"onmouseover="x', '"onmouseover="x'),
    ],
)
def test_a_name_is_shown_as_it_is(name, shown):
    html = render_note(f"[@{name}](agent:7)").html
    assert html == f'<p><span class="mention">@{shown}</span></p>\n'


def test_other_classes_and_tags_stay_text():
    note = render_note('<span class="mention">@Ada</span>')
    assert note.mentioned == []
    assert "<span" not in note.html


def test_a_text_that_is_too_complex_mentions_with_readable_names():
    note = render_note("> " * 40 + "[@Ada](agent:7)")
    assert note.mentioned == [7]
    assert "@Ada" in note.html
    assert "agent:7" not in note.html


def test_of_many_mentions_some_count():
    text = " ".join(f"[@A](agent:{pk})" for pk in range(1, 2 * MAX_MENTIONS))
    assert render_note(text).mentioned == list(range(1, MAX_MENTIONS + 1))


def test_flat_texts_have_the_names_alone():
    assert flatten_mentions(r"a [@A\]b](agent:7) [x](https://y)") == "a @A]b [x](https://y)"
