"""The part of a conversation that one of several requesters may see.

The requester of a merged ticket sees their own texts and the replies to them, and what agents
write publicly after the merge: that goes to all. Nobody sees what another requester wrote, nor what
agents had replied to that one alone. One person who has asked twice sees everything.
"""

from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from conversations.models import AuthorKind, Merge
from tickets.merged import find_merged, find_path
from tickets.models import Ticket
from tickets.requesters import have_same_requester


@dataclass(frozen=True)
class Side:
    """The ticket of a private link, the one that has its conversation, and what is shown of it."""

    ticket: Ticket
    conversation: Ticket
    shown: Q

    @property
    def is_joined(self) -> bool:
        return self.ticket.pk != self.conversation.pk

    def as_public(self) -> Ticket:
        """Return the ticket as its requester sees it: with the state of the conversation."""
        own = self.ticket
        if self.is_joined:
            is_same = have_same_requester(own, self.conversation)
            shown = copy(self.conversation if is_same else own)
            for name in ("status", "resolved_at", "updated_at"):
                setattr(shown, name, getattr(self.conversation, name))
            shown.private_link = own.private_link
            own = shown
        setattr(own, "joined", self.is_joined)  # noqa: B010 - not a field
        return own


def find_side(ticket: Ticket) -> Side:
    """Return what the requester of a ticket sees: a query, and more where tickets were merged."""
    path = [ticket.pk] if ticket.merged_into_id is None else find_path(ticket.pk)
    conversation = ticket if len(path) == 1 else Ticket.objects.get(pk=path[-1])
    if have_same_requester(ticket, conversation):
        return Side(ticket, conversation, of_requester(conversation, conversation))
    shown = of_requester(ticket, conversation)
    merges = {one.ticket_id: one for one in Merge.objects.filter(ticket__in=path[:-1])}
    for merged, into in pairwise(path):
        by_agent = ~Q(author_kind=AuthorKind.REQUESTER)
        reader = Q(private_to=None) if into == conversation.pk else Q(private_to=into)
        shown |= by_agent & reader & Q(at__gt=merges[merged].at)
    # It stands above them as the description.
    shown &= ~Q(pk=merges[ticket.pk].submission_id)
    return Side(ticket, conversation, shown)


def of_requester(ticket: Ticket, conversation: Ticket) -> Q:
    """Return the condition of what is a requester's own, in all their tickets that were merged."""
    merged = find_merged([conversation.pk])
    others = Ticket.objects.filter(pk__in=merged).only("requester") if merged else ()
    own = {ticket.pk, *(one.pk for one in others if have_same_requester(one, ticket))}
    shown = Q(private_to__in=own - {conversation.pk})
    return shown | Q(private_to=None) if conversation.pk in own else shown
