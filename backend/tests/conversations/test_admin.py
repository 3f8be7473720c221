"""Messages in Django's admin."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from conversations import services
from conversations.models import AuthorKind, Channel, Kind, Message
from tickets.history.actors import SYSTEM

pytestmark = pytest.mark.django_db
TEXT = "<script>alert(1)</script> is text"


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("root")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def message(make_ticket):
    author = services.Author(AuthorKind.AGENT, name="Ada Lovelace")
    draft = services.Draft(Kind.NOTE, TEXT, Channel.WEB)
    return services.post_as_agent(make_ticket().pk, author, draft, SYSTEM)


def test_messages_are_shown_and_not_changed(admin, message):
    listed = admin.get(reverse("admin:conversations_message_changelist"), {"q": "Ada"})
    assert listed.status_code == 200
    assert "Ada Lovelace" in listed.content.decode()
    address = reverse("admin:conversations_message_change", args=[message.pk])
    shown = admin.get(address)
    assert shown.status_code == 200
    assert "&lt;script&gt;" in shown.content.decode()
    assert "<script>alert(1)" not in shown.content.decode()
    assert admin.post(address, {"text": "Other"}).status_code == 403
    delete = reverse("admin:conversations_message_delete", args=[message.pk])
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    assert admin.get(reverse("admin:conversations_message_add")).status_code == 403
    assert Message.objects.get().text == TEXT


def test_a_ticket_goes_with_its_messages(admin, message):
    address = reverse("admin:tickets_ticket_delete", args=[message.ticket_id])
    assert admin.post(address, {"post": "yes"}).status_code == 302
    assert not Message.objects.exists()
