"""The plain implementation answers the same as the product, so that a comparison is fair."""

import pytest

from accounts.agents.invitations import create_agent
from bench.cases import API, PLAIN_API
from bench.catalogue import new_ticket, status_change, text_change
from people.models import Team
from tickets.history.models import Event
from tickets.models import Tag, Ticket, TicketTag

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bench.urls")]


@pytest.fixture
def tickets(make_ticket):
    agent = create_agent("ada@example.com", "Ada")
    team = Team.objects.create(name="Billing")
    tags = [Tag.objects.create(name=name) for name in ("refund", "urgent")]
    made = [
        make_ticket(
            assignee=(agent, None)[number % 2],
            team=(team, None, None)[number % 3],
            snoozed_until=(None, None, None, "2126-01-01T00:00:00Z")[number % 4],
            title=f"Printer {number}",
            description=("It jams, ÄRGER.", "It is loud.")[number % 2],
            category=("billing", "account", "technical")[number % 3],
            priority=("low", "high", "critical", "medium")[number % 4],
            status=("open", "in_progress", "closed")[number % 3],
            requester_email=("ada@example.com", "")[number % 2],
        )
        for number in range(60)
    ]
    for number, ticket in enumerate(made):
        for tag in tags[: number % 3]:
            TicketTag.objects.create(ticket=ticket, tag=tag, ticket_created_at=ticket.created_at)
    Ticket.objects.filter(ticket_tags__isnull=False).update(is_tagged=True)
    return made


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?status=open&status=closed&priority=high",
        "?category=billing",
        "?requester=ada@example.com&status=closed",
        "?ordering=created_at",
        "?ordering=-updated_at",
        "?ordering=-priority",
        "?ordering=status",
        "?ordering=category",
        "?created_within=7",
        "?resolved_within=3660",
        "?first_response_within=3660",
        "?assigned_within=3660",
        "?page_size=7",
        "?search=printer jams",
        "?search=ärger&status=open",
        "?search=nothing",
        "?assignee={agent}",
        "?assignee=none&team=none",
        "?team={team}&exclude_assignee={agent}",
        "?tag=refund&tag=urgent",
        "?tag_all=refund&tag_all=urgent",
        "?exclude_tag=urgent",
        "?tag=none",
        "?snoozed=true",
        "?snoozed=false&status=open",
        "?awaiting=agent",
        "?awaiting=agent&awaiting=requester&requester=ada@example.com&priority=high",
    ],
)
def test_a_page_has_the_same_tickets(api, tickets, query):
    query = query.format(agent=tickets[0].assignee_id, team=tickets[0].team_id)
    page = api.get(f"{API}{query}").json()
    for ticket in page:
        # The ordinary way does not tell where a word is.
        assert ticket.pop("found") is None
    plain = api.get(f"{PLAIN_API}{query}").json()["results"]
    assert plain == page


@pytest.mark.parametrize("query", ["", "?search=jams", "?requester=ada@example.com"])
def test_the_counts_are_the_same(api, tickets, query):
    def cells(url):
        found = api.get(f"{url}counts/{query}").json()["cells"]
        return {(c["status"], c["priority"], c["category"]): c["count"] for c in found}

    assert cells(PLAIN_API) == cells(API)


@pytest.mark.parametrize("period", ["7d", "30d", "90d", "all"])
def test_the_statistics_tell_of_the_same(api, tickets, period):
    product = api.get(f"{API}stats/?period={period}").json()
    plain = api.get(f"{PLAIN_API}stats/?period={period}").json()
    assert plain.keys() == product.keys()
    assert plain["total_tickets"] == product["total_tickets"]
    assert plain["open_tickets"] == product["open_tickets"]
    for name in ("created", "resolved"):
        assert plain["period"][name] == product["period"][name]
    assert plain["waiting"] == product["waiting"]
    for name in ("first_response", "resolution"):
        assert plain[name]["count"] == product[name]["count"]
        for percentile in ("median_seconds", "p90_seconds"):
            assert plain[name][percentile] == pytest.approx(product[name][percentile], rel=0.06)
    for field in ("category", "priority", "status"):
        counts = product[f"{field}_breakdown"]
        assert plain[f"{field}_breakdown"] == {name: n for name, n in counts.items() if n}


def test_the_reports_tell_of_the_same(api, tickets):
    product = api.get("/api/reports/?days=30").json()
    plain = api.get("/bench/plain/reports/?days=30").json()
    for table in ("agents", "teams"):
        [row] = product[table]["rows"]
        none, plain_row = sorted(plain[table], key=lambda one: one["name"] or "")
        for name in ("taken", "answered", "resolved", "waiting"):
            assert plain_row[name] == row[name]
            assert none[name] == product[table]["none"][name]
    assert sum(one["count"] for one in plain["backlog"]) == sum(
        one["count"] for one in product["backlog"]
    )


def test_a_ticket_is_the_same(api, tickets):
    path = f"{tickets[0].pk}/"
    assert api.get(f"{PLAIN_API}{path}").json() == api.get(f"{API}{path}").json()


def test_a_new_ticket_has_the_same_fields_and_a_private_link(api, db):
    answers = [api.post(url, new_ticket(1)).json() for url in (API, PLAIN_API)]
    assert answers[0].keys() == answers[1].keys()
    assert all(answer["request_token"] for answer in answers)
    assert Ticket.objects.filter(private_link__isnull=False).count() == 2


@pytest.mark.parametrize("change", [status_change, text_change])
def test_a_change_writes_the_same(api, tickets, change):
    changed = tickets[2], tickets[14]
    assert {t.status for t in changed} == {"closed"}
    answers = [
        api.patch(f"{url}{ticket.pk}/", change(1)).json()
        for url, ticket in zip((API, PLAIN_API), changed, strict=True)
    ]
    for name in ("status", "priority", "version"):
        assert answers[0][name] == answers[1][name]
    assert (answers[0]["resolved_at"] is None) == (answers[1]["resolved_at"] is None)
    events = [Event.objects.get(ticket_number=ticket.pk) for ticket in changed]
    assert events[0].action == events[1].action
    assert events[0].changes.keys() == events[1].changes.keys()


@pytest.mark.parametrize("name", ["assignee", "tags"])
def test_an_assignee_and_tags_are_stored_the_same(api, tickets, name):
    values = {"assignee": tickets[0].assignee_id, "tags": ["urgent"]}
    product, plain = (
        api.patch(f"{url}{ticket.pk}/", {name: values[name]}).json()
        for url, ticket in zip((API, PLAIN_API), (tickets[1], tickets[7]), strict=True)
    )
    for field in (name, "version"):
        assert plain[field] == product[field]
