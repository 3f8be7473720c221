"""The API for views: kept, shared, edited, deleted."""

import pytest

from people.models import Membership, Team
from tests.support.agents import client_of, make_agent
from tickets.shared_views import services
from tickets.shared_views.models import SharedView

pytestmark = pytest.mark.django_db
URL = "/api/views/"


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def bob(db):
    return make_agent("Bob")


@pytest.fixture
def root(db):
    return make_agent("Root", is_superuser=True)


@pytest.fixture
def billing(ada, bob):
    team = Team.objects.create(name="Billing")
    for agent in (ada, bob):
        Membership.objects.create(team=team, agent=agent)
    return team


def save(agent, name="Urgent", **values):
    body = {"name": name, "query": "priority=critical", **values}
    response = client_of(agent).post(URL, body, format="json")
    assert response.status_code == 201, response.content
    return response.json()


def refuse(agent, code=400, **values):
    response = client_of(agent).post(URL, {"name": "Urgent", **values}, format="json")
    assert response.status_code == code, response.content
    return response.json()


def one(view):
    return f"{URL}{view['id']}/"


def names_for(client):
    return [view["name"] for view in client.get(URL).json()]


def test_a_view_keeps_filters_order_groups_and_columns(ada):
    view = save(
        ada,
        query="?status=open&exclude_team=none&assignee=me&status=open&search=",
        ordering="waiting_since",
        group="priority",
        columns=["team", "priority", "team"],
    )
    assert view == {
        "id": view["id"],
        "name": "Urgent",
        "query": "status=open&assignee=me&exclude_team=none",
        "ordering": "waiting_since",
        "group": "priority",
        "columns": ["team", "priority"],
        "shared_with": "nobody",
        "team": None,
        "owner": {"id": ada.pk, "name": "Ada"},
        "can_edit": True,
        "version": 1,
    }
    response = client_of(ada).get(one(view))
    assert response.json() == view
    assert response.headers["ETag"] == '"1"'


def test_one_name_is_enough(ada):
    view = client_of(ada).post(URL, {"name": "All"}, format="json").json()
    assert (view["query"], view["ordering"], view["group"]) == ("", "-created_at", "")


def test_the_query_is_what_the_list_takes(ada, make_ticket):
    make_ticket(priority="critical")
    make_ticket(priority="low")
    view = save(ada, query="exclude_priority=low&created_within=3000&search=%22a%20b%22")
    assert client_of(ada).get(f"/api/tickets/?{view['query']}").status_code == 200
    assert "search=%22a+b%22" in view["query"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("status=lost", "status: Select a valid choice. lost is not one of the available choices."),
        ("assignee=you", "assignee: Enter an id, “me” or “none”."),
        ("created_within=0", "created_within: Give a whole number from 1 to 36,500."),
        ("colour=red", "There is no filter “colour”."),
        ("ordering=status", "There is no filter “ordering”."),
        ("search=a&search=b", "Give “search” once."),
        ("&".join(f"status{n}=1" for n in range(300)), None),
        ("status=" * 1000, None),
        ("a&" * 1999, None),
        ("x" * 5000, None),
        ("status=open\0", None),
        (7, None),
        (["status=open"], None),
    ],
)
def test_a_query_that_the_list_refuses_is_refused(ada, query, reason):
    answer = refuse(ada, query=query)
    assert list(answer) == ["query"]
    if reason:
        assert answer["query"] == [reason.replace("36,500", answer["query"][0].split(" ")[-1][:-1])]


@pytest.mark.parametrize("query", ["search=%00", "search=%ED%A0%80", "search=\u202e%F0%9F%92%A5"])
def test_odd_characters_are_kept_or_refused_but_never_fail(ada, query):
    view = save(ada, query=query)
    assert client_of(ada).get(f"/api/tickets/?{view['query']}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " \u200b "),
        ("name", "x" * 61),
        ("name", 7),
        ("ordering", "colour"),
        ("group", "assignee"),
        ("columns", ["colour"]),
        ("columns", "team"),
        ("columns", ["team"] * 50),
        ("shared_with", "all"),
        ("shared_with", 0),
        ("shared_with", True),
        ("shared_with", None),
        ("shared_with", 10**30),
    ],
)
def test_other_values_are_refused_with_the_field(ada, field, value):
    assert list(refuse(ada, **{field: value})) == [field]


def test_each_sees_their_own_and_what_is_shared_with_them(ada, bob, root, billing):
    eve = make_agent("Eve")
    save(ada, "Zebra")
    save(ada, "For the team", shared_with=billing.pk)
    save(root, "For all", shared_with="everyone")
    save(bob, "Bob's")
    assert names_for(client_of(ada)) == ["For the team", "Zebra", "For all"]
    assert names_for(client_of(bob)) == ["Bob's", "For all", "For the team"]
    assert names_for(client_of(eve)) == ["For all"]
    assert names_for(client_of(root)) == ["For all"]


def test_the_list_takes_one_query_however_many_there_are(ada, billing, django_assert_num_queries):
    for number in range(9):
        save(ada, f"View {number}", shared_with=billing.pk)
    client = client_of(ada)
    # Session, person, and the views with their owners and teams.
    with django_assert_num_queries(3):
        assert len(client.get(URL).json()) == 9


def test_an_unchanged_list_is_not_sent_again(ada):
    save(ada)
    client = client_of(ada)
    etag = client.get(URL).headers["ETag"]
    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 304


def test_who_is_not_signed_in_sees_what_is_for_everyone_and_saves_nothing(api, ada, root):
    save(ada)
    view = save(root, "For all", shared_with="everyone")
    assert names_for(api) == ["For all"]
    assert api.get(one(view)).json()["can_edit"] is False
    response = api.post(URL, {"name": "Mine"}, format="json")
    assert (response.status_code, list(response.json())) == (400, ["detail"])
    assert api.patch(one(view), {"name": "Mine"}, format="json").status_code == 403
    assert api.delete(one(view)).status_code == 403


def test_agents_share_with_their_own_teams_and_admins_with_everyone(ada, root, billing):
    other = Team.objects.create(name="Other")
    assert refuse(ada, 403, shared_with="everyone")["detail"]
    assert refuse(ada, 403, shared_with=other.pk)["detail"]
    # Whether there is such a team is not told.
    assert refuse(ada, 403, shared_with=10**9)["detail"]
    assert refuse(root, shared_with=10**9) == {"shared_with": ["There is no such team."]}
    assert save(root, shared_with=other.pk)["team"] == {
        "id": other.pk,
        "name": "Other",
        "is_closed": False,
    }
    view = save(ada, shared_with=billing.pk)
    assert view["shared_with"] == billing.pk
    response = client_of(ada).patch(one(view), {"shared_with": "everyone"}, format="json")
    assert response.status_code == 403
    response = client_of(ada).patch(one(view), {"shared_with": "nobody"}, format="json")
    assert response.json()["shared_with"] == "nobody"


def test_who_left_the_team_may_still_edit_what_they_shared(ada, billing):
    view = save(ada, shared_with=billing.pk)
    Membership.objects.filter(agent=ada).delete()
    values = {"name": "New", "shared_with": billing.pk}
    assert client_of(ada).patch(one(view), values, format="json").status_code == 200


def test_only_the_owner_and_admins_edit_and_delete(ada, bob, root, billing):
    view = save(ada, shared_with=billing.pk)
    client = client_of(bob)
    assert client.get(one(view)).json()["can_edit"] is False
    assert client.patch(one(view), {"name": "Mine"}, format="json").status_code == 403
    assert client.delete(one(view)).status_code == 403
    save(root, "For all", shared_with="everyone")
    everyone = SharedView.objects.get(is_for_everyone=True)
    SharedView.objects.filter(pk=view["id"]).update(team=None, is_for_everyone=True)
    response = client_of(root).patch(one(view), {"name": "Ours"}, format="json")
    assert response.json()["owner"]["name"] == "Ada"
    assert client_of(root).delete(one(view)).status_code == 204
    assert list(SharedView.objects.all()) == [everyone]


def test_a_private_view_is_nobody_elses(ada, bob, root):
    view = save(ada)
    for agent in (bob, root):
        client = client_of(agent)
        assert client.get(one(view)).status_code == 404
        assert client.patch(one(view), {"name": "x"}, format="json").status_code == 404
        assert client.delete(one(view)).status_code == 404


def test_a_change_of_an_older_version_is_refused(ada):
    view = save(ada)
    client = client_of(ada)
    etag = {"If-Match": '"1"'}
    response = client.patch(one(view), {"query": "status=open"}, format="json", headers=etag)
    assert (response.json()["version"], response.headers["ETag"]) == (2, '"2"')
    assert response.json()["name"] == "Urgent"
    response = client.patch(one(view), {"name": "New"}, format="json", headers=etag)
    assert response.status_code == 412
    assert client.delete(one(view), headers=etag).status_code == 412
    # What changes nothing is no new version.
    assert client.patch(one(view), {"query": "status=open"}, format="json").json()["version"] == 2


def test_a_name_is_given_once_by_each(ada, bob):
    save(ada, "Dringend Ä")
    save(bob, "Dringend Ä")
    assert refuse(ada, name="dringend a") == {"name": ["You have another view of this name."]}
    other = save(ada, "Other")
    response = client_of(ada).patch(one(other), {"name": "DRINGEND Ä"}, format="json")
    assert response.json() == {"name": ["You have another view of this name."]}


def test_there_is_a_limit(ada, monkeypatch):
    monkeypatch.setattr(services, "MAX_VIEWS", 2)
    save(ada, "1")
    save(ada, "2")
    assert list(refuse(ada, name="3")) == ["name"]


def test_shared_views_outlive_their_owner_and_private_ones_their_team(ada, bob, root, billing):
    save(ada, "Private")
    for_team = save(ada, "For the team", shared_with=billing.pk)
    of_bob = save(bob, "Bob's", shared_with=billing.pk)
    ada.delete()
    client = client_of(bob)
    assert names_for(client) == ["Bob's", "For the team"]
    assert client.get(one(for_team)).json()["owner"] is None
    assert client.patch(one(for_team), {"name": "x"}, format="json").status_code == 403
    billing.delete()
    assert names_for(client) == ["Bob's"]
    assert client.get(one(of_bob)).json()["shared_with"] == "nobody"
    assert SharedView.objects.count() == 1


def test_a_view_whose_filter_names_a_deleted_team_still_opens(ada, billing, make_ticket):
    make_ticket()
    view = save(ada, query=f"team={billing.pk}&exclude_assignee=999")
    billing.delete()
    client = client_of(ada)
    assert client.get(one(view)).status_code == 200
    response = client.get(f"/api/tickets/?{view['query']}")
    assert (response.status_code, response.json()) == (200, [])
    assert client.patch(one(view), {"query": view["query"]}, format="json").status_code == 200
