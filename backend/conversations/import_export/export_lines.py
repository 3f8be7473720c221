"""The lines of an export as JSON lines, with bounded memory."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from conversations.import_export.json_lines import format_line
from conversations.models import Kind, Message, RelatedTicket
from tickets.import_export.export_rows import ticket_chunks
from tickets.import_export.lines import MAX_LINE_LENGTH

# With texts of the greatest size they take some 30 MB.
MESSAGES_AT_ONCE = 500
COLUMNS = (
    *("id", "ticket_id", "kind", "author_kind", "author_name"),
    *("text", "channel", "at", "edited_at"),
)


def is_sent(at: datetime) -> Q:
    """Return the condition of messages that nobody could take back at a time."""
    return Q(held_until=None) | Q(held_until__lte=at)


class Lines:
    """The lines of all tickets; to be read within `one_moment`.

    A reply that its author can still take back is left out: a file keeps what is said there.
    """

    def __init__(self, *, with_notes: bool) -> None:
        self.at = timezone.now()
        # The tickets leave out what is in a folder.
        self.messages = Message.objects.filter(is_sent(self.at), ticket__folder=None)
        if not with_notes:
            self.messages = self.messages.exclude(kind=Kind.NOTE)
        self.message_count = 0
        # Lines that the import will not read.
        self.too_long = 0

    def __iter__(self) -> Iterator[str]:
        for tickets in ticket_chunks():
            rows = read_messages(self.messages, tickets[0]["id"], tickets[-1]["id"])
            groups = groupby(rows, key=itemgetter("ticket_id"))
            found = next(groups, None)
            related = read_related([ticket["id"] for ticket in tickets])
            for ticket in tickets:
                messages = []
                if found and found[0] == ticket["id"]:
                    messages = list(found[1])
                    found = next(groups, None)
                line = format_line(ticket, messages, related[ticket["id"]])
                self.message_count += len(messages)
                self.too_long += len(line) >= MAX_LINE_LENGTH
                yield f"{line}\n"

    def count_held(self) -> int:
        return Message.objects.filter(held_until__gt=self.at).count()


def read_related(ticket_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the numbers of the tickets that these are linked with."""
    found: dict[int, list[int]] = {pk: [] for pk in ticket_ids}
    rows = RelatedTicket.objects.filter(ticket__in=found).order_by("ticket", "other")
    for ticket_id, other in rows.values_list("ticket", "other"):
        found[ticket_id].append(other)
    return found


def read_messages(
    messages: QuerySet[Message], first_ticket: int, last_ticket: int
) -> Iterator[dict[str, Any]]:
    """Yield the messages of tickets with these ids and those between, ticket by ticket."""
    rows = messages.order_by("ticket_id", "id").values(*COLUMNS)
    of_tickets = Q(ticket__gte=first_ticket)
    while True:
        page = list(rows.filter(of_tickets, ticket__lte=last_ticket)[:MESSAGES_AT_ONCE])
        yield from page
        if len(page) < MESSAGES_AT_ONCE:
            return
        last = page[-1]
        after = Q(ticket__gt=last["ticket_id"]) | Q(id__gt=last["id"])
        # The first condition is the one that the index serves.
        of_tickets = Q(ticket__gte=last["ticket_id"]) & after
