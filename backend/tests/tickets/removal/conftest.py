"""An admin, for what admins alone may do."""

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

from tests.support.proof import prove


@pytest.fixture
def admin():
    user = User.objects.create_superuser("ada", "ada@example.com", "correct horse battery")
    client = APIClient()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    prove(client, user)
    return client
