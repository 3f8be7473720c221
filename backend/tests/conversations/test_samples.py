"""The demonstration tickets and their conversations."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from conversations.management.commands.load_sample_tickets import MESSAGES
from conversations.models import Message
from conversations.ticket_state import iterate_wrong
from people.models import Team
from tickets.import_export.serializers import ImportedTicketSerializer
from tickets.models import Ticket
from tickets.shared_views.filters import to_canonical
from tickets.vocabulary import UNTIL_REPLY, Category, Priority, Status

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_sample_tickets", stdout=out)
    return out.getvalue()


def test_sixty_valid_tickets_over_ninety_days_one_merged_and_one_that_is_spam():
    load()
    tickets = list(Ticket.objects.all())
    assert sorted(str(ticket.folder) for ticket in tickets) == ["None"] * 61 + ["spam"]
    now = timezone.now()
    for ticket in tickets:
        ImportedTicketSerializer(data=ImportedTicketSerializer(ticket).data).is_valid(
            raise_exception=True
        )
        assert now - timedelta(days=90) < ticket.created_at <= ticket.updated_at < now
        if ticket.resolved_at:
            assert ticket.created_at < ticket.resolved_at <= ticket.updated_at
        assert ticket.requester_email.partition("@")[2] in ("", "example.com", "example.org")
    assert len({ticket.title for ticket in tickets}) == 62
    named = [ticket for ticket in tickets if ticket.requester_name or ticket.requester_email]
    assert 10 < len(named) < 30
    assert max(now - ticket.created_at for ticket in tickets) > timedelta(days=80)
    assert min(now - ticket.created_at for ticket in tickets) < timedelta(days=1)
    for field, vocabulary in (("category", Category), ("priority", Priority), ("status", Status)):
        assert {getattr(ticket, field) for ticket in tickets} == set(vocabulary.values)


def test_two_teams_have_some_of_them_and_nobody_is_assigned():
    # There is one already, as somebody may have made it.
    Team.objects.create(name="BILLING")
    load()
    assert list(Team.objects.values_list("name", "assignment")) == [
        ("BILLING", "off"),
        ("Technical support", "off"),
    ]
    for team in Team.objects.all():
        assert 5 < team.tickets.count() < 30
    assert Ticket.objects.filter(team=None).exists()
    assert not Ticket.objects.exclude(assignee=None).exists()
    assert not User.objects.exists()


def test_two_open_ones_are_snoozed():
    load()
    snoozed = Ticket.objects.filter(snoozed_until__gt=timezone.now(), status="open")
    until = snoozed.order_by("snoozed_until").values_list("snoozed_until", flat=True)
    assert len(until) == Ticket.objects.exclude(snoozed_until=None).count() == 2
    assert until[1] == UNTIL_REPLY


def test_a_second_report_of_the_same_is_merged_into_the_first_one(api):
    load()
    [merged] = Ticket.objects.exclude(merged_into=None)
    into = merged.merged_into
    assert into
    assert (merged.status, into.status) == ("closed", "in_progress")
    conversation = api.get(f"/api/tickets/{into.pk}/messages/").json()
    assert "Soraya Benhamou" in {message["author"]["name"] for message in conversation}


def test_numbers_grow_with_time():
    load()
    assert list(Ticket.objects.order_by("id")) == list(Ticket.objects.order_by("created_at"))


def test_a_database_in_use_is_left_alone(make_ticket):
    make_ticket()
    assert "no sample tickets loaded" in load()
    assert Ticket.objects.count() == 1


def test_every_conversation_belongs_to_a_ticket_and_is_over_before_it_is_resolved():
    load()
    samples = json.loads(MESSAGES.read_text(encoding="utf-8"))
    messages = list(Message.objects.select_related("ticket"))
    # And the submission that was merged.
    assert len(messages) == sum(map(len, samples.values())) + 1 > 30
    for message in messages:
        last = message.ticket.resolved_at or timezone.now()
        assert message.ticket.created_at < message.at <= last, message.ticket.title
    assert [pk for batch in iterate_wrong() for pk in batch] == []
    assert {message.kind for message in messages} == {"reply", "note"}
    assert set(Ticket.objects.values_list("awaiting", flat=True)) == {
        "agent",
        "requester",
        "nobody",
    }


def test_two_views_for_everyone_that_the_list_takes(api):
    load()
    views = api.get("/api/views/").json()
    assert [view["shared_with"] for view in views] == ["everyone"] * 2
    for view in views:
        assert to_canonical(view["query"]) == view["query"]
        assert api.get(f"/api/tickets/?{view['query']}").json()
    Ticket.objects.all().delete()
    load()
    assert len(api.get("/api/views/").json()) == 2
