"""Requesters see of a shared conversation what is theirs, and never another one's words."""

import pytest

from conversations.models import Kind
from tests.conversations.merging.conftest import address_of, answer, merge, reply, unmerge

pytestmark = pytest.mark.django_db


def texts(api, address):
    return [message["text"] for message in api.get(f"{address}messages/").json()]


def everything(api, address):
    return api.get(address).content.decode() + api.get(f"{address}messages/").content.decode()


@pytest.fixture
def merged(api, ada, ben):
    """Two requesters whose conversations were merged, each with a link."""
    links = address_of(ada), address_of(ben)
    answer(ada, "Ada's secret")
    reply(ada, "Only to Ada")
    answer(ben, "Ben's secret")
    reply(ben, "Only to Ben")
    assert merge(api, ben, ada).status_code == 200
    reply(ada, "To both")
    reply(ada, "Between us", Kind.NOTE)
    return links


def test_nobody_sees_what_another_wrote_or_was_told_alone(api, merged):
    of_ada, of_ben = merged
    assert texts(api, of_ada) == ["Ada's secret", "Only to Ada", "To both"]
    assert texts(api, of_ben) == ["Ben's secret", "Only to Ben", "To both"]
    for of_one, words in ((of_ada, ["Ben", "Smoke", "smell"]), (of_ben, ["Ada", "rinter", "fire"])):
        shown = everything(api, of_one)
        assert [word for word in [*words, "Between us", "@"] if word in shown] == []


def test_the_page_of_a_merged_ticket_has_the_state_of_the_other(api, ada, merged):
    of_ada, of_ben = merged
    shown = api.get(of_ben).json()
    assert (shown["joined"], shown["status"], shown["title"]) == (True, "open", "Smoke")
    assert api.get(of_ada).json()["joined"] is False
    reply(ada, "Solved", status="resolved")
    assert api.get(of_ben).json()["status"] == "resolved"


def test_answers_by_either_link_arrive_and_stay_apart(api, ada, merged):
    of_ada, of_ben = merged
    answered = api.post(f"{of_ben}messages/", {"text": "Ben again"})
    assert answered.status_code == 201
    assert answered.json()["ticket"]["title"] == "Smoke"
    assert api.post(f"{of_ada}messages/", {"text": "Ada again"}).status_code == 201
    assert "Ben again" not in texts(api, of_ada)
    assert "Ada again" not in texts(api, of_ben)
    thread = api.get(f"/api/tickets/{ada.pk}/messages/").json()
    assert {"Ben again", "Ada again"} <= {message["text"] for message in thread}
    ada.refresh_from_db()
    assert ada.awaiting == "agent"


def test_one_of_several_cannot_say_that_all_is_solved(api, ada, merged):
    _, of_ben = merged
    assert api.patch(of_ben, {"status": "resolved"}).status_code == 409
    ada.refresh_from_db()
    assert ada.status == "open"
    reply(ada, "Solved", status="resolved")
    assert api.patch(of_ben, {"status": "open"}).status_code == 200


def test_after_unmerging_nobody_sees_what_stayed_of_another(api, ben, merged):
    of_ada, of_ben = merged
    api.post(f"{of_ben}messages/", {"text": "Ben again"})
    unmerge(api, ben)
    assert texts(api, of_ada) == ["Ada's secret", "Only to Ada", "To both"]
    assert texts(api, of_ben) == ["Ben's secret", "Only to Ben"]
    assert api.get(of_ben).json()["joined"] is False


def test_one_person_who_asked_twice_sees_everything_on_both_pages(api, ada, ticket_of):
    again = ticket_of("Ada", title="Again", description="Once more.")
    links = address_of(ada), address_of(again)
    answer(ada, "First")
    answer(again, "Second")
    reply(again, "Told there")
    merge(api, again, ada)
    expected = ["Again\n\nOnce more.", "First", "Second", "Told there"]
    assert [texts(api, link) for link in links] == [expected, expected]
    assert {api.get(link).json()["title"] for link in links} == {"Printer"}
    assert api.get(links[0]).json()["reference"] != api.get(links[1]).json()["reference"]
    assert api.patch(links[1], {"status": "resolved"}).status_code == 200


def test_a_name_without_an_address_makes_nobody_the_same_person(api, ticket_of):
    one, other = (ticket_of("Ada", requester_email="") for _ in range(2))
    link = address_of(other)
    answer(one, "Secret")
    merge(api, other, one)
    assert texts(api, link) == []


def test_in_a_chain_everybody_sees_what_was_told_since_they_joined(api, ada, ben, ticket_of):
    eve = ticket_of("Eve")
    of_ada, of_ben, of_eve = (address_of(ticket) for ticket in (ada, ben, eve))
    reply(ada, "Before Ben")
    merge(api, ben, ada)
    reply(ada, "To Ada and Ben")
    reply(eve, "Only to Eve")
    merge(api, ada, eve)
    reply(eve, "To all")
    assert texts(api, of_ben) == ["To Ada and Ben", "To all"]
    assert texts(api, of_ada) == ["Before Ben", "To Ada and Ben", "To all"]
    assert texts(api, of_eve) == ["Only to Eve", "To all"]
