"""The audit trail as admins read it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.audit.listing import PAGE_SIZE, EventFilter
from accounts.audit.models import AuditEvent
from accounts.audit.record import record
from accounts.audit.retention import DELETED_WITH_EACH_EVENT
from accounts.models import ApiToken

pytestmark = pytest.mark.django_db
URL = "/api/audit-events/"
Action = AuditEvent.Action
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def admin():
    return User.objects.create_user(
        "ada", "ada@example.com", first_name="Ada", is_staff=True, is_superuser=True
    )


@pytest.fixture
def session(admin):
    client = APIClient()
    client.force_login(admin, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def request_from(user_agent=FIREFOX, **meta):
    return RequestFactory().get("/", HTTP_USER_AGENT=user_agent, **meta)


def test_it_tells_who_did_what_to_what_from_where(session, admin):
    record(Action.TOKEN_CREATED, request=request_from(), actor=admin, target="Export", days=30)
    (event,) = session.get(URL).json()
    assert event == {
        "id": AuditEvent.objects.get().pk,
        "at": event["at"],
        "action": "token_created",
        "actor": {"kind": "agent", "name": "ada@example.com"},
        "target": "Export",
        "details": {"days": 30},
        "address": "127.0.0.1",
        "device": "Firefox on Linux",
    }


def test_pages_follow_each_other_newest_first_without_gaps(session):
    now = timezone.now()
    for number in range(2 * PAGE_SIZE + 3):
        # Some have the same time.
        AuditEvent.objects.create(
            action=Action.SIGNED_IN, actor_kind="agent", at=now - timedelta(seconds=number // 4)
        )
    seen, url = [], URL
    while url:
        response = session.get(url)
        seen += [event["id"] for event in response.json()]
        link = response.get("Link", "")
        url = link.partition(">")[0].removeprefix("<")
        # What happens meanwhile neither repeats nor hides an event.
        AuditEvent.objects.create(action=Action.SIGNED_OUT, actor_kind="agent")
    times = dict(AuditEvent.objects.values_list("pk", "at"))
    expected = sorted(
        AuditEvent.objects.filter(action=Action.SIGNED_IN).values_list("pk", flat=True),
        key=lambda pk: (times[pk], pk),
        reverse=True,
    )
    assert seen == expected


def test_filters_narrow_it(session):
    def event(action, name, day):
        return AuditEvent.objects.create(
            action=action,
            actor_kind="agent",
            actor_name=name,
            at=datetime(2026, 11, day, 12, tzinfo=UTC),
        ).pk

    first = event(Action.SIGNED_IN, "ada@example.com", 10)
    second = event(Action.SIGNED_OUT, "ada@example.com", 11)
    third = event(Action.SIGNED_IN, "bob@example.com", 12)

    def ids(**query):
        response = session.get(URL, query)
        assert response.status_code == 200, response.json()
        return [found["id"] for found in response.json()]

    assert ids() == [third, second, first]
    assert ids(action="", actor="", since="", until="", cursor="") == [third, second, first]
    assert ids(action="signed_in") == [third, first]
    assert ids(actor="ada@example.com") == [second, first]
    assert ids(actor="ada@example.com", action="signed_in") == [first]
    assert ids(since="2026-11-11") == [third, second]
    assert ids(until="2026-11-11") == [second, first]
    assert ids(since="2026-11-11T12:00:00Z", until="2026-11-12T12:00:00+00:00") == [second]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("action=burned_down", "action"),
        ("action=signed_in&action=signed_out", "action"),
        ("actor=" + "x" * 255, "actor"),
        ("since=yesterday", "since"),
        ("since=2026-02-30", "since"),
        ("until=9999-12-31T23:59:59-12:00", "until"),
        ("until=0001-01-01T00:00:00%2B14:00", "until"),
        ("cursor=1", "cursor"),
        ("cursor=-1-2", "cursor"),
        ("cursor=١-٢", "cursor"),
        ("cursor=" + "9" * 17 + "-1", "cursor"),
        ("cursor=1-" + "9" * 19, "cursor"),
    ],
)
def test_a_bad_query_is_refused_by_name(session, query, field):
    response = session.get(f"{URL}?{query}")
    assert response.status_code == 400, response.json()
    assert list(response.json()) == [field]


@pytest.mark.parametrize(
    "query",
    [
        f"cursor={'9' * 16}-{'9' * 18}",
        "since=0001-01-01",
        "since=0001-01-01T00:00:00Z",
        "until=9999-12-31",
        "since=9999-12-31T23:59:59Z",
    ],
)
def test_extreme_values_are_only_values(session, query):
    assert session.get(f"{URL}?{query}").status_code == 200


def test_it_is_for_admins_in_a_session_alone(session, admin, settings):
    settings.OPEN_ACCESS = True
    agent = User.objects.create_user("bob", "bob@example.com", is_staff=True)
    other = APIClient()
    assert other.get(URL).status_code == 401
    other.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
    response = other.get(URL)
    assert (response.status_code, response.json()["detail"]) == (403, "Only admins may do this.")
    _, token = ApiToken.objects.create(user=admin, name="x")
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert program.get(URL).status_code == 403
    User.objects.update(is_active=False)
    assert session.get(URL).status_code == 401


@pytest.mark.parametrize(
    "query", [{}, {"action": Action.SIGNED_IN}, {"actor": "ada@example.com"}], ids=str
)
def test_an_index_has_the_order(query):
    rows = [
        AuditEvent(action=action, actor_kind="agent", actor_name=name)
        for name in 100 * ("ada@example.com", "bob@example.com", "eve@example.com")
        for action in (Action.SIGNED_IN, Action.SIGNED_OUT, Action.TOKEN_CREATED)
    ]
    AuditEvent.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = EventFilter(**query).apply()[: PAGE_SIZE + 1].explain()
    # A sort of events with the same time is one of few.
    assert "index" in plan.lower()
    assert "TEMP B-TREE" not in plan
    assert "Incremental Sort" in plan or "Sort Key" not in plan


class TestRecording:
    def test_what_clients_choose_is_tidied_and_bounded(self):
        event = record(
            Action.SIGN_IN_FAILED,
            request=request_from("\u202ecurl\x00\x1b[31m\ud800" + "x" * 5_000),
            target="a\u2066b\nc" + "y" * 1_000,
            text="\x00z" * 2_000,
            nested=[{"a": "\u202e1"}],
        )
        event.refresh_from_db()
        assert event.user_agent.startswith("curl[31mx")
        assert len(event.user_agent) == 200
        assert event.target.startswith("abcy")
        assert len(event.target) == 254
        assert len(event.details["text"]) == 500
        assert event.details["nested"] == [{"a": "1"}]

    @pytest.mark.parametrize("address", ["", "x" * 500, "a\x00b", "fe80::1%" + "z" * 100])
    def test_an_odd_address_does_no_harm(self, address, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        event = record(Action.SIGN_IN_FAILED, request=request_from(HTTP_X_FORWARDED_FOR=address))
        assert len(event.address) <= 45

    def test_a_command_is_told_by_its_user(self, monkeypatch):
        monkeypatch.setenv("LOGNAME", "operator")
        event = record(Action.TICKETS_EXPORTED, actor_kind=AuditEvent.ActorKind.COMMAND, tickets=3)
        assert (event.actor_kind, event.actor_name) == ("command", "operator")

    def test_without_request_and_actor_it_is_the_system(self):
        assert record(Action.MAIL_FAILED).actor_kind == "system"


class TestRetention:
    @pytest.fixture(autouse=True)
    def days(self, settings):
        settings.AUDIT_RETENTION_DAYS = 30

    def old(self, count, days=31):
        AuditEvent.objects.bulk_create(
            AuditEvent(
                action=Action.SIGNED_IN,
                actor_kind="agent",
                at=timezone.now() - timedelta(days=days),
            )
            for _ in range(count)
        )

    def test_expired_events_go_with_new_ones_a_bounded_number_at_a_time(self):
        self.old(DELETED_WITH_EACH_EVENT + 5)
        self.old(3, days=29)
        record(Action.SIGNED_OUT)
        assert AuditEvent.objects.count() == 5 + 3 + 1
        record(Action.SIGNED_OUT)
        assert AuditEvent.objects.count() == 3 + 2

    def test_they_are_not_shown_meanwhile(self, session):
        self.old(2)
        assert session.get(URL).json() == []
        assert session.get(URL, {"since": "2000-01-01"}).json() == []
