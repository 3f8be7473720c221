"""The queues: what is in them, and how many."""

import json
from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.db.bounded import StatementTooSlow, count_each_in_time
from people.models import Membership, Team
from tests.support.agents import client_of, make_agent
from tests.tickets.search.test_list import ids
from tests.tickets.search.test_list_plans import check, explain, nodes
from tickets.models import Ticket
from tickets.queues import selectors
from tickets.queues.selectors import QUEUES
from tickets.shared_views.models import SharedView

pytestmark = pytest.mark.django_db
URL = "/api/tickets/queues/"
LIST = "/api/tickets/"
SHARED_FILE = Path(project.BASE_DIR).parent / "frontend/src/domain/view/queues.json"


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def billing(ada):
    team = Team.objects.create(name="Billing")
    Membership.objects.create(team=team, agent=ada)
    return team


@pytest.fixture
def tickets(make_ticket, ada, billing):
    other = Team.objects.create(name="Technical")
    bob = make_agent("Bob")
    return {
        "mine": make_ticket(assignee=ada),
        "mine, done": make_ticket(assignee=ada, status="closed"),
        "bob's": make_ticket(assignee=bob, team=billing),
        "free": make_ticket(team=other, status="in_progress"),
        "replied": make_ticket(status="open"),
        "done": make_ticket(status="resolved", team=billing),
    }


@pytest.fixture
def replied(tickets):
    Ticket.objects.filter(pk=tickets["replied"].pk).update(awaiting="requester", waiting_since=None)


EXPECTED = {
    "mine": ["mine"],
    "unassigned": ["replied", "free"],
    "waiting_for_us": ["mine", "bob's", "free"],
    "waiting_for_requester": ["replied"],
    "snoozed": [],
    "followed": [],
    "my_teams": ["bob's"],
    "all_open": ["replied", "free", "bob's", "mine"],
}


def to_parameters(conditions):
    """Return conditions as a query string has them."""
    words = {True: "true", False: "false"}
    return {
        name: words[value] if isinstance(value, bool) else value
        for name, value in conditions.items()
    }


def counts_of(client):
    response = client.get(URL)
    assert response.status_code == 200, response.content
    return response.json()


def test_the_counts_are_those_of_the_lists(ada, tickets, replied):
    client = client_of(ada)
    counts = counts_of(client)
    assert counts.pop("views") == {}
    assert counts == {
        name: {"count": len(found), "exact": True} for name, found in EXPECTED.items()
    }
    for queue in QUEUES:
        page = client.get(LIST, {**to_parameters(queue.conditions), "ordering": queue.ordering})
        assert ids(page) == [tickets[name].pk for name in EXPECTED[queue.name]], queue.name


def test_the_interface_has_the_same_queues():
    told = json.loads(SHARED_FILE.read_text(encoding="utf-8"))
    assert [(one["id"], one["filters"], one["ordering"]) for one in told] == [
        (queue.name, dict(queue.conditions), queue.ordering) for queue in QUEUES
    ]


def test_who_is_not_signed_in_has_nothing_of_their_own(api, tickets):
    counts = counts_of(api)
    assert counts["mine"]["count"] == counts["my_teams"]["count"] == 0
    assert counts["unassigned"]["count"] == 2


def test_an_unchanged_answer_is_not_sent_again(ada, tickets):
    client = client_of(ada)
    etag = client.get(URL).headers["ETag"]
    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 304
    Ticket.objects.filter(pk=tickets["free"].pk).update(assignee=ada)
    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_counting_stops_at_a_bound(ada, make_ticket, monkeypatch):
    monkeypatch.setattr(selectors, "MAX_EXACT_SPARSE", 3)
    for _ in range(4):
        make_ticket()
    counts = counts_of(client_of(ada))
    assert counts["unassigned"] == {"count": 3, "exact": False}
    # The counters have it exactly.
    assert counts["all_open"] == {"count": 4, "exact": True}


def make_view(name, query, **values):
    return SharedView.objects.create(name=name, query=query, ordering="-created_at", **values)


def test_views_are_counted_too(ada, billing, tickets):
    of_bob = tickets["bob's"].assignee
    queries = {
        "others": "exclude_assignee=me&exclude_assignee=none",
        "not done": "exclude_status=resolved&exclude_status=closed",
        "nothing": "status=open&exclude_status=open",
        "lately": "created_within=7",
        "search": "search=printer",
        "of an older release": "colour=red",
    }
    views = {name: make_view(name, query, owner=ada) for name, query in queries.items()}
    views["shared"] = make_view("shared", "", owner=of_bob, team=billing)
    make_view("private", "", owner=of_bob)
    counts = counts_of(client_of(ada))["views"]
    assert {name: counts.get(str(view.pk)) for name, view in views.items()} == {
        "others": {"count": 1, "exact": True},
        "not done": {"count": 4, "exact": True},
        "nothing": {"count": 0, "exact": True},
        "lately": {"count": 0, "exact": True},
        "search": None,
        "of an older release": None,
        "shared": {"count": 6, "exact": True},
    }
    assert len(counts) == 5


def test_the_queries_are_few_however_many_views_there_are(ada, tickets):
    for number in range(30):
        make_view(f"View {number}", f"assignee={number}", owner=ada)
        make_view(f"Status {number}", "status=open", owner=ada)
    client = client_of(ada)
    with CaptureQueriesContext(connection) as queries:
        assert len(counts_of(client)["views"]) == selectors.MAX_COUNTED_VIEWS
    # Session, person, teams, views, counters, those of all that is open, what of it is snoozed, and
    # the other counts. The test's own transaction adds savepoints.
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == 8


def test_what_takes_too_long_is_left_out_and_not_tried_again(ada, tickets, monkeypatch):
    slow = make_view("Slow", "assignee=77", owner=ada)
    quick = make_view("Quick", "assignee=78", owner=ada)
    tried = []

    def count(querysets, **bounds):
        sql = [str(one.query) for one in querysets]
        tried.append(sum("IN (77)" in one for one in sql))
        if tried[-1]:
            raise StatementTooSlow
        return counted(querysets, **bounds)

    counted = count_each_in_time
    monkeypatch.setattr(selectors, "count_each_in_time", count)
    client = client_of(ada)
    for _ in range(2):
        counts = counts_of(client)
        assert counts["mine"] == {"count": 1, "exact": True}
        assert str(slow.pk) not in counts["views"]
        assert counts["views"][str(quick.pk)] == {"count": 0, "exact": True}
    # Together, then alone, then never again.
    assert sum(tried) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
def test_each_count_is_by_an_index(many_tickets, ada, billing):
    Ticket.objects.filter(pk__lt=100).update(assignee=ada, team=billing)
    Ticket.objects.exclude(status__in=["open", "in_progress"]).update(assignee=ada, team=billing)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
        # So small a table would be read as a whole.
        cursor.execute("SET LOCAL enable_seqscan = off")
    _, plans = explain(client_of(ada), URL)
    check(plans, 10_001)
    for node in (node for plan in plans for node in nodes(plan)):
        if "Scan" in node["Node Type"] and node.get("Relation Name") == "tickets_ticket":
            assert not node.get("Rows Removed by Filter"), node
