"""The command that deletes old events."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.support.history import events_of
from tickets.history.models import Event
from tickets.services import change_ticket

pytestmark = pytest.mark.django_db


def test_old_entries_can_be_let_go(make_ticket):
    ticket = make_ticket()
    change_ticket(ticket, {"title": "Long ago"})
    Event.objects.update(at=timezone.now() - timedelta(days=400))
    change_ticket(ticket, {"title": "Today"})
    before = (date.today() - timedelta(days=365)).isoformat()
    call_command("prune_history", "--before", before, stdout=StringIO())
    [event] = events_of(ticket)
    assert event.field_changes["title"] == ["Long ago", "Today"]
