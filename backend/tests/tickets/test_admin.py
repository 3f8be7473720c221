"""Tickets in Django's admin."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from people.models import Team
from tests.support.agents import make_agent
from tickets.history.models import Event
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
LIST = reverse("admin:tickets_ticket_changelist")


def test_the_list_takes_the_same_queries_for_one_ticket_as_for_many(
    admin_client, make_ticket, django_assert_max_num_queries
):
    team = Team.objects.create(name="Billing")
    for count in (1, 60):
        for _ in range(count):
            make_ticket(assignee=make_agent(f"Ann{Ticket.objects.count()}"), team=team)
        with django_assert_max_num_queries(8):
            assert admin_client.get(LIST).status_code == 200


def test_search_filters_and_dates(admin_client, make_ticket):
    make_ticket(title="Überweisung", status="open")
    make_ticket(title="Other", status="closed")
    page = admin_client.get(
        LIST, {"q": "überweisung", "status__exact": "open", "created_at__year": "2026"}
    ).content.decode()
    assert "Überweisung" in page
    assert "1 ticket" in page
    assert "Other" not in page


def test_times_and_days_are_the_teams(admin_client, make_ticket, settings):
    settings.TEAM_TIME_ZONE = "America/Los_Angeles"
    ticket = make_ticket(created_at=datetime(2026, 3, 1, 7, 59, tzinfo=UTC))
    page = admin_client.get(LIST, {"created_at__month": "2", "created_at__year": "2026"})
    assert "Feb. 28, 2026, 11:59 p.m." in page.content.decode()
    assert "0 tickets" in admin_client.get(LIST, {"created_at__month": "3"}).content.decode()
    detail = admin_client.get(reverse("admin:tickets_ticket_change", args=[ticket.pk]))
    assert "Feb. 28, 2026, 11:59 p.m." in detail.content.decode()
    # Elsewhere, times stay in UTC.
    api = admin_client.get(f"/api/tickets/{ticket.pk}/").json()
    assert api["created_at"] == "2026-03-01T07:59:00Z"


def test_as_many_as_a_page_shows_can_be_selected(admin_client, make_ticket):
    tickets = [make_ticket(status="open") for _ in range(200)]
    selected = {"action": "mark_closed", "_selected_action": [ticket.pk for ticket in tickets]}
    assert admin_client.post(LIST, selected, follow=True).status_code == 200
    assert Ticket.objects.filter(status="closed").count() == 200


@pytest.mark.parametrize("status", ["open", "in_progress", "resolved", "closed"])
def test_bulk_status_change(admin_client, make_ticket, status, django_assert_max_num_queries):
    tickets = [make_ticket(status=start) for start in ("open", "closed", "in_progress")]
    untouched = make_ticket(status="in_progress")
    # The message about it is stored in the session, and taken out by the page that shows it. Two
    # queries find those of the tickets opened again whose assignee is away, or not in the team.
    with django_assert_max_num_queries(22):
        response = admin_client.post(
            LIST,
            {
                "action": f"mark_{status}",
                "_selected_action": [ticket.pk for ticket in tickets],
            },
            follow=True,
        )
    assert response.status_code == 200
    for ticket in tickets:
        before = ticket.status
        ticket.refresh_from_db()
        assert ticket.status == status
        assert ticket.version == (1 if before == status else 2)
    untouched.refresh_from_db()
    assert untouched.version == 1


def test_a_change_in_the_admin_moves_the_version(admin_client, make_ticket):
    ticket = make_ticket()
    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    values = {
        "title": "Corrected",
        "description": ticket.description,
        "category": ticket.category,
        "priority": ticket.priority,
        "status": "closed",
    }
    assert admin_client.post(url, values).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.title, ticket.status, ticket.version) == ("Corrected", "closed", 2)
    assert ticket.updated_at > ticket.created_at
    assert admin_client.post(url, values).status_code == 302
    ticket.refresh_from_db()
    assert ticket.version == 2


def with_values(ticket, **values):
    """Return what the form of a ticket sends, with these values."""
    names = ("title", "description", "category", "priority", "status")
    return {**{name: getattr(ticket, name) for name in names}, **values}


def test_a_ticket_is_given_to_an_agent_and_a_team(admin_client, make_ticket):
    ada, team = make_agent("Ada"), Team.objects.create(name="Billing")
    ticket = make_ticket()
    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    given = with_values(ticket, assignee=ada.pk, team=team.pk)
    # The second time nothing changes.
    for _ in range(2):
        assert admin_client.post(url, given).status_code == 302
        ticket.refresh_from_db()
        assert (ticket.assignee, ticket.team, ticket.version) == (ada, team, 2)
    changes = Event.objects.get(ticket_number=ticket.pk).changes
    assert changes == {"assignee": [None, "Ada"], "team": [None, "Billing"]}
    page = admin_client.get(LIST).content.decode()
    assert "Ada" in page and "Billing" in page
    assert admin_client.post(url, with_values(ticket)).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.team, ticket.version) == (None, None, 3)


def test_only_who_may_sign_in_is_given_a_ticket_and_who_has_left_keeps_theirs(
    admin_client, make_ticket
):
    gone = make_agent("Gone", is_active=False)
    ticket, theirs = make_ticket(), make_ticket(assignee=gone)
    for one, code in ((ticket, 200), (theirs, 302)):
        url = reverse("admin:tickets_ticket_change", args=[one.pk])
        answer = admin_client.post(url, with_values(one, assignee=gone.pk, status="closed"))
        assert answer.status_code == code
    assert list(Ticket.objects.filter(assignee=gone)) == [theirs]
    assert Ticket.objects.get(pk=theirs.pk).status == "closed"


def test_a_ticket_that_is_added_to_a_team_gets_an_assignee(admin_client, body):
    ada, team = make_agent("Ada"), Team.objects.create(name="Billing", assignment="round_robin")
    team.memberships.create(agent=ada)
    values = {**body, "status": "open", "team": team.pk}
    assert admin_client.post(reverse("admin:tickets_ticket_add"), values).status_code == 302
    assert Ticket.objects.get().assignee == ada


def test_agents_and_teams_are_searched_and_not_all_listed(admin_client, make_ticket):
    make_agent("Ada")
    make_agent("Adam", is_active=False)
    Team.objects.create(name="Finance")
    url = reverse("admin:tickets_ticket_change", args=[make_ticket().pk])
    page = admin_client.get(url).content.decode()
    assert "Finance" not in page

    def search(field, term):
        place = {"app_label": "tickets", "model_name": "ticket", "field_name": field}
        answer = admin_client.get(reverse("admin:autocomplete"), {**place, "term": term})
        return [found["text"] for found in answer.json()["results"]]

    assert search("assignee", "ada") == ["ada"]
    assert search("team", "fin") == ["Finance"]


def test_requesters_follow_the_rules_of_the_api(admin_client, make_ticket):
    ticket = make_ticket(requester_name="Ann")
    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    values = {
        **{name: getattr(ticket, name) for name in ("title", "description", "category")},
        **{name: getattr(ticket, name) for name in ("priority", "status")},
        "requester_name": "",
        "requester_email": "ann@localhost",
    }
    assert "like name@example.com" in admin_client.post(url, values).content.decode()
    values["requester_email"] = " ann@example.org"
    assert admin_client.post(url, values).status_code == 302
    ticket.refresh_from_db()
    assert (ticket.requester_name, ticket.requester_email) == ("", "ann@example.org")


def test_a_ticket_can_be_added(admin_client, body):
    response = admin_client.post(reverse("admin:tickets_ticket_add"), {**body, "status": "open"})
    assert response.status_code == 302
    assert Ticket.objects.get().title == body["title"]


def test_a_blank_title_is_a_message_not_an_error(admin_client, body):
    response = admin_client.post(
        reverse("admin:tickets_ticket_add"), {**body, "title": "  ", "status": "open"}
    )
    assert response.status_code == 200
    assert "This field may not be blank." in response.content.decode()


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize("text", ["\x07", "\u200b", "\x1b[31m"])
def test_the_texts_follow_the_rules_of_the_api(admin_client, body, field, text):
    url = reverse("admin:tickets_ticket_add")
    response = admin_client.post(url, {**body, "status": "open", field: text})
    assert response.status_code == 200
    assert "This field may not be blank." in response.content.decode()
    assert not Ticket.objects.exists()


def test_the_texts_are_tidied(admin_client, body):
    texts = {"title": "a\x07b\v\x92", "description": "a\0\vb\x1b[0m"}
    admin_client.post(reverse("admin:tickets_ticket_add"), {**body, "status": "open", **texts})
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description) == ("ab \u2019", "a\nb")


def test_a_forms_line_breaks_are_stored_as_those_of_the_api(admin_client, body):
    description = "two\r\n" * 4_000 + "lines"
    response = admin_client.post(
        reverse("admin:tickets_ticket_add"),
        {**body, "status": "open", "title": "two\tparts", "description": description},
    )
    assert response.status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description) == ("two parts", "two\n" * 4_000 + "lines")

    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    values = {**body, "status": "open", "title": ticket.title, "description": description}
    assert admin_client.post(url, values).status_code == 302
    ticket.refresh_from_db()
    assert ticket.version == 1


def test_selected_ones_go_to_a_folder_and_come_back(admin_client, make_ticket):
    tickets = [make_ticket(title=f"Ticket {number}") for number in range(2)]
    selected = [ticket.pk for ticket in tickets]
    for action, folder in (("mark_as_spam", "spam"), ("move_to_bin", "bin"), ("take_out", None)):
        response = admin_client.post(LIST, {"action": action, "_selected_action": selected})
        assert response.status_code == 302
        assert set(Ticket.objects.values_list("folder", flat=True)) == {folder}
        # Wherever they are, the admin shows and finds them.
        for query in ({}, {"q": "Ticket"}, {"folder__exact": folder} if folder else {}):
            assert b"Ticket 1" in admin_client.get(LIST, query).content
