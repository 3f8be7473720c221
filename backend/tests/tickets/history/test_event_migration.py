"""The migration that gives the history a table of its own keeps every entry."""

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from conftest import NOON
from tickets.history.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
NAME = ("tickets", "0017_event")
TEXTS = {"title": ["Old “title”", "<b>New</b>"], "description": ["…a…", "…\u202e…"]}
FORMER = [
    {"id": 7, "object_id": 1, "action": 0, "kind": "agent", "actor_name": "Ana"},
    {
        "id": 9,
        "object_id": 1,
        "action": 1,
        "kind": "anonymous",
        "changes": {"status": ["open", "closed"], "title": None, "description": None},
        "additional_data": TEXTS,
    },
    {"id": 10, "object_id": 2**40, "action": 2, "kind": "system", "changes": {}},
]


@pytest.fixture
def former_model():
    """The model of the history, and the database, as they were before the migration."""
    executor = MigrationExecutor(connection)
    parents = executor.loader.graph.node_map[NAME].parents
    state = executor.migrate([node.key for node in parents if node.key[0] == "tickets"])
    yield state.apps.get_model("tickets", "HistoryEntry")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_every_entry_is_kept_with_its_number(former_model):
    ana = User.objects.create(username="ana")
    of_tickets = ContentType.objects.get(app_label="tickets", model="ticket")
    for values in FORMER:
        former_model.objects.create(
            **values,
            actor_id=ana.pk if values["kind"] == "agent" else None,
            content_type_id=of_tickets.pk,
            timestamp=NOON,
        )
    MigrationExecutor(connection).migrate([NAME])

    columns = ("pk", "ticket_number", "action", "actor_kind", "actor_id", "actor_name")
    events = Event.objects.order_by("pk")
    assert list(events.values_list(*columns)) == [
        (7, 1, "created", "agent", ana.pk, "Ana"),
        (9, 1, "changed", "anonymous", None, ""),
        (10, 2**40, "deleted", "system", None, ""),
    ]
    assert [event.field_changes for event in events] == [
        {},
        {"status": ["open", "closed"], **TEXTS},
        {},
    ]
    assert set(events.values_list("at", flat=True)) == {NOON}
    assert Event.objects.create(ticket_number=3, action="changed", at=NOON).pk > 10


def test_who_might_see_the_history_may_see_it_still(former_model):
    permissions = Permission.objects.filter(codename__in=("view_historyentry", "view_event"))
    [before] = permissions
    MigrationExecutor(connection).migrate([NAME])
    [after] = permissions.all()
    assert (before.codename, after.codename) == ("view_historyentry", "view_event")
    assert (after.pk, after.content_type.model) == (before.pk, "event")
