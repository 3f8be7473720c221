"""Agents, and the second factors that they set up."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import TestCase
from rest_framework.test import APIClient

from accounts.agents.invitations import create_agent

BASE = "/api/auth/browser/v1/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"


def make_agent(email="ada@example.com", *, is_admin=False):
    user = create_agent(email, is_admin=is_admin)
    user.set_password(PASSWORD)
    user.save()
    return user


def client_of(user):
    client = APIClient()
    client.force_login(user, BACKEND)
    return client


def sign_in(user):
    client = APIClient()
    answer = client.post(
        f"{BASE}auth/login", {"email": user.email, "password": PASSWORD}, format="json"
    )
    return client, answer


def add_passkey(user, name="Key"):
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": {}}
    )


def prove(client):
    """Prove again that it is oneself, as changing authenticators asks for."""
    answer = client.post(f"{BASE}auth/reauthenticate", {"password": PASSWORD}, format="json")
    assert answer.status_code == 200


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up_totp(client):
    prove(client)
    return activate_totp(client)


def activate_totp(client):
    secret = client.get(f"{BASE}account/authenticators/totp").json()["meta"]["secret"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(
            f"{BASE}account/authenticators/totp", {"code": code_for(secret)}, format="json"
        )


def is_refused_for_it(response):
    if response.status_code != 403 or "json" not in response["Content-Type"]:
        return False
    return response.json().get("code") == "second_factor_required"
