"""Everything that is stored of one requester, as one JSON document, with bounded memory."""

from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.names import display_name
from conversations.import_export.export_lines import is_sent
from conversations.models import Message
from people.models import Requester
from tickets.history.models import Event
from tickets.history.timeline import to_entry
from tickets.import_export.export_rows import one_moment
from tickets.models import Ticket
from tickets.references import find_referred

TICKETS_AT_ONCE = 100
# Messages and events.
ROWS_AT_ONCE = 500
TICKET_FIELDS = (
    *("id", "title", "description", "category", "priority", "status", "folder"),
    *("created_at", "updated_at", "resolved_at", "removed_at"),
    *("requester_name", "requester_email"),
)
SUGGESTION_FIELDS = ("category", "priority", "confidence", "reason", "created_at")
LINK_FIELDS = ("reference", "created_at", "last_used_at", "revoked_at")

encode = DjangoJSONEncoder(ensure_ascii=False).encode


def tickets_of(requester: Requester) -> QuerySet[Ticket]:
    """Return all tickets of a requester, also those that are spam or in the bin.

    The release before may have written some with the address alone.
    """
    theirs = Q(requester=requester)
    if requester.email:
        theirs |= Q(requester=None, requester_email=requester.email)
    return Ticket.objects.filter(theirs)


def read_in_order(
    rows: QuerySet[Any], owner: str, ids: Collection[int]
) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of some tickets, by the tickets' ids, in the order of an index."""

    def read() -> Iterator[Any]:
        after = Q()
        while True:
            found = rows.filter(after, **{f"{owner}__in": ids}).order_by(owner, "pk")
            page = list(found[:ROWS_AT_ONCE])
            yield from page
            if len(page) < ROWS_AT_ONCE:
                return
            last = getattr(page[-1], owner)
            after = Q(**{f"{owner}__gt": last}) | Q(**{owner: last, "pk__gt": page[-1].pk})

    for ticket, of_ticket in groupby(read(), key=lambda row: getattr(row, owner)):
        yield ticket, list(of_ticket)


def pick(row: Any, names: Collection[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def describe_requester(requester: Requester) -> dict[str, Any]:
    return pick(requester, ("id", "name", "email", "locale", "blocked_at", "created_at"))


def describe_message(message: Message) -> dict[str, Any]:
    return {
        **pick(message, ("kind", "text", "channel", "at", "edited_at")),
        "author": {"kind": message.author_kind, "name": message.author_name},
        "earlier_texts": [pick(one, ("text", "at")) for one in message.revisions.all()],
    }


def describe_ticket(ticket: Ticket) -> dict[str, Any]:
    assignee, team = find_referred(ticket, "assignee"), find_referred(ticket, "team")
    suggestion = getattr(ticket, "classification", None)
    try:
        # That there is a link, and nothing that leads anybody to the ticket.
        link = pick(ticket.private_link, LINK_FIELDS)
    except ObjectDoesNotExist:
        link = None
    return {
        **pick(ticket, TICKET_FIELDS),
        "assignee": assignee and display_name(assignee),
        "team": team and team.name,
        "merged_into": ticket.merged_into_id,
        "tags": [tag.name for tag in ticket.tags.all()],
        "private_link": link,
        "suggestion": suggestion and pick(suggestion, SUGGESTION_FIELDS),
    }


def messages_of(requester: Requester) -> tuple[QuerySet[Message], QuerySet[Message]]:
    """Return the messages in a requester's tickets, and those that were moved to others'.

    What others wrote in tickets that were merged into theirs is not among them.
    """
    own = tickets_of(requester).values("pk")
    messages = Message.objects.filter(is_sent(timezone.now())).prefetch_related("revisions")
    theirs = messages.filter(Q(private_to=None) | Q(private_to__in=own))
    return theirs, messages.filter(moved_from__isnull=False).exclude(ticket__in=own)


def describe_tickets(requester: Requester) -> Iterator[dict[str, Any]]:
    """Yield the tickets with their messages and histories, a few queries for each batch."""
    here, elsewhere = messages_of(requester)
    all_tickets = (
        tickets_of(requester)
        .select_related("assignee", "team", "private_link", "classification")
        .prefetch_related("tags")
        .order_by("pk")
    )
    last = 0
    while tickets := list(all_tickets.filter(pk__gt=last)[:TICKETS_AT_ONCE]):
        ids = [ticket.pk for ticket in tickets]
        parts: dict[str, tuple[Iterator[Any], Callable[[Any], dict[str, Any]]]] = {
            "messages": (read_in_order(here, "ticket_id", ids), describe_message),
            "moved_messages": (read_in_order(elsewhere, "moved_from", ids), describe_message),
            "history": (read_in_order(Event.objects.all(), "ticket_number", ids), to_entry),
        }
        heads = {name: next(rows, None) for name, (rows, _) in parts.items()}
        for ticket in tickets:
            data = describe_ticket(ticket)
            for name, (rows, describe) in parts.items():
                head = heads[name]
                data[name] = []
                if head and head[0] == ticket.pk:
                    data[name] = [describe(one) for one in head[1]]
                    heads[name] = next(rows, None)
            yield data
        last = ids[-1]


def export_requester(requester: Requester) -> Iterator[str]:
    """Yield the parts of the document, all of one moment; its end says that it is complete."""
    with one_moment():
        yield f'{{"exported_at": {encode(timezone.now())},\n'
        yield f'"requester": {encode(describe_requester(requester))},\n"tickets": ['
        separator = "\n"
        for ticket in describe_tickets(requester):
            yield separator + encode(ticket)
            separator = ",\n"
        yield '\n],\n"complete": true}\n'
