"""The API for teams."""

import pytest

from people.models import Membership, Team
from people.teams import services
from tests.support.agents import client_of, make_agent

pytestmark = pytest.mark.django_db
URL = "/api/teams/"


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def admin(db):
    return client_of(make_agent("Root", is_superuser=True))


def one(team):
    return f"{URL}{team['id']}/"


def create(admin, **values):
    response = admin.post(URL, {"name": "Billing", **values}, format="json")
    assert response.status_code == 201, response.content
    return response.json()


def test_an_admin_makes_a_team_that_agents_read(admin, ada):
    team = create(admin, assignment="round_robin", members=[{"id": ada.pk, "capacity": 5}])
    assert team == {
        "id": team["id"],
        "name": "Billing",
        "assignment": "round_robin",
        "is_closed": False,
        "members": [{"id": ada.pk, "name": "Ada", "capacity": 5, "away_until": None}],
        "version": 1,
    }
    agent = client_of(ada)
    assert agent.get(URL).json() == [team]
    response = agent.get(one(team))
    assert response.json() == team
    assert response.headers["ETag"] == '"1"'


def test_the_list_takes_two_queries_however_many_there_are(
    admin, api, ada, django_assert_num_queries
):
    for name in ("Zebra", "Account", "billing"):
        create(admin, name=name, members=[{"id": ada.pk}])
    # The teams, and their members with the agents.
    with django_assert_num_queries(2):
        assert [team["name"] for team in api.get(URL).json()] == ["Account", "billing", "Zebra"]


def test_only_admins_change_teams(admin, ada):
    team = create(admin)
    agent = client_of(ada)
    for response in (
        agent.post(URL, {"name": "Mine"}, format="json"),
        agent.patch(one(team), {"name": "Mine"}, format="json"),
        agent.delete(one(team)),
    ):
        assert response.status_code == 403
        assert response.json() == {"detail": "Only admins may do this."}
    assert Team.objects.get().name == "Billing"


def test_a_change_names_all_members_and_keeps_the_turn_of_who_stays(admin, ada):
    bob = make_agent("Bob")
    team = create(admin, members=[{"id": ada.pk}])
    Membership.objects.update(last_turn=7)
    members = [{"id": bob.pk}, {"id": ada.pk, "capacity": 3}]
    response = admin.patch(one(team), {"members": members}, format="json")
    assert [member["id"] for member in response.json()["members"]] == [ada.pk, bob.pk]
    assert response.json()["version"] == 2
    assert list(Membership.objects.values_list("agent", "capacity", "last_turn")) == [
        (ada.pk, 3, 7),
        (bob.pk, None, 0),
    ]
    admin.patch(one(team), {"members": []}, format="json")
    assert not Membership.objects.exists()


def test_another_version_is_left_as_it_is(admin):
    team = create(admin)
    stale = {"HTTP_IF_MATCH": '"9"'}
    assert admin.patch(one(team), {"name": "X"}, format="json", **stale).status_code == 412
    assert admin.delete(one(team), **stale).status_code == 412
    assert Team.objects.get().name == "Billing"


def test_no_two_teams_have_the_same_name(admin):
    create(admin, name="Écoles")
    response = admin.post(URL, {"name": "  écoles "}, format="json")
    assert response.status_code == 400
    assert response.json() == {"name": ["Another team has this name."]}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"assignment": "lottery"}, "assignment"),
        ({"members": [{"id": 999_999}]}, "members"),
        ({"members": [{"id": 0}]}, "members"),
        ({"members": "Ada"}, "members"),
        ({"members": [None]}, "members"),
        ({"members": [{}]}, "members"),
    ],
)
def test_bad_values_are_told_by_field(admin, values, field):
    path = one(create(admin))
    for response in (
        admin.post(URL, {"name": "Support", **values}, format="json"),
        admin.patch(path, values, format="json"),
    ):
        assert response.status_code == 400
        assert list(response.json()) == [field]


def test_a_member_is_named_once_and_may_sign_in(admin, ada):
    gone = make_agent("Gone", is_active=False)
    for members in ([{"id": ada.pk}, {"id": ada.pk}], [{"id": gone.pk}]):
        response = admin.post(URL, {"name": "Billing", "members": members}, format="json")
        assert response.status_code == 400


def test_there_are_not_endlessly_many(admin, monkeypatch):
    monkeypatch.setattr(services, "MAX_TEAMS", 1)
    create(admin)
    response = admin.post(URL, {"name": "Next"}, format="json")
    assert response.json() == {"name": ["There can be 1 teams at most."]}


def test_a_deleted_teams_tickets_stay(admin, make_ticket):
    team = create(admin)
    ticket = make_ticket(team_id=team["id"])
    assert admin.delete(one(team)).status_code == 204
    ticket.refresh_from_db()
    assert (ticket.team_id, ticket.version) == (None, 2)
