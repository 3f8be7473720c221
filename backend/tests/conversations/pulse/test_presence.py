"""Presence on an open ticket."""

import pytest
from rest_framework.test import APIClient

from accounts.models import ApiToken
from conversations.pulse import presence
from conversations.pulse.models import Presence
from core.http.scopes import Scope
from tickets.services import delete_ticket

pytestmark = pytest.mark.django_db


def people(answer):
    return [(person["name"], person["doing"]) for person in answer["presence"]]


@pytest.fixture
def ada(make_agent):
    return make_agent("ada", first_name="Ada", last_name="Lovelace")


@pytest.fixture
def bob(make_agent):
    return make_agent("bob", first_name="Bob")


def test_others_see_who_is_there_and_what_they_do(tab, make_ticket, ada, bob, clock):
    ticket = make_ticket()
    a, b = tab("a", ada, ticket=ticket.pk), tab("b", bob, ticket=ticket.pk)
    assert a.pulse()["presence"] == []
    [seen] = b.pulse()["presence"]
    since = seen.pop("since")
    assert seen == {"id": ada.pk, "name": "Ada Lovelace", "doing": "viewing"}
    assert people(a.pulse()) == [("Bob", "viewing")]
    clock.shift(5)
    assert a.pulse(doing="replying") is None
    [seen] = b.pulse()["presence"]
    assert seen["doing"] == "replying"
    assert seen["since"] > since


def test_the_own_tab_and_the_own_person_are_never_shown(tab, make_ticket, ada):
    ticket = make_ticket()
    a, other = tab("a", ada, ticket=ticket.pk), tab("o", ada, ticket=ticket.pk)
    a.pulse()
    assert other.pulse()["presence"] == []
    assert a.pulse() is None
    assert Presence.objects.count() == 2


def test_a_person_with_several_tabs_is_shown_once_as_doing_most(tab, make_ticket, ada, bob):
    ticket = make_ticket()
    for name, doing in (("a", "viewing"), ("c", "replying"), ("d", "noting")):
        tab(name, ada, ticket=ticket.pk, doing=doing).pulse()
    assert people(tab("b", bob, ticket=ticket.pk).pulse()) == [("Ada Lovelace", "replying")]


def test_nobody_is_seen_on_another_ticket_or_on_none(tab, make_ticket, ada, bob):
    ticket, other = make_ticket(), make_ticket()
    tab("a", ada, ticket=ticket.pk).pulse()
    assert tab("b", bob, ticket=other.pk).pulse()["presence"] == []
    assert tab("c", bob).pulse()["presence"] == []


def test_who_opens_another_ticket_has_left_the_one_before(tab, make_ticket, ada, bob):
    ticket, other = make_ticket(), make_ticket()
    a, b = tab("a", ada, ticket=ticket.pk), tab("b", bob, ticket=ticket.pk)
    a.pulse()
    assert people(b.pulse()) == [("Ada Lovelace", "viewing")]
    a.pulse(ticket=other.pk)
    assert b.pulse()["presence"] == []
    assert Presence.objects.count() == 2


def test_who_is_no_longer_heard_of_is_gone_after_45_seconds(tab, make_ticket, ada, bob, clock):
    ticket = make_ticket()
    a, b = tab("a", ada, ticket=ticket.pk), tab("b", bob, ticket=ticket.pk)
    a.pulse()
    b.pulse()
    clock.shift(44)
    assert b.pulse() is None
    clock.shift(2)
    assert b.pulse()["presence"] == []


def test_one_that_goes_on_asking_stays_with_few_writes(tab, make_ticket, ada, bob, clock):
    ticket = make_ticket()
    a, b = tab("a", ada, ticket=ticket.pk), tab("b", bob, ticket=ticket.pk)
    a.pulse()
    b.pulse()
    written = set()
    for _ in range(24):
        clock.shift(5)
        a.pulse()
        assert b.pulse() is None
        written.add(Presence.objects.get(tab="a" * 16).at)
    # When it came, and every 20 seconds.
    assert len(written) == 1 + 6


def test_a_tab_that_leaves_is_gone_at_once(tab, make_ticket, ada, bob):
    ticket = make_ticket()
    a, b = tab("a", ada, ticket=ticket.pk), tab("b", bob, ticket=ticket.pk)
    a.pulse()
    b.pulse()
    a.leave()
    assert b.pulse()["presence"] == []
    a.leave()


def test_in_open_mode_somebody_is_shown_without_a_name(tab, make_ticket):
    ticket = make_ticket()
    a, b = tab("a", ticket=ticket.pk), tab("b", ticket=ticket.pk)
    a.pulse()
    tab("c", ticket=ticket.pk).pulse()
    seen = b.pulse()["presence"]
    assert [(row["id"], row["name"]) for row in seen] == [(None, "Someone")] * 2
    b.leave()
    assert people(a.pulse()) == [("Someone", "viewing")]


def test_who_signs_in_is_named_at_once(tab, make_ticket, ada, bob):
    ticket = make_ticket()
    tab("a", ticket=ticket.pk).pulse()
    tab("a", ada, ticket=ticket.pk).pulse()
    assert people(tab("b", bob, ticket=ticket.pk).pulse()) == [("Ada Lovelace", "viewing")]


@pytest.mark.parametrize("scope", [Scope.READ, Scope.EVERYTHING])
def test_programs_see_who_is_there_and_are_not_seen(tab, make_ticket, ada, bob, scope):
    ticket = make_ticket()
    tab("a", ada, ticket=ticket.pk).pulse()
    _, token = ApiToken.objects.create(user=bob, name="x", scope=scope)
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    answer = program.get("/api/pulse/", {"tab": "p" * 16, "ticket": ticket.pk})
    assert people(answer.json()) == [("Ada Lovelace", "viewing")]
    assert Presence.objects.count() == 1


def test_old_rows_go_when_others_come(tab, make_ticket, ada, bob, clock, monkeypatch):
    ticket = make_ticket()
    for name in "cdefg":
        tab(name, ada, ticket=ticket.pk).pulse()
    clock.shift(presence.DELETE_AFTER)
    monkeypatch.setattr(presence, "DELETE_BATCH_SIZE", 3)
    left = []
    for name in "bhi":
        clock.shift(1)
        tab(name, bob, ticket=ticket.pk).pulse()
        left.append(Presence.objects.exclude(user=bob).count())
    assert left == [2, 0, 0]


def test_presence_goes_with_its_ticket_and_its_user(tab, make_ticket, ada, bob):
    ticket, other = make_ticket(), make_ticket()
    tab("a", ada, ticket=ticket.pk).pulse()
    tab("b", bob, ticket=other.pk).pulse()
    delete_ticket(ticket)
    assert Presence.objects.get().user == bob
    bob.delete()
    assert not Presence.objects.exists()


@pytest.mark.parametrize("person", ["a stranger", "a requester's account"])
def test_strangers_are_refused(settings, make_ticket, make_agent, person):
    settings.OPEN_ACCESS = False
    client = APIClient()
    if person != "a stranger":
        user = make_agent("eve")
        user.is_staff = False
        user.save()
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    ticket = make_ticket()
    expected = 401 if person == "a stranger" else 403
    query = {"tab": "a" * 16, "ticket": ticket.pk}
    for response in (
        client.get("/api/pulse/", query),
        client.post("/api/pulse/leave/", {"tab": "a" * 16}),
        client.get("/api/seen/", {"ticket": ticket.pk}),
        client.put(f"/api/tickets/{ticket.pk}/seen/", {"message": 1}),
    ):
        assert response.status_code == expected
        assert response.json().keys() == {"detail"}
    assert not Presence.objects.exists()
