"""The derived columns of tickets as their messages prove them: compared, and made anew.

Messages that came with a merge were answered in the ticket that they came from. They count, but
whose turn it is follows from those of the ticket itself, and from whether the requester of a merged
one waited: an answer after the merge goes to all of them.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from conversations.models import AuthorKind, Kind, Merge, Message
from tickets.conversation_state import COLUMNS
from tickets.models import Ticket
from tickets.vocabulary import DONE, Awaiting

BATCH_SIZE = 500
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def messages_of(**conditions: Any) -> QuerySet[Message]:
    """Return the messages of the outer query's ticket."""
    return Message.objects.filter(ticket=OuterRef("pk"), **conditions).order_by()


def aggregate(messages: QuerySet[Message], expression: Any) -> Subquery:
    return Subquery(messages.values("ticket").annotate(found=expression).values("found"))


def with_proofs(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """Annotate what the messages of tickets say, in one statement."""
    by_agent = messages_of(kind=Kind.REPLY, author_kind=AuthorKind.AGENT, merged=None)
    by_requester = messages_of(author_kind=AuthorKind.REQUESTER, merged=None)
    merges = Merge.objects.filter(into=OuterRef("pk")).order_by()
    answered_at = Coalesce(OuterRef("found_agent"), LONG_AGO)
    return tickets.annotate(
        found_count=aggregate(messages_of(), Count("*")),
        found_last=aggregate(messages_of(), Max("at")),
        found_requester=aggregate(by_requester, Max("at")),
        found_agent=aggregate(by_agent, Max("at")),
        found_response=aggregate(by_agent, Min("at")),
    ).annotate(
        found_unanswered=aggregate(by_requester.filter(at__gt=answered_at), Min("at")),
        found_merged=Subquery(
            merges.filter(at__gt=answered_at)
            .values("into")
            .annotate(found=Min("waiting_since"))
            .values("found")
        ),
    )


def expected_columns(ticket: Any) -> dict[str, Any]:
    """Return what the columns of a ticket with proofs should be."""
    last_requester_at = ticket.found_requester or ticket.created_at
    agent_spoke_last = ticket.found_agent is not None and ticket.found_agent >= last_requester_at
    merged, woken_at = ticket.found_merged, ticket.woken_at
    was_woken_last = woken_at is not None and woken_at > (ticket.found_agent or LONG_AGO)
    awaiting, waiting_since = Awaiting.AGENT, None
    if ticket.status in DONE:
        awaiting = Awaiting.NOBODY
    elif agent_spoke_last and merged is None and not was_woken_last:
        awaiting = Awaiting.REQUESTER
    elif agent_spoke_last and not was_woken_last:
        waiting_since = max(merged, ticket.reopened_at or merged)
    else:
        unanswered = ticket.found_unanswered
        # The submission, unless it was answered. An import may bring what was written before it.
        if ticket.found_agent is None or ticket.found_agent < ticket.created_at:
            unanswered = ticket.created_at
        if was_woken_last:
            unanswered = woken_at
        unanswered = min(unanswered, merged or unanswered)
        waiting_since = max(unanswered, ticket.reopened_at or unanswered)
    return {
        "awaiting": awaiting,
        "waiting_since": waiting_since,
        "message_count": ticket.found_count or 0,
        "last_message_at": max(
            at for at in (ticket.found_last, ticket.created_at, woken_at) if at is not None
        ),
        "last_requester_at": last_requester_at,
        "last_agent_at": ticket.found_agent,
        "first_response_at": ticket.found_response,
    }


def derive_columns(ticket: Any, messages: Sequence[Message]) -> dict[str, Any]:
    """Return the columns of a ticket that is about to be stored with these messages."""
    replies = [message for message in messages if message.is_public]
    by_agent = [one.at for one in replies if one.author_kind == AuthorKind.AGENT]
    by_requester = [one.at for one in replies if one.author_kind == AuthorKind.REQUESTER]
    ticket.found_count = len(messages)
    ticket.found_last = max((message.at for message in messages), default=None)
    ticket.found_requester = max(by_requester, default=None)
    ticket.found_agent = max(by_agent, default=None)
    ticket.found_response = min(by_agent, default=None)
    ticket.found_merged = None
    answered = ticket.found_agent or LONG_AGO
    ticket.found_unanswered = min((at for at in by_requester if at > answered), default=None)
    return expected_columns(ticket)


def find_wrong(tickets: QuerySet[Ticket]) -> dict[int, dict[str, Any]]:
    """Return what the columns should be of those of the tickets that have others, by their ids."""
    return {
        ticket.pk: expected
        for ticket in with_proofs(tickets)
        if (expected := expected_columns(ticket))
        != {name: getattr(ticket, name) for name in COLUMNS}
    }


def iterate_wrong() -> Iterator[list[int]]:
    """Yield the ids of tickets whose columns are wrong, from all, batch by batch."""
    last = 0
    while True:
        ids = list(
            Ticket.objects.filter(pk__gt=last)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH_SIZE]
        )
        if not ids:
            return
        yield list(find_wrong(Ticket.objects.filter(pk__in=ids)))
        last = ids[-1]


@transaction.atomic
def rebuild(ids: list[int]) -> None:
    """Write the columns of tickets anew, while others may write in them."""
    locked = Ticket.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    list(locked.values_list("pk", flat=True))
    rebuild_locked(ids)


def rebuild_locked(ids: list[int]) -> None:
    """Write the columns of tickets anew, which the caller has locked."""
    for pk, columns in find_wrong(Ticket.objects.filter(pk__in=ids)).items():
        Ticket.objects.filter(pk=pk).update(**columns)
