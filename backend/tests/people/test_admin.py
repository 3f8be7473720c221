"""Requesters in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from people.models import Requester

pytestmark = pytest.mark.django_db
LIST = reverse("admin:people_requester_changelist")


@pytest.fixture
def ada():
    return Requester.objects.create(name="Ada", email="ada@example.com")


def page(requester):
    return reverse("admin:people_requester_change", args=[requester.pk])


def test_they_are_listed_and_searched(admin_client, ada):
    Requester.objects.create(name="Bob")
    answer = admin_client.get(LIST, {"q": "ADA@"}).content.decode()
    assert "ada@example.com" in answer
    assert "Bob" not in answer


def test_they_are_corrected_by_the_rules_of_the_api(admin_client, ada):
    change = {"name": " Ada  King", "email": "ADA@Example.org", "locale": "de"}
    assert admin_client.post(page(ada), change).status_code == 302
    ada.refresh_from_db()
    assert (ada.name, ada.email, ada.locale) == ("Ada King", "ada@example.org", "de")
    # What the log calls them tells neither name nor address.
    assert LogEntry.objects.get().object_repr == f"requester {ada.pk}"
    admin_client.post(page(ada), {"name": "", "email": "", "locale": ""})
    ada.refresh_from_db()
    assert (ada.name, ada.email) == ("", None)


@pytest.mark.parametrize("email", ["nobody", "BOB@example.com"])
def test_bad_and_taken_addresses_are_refused(admin_client, ada, email):
    Requester.objects.create(email="bob@example.com")
    answer = admin_client.post(page(ada), {"name": "Ada", "email": email, "locale": ""})
    assert answer.status_code == 200
    ada.refresh_from_db()
    assert ada.email == "ada@example.com"


def test_they_come_and_go_with_their_tickets_alone(admin_client, ada):
    assert admin_client.get(reverse("admin:people_requester_add")).status_code == 403
    delete = reverse("admin:people_requester_delete", args=[ada.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403


def test_several_are_blocked_and_unblocked(admin_client, make_ticket):
    ada = Requester.objects.create(name="Ada", email="ada@example.com")
    loose = Requester.objects.create(name="Eve", email="eve@example.com")
    make_ticket(requester=ada)
    ids = [ada.pk, loose.pk]

    def act(action):
        answer = admin_client.post(LIST, {"action": action, "_selected_action": ids})
        assert answer.status_code == 302

    act("block")
    ada.refresh_from_db()
    since = ada.blocked_at
    assert since
    act("block")
    ada.refresh_from_db()
    assert ada.blocked_at == since
    act("unblock")
    # Who has no ticket was only kept by the block.
    assert list(Requester.objects.values_list("name", "blocked_at")) == [("Ada", None)]
