"""The history of a ticket, as the API and the database tell it."""

from typing import Any

from django.urls import reverse
from rest_framework.test import APIClient

from tickets.history.models import Event

LIST = "/api/tickets/"
BULK = "/api/tickets/bulk/"
ADMIN_LIST = reverse("admin:tickets_ticket_changelist")
ANA: dict[str, Any] = {"kind": "agent", "who": {"name": "Ana Lytic"}}
NOBODY: dict[str, Any] = {"kind": "anonymous", "who": None}
SYSTEM: dict[str, Any] = {"kind": "system", "who": None}


def url(ticket):
    return f"{LIST}{ticket.pk}/"


def history(ticket, api=None):
    response = (api or APIClient()).get(f"{url(ticket)}history/")
    assert response.status_code == 200, response.content
    return response.json()


def events_of(ticket):
    return list(Event.objects.filter(ticket_number=ticket.pk))
