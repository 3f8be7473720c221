"""The command that writes the audit trail."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.audit import listing
from accounts.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
Action = AuditEvent.Action


def audit_log(*arguments):
    out = StringIO()
    call_command("audit_log", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_days_and_the_times_of_lines_are_the_teams(events, settings):
    settings.TEAM_TIME_ZONE = "Pacific/Kiritimati"
    first, second, third = [event.pk for event in events]
    assert ids("--since", "2026-11-12") == [third, second]
    assert ids("--until", "2026-11-12") == [second, first]
    assert ids("--since", "2026-11-12T02:00") == [third]
    assert audit_log()[0].startswith("2026-11-13 02:00:00  bob@example.com")
    assert json.loads(audit_log("--json")[0])["at"] == "2026-11-12T12:00:00Z"
    assert len(ids("--since", "0001-01-01", "--until", "9999-12-31")) == 3


@pytest.fixture
def events():
    return [
        AuditEvent.objects.create(
            action=action,
            actor_kind="agent",
            actor_name=name,
            target="Export",
            details={"days": 30, "snapshot": {"DEBUG": "True"}},
            address="10.0.0.1",
            at=datetime(2026, 11, day, 12, tzinfo=UTC),
        )
        for day, action, name in (
            (10, Action.SIGNED_IN, "ada@example.com"),
            (11, Action.TOKEN_CREATED, "ada@example.com"),
            (12, Action.SIGNED_IN, "bob@example.com"),
        )
    ]


def ids(*arguments):
    return [json.loads(line)["id"] for line in audit_log("--json", *arguments)]


def test_each_line_is_an_event_as_in_the_api(events):
    assert json.loads(audit_log("--json")[1]) == {
        "id": events[1].pk,
        "at": "2026-11-11T12:00:00Z",
        "action": "token_created",
        "actor": {"kind": "agent", "name": "ada@example.com"},
        "target": "Export",
        "details": {"days": 30},
        "address": "10.0.0.1",
        "device": "",
    }


def test_it_is_narrowed_as_the_api_is(events):
    first, second, third = (event.pk for event in events)
    assert ids() == [third, second, first]
    assert ids("--since", "2026-11-11") == [third, second]
    assert ids("--until", "2026-11-11") == [second, first]
    assert ids("--action", "signed_in") == [third, first]
    assert ids("--actor", "ada@example.com", "--action", "signed_in") == [first]


def test_people_get_lines(events):
    assert audit_log()[1] == (
        "2026-11-11 12:00:00  ada@example.com  Made an API token: Export  days=30  10.0.0.1"
    )


def test_batches_follow_each_other(monkeypatch):
    monkeypatch.setattr(listing, "ROWS_AT_ONCE", 3)
    now = timezone.now()
    for number in range(9):
        AuditEvent.objects.create(
            action=Action.SIGNED_IN, actor_kind="agent", at=now - timedelta(seconds=number // 2)
        )
    assert len(set(ids())) == len(ids()) == 9


@pytest.mark.parametrize(
    "arguments", [("--since", "yesterday"), ("--action", "x"), ("--actor", "a" * 255)]
)
def test_bad_arguments_are_named(arguments):
    with pytest.raises(CommandError, match=arguments[0]):
        audit_log(*arguments)
