"""Teams in the admin."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from people.models import Membership, Team
from people.teams import services
from tests.support.agents import make_agent

pytestmark = pytest.mark.django_db
ADD = reverse("admin:people_team_add")


@pytest.fixture
def ada(db):
    return make_agent("Ada")


def page(team):
    return reverse("admin:people_team_change", args=[team.pk])


def form(*members, stored=0, **values):
    """Return what the form of a team sends; the first so many members are stored already."""
    rows = {
        f"memberships-{at}-{name}": value
        for at, member in enumerate(members)
        for name, value in member.items()
    }
    counts = {"memberships-TOTAL_FORMS": len(members), "memberships-INITIAL_FORMS": stored}
    return {"name": "Billing", "assignment": "off", **values, **counts, **rows}


def test_a_team_is_made_with_its_members(admin_client, ada):
    answer = admin_client.post(ADD, form({"agent": ada.pk, "capacity": 5}, name=" Billing desk"))
    assert answer.status_code == 302
    team = Team.objects.get()
    assert (team.name, team.sort_key, team.version) == ("Billing desk", "billing desk", 1)
    assert list(team.memberships.values_list("agent", "capacity")) == [(ada.pk, 5)]


def test_a_change_moves_the_version_and_leaves_the_turn(admin_client, ada):
    team = Team.objects.create(name="Billing", last_turn=9)
    kept = team.memberships.create(agent=ada, last_turn=9)
    gone = team.memberships.create(agent=make_agent("Bob"))
    rows = (
        {"id": kept.pk, "team": team.pk, "capacity": 3, "away_until_0": "2026-05-01"},
        {"id": gone.pk, "team": team.pk, "DELETE": "on"},
        {"team": team.pk, "agent": make_agent("Eve").pk},
    )
    rows[0]["away_until_1"] = "12:00"
    values = form(*rows, stored=2, assignment="round_robin")
    assert admin_client.post(page(team), values).status_code == 302
    team.refresh_from_db()
    assert (team.assignment, team.version, team.last_turn) == ("round_robin", 2, 9)
    [first, second] = Membership.objects.order_by("pk")
    assert (first.agent, first.capacity, first.last_turn) == (ada, 3, 9)
    assert first.away_until == datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert (second.agent.first_name, second.last_turn) == ("Eve", 0)


def test_the_page_takes_the_same_queries_for_one_member_as_for_many(
    admin_client, django_assert_max_num_queries
):
    team = Team.objects.create(name="Billing")
    for count in (1, 20):
        for _ in range(count):
            team.memberships.create(agent=make_agent(f"Ann{Membership.objects.count()}"))
        with django_assert_max_num_queries(8):
            assert "ann0" in admin_client.get(page(team)).content.decode()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": ""}, "This field may not be blank."),
        ({"name": "x" * 61}, "Ensure this field has no more than 60 characters."),
        ({"name": "ÉCOLES"}, "Another team has this name."),
        ({"assignment": "lottery"}, "Select a valid choice."),
    ],
)
def test_bad_values_are_told(admin_client, values, reason):
    Team.objects.create(name="Écoles")
    answer = admin_client.post(ADD, form(**values))
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert Team.objects.count() == 1


def test_a_member_is_named_once_and_may_sign_in(admin_client, ada):
    gone = make_agent("Gone", is_active=False)
    for members in ([{"agent": ada.pk}, {"agent": ada.pk}], [{"agent": gone.pk}]):
        assert admin_client.post(ADD, form(*members)).status_code == 200
    assert not Team.objects.exists()


def test_there_are_not_endlessly_many(admin_client, monkeypatch):
    monkeypatch.setattr(services, "MAX_TEAMS", 1)
    Team.objects.create(name="First")
    answer = admin_client.post(ADD, form())
    assert "There can be 1 teams at most." in answer.content.decode()


def test_a_deleted_teams_tickets_stay(admin_client, ada, make_ticket):
    team = Team.objects.create(name="Billing")
    team.memberships.create(agent=ada)
    ticket = make_ticket(team=team)
    delete = reverse("admin:people_team_delete", args=[team.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.team, ticket.version) == (None, 2)
