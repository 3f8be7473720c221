"""Fixtures of the pulse's tests."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.test import APIClient


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until a test moves it on."""
    time_machine.move_to(timezone.now(), tick=False)
    return time_machine


@pytest.fixture
def make_agent(db):
    def make(name, **values):
        return User.objects.create_user(name, f"{name}@example.com", is_staff=True, **values)

    return make


class Tab:
    """A tab as the interface has it: it keeps the cursor and the tag of its last answer."""

    def __init__(self, name, user=None, **query):
        self.client = APIClient()
        if user is not None:
            self.client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        self.query = {"tab": name * 16, **query}
        self.cursor = self.etag = ""
        self.keys = []

    def ask(self, **query):
        values = {**self.query, "cursor": self.cursor, **query}
        return self.client.get("/api/pulse/", values, headers={"If-None-Match": self.etag})

    def pulse(self, **query):
        """Return the answer, None where nothing has changed."""
        response = self.ask(**query)
        assert response.status_code in (200, 304), response.content
        if response.status_code == 304:
            assert response.content == b""
            assert response.headers["ETag"] == self.etag
            return None
        answer = response.json()
        self.cursor, self.etag = answer["cursor"], response.headers["ETag"]
        self.keys += [change["key"] for change in answer["changed"]]
        return answer

    def leave(self):
        response = self.client.post("/api/pulse/leave/", {"tab": self.query["tab"]})
        assert response.status_code == 204


@pytest.fixture
def tab(db):
    return Tab
