"""People who change tickets."""

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient


@pytest.fixture
def ana(db):
    return User.objects.create_superuser("ana", first_name="Ana", last_name="Lytic")


@pytest.fixture
def clients(ana, client):
    signed_in = APIClient()
    signed_in.force_authenticate(ana)
    client.force_login(ana)
    return {"nobody": APIClient(), "ana": signed_in, "admin": client}
