"""Access by strangers, users and agents, in open and in closed mode."""

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from tickets.models import Ticket

pytestmark = pytest.mark.django_db
ACTIONS = {
    "list": ("get", "/api/tickets/"),
    "create": ("post", "/api/tickets/"),
    "retrieve": ("get", "/api/tickets/{}/"),
    "update": ("put", "/api/tickets/{}/"),
    "partial_update": ("patch", "/api/tickets/{}/"),
    "destroy": ("delete", "/api/tickets/{}/"),
    "link": ("get", "/api/tickets/{}/link/"),
    "make_link": ("post", "/api/tickets/{}/link/"),
    "revoke_link": ("delete", "/api/tickets/{}/link/"),
    "history": ("get", "/api/tickets/{}/history/"),
    "counts": ("get", "/api/tickets/counts/"),
    "stats": ("get", "/api/tickets/stats/"),
    "bulk": ("post", "/api/tickets/bulk/"),
    "classify": ("post", "/api/tickets/classify/"),
}
PUBLIC = {"create", "classify"}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("person", ["stranger", "user", "agent"])
@pytest.mark.parametrize("is_open", [True, False])
def test_access(api, body, make_ticket, settings, action, person, is_open):
    settings.OPEN_ACCESS = is_open
    ticket = make_ticket()
    if person != "stranger":
        api.force_authenticate(User.objects.create(username=person, is_staff=person == "agent"))
    method, path = ACTIONS[action]
    operation = {"ids": [ticket.pk], "set": {"status": "closed"}}
    data = {"operations": [operation]} if action == "bulk" else body
    response = getattr(api, method)(path.format(ticket.pk), data)
    if is_open or person == "agent" or action in PUBLIC:
        assert response.status_code in (200, 201, 204)
    else:
        assert response.status_code == (401 if person == "stranger" else 403)
        assert "detail" in response.json()
        assert Ticket.objects.get().version == 1


@pytest.mark.parametrize(("person", "status"), [("stranger", "open"), ("agent", "closed")])
def test_only_agents_say_how_far_a_ticket_is(api, body, settings, person, status):
    settings.OPEN_ACCESS = False
    if person == "agent":
        api.force_authenticate(User.objects.create(username=person, is_staff=True))
    response = api.post("/api/tickets/", {**body, "status": "closed"})
    assert (response.status_code, response.json()["status"]) == (201, status)


def test_a_signed_in_agent_needs_a_csrf_token(make_ticket, settings):
    settings.OPEN_ACCESS = False
    api = APIClient(enforce_csrf_checks=True)
    api.force_login(User.objects.create(username="agent", is_staff=True))
    ticket = make_ticket()
    assert api.get("/api/tickets/").status_code == 200
    assert api.patch(f"/api/tickets/{ticket.pk}/", {"status": "closed"}).status_code == 403


def test_answers_are_kept_out_of_shared_caches(api, make_ticket):
    make_ticket()
    assert api.get("/api/tickets/").headers["Cache-Control"] == "private, no-cache"
