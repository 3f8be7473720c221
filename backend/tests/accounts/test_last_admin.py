"""An admin remains, whatever admins do."""

import threading

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.agents.rights import LastAdminError
from tests.support.proof import prove

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SENTENCE = "This is the last admin. Make somebody else an admin first."


def make_admin(name, **values):
    return User.objects.create_superuser(name, f"{name}@example.com", "password", **values)


def client_for(user):
    client = Client()
    client.force_login(user, BACKEND)
    prove(client, user)
    return client


def change(client, user, *rights):
    path = reverse("admin:auth_user_change", args=[user.pk])
    values = {"first_name": "Ada", "last_name": "", **dict.fromkeys(rights, "on")}
    return client.post(path, values, follow=True)


ALL = ("is_active", "is_staff", "is_superuser")


@pytest.mark.django_db
class TestTheLast:
    @pytest.fixture
    def ada(self):
        return make_admin("ada")

    @pytest.mark.parametrize("missing", ALL)
    def test_keeps_every_right(self, ada, missing):
        answer = change(client_for(ada), ada, *(right for right in ALL if right != missing))
        assert SENTENCE in answer.content.decode()
        ada.refresh_from_db()
        assert all(getattr(ada, right) for right in ALL)

    def test_may_change_a_name(self, ada):
        change(client_for(ada), ada, *ALL)
        ada.refresh_from_db()
        assert ada.first_name == "Ada"

    def test_is_not_deleted(self, ada):
        path = reverse("admin:auth_user_delete", args=[ada.pk])
        answer = client_for(ada).post(path, {"post": "yes"}, follow=True)
        assert SENTENCE in answer.content.decode()
        assert User.objects.filter(pk=ada.pk).exists()
        assert not LogEntry.objects.exists()

    def test_is_not_deleted_in_the_list(self, ada):
        grace = make_admin("grace")
        agent = User.objects.create_user("agent", is_staff=True)
        values = {
            "action": "delete_selected",
            "_selected_action": [ada.pk, grace.pk, agent.pk],
            "post": "yes",
        }
        answer = client_for(ada).post(reverse("admin:auth_user_changelist"), values, follow=True)
        assert SENTENCE in answer.content.decode()
        assert User.objects.count() == 3
        assert not LogEntry.objects.exists()

    def test_is_not_deleted_by_the_first_of_several_actions(self, ada):
        values = {
            "action": ["delete_selected", "deactivate"],
            "index": 0,
            "_selected_action": [ada.pk],
            "post": "yes",
        }
        answer = client_for(ada).post(reverse("admin:auth_user_changelist"), values, follow=True)
        assert SENTENCE in answer.content.decode()
        assert User.objects.get() == ada
        assert not LogEntry.objects.exists()

    @pytest.mark.parametrize("right", ALL)
    def test_keeps_every_right_in_code_too(self, ada, right):
        setattr(ada, right, False)
        with pytest.raises(LastAdminError):
            ada.save()
        with pytest.raises(LastAdminError):
            ada.save(update_fields=[right])
        with pytest.raises(LastAdminError), transaction.atomic():
            User.objects.get(pk=ada.pk).delete()
        with pytest.raises(LastAdminError), transaction.atomic():
            User.objects.all().delete()

    @pytest.mark.parametrize(
        "other", [{"is_active": False}, {"is_staff": False}, {"password": "!unusable"}]
    )
    def test_is_not_replaced_by_who_cannot_get_in(self, ada, other):
        grace = make_admin("grace")
        User.objects.filter(pk=grace.pk).update(**other)
        ada.is_superuser = False
        with pytest.raises(LastAdminError):
            ada.save()


@pytest.mark.django_db
def test_one_of_two_may_go_in_every_way():
    ada, grace = make_admin("ada"), make_admin("grace")
    answer = change(client_for(ada), grace, "is_active")
    assert answer.status_code == 200
    grace.refresh_from_db()
    assert not grace.is_superuser
    alan = make_admin("alan")
    path = reverse("admin:auth_user_delete", args=[alan.pk])
    client_for(ada).post(path, {"post": "yes"})
    assert not User.objects.filter(pk=alan.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "ways",
    [
        ("demote", "demote"),
        ("delete", "delete"),
        ("delete in the list", "delete in the list"),
        ("deactivate", "deactivate"),
        ("demote", "delete"),
        ("delete in the list", "deactivate"),
    ],
)
def test_two_who_remove_each_other_at_once_leave_one(ways):
    ada, grace = make_admin("ada"), make_admin("grace")
    barrier = threading.Barrier(2)

    def act(own, other, way):
        client = client_for(own)
        client.get(reverse("admin:index"))
        barrier.wait(10)
        try:
            if way == "demote":
                change(client, other, "is_active", "is_staff")
            elif way == "deactivate":
                path = reverse("admin:auth_user_change", args=[other.pk])
                client.post(path, {"agent_action": way})
            elif way == "delete":
                path = reverse("admin:auth_user_delete", args=[other.pk])
                client.post(path, {"post": "yes"})
            else:
                values = {
                    "action": "delete_selected",
                    "_selected_action": [other.pk],
                    "post": "yes",
                }
                client.post(reverse("admin:auth_user_changelist"), values)
        finally:
            connection.close()

    pairs = ((ada, grace, ways[0]), (grace, ada, ways[1]))
    threads = [threading.Thread(target=act, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    left = User.objects.filter(is_superuser=True, is_staff=True, is_active=True)
    assert left.count() == 1
