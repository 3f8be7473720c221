"""The readers of closed teams' tickets are known by one query or none."""

import time

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from people.models import Team
from people.teams import access
from people.teams.access import READS_ALL, Reader, find_hidden, reader_of
from tests.support.agents import client_of, make_agent
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
URL = "/api/teams/"


@pytest.fixture
def mia(db):
    return make_agent("Mia")


@pytest.fixture
def closed(mia):
    team = Team.objects.create(name="Personnel", is_closed=True)
    team.memberships.create(agent=mia)
    return team


@pytest.fixture
def admin(db):
    return client_of(make_agent("Root", is_superuser=True))


def asked_by(user):
    request = Request(APIRequestFactory().get("/"))
    request.user = user
    return request


def test_a_reader_does_not_see_closed_teams_of_others(closed, mia):
    other = Team.objects.create(name="Law", is_closed=True)
    Team.objects.create(name="Support")
    assert reader_of(asked_by(mia)).hidden_teams == (other.pk,)
    assert reader_of(asked_by(make_agent("Otto"))).hidden_teams == (closed.pk, other.pk)
    assert reader_of(asked_by(make_agent("Ann", is_superuser=True))) == READS_ALL


def test_a_request_has_one_reader_by_one_query(closed, django_assert_num_queries):
    request = asked_by(make_agent("Otto"))
    with django_assert_num_queries(1):
        assert reader_of(request) is reader_of(request)
    # An admin's rights are known with the account.
    with django_assert_num_queries(0):
        reader_of(asked_by(User(is_superuser=True, is_staff=True)))


def test_that_none_is_closed_is_remembered(mia, django_assert_num_queries):
    access.forget()
    with django_assert_num_queries(1):
        assert find_hidden(mia.pk) == ()
    with django_assert_num_queries(0):
        assert find_hidden(mia.pk) == ()


def test_that_one_is_closed_is_not_remembered(closed, mia):
    assert find_hidden(None) == (closed.pk,)
    closed.is_closed = False
    closed.save()
    assert find_hidden(None) == ()


def test_what_another_process_remembers_ends_before_the_answer_to_who_closes_a_team(
    admin, mia, monkeypatch, time_machine, django_capture_on_commit_callbacks
):
    team = Team.objects.create(name="Personnel")
    access.forget()
    time_machine.move_to(time.time(), tick=False)
    assert find_hidden(mia.pk) == ()
    remembered = caches["local"].get(access.NONE_IS_CLOSED)
    monkeypatch.setattr(time, "sleep", time_machine.shift)
    with django_capture_on_commit_callbacks(execute=True):
        response = admin.patch(f"{URL}{team.pk}/", {"is_closed": True}, format="json")
    assert response.json()["is_closed"] is True
    # As another process has it, which was not told.
    caches["local"].set(access.NONE_IS_CLOSED, remembered, None)
    assert find_hidden(mia.pk) == (team.pk,)


def test_only_closing_waits(admin, monkeypatch, django_capture_on_commit_callbacks):
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    with django_capture_on_commit_callbacks(execute=True):
        team = admin.post(URL, {"name": "A", "is_closed": True}, format="json").json()
    assert waits == [access.REMEMBERED_SECONDS]
    changes: tuple[dict, ...] = ({"name": "B"}, {"is_closed": False}, {"members": []})
    for values in changes:
        with django_capture_on_commit_callbacks(execute=True):
            admin.patch(f"{URL}{team['id']}/", values, format="json")
    assert len(waits) == 1


def test_conditions_are_the_same_in_sql_as_in_queries(closed, make_ticket):
    support = Team.objects.create(name="Support")
    for team in (closed, support, None):
        make_ticket(team=team)
    for reader in (READS_ALL, Reader((closed.pk,)), Reader((closed.pk, support.pk))):
        readable = set(Ticket.objects.filter(reader.match()).values_list("pk", flat=True))
        for sql, expected in (
            (reader.readable_sql(), readable),
            (f"NOT ({reader.hidden_sql()}) OR team_id IS NULL", readable),
        ):
            found = Ticket.objects.raw(f"SELECT id FROM tickets_ticket WHERE {sql}")
            assert {ticket.pk for ticket in found} == expected
        assert readable == {one.pk for one in Ticket.objects.all() if reader.may_read(one.team_id)}


def test_everybody_reads_the_name_of_a_closed_team_but_only_members_who_is_in_it(
    closed, mia, admin
):
    named = {"id": mia.pk, "name": "Mia", "capacity": None, "away_until": None}
    for client in (client_of(mia), admin):
        assert client.get(URL).json()[0]["members"] == [named]
    own_tag = client_of(mia).get(f"{URL}{closed.pk}/").headers["ETag"]
    otto = client_of(make_agent("Otto"))
    [team] = otto.get(URL).json()
    assert (team["name"], team["is_closed"], team["members"]) == ("Personnel", True, None)
    response = otto.get(f"{URL}{closed.pk}/")
    assert response.json()["members"] is None
    assert response.headers["ETag"] != own_tag


def test_members_that_are_null_stay(admin, closed, mia):
    response = admin.patch(f"{URL}{closed.pk}/", {"members": None, "name": "HR"}, format="json")
    assert [member["id"] for member in response.json()["members"]] == [mia.pk]


@pytest.mark.parametrize("value", ["yes", 1, None])
def test_other_values_are_refused(admin, closed, value):
    response = admin.patch(f"{URL}{closed.pk}/", {"is_closed": value}, format="json")
    assert response.status_code == 400
    assert list(response.json()) == ["is_closed"]


def test_only_admins_close_a_team(closed, mia):
    response = client_of(mia).patch(f"{URL}{closed.pk}/", {"is_closed": False}, format="json")
    assert response.status_code == 403
