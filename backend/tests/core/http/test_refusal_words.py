"""Each kind of 403 has words of its own, and none of them is untrue."""

import pytest
from django.contrib.auth.models import User

from accounts.models import ApiToken

TICKETS = "/api/tickets/"


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False


def refusal(answer):
    assert answer.status_code == 403
    return answer.json()["detail"]


@pytest.mark.django_db
def test_who_is_signed_in_without_rights_is_not_told_to_sign_in(api):
    api.force_login(User.objects.create_user("user"))
    told = refusal(api.get(TICKETS))
    assert "your account is not an agent" in told
    assert "sign in" not in told


@pytest.mark.django_db
def test_an_agent_is_told_that_it_takes_an_admin(api):
    api.force_login(User.objects.create_user("agent", "agent@example.com", is_staff=True))
    assert refusal(api.get("/api/audit-events/")) == "Only admins may do this."


@pytest.mark.django_db
def test_a_token_is_told_that_it_takes_a_person_or_another_scope(api):
    user = User.objects.create_user("agent", "agent@example.com", is_staff=True)
    _, everything = ApiToken.objects.create(user, name="x")
    assert "No API token may do this" in refusal(
        api.get("/api/sessions/", HTTP_AUTHORIZATION=f"Bearer {everything}")
    )
    _, reading = ApiToken.objects.create(user, name="y", scope="read")
    assert "may only read" in refusal(
        api.post("/api/tickets/bulk/", {}, HTTP_AUTHORIZATION=f"Bearer {reading}")
    )
