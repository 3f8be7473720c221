"""Adding and removing second factors where one is required."""

import time

import pytest
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import _login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.test import RequestFactory

from accounts.agents.invitations import create_agent
from accounts.sessions.store import SessionStore
from tests.support.second_factors import (
    BACKEND,
    BASE,
    PASSWORD,
    SECRET,
    activate_totp,
    add_passkey,
    client_of,
    is_refused_for_it,
    make_agent,
    prove,
    set_up_totp,
    sign_in,
)

pytestmark = pytest.mark.django_db
OIDC = {
    "provider_id": "oidc",
    "name": "Company account",
    "client_id": "ticketflow",
    "secret": "none",
    "settings": {"server_url": "https://id.example.com"},
}


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "https://help.example.com"
    settings.SECOND_FACTOR_REQUIRED = "all"
    caches["default"].clear()


class TestRemoving:
    @pytest.fixture
    def user(self):
        return make_agent()

    @pytest.fixture
    def client(self, user):
        client, _ = sign_in(user)
        prove(client)
        return client

    def remove_passkeys(self, client, *keys):
        return client.delete(
            f"{BASE}account/authenticators/webauthn",
            {"authenticators": [key.pk for key in keys]},
            format="json",
        )

    def test_the_last_one_stays(self, client, user, mailoutbox):
        set_up_totp(client)
        mailoutbox.clear()
        answer = client.delete(f"{BASE}account/authenticators/totp")
        assert answer.status_code == 409
        (error,) = answer.json()["errors"]
        assert error["message"].startswith("A second factor is required here.")
        assert Authenticator.objects.filter(user=user, type="totp").exists()
        assert mailoutbox == []

    def test_two_at_once_stay_too(self, client, user):
        keys = [add_passkey(user), add_passkey(user)]
        assert self.remove_passkeys(client, *keys).status_code == 409
        assert self.remove_passkeys(client, keys[0]).status_code == 200
        assert self.remove_passkeys(client, keys[1]).status_code == 409
        assert Authenticator.objects.filter(type="webauthn").get() == keys[1]

    def test_one_of_two_goes(self, client, user, mailoutbox):
        set_up_totp(client)
        add_passkey(user)
        assert client.delete(f"{BASE}account/authenticators/totp").status_code == 200
        assert "authenticator app was removed" in mailoutbox[-1].body

    def test_nobody_elses_counts(self, client, user):
        set_up_totp(client)
        add_passkey(make_agent("grace@example.com"))
        assert client.delete(f"{BASE}account/authenticators/totp").status_code == 409

    @pytest.mark.parametrize("required", ["none", "admins"])
    def test_where_none_is_required_it_goes(self, client, required, settings):
        settings.SECOND_FACTOR_REQUIRED = required
        set_up_totp(client)
        assert client.delete(f"{BASE}account/authenticators/totp").status_code == 200

    def test_without_it_everything_is_closed_again(self, client, user):
        """An admin took it away."""
        set_up_totp(client)
        Authenticator.objects.all().delete()
        assert is_refused_for_it(client.get("/api/tickets/"))


class TestAgentsOfAProvider:
    """Agents who sign in at their company's provider, and have no password here."""

    @pytest.fixture
    def user(self):
        return create_agent("grace@example.com")

    @pytest.fixture
    def client(self, user):
        client = client_of(user)
        self.sign_in_at_the_provider(client, user, seconds_ago=1)
        return client

    def sign_in_at_the_provider(self, client, user, *, seconds_ago):
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "socialaccount", "at": time.time() - seconds_ago, "provider": "oidc"}
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    def test_they_set_one_up_right_after_signing_in(self, client):
        assert is_refused_for_it(client.get("/api/tickets/"))
        assert activate_totp(client).status_code == 200
        assert client.get("/api/tickets/").status_code == 200

    def test_a_session_found_open_is_not_enough(self, client, user):
        self.sign_in_at_the_provider(client, user, seconds_ago=400)
        assert activate_totp(client).status_code == 401

    def test_with_a_password_they_are_asked_for_it(self, client, user):
        user.set_password(PASSWORD)
        user.save()
        client.force_login(user, BACKEND)
        self.sign_in_at_the_provider(client, user, seconds_ago=1)
        assert activate_totp(client).status_code == 401

    def test_who_has_one_is_asked_for_it_after_the_provider(self, user, settings):
        """Nothing tells us whether the provider asked for one."""
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC]}}
        TOTP.activate(user, SECRET)
        SocialAccount.objects.create(user=user, provider="oidc", uid="1")
        request = RequestFactory().get("/api/auth/oidc/oidc/login/callback/")
        request.session = SessionStore()
        request.user = AnonymousUser()
        with context.request_context(request):
            # As the provider tells it.
            login = SocialLogin(account=SocialAccount(provider="oidc", uid="1"))
            login.provider = get_adapter().get_provider(request, "oidc")
            login.lookup()
            assert login.user == user
            _login(request, login)
            assert not request.user.is_authenticated
            assert get_pending_stage(request).key == "mfa_authenticate"
