"""The migration that renames the table of the private links keeps every link."""

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from conftest import NOON
from tickets.models import Ticket
from tickets.private_links import links
from tickets.private_links.models import PrivateLink

pytestmark = pytest.mark.django_db(transaction=True)


def test_links_from_before_go_on_working(api, make_ticket, body):
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes("tickets")
    try:
        state = executor.migrate([("tickets", "0017_event")])
        number = state.apps.get_model("tickets", "Ticket").objects.create(**body).pk
        values = links.new_values(NOON)
        state.apps.get_model("tickets", "RequestLink").objects.create(
            ticket_id=number, reference="ABCDE-12345", **values
        )
    finally:
        MigrationExecutor(connection).migrate(newest)
    token = links.token_for(values["nonce"])
    assert api.get(f"/api/requests/{token}/").json()["reference"] == "ABCDE-12345"
    assert Ticket.objects.get().private_link.created_at == NOON
    with pytest.raises(IntegrityError):
        PrivateLink.objects.create(ticket=make_ticket(), reference="", **values)
