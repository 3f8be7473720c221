"""The admin shows the product's own tables alone."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse

from accounts.models import ApiToken
from conversations.models import Message, SavedReply
from people.models import Requester, Team
from tickets.history.models import Event
from tickets.models import Tag, Ticket
from tickets.shared_views.models import SharedView

pytestmark = pytest.mark.django_db


def test_no_tables_of_libraries():
    """Their forms would show secrets, and change accounts without proof and unseen."""
    assert set(admin.site._registry) == {
        *(User, ApiToken, Requester, Team, Ticket, Event, SharedView, Message, SavedReply, Tag)
    }


@pytest.mark.parametrize(
    "path",
    [
        "socialaccount/socialapp/add/",
        "socialaccount/socialaccount/",
        "socialaccount/socialtoken/",
        "account/emailaddress/",
        "mfa/authenticator/",
        "auth/group/",
        "knox/authtoken/",
        "sessions/session/",
        "usersessions/usersession/",
        "accounts/auditevent/",
    ],
)
def test_they_have_no_address(admin_client, path):
    assert admin_client.get(f"/admin/{path}").status_code == 404


def test_passwords_are_chosen_in_the_interface_alone(admin_client, admin_user):
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[admin_user.pk])
    values = {
        "old_password": "password",
        "password1": "x",
        "password2": "x",
        "new_password1": "ticketflow",
        "new_password2": "ticketflow",
        "usable_password": "true",
    }
    for path in (
        f"/admin/auth/user/{admin_user.pk}/password/",
        f"/admin/auth/user/{admin_user.pk}/change/password/",
        "/admin/password_change/",
        "/admin/password_change/done/",
    ):
        response = admin_client.post(path, values, follow=True)
        assert "password1" not in response.content.decode()
    admin_user.refresh_from_db()
    assert admin_user.check_password("password")
