"""Agents, and clients in which they are signed in."""

from typing import Any

from django.contrib.auth.models import User
from rest_framework.test import APIClient


def make_agent(name: str, **values: Any) -> User:
    """Create an agent whose first name this is."""
    username = name.lower()
    rights = {"is_staff": True, **values}
    return User.objects.create_user(username, f"{username}@example.com", first_name=name, **rights)


def client_of(user: User) -> APIClient:
    client = APIClient()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client
