"""The history in Django's admin."""

import pytest
from django.urls import reverse

from tests.support.history import url
from tickets.history.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("no_bin")
def test_admins_look_at_it_and_change_nothing(clients, make_ticket):
    tickets = [make_ticket(title=f"Title {number}") for number in range(2)]
    clients["ana"].patch(
        url(tickets[0]), {"title": "<script>alert(1)</script>", "status": "closed"}
    )
    clients["nobody"].delete(url(tickets[1]))
    admin = clients["admin"]
    page = admin.get(reverse("admin:tickets_event_changelist"), {"q": "Ana"})
    assert "Ana Lytic" in page.content.decode()
    for entry in Event.objects.all():
        address = reverse("admin:tickets_event_change", args=[entry.pk])
        content = admin.get(address).content.decode()
        assert "<script>alert" not in content
        assert admin.post(address, {"actor_kind": "import"}).status_code == 403
    assert admin.get(reverse("admin:tickets_event_add")).status_code == 403
