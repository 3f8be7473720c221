"""Merged tickets keep some fields, are left out of queues, and take their followers along."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conversations.followers.models import Follower
from conversations.followers.services import follow
from people.models import Team
from tests.conversations.merging.conftest import merge, reply, ticket_row, unmerge
from tests.support.agents import client_of, make_agent
from tickets.models import Ticket
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db


def test_a_merged_ticket_keeps_its_status_assignee_and_snooze(api, ada, ben):
    merge(api, ben, ada)
    address = f"/api/tickets/{ben.pk}/"
    agent = make_agent("Grace").pk
    for refused in ({"status": "open"}, {"assignee": agent}):
        response = api.patch(address, refused, format="json")
        assert response.status_code == 409
        assert f"merged into #{ada.pk}" in response.json()["detail"]
    assert api.post(f"{address}assign/").status_code == 409
    assert api.patch(address, {"snoozed_until": "reply"}, format="json").status_code == 400
    assert api.patch(address, {"priority": "high", "status": "closed"}).status_code == 200
    ben.refresh_from_db()
    assert (ben.status, ben.assignee_id, ben.snoozed_until) == ("closed", None, None)


@pytest.mark.parametrize("field", ["status", "assignee", "snoozed_until"])
def test_a_change_of_many_that_names_a_merged_ticket_says_so(api, ada, ben, field):
    merge(api, ben, ada)
    agent = make_agent("Grace").pk
    value = {"status": "in_progress", "assignee": agent, "snoozed_until": "reply"}[field]
    operations = {"operations": [{"ids": [ada.pk, ben.pk], "set": {field: value}}]}
    response = api.post("/api/tickets/bulk/", operations, format="json")
    assert response.status_code == 400
    assert "1 of these were merged" in str(response.json())
    ada.refresh_from_db()
    assert (ada.status, ada.assignee_id, ada.snoozed_until) == ("open", None, None)


def test_a_change_of_all_that_match_leaves_merged_tickets_out(api, ada, ben):
    merge(api, ben, ada)
    operations = {"operations": [{"matching": {}, "set": {"priority": "critical"}}]}
    answered = api.post("/api/tickets/bulk/", operations, format="json").json()
    assert ([one["id"] for one in answered["changed"]], answered["unchanged"]) == ([ada.pk], 0)


def test_the_next_ticket_and_similar_ones_are_never_merged_ones(api, ada, ben, ticket_of):
    third = ticket_of("Cyd", title="Smoke", description="It smells of *smoke* here.")
    similar = f"/api/tickets/{third.pk}/similar/"
    found = [one["id"] for one in api.get(similar).json()["duplicates"]]
    assert ben.pk in found
    merge(api, ben, ada)
    answered = api.get(similar).json()
    assert ben.pk not in [one["id"] for part in ("duplicates", "solved") for one in answered[part]]
    client = client_of(make_agent("Grace"))
    address = "/api/tickets/next/"
    taken = [client.post(address, {}, format="json").json()["id"] for _ in range(2)]
    assert sorted(taken) == [ada.pk, third.pk]
    assert client.post(address, {}, format="json").status_code == 204


def test_a_snooze_of_either_ticket_ends_and_returns(api, ada, ben):
    until = timezone.now() + timedelta(days=3)
    reply(ada, "Wait.")
    Ticket.objects.filter(pk=ada.pk).update(snoozed_until=UNTIL_REPLY)
    Ticket.objects.filter(pk=ben.pk).update(snoozed_until=until, snoozed_by=7)
    before = [ticket_row(one) for one in (ada, ben)]
    merge(api, ben, ada)
    for one in (ada, ben):
        one.refresh_from_db()
        assert one.snoozed_until is None
    assert ada.awaiting == "agent"
    unmerge(api, ben)
    assert [ticket_row(one) for one in (ada, ben)] == before


def test_a_ticket_stays_snoozed_if_nobody_waits_in_the_merged_one(api, ada, ben):
    reply(ben, "Wait.")
    Ticket.objects.filter(pk=ada.pk).update(snoozed_until=UNTIL_REPLY)
    merge(api, ben, ada)
    ada.refresh_from_db()
    assert ada.snoozed_until == UNTIL_REPLY


def test_a_snooze_that_somebody_has_set_since_stays(api, ada, ben):
    Ticket.objects.filter(pk=ada.pk).update(snoozed_until=UNTIL_REPLY)
    merge(api, ben, ada)
    until = timezone.now() + timedelta(days=1)
    Ticket.objects.filter(pk=ada.pk).update(snoozed_until=until)
    unmerge(api, ben)
    ada.refresh_from_db()
    assert ada.snoozed_until == until


def followers_of(ticket):
    return set(Follower.objects.filter(ticket=ticket).values_list("user__first_name", "reason"))


def test_followers_go_along_and_are_put_back(api, ada, ben):
    grace, alan, kay = make_agent("Grace"), make_agent("Alan"), make_agent("Kay")
    for ticket, agent, reason in (
        *((ada, grace, "mentioned"), (ben, grace, "followed")),
        *((ben, alan, "mentioned"), (ada, kay, "followed")),
    ):
        Follower.objects.create(ticket=ticket, user=agent, reason=reason)
    before = [followers_of(one) for one in (ada, ben)]
    merge(api, ben, ada)
    assert followers_of(ada) == {
        ("Grace", "mentioned"),
        ("Alan", "mentioned"),
        ("Kay", "followed"),
    }
    unmerge(api, ben)
    assert [followers_of(one) for one in (ada, ben)] == before


def test_followers_leave_all_tickets_that_they_were_carried_to(api, ada, ben, ticket_of):
    cyd = ticket_of("Cyd")
    for name, ticket in (("Grace", ben), ("Alan", ada)):
        follow(ticket, [make_agent(name).pk])
    merge(api, ben, ada)
    merge(api, ada, cyd)
    assert followers_of(cyd) == {("Grace", "followed"), ("Alan", "followed")}
    unmerge(api, ben)
    assert [followers_of(one) for one in (ada, cyd)] == [{("Alan", "followed")}] * 2
    unmerge(api, ada)
    assert followers_of(cyd) == set()


@pytest.fixture
def closed_team(settings):
    settings.OPEN_ACCESS = False
    return Team.objects.create(name="Personnel", is_closed=True)


@pytest.fixture
def insider(closed_team):
    agent = make_agent("Ines")
    closed_team.memberships.create(agent=agent)
    return client_of(agent)


@pytest.fixture
def outsider(closed_team):
    return client_of(make_agent("Otto"))


def close(ticket, team):
    Ticket.objects.filter(pk=ticket.pk).update(team=team)


def test_a_closed_teams_ticket_is_to_others_one_that_does_not_exist(
    outsider, ada, ben, ticket_of, closed_team
):
    cyd = ticket_of("Cyd")
    message = reply(ben, "Here.")
    assert (
        outsider.post(
            f"/api/tickets/{cyd.pk}/links/", {"ticket": ada.pk}, format="json"
        ).status_code
        == 200
    )
    close(ada, closed_team)
    nobody = ada.pk + 1000
    asked = (
        (f"/api/tickets/{ben.pk}/merge/", "into"),
        (f"/api/tickets/{ben.pk}/links/", "ticket"),
        (f"/api/messages/{message.pk}/move/", "to"),
    )
    for path, field in asked:
        answers = [
            outsider.post(path, {field: number}, format="json") for number in (ada.pk, nobody)
        ]
        assert [one.status_code for one in answers] == [400, 400], path
        assert answers[0].content == answers[1].content
    for path in ("merge/", "unmerge/", "links/"):
        assert outsider.post(f"/api/tickets/{ada.pk}/{path}").status_code == 404
    links = f"/api/tickets/{cyd.pk}/links/"
    assert outsider.get(links).json()["related"] == []
    assert outsider.delete(f"{links}{ada.pk}/").status_code == 404


def test_who_may_not_read_the_conversation_changes_nothing_in_it(
    insider, outsider, ada, ben, ticket_of, closed_team
):
    cyd = ticket_of("Cyd")
    message = reply(cyd, "Here.")
    close(ada, closed_team)
    assert merge(insider, ben, ada).status_code == 200
    address = f"/api/tickets/{ben.pk}/"
    before = ticket_row(ada)
    # They read the ticket itself, but neither what is written where it is now, nor do they write.
    assert outsider.get(address).status_code == 200
    for part in ("timeline/?kinds=reply", "messages/"):
        assert outsider.get(f"{address}{part}").json() == []
    assert outsider.get(f"{address}links/").json()["merged_into"] is None
    body = {"kind": "note", "text": "Hello"}
    assert outsider.post(f"{address}messages/", body, format="json").status_code == 404
    assert outsider.post(f"{address}unmerge/").status_code == 404
    into = {"into": ben.pk}
    assert outsider.post(f"/api/tickets/{cyd.pk}/merge/", into, format="json").status_code == 400
    to = {"to": ben.pk}
    moved = outsider.post(f"/api/messages/{message.pk}/move/", to, format="json")
    assert moved.status_code == 400
    assert ticket_row(ada) == before
    assert insider.post(f"{address}unmerge/").status_code == 200


def test_whoever_reads_the_other_ticket_reads_what_a_member_has_merged_into_it(
    insider, outsider, ada, ben, closed_team
):
    close(ben, closed_team)
    reply(ben, "Personal.")
    assert merge(insider, ben, ada).status_code == 200
    texts = [one["text"] for one in outsider.get(f"/api/tickets/{ada.pk}/messages/").json()]
    assert "Personal." in texts
    links = outsider.get(f"/api/tickets/{ada.pk}/links/").json()
    assert links["merged"] == []
    assert outsider.post(f"/api/tickets/{ben.pk}/unmerge/").status_code == 404


def test_followers_who_may_not_read_the_other_ticket_stay_behind(insider, ada, ben, closed_team):
    close(ada, closed_team)
    for agent in (make_agent("Kay"), closed_team.memberships.get().agent):
        follow(ben, [agent.pk])
    merge(insider, ben, ada)
    assert followers_of(ada) == {("Ines", "followed")}
