"""A filled database is one that the product itself could have written."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from bench.conversations.generated import (
    RARE_IN_MESSAGE,
    Conversation,
    generate_conversations,
    long_thread,
)
from bench.seeding import PostgresStore, Seeder, SqliteStore
from bench.workflow.generated import AGENTS, BUSIEST, QUIETEST_AGENT, TAGS, TEAMS, tag_name
from conversations.models import Message
from core.db.vendor import is_postgresql
from people.models import Membership, Requester, Team
from people.services import to_key
from tickets.models import SearchText, Tag, Ticket, TicketTag
from tickets.search.search_texts import iterate_wrong

COUNT = 300
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def conversations() -> list[Conversation]:
    return list(generate_conversations(COUNT, datetime.now(UTC)))


@pytest.fixture(autouse=True)
def filled(db, conversations):
    connection.ensure_connection()
    store = PostgresStore if is_postgresql() else SqliteStore
    Seeder(store(connection.connection), datetime.now(UTC)).fill(conversations)


def test_the_state_of_all_conversations_is_right(capsys):
    call_command("check_conversations")
    assert "is right" in capsys.readouterr().out
    assert {"agent", "requester", "nobody"} == set(
        Ticket.objects.values_list("awaiting", flat=True)
    )


def test_what_is_searched_is_what_the_product_would_store():
    assert not any(iterate_wrong())
    copies = SearchText.objects.filter(source=SearchText.Source.MESSAGE)
    assert copies.count() == Message.objects.count()
    for copy in copies.filter(text__contains=RARE_IN_MESSAGE):
        said = Message.objects.filter(ticket=copy.ticket_id, pk__in=[copy.message_id])
        assert RARE_IN_MESSAGE in said.get().text


def test_tickets_belong_to_the_requesters_of_their_addresses():
    for ticket in Ticket.objects.select_related("requester"):
        address = ticket.requester.email if ticket.requester else ""
        assert address == to_key(ticket.requester_email)
    assert Requester.objects.count() == Requester.objects.values("email").distinct().count() > 0


def test_messages_are_stored_in_the_order_of_their_times():
    times = list(Message.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)
    assert Message.objects.filter(ticket=1).count() == long_thread(COUNT)


def test_the_statistics_count_what_is_there():
    call_command("check_statistics")


def test_a_few_agents_teams_and_tags_have_most_of_the_tickets():
    assert Membership.objects.count() == 2 * User.objects.count() == 2 * AGENTS
    assert Team.objects.count() == TEAMS
    assert Tag.objects.count() == TAGS
    busy = Ticket.objects.filter(assignee=BUSIEST).count()
    assert busy > 5 * Ticket.objects.filter(assignee=QUIETEST_AGENT).count()
    assert Ticket.objects.filter(assignee=None).exists()
    assert Ticket.objects.filter(team=None).exists()
    tagged = Ticket.objects.filter(tags__name=tag_name(BUSIEST)).count()
    assert tagged > 5 * Ticket.objects.filter(tags__name=tag_name(TAGS)).count()
    assert Ticket.objects.filter(tags=None).exists()
    for one in TicketTag.objects.select_related("ticket"):
        assert one.ticket_created_at == one.ticket.created_at
        assert one.ticket.is_tagged
    assert not Ticket.objects.filter(tags=None, is_tagged=True).exists()
