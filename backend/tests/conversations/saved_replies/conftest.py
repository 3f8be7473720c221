import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient

LIST = "/api/saved-replies/"


@pytest.fixture
def make_agent(db):
    """Return a function that makes an agent and a client signed in as them."""

    def make(name="ada", **values):
        user = User.objects.create_user(name, is_staff=True, **values)
        client = APIClient()
        client.force_authenticate(user)
        return client

    return make


@pytest.fixture
def make_reply():
    """Return a function that makes a saved reply over the API."""

    def make(client, **values):
        body = {"name": "Greeting", "text": "Hello!", **values}
        response = client.post(LIST, body, format="json")
        assert response.status_code == 201, response.json()
        return response.json()

    return make
