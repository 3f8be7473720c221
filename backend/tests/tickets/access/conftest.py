"""An installation with a closed team's ticket, whose every text has a word of its own."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from accounts.models import ApiToken
from conversations.followers.models import Follower
from conversations.models import Kind, Message
from conversations.saved_replies.models import SavedReply
from core.http.scopes import Scope
from people.models import Requester, Team
from people.teams.access import forget
from tests.support.agents import client_of, make_agent
from tickets.history.models import Event
from tickets.models import Classification, PrivateLink, Tag, Ticket
from tickets.private_links.links import first_token
from tickets.search import word_frequency
from tickets.shared_views.models import SharedView

URL = "/api/tickets/"
TAB = "t" * 16
MARKERS = (
    *("zqtitle", "zqdescription", "zqreply", "zqnote", "zqanswer", "zqname", "zqaddress"),
    *("zqformer", "zqreason", "zqedited", "zqwaiting", "zqsnoozed", "zqbinned", "zqspam"),
)


@dataclass
class Office:
    """Two teams, one of them closed, and those who ask for its ticket."""

    closed: Team
    open: Team
    member: object
    outsider: object
    admin: object
    token: str = ""
    open_ticket: int = 0
    ids: dict = field(default_factory=dict)

    @property
    def ticket(self):
        return self.ids["id"]

    def remove_all(self):
        """Let the installation be one that never had the ticket."""
        tickets = list(Ticket.objects.filter(team=self.closed).values_list("pk", flat=True))
        Classification.objects.filter(ticket__in=tickets).delete()
        Ticket.objects.filter(pk__in=tickets).delete()
        Event.objects.filter(ticket_number__in=tickets).delete()
        Requester.objects.filter(pk=self.ids["requester"]).delete()
        clear_caches()


def clear_caches():
    word_frequency.newest_texts.cache_clear()
    for name in ("local", "shared"):
        caches[name].clear()
    forget()


def post(client, path, body, status=201, **headers):
    response = client.post(path, body, format="json", headers=headers)
    assert response.status_code == status, response.content
    return response.json()


def patch(client, path, **values):
    response = client.patch(path, values, format="json")
    assert response.status_code == 200, response.content
    return response.json()


def ticket_values(**values):
    return {
        "title": "Printer",
        "description": "It is on fire.",
        "category": "billing",
        "priority": "critical",
        **values,
    }


def make_office():
    member, outsider = make_agent("Mia"), make_agent("Otto")
    admin = make_agent("Root", is_superuser=True)
    office = Office(
        closed=Team.objects.create(name="Personnel", is_closed=True),
        open=Team.objects.create(name="Billing"),
        member=member,
        outsider=outsider,
        admin=admin,
    )
    office.closed.memberships.create(agent=member)
    office.open.memberships.create(agent=outsider)
    _, office.token = ApiToken.objects.create(user=outsider, name="t", scope=Scope.EVERYTHING)
    office.ids |= {
        "team": office.closed.pk,
        "tag": Tag.objects.create(name="Held").pk,
        "shared_tag": Tag.objects.create(name="Lamp").pk,
        "saved_reply": SavedReply.objects.create(name="Hi", text="Hi {{ticket.title}}").pk,
    }
    return office


def add_open_tickets(office):
    """Add tickets that all agents see, and what is said in them."""
    client = client_of(office.outsider)
    for number in range(3):
        values = ticket_values(
            title=f"Lamp {number}",
            requester_email=f"lamp{number}@example.com",
            team=office.open.pk,
            tags=["Lamp"],
        )
        ticket = post(client, URL, values)["id"]
        post(client, f"{URL}{ticket}/messages/", {"kind": "reply", "text": "Have you tried?"})
    office.open_ticket = ticket
    patch(client, f"{URL}{ticket}/", status="resolved")
    classify(ticket, "Lamp")


def classify(ticket, reason, latency_ms=900):
    Classification.objects.create(
        source="model", model="m", category="billing", priority="low", reason=reason,
        latency_ms=latency_ms, cost=1, ticket_id=ticket,
    )  # fmt: skip


def add_closed_ticket(office, clock):
    """Add a ticket of the closed team, with everything that a ticket can have."""
    # It came while the team was open, and the outsider has written in it.
    Team.objects.filter(pk=office.closed.pk).update(is_closed=False)
    others = client_of(office.outsider)
    values = ticket_values(
        title="zqformer",
        description="zqdescription",
        requester_name="zqname",
        requester_email="zqaddress@example.com",
        team=office.closed.pk,
    )
    ticket = post(others, URL, values, **{"Idempotency-Key": "mine"})["id"]
    path = f"{URL}{ticket}/"
    own_reply = post(
        others, f"{path}messages/", {"kind": "reply", "text": "zqreply"}, **{"Idempotency-Key": "m"}
    )
    own_note = post(others, f"{path}messages/", {"kind": "note", "text": "zqnote"})
    others.put(f"{path}seen/", {"message": own_note["id"]}, format="json")
    clock.shift(timedelta(minutes=5))
    Team.objects.filter(pk=office.closed.pk).update(is_closed=True)
    clear_caches()
    inside = client_of(office.member)
    patch(inside, path, title="zqtitle", assignee=office.member.pk, tags=["Held", "Lamp"])
    note = post(inside, f"{path}messages/", {"kind": "note", "text": "zqnote"})
    inside.patch(f"/api/messages/{note['id']}/", {"text": "zqedited"}, format="json")
    reply = post(inside, f"{path}messages/", {"kind": "reply", "text": "zqreply"})
    token = first_token(Ticket.objects.get(pk=ticket))
    post(inside, f"/api/requests/{token}/messages/", {"text": "zqanswer"})
    patch(inside, path, status="resolved")
    inside.get("/api/pulse/", {"tab": TAB.upper(), "ticket": ticket})
    classify(ticket, "zqreason", latency_ms=5_000)
    # In another one the requester has waited for longer than anybody else.
    waiting = ticket_values(title="Lamp 2 zqwaiting", team=office.closed.pk)
    second = post(inside, URL, waiting)["id"]
    third = post(inside, URL, ticket_values(title="zqsnoozed", team=office.closed.pk))["id"]
    patch(inside, f"{URL}{third}/", snoozed_until=(timezone.now() + timedelta(days=1)).isoformat())
    binned = post(inside, URL, ticket_values(title="zqbinned", team=office.closed.pk))["id"]
    assert inside.delete(f"{URL}{binned}/").status_code == 204
    spam = post(inside, URL, ticket_values(title="zqspam", team=office.closed.pk))["id"]
    patch(inside, f"{URL}{spam}/", folder="spam")
    for agent in (office.outsider, office.member):
        Follower.objects.create(ticket_id=ticket, user=agent, reason="followed")
        SharedView.objects.create(
            name="All", owner=agent, query="status=open&status=resolved&team=none"
        )
        SharedView.objects.create(name="Facets", owner=agent, query="priority=critical")
        SharedView.objects.create(name="Closed", owner=agent, query=f"team={office.closed.pk}")
        SharedView.objects.create(name="Tagged", owner=agent, query="tag=held&tag=lamp")
    long_ago = timezone.now() - timedelta(days=3)
    Ticket.objects.filter(pk=second).update(created_at=long_ago, waiting_since=long_ago)
    office.ids |= {
        "id": ticket,
        "binned": binned,
        "message": own_note["id"],
        "own_reply": own_reply["id"],
        "reply": reply["id"],
        "note": note["id"],
        "requester": Ticket.objects.get(pk=ticket).requester_id,
        "reference": PrivateLink.objects.get(ticket=ticket).reference,
    }
    assert Message.objects.filter(ticket=ticket, kind=Kind.NOTE).count() == 2


@pytest.fixture
def clock(time_machine):
    """A clock that stands still until a test moves it on."""
    # On a Wednesday, so that a week has begun.
    time_machine.move_to(timezone.now().replace(hour=12), tick=False)
    return time_machine


@pytest.fixture
def office(db, clock, settings):
    settings.OPEN_ACCESS = False
    made = make_office()
    add_open_tickets(made)
    clock.shift(timedelta(minutes=1))
    add_closed_ticket(made, clock)
    return made
