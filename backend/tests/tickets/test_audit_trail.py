"""The audit trail and tickets: what was done, never what people wrote."""

import csv
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from rest_framework.test import APIClient

from accounts.audit.models import AuditEvent
from tests.support.proof import prove

pytestmark = pytest.mark.django_db
SECRET = "Zebrafink"


@pytest.fixture
def agent():
    return User.objects.create_superuser("ada", "ada@example.com", "correct horse battery")


@pytest.fixture
def client(agent):
    client = APIClient()
    client.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
    prove(client, agent)
    return client


@pytest.mark.usefixtures("no_bin")
def test_no_text_of_a_ticket_gets_into_it(client, body, tmp_path):
    texts = {
        "title": f"{SECRET} title",
        "description": f"{SECRET} description",
        "requester_name": f"{SECRET} name",
        "requester_email": f"{SECRET.lower()}@example.com",
    }
    url = "/api/tickets/"
    first, second, third, fourth = (
        client.post(url, {**body, **texts}).json()["id"] for _ in range(4)
    )
    client.patch(f"{url}{first}/", {"title": f"{SECRET} again", "status": "closed"})
    client.post(f"{url}{first}/link/")
    client.get(url, {"search": SECRET})
    operations = [{"ids": [first, second], "set": {"status": "closed"}}]
    client.post(f"{url}bulk/", {"operations": operations})
    exported = tmp_path / "export.csv"
    call_command("export_tickets", str(exported), stdout=StringIO())
    client.delete(f"{url}{first}/")
    for ids in ([second], [third, fourth]):
        client.post(
            "/admin/tickets/ticket/",
            {"action": "delete_selected", "_selected_action": ids, "post": "yes"},
            format="multipart",
        )
    assert client.get(url).json() == []
    with exported.open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 4
    call_command("import_tickets", str(exported), stdout=StringIO(), stderr=StringIO())
    client.post("/api/tokens/", {"name": "x", "expires_in_days": 1})
    stored = list(AuditEvent.objects.values())
    assert stored
    assert SECRET.lower() not in str(stored).lower()
