"""Saved replies in Django's admin."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from conversations.models import SavedReply

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = User.objects.create_superuser("root")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_shared_ones_are_shown_and_deleted(admin, api, make_agent, make_reply):
    shared = make_reply(api, name="<script>alert(1)</script>")["id"]
    own = make_reply(make_agent(), name="Only mine", shared=False)["id"]
    listed = admin.get(reverse("admin:conversations_savedreply_changelist"), {"q": "i"})
    assert listed.status_code == 200
    assert "&lt;script&gt;" in listed.content.decode()
    assert "<script>alert(1)" not in listed.content.decode()
    assert "Only mine" not in listed.content.decode()
    addresses = [
        reverse("admin:conversations_savedreply_change", args=[pk]) for pk in (shared, own)
    ]
    assert [admin.get(address).status_code for address in addresses] == [200, 302]
    assert admin.post(addresses[0], {"name": "x"}).status_code == 403
    assert admin.get(reverse("admin:conversations_savedreply_add")).status_code == 403
    delete = reverse("admin:conversations_savedreply_delete", args=[shared])
    assert admin.post(delete, {"post": "yes"}).status_code == 302
    assert [reply.pk for reply in SavedReply.objects.all()] == [own]
