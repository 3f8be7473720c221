"""Tags in the admin."""

import pytest
from django.urls import reverse

from accounts.audit.models import AuditEvent
from tests.tickets.tags.test_tags import make_tags, tag_tickets
from tickets.models import Tag
from tickets.tags import services

pytestmark = pytest.mark.django_db
ADD = reverse("admin:tickets_tag_add")
LIST = reverse("admin:tickets_tag_changelist")


def page(tag):
    return reverse("admin:tickets_tag_change", args=[tag.pk])


def test_a_tag_is_made_and_changed(admin_client):
    answer = admin_client.post(ADD, {"name": "  VAT\u200b ", "color": "red"})
    assert answer.status_code == 302
    tag = Tag.objects.get()
    assert (tag.name, tag.sort_key, tag.color, tag.version) == ("VAT", "vat", "red", 1)
    assert admin_client.post(page(tag), {"name": "Tax", "color": "red"}).status_code == 302
    tag.refresh_from_db()
    assert (tag.name, tag.version) == ("Tax", 2)
    event = AuditEvent.objects.get(action="tag_changed")
    assert (event.target, event.details) == ("VAT", {"name": "Tax"})


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": ""}, "This field may not be blank."),
        ({"name": "x" * 51}, "Ensure this field has no more than 50 characters."),
        ({"name": "a, b"}, "it separates tags in files"),
        ({"name": "None"}, "means tickets without tags"),
        ({"name": "VÁT"}, "Another tag has this name."),
        ({"color": "mauve"}, "Select a valid choice."),
    ],
)
def test_bad_values_are_told(admin_client, values, reason):
    make_tags("vat")
    answer = admin_client.post(ADD, {"name": "new", "color": "red", **values})
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert Tag.objects.count() == 1


def test_there_are_not_endlessly_many(admin_client, monkeypatch):
    monkeypatch.setattr(services, "MAX_TAGS", 1)
    make_tags("vat")
    answer = admin_client.post(ADD, {"name": "new", "color": "red"})
    assert "There can be 1 tags at most." in answer.content.decode()


def test_a_deleted_tag_is_taken_off_its_tickets_which_are_not_listed(admin_client, make_ticket):
    tag, other = make_tags("vat", "refund")
    tickets = [make_ticket() for _ in range(3)]
    tag_tickets(tag, *tickets)
    delete = reverse("admin:tickets_tag_delete", args=[tag.pk])
    assert f"#{tickets[0].pk}" not in admin_client.get(delete).content.decode()
    assert admin_client.post(delete, {"post": "yes"}).status_code == 302
    assert list(Tag.objects.all()) == [other]
    event = AuditEvent.objects.get(action="tag_deleted")
    assert (event.target, event.details) == ("vat", {"tickets": 3})
    action = {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"}
    assert admin_client.post(LIST, action).status_code == 302
    assert not Tag.objects.exists()


def test_a_ticket_shows_its_tags(admin_client, make_ticket):
    ticket = make_ticket()
    for tag in make_tags("vat", "refund"):
        tag_tickets(tag, ticket)
    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    assert "refund, vat" in admin_client.get(url).content.decode()
