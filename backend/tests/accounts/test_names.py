"""Names of agents and passkeys show what they are, however they come in."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from accounts.agents.invitations import create_agent
from tests.support.proof import prove

pytestmark = pytest.mark.django_db
ODD, TIDY = "Ada\u202e\u200b  gnp.exe\ufeff", "Ada gnp.exe"


def test_by_an_invitation():
    assert create_agent("a@example.com", ODD).first_name == TIDY


@pytest.mark.parametrize(
    "email", ["a\u202e@example.com", "a@exam\u2067ple.com", "a@\u202eexample.com"]
)
def test_an_address_that_is_turned_round_is_nobodys(email):
    with pytest.raises(ValidationError):
        create_agent(email)


@pytest.mark.parametrize("email", [" a@exam\u200bple.com\ufeff", "\u202aa@example.com\u202c"])
def test_an_address_loses_what_copying_has_brought_along(email, admin_client, admin_user, settings):
    settings.PUBLIC_URL = "https://help.example.com"
    assert create_agent(email).email == "a@example.com"
    User.objects.filter(email="a@example.com").delete()
    call_command("invite_agent", email, stdout=StringIO())
    assert User.objects.exclude(pk=admin_user.pk).get().email == "a@example.com"
    User.objects.filter(email="a@example.com").delete()
    prove(admin_client, admin_user)
    values = {"email": email, "first_name": "A\0da\x1b[31m"}
    assert admin_client.post(reverse("admin:auth_user_add"), values).status_code == 302
    agent = User.objects.exclude(pk=admin_user.pk).get()
    assert (agent.email, agent.first_name) == ("a@example.com", "Ada")


def test_by_the_command(settings):
    settings.PUBLIC_URL = "https://help.example.com"
    call_command("invite_agent", "a@example.com", "--name", ODD, stdout=StringIO())
    assert User.objects.get().first_name == TIDY


def test_by_the_admin(admin_client, admin_user):
    prove(admin_client, admin_user)
    agent = create_agent("a@example.com")
    values = {"first_name": ODD, "last_name": ODD, "is_active": "on", "is_staff": "on"}
    admin_client.post(reverse("admin:auth_user_change", args=[agent.pk]), values)
    agent.refresh_from_db()
    assert (agent.first_name, agent.last_name) == (TIDY, TIDY)


def test_of_a_passkey():
    agent = create_agent("a@example.com")
    key = Authenticator.objects.create(
        user=agent, type=Authenticator.Type.WEBAUTHN, data={"name": ODD}
    )
    key.refresh_from_db()
    assert key.data["name"] == TIDY
