"""Merged tickets in the admin: they stay closed."""

import pytest

from tests.conversations.merging.conftest import merge
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def test_a_merged_ticket_stays_closed(api, admin_client, ada, ben):
    merge(api, ben, ada)
    page = admin_client.get(f"/admin/tickets/ticket/{ben.pk}/change/")
    assert page.status_code == 200
    assert 'name="status"' not in page.content.decode()
    assert f"#{ada.pk}" in page.content.decode()
    action = {"action": "mark_open", "_selected_action": [ada.pk, ben.pk]}
    admin_client.post("/admin/tickets/ticket/", action)
    assert list(Ticket.objects.order_by("pk").values_list("status", flat=True)) == [
        "open",
        "closed",
    ]
