"""Two requesters with a ticket each, and what tells whether everything is as it was."""

import hashlib
import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from conversations import services
from conversations.models import AuthorKind, Channel, Kind, Message
from conversations.ticket_state import iterate_wrong
from tickets.history.actors import SYSTEM
from tickets.models import Ticket
from tickets.private_links.links import replace_link, token_for
from tickets.requesters import link_requesters
from tickets.search.models import SearchText

AGENT = services.Author(AuthorKind.AGENT, None, "Grace")
# They tell of the merge itself, or that a ticket was changed at all.
MOVING = {"version", "updated_at"}


@pytest.fixture(autouse=True)
def proved(request):
    """Whatever a test does, the derived columns and the search copies are what they should be."""
    yield None
    if request.node.get_closest_marker("skipif") is None or Ticket.objects.exists():
        assert [pk for batch in iterate_wrong() for pk in batch] == []
        copies = SearchText.objects.filter(source="message").values_list("ticket", "message_id")
        assert set(copies) == set(Message.objects.values_list("ticket", "pk"))


@pytest.fixture
def ticket_of(make_ticket):
    """Make a ticket of a requester who is known by an address."""

    def make(name, **values):
        address = values.pop("requester_email", f"{name.lower()}@example.org")
        ticket = make_ticket(requester_name=name, requester_email=address, **values)
        link_requesters([ticket])
        ticket.save()
        return ticket

    return make


@pytest.fixture
def ada(ticket_of):
    return ticket_of("Ada", title="Printer", description="The printer is on fire.")


@pytest.fixture
def ben(ticket_of):
    return ticket_of("Ben", title="Smoke", description="It smells of *smoke* here.")


def address_of(ticket):
    return f"/api/requests/{token_for(replace_link(ticket).nonce)}/"


def reply(ticket, text, kind=Kind.REPLY, **then):
    draft = services.Draft(kind, text, Channel.WEB, then=then)
    message = services.post_as_agent(ticket.pk, AGENT, draft, by=SYSTEM)
    Message.objects.filter(pk=message.pk).update(held_until=None, undo_values=None)
    return message


def answer(ticket, text):
    return services.post_as_requester(
        ticket.pk, services.Draft(Kind.REPLY, text, Channel.LINK), by=SYSTEM
    )


def hash_rows(rows):
    return {
        row["id"]: hashlib.sha256(
            json.dumps(row, sort_keys=True, cls=DjangoJSONEncoder).encode()
        ).hexdigest()
        for row in rows
    }


def hash_messages(**conditions):
    return hash_rows(Message.objects.filter(**conditions).values())


def ticket_row(ticket):
    row = Ticket.objects.filter(pk=ticket.pk).values().get()
    return {name: value for name, value in row.items() if name not in MOVING}


def merge(api, ticket, into, **headers):
    address = f"/api/tickets/{ticket.pk}/merge/"
    return api.post(address, {"into": into.pk}, headers=headers)


def unmerge(api, ticket):
    return api.post(f"/api/tickets/{ticket.pk}/unmerge/")
