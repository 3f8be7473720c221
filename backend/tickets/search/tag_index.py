"""Pages of tickets with some tags, in the order of their creation.

An index has the tickets of each tag in that order. A page is made of the first tickets of each tag
that its tickets may have.
"""

from dataclasses import replace

from tickets.models import Ticket, TicketTag
from tickets.search.ordering import Position, after, order_by, sort_value
from tickets.search.query import TicketQuery
from tickets.tags.selectors import rows_of

ALL = TicketQuery()
# So many of a tag's newest tickets are looked through for those that meet other conditions, too.
WINDOW = 5_000


def is_in_order(query: TicketQuery, position: Position) -> bool:
    """Return if the index of the tags has these tickets in the order of the page."""
    return query.tags.is_sparse and position.is_by_time and position.time == "created_at"


def find_first(query: TicketQuery, limit: int) -> list[int]:
    """Return ids of tickets that have one of the tags, if so many are soon found.

    Else none. A database would expect these tickets anywhere among all, and read on and on where
    they are all old, or collect all of a tag first.
    """
    if query.terms or query.direct_hits:
        return []
    for tag in query.tags.leading:
        newest = rows_of(tag).order_by("-ticket_created_at", "-ticket_id")
        ids = newest.values_list("ticket_id", flat=True)
        rest = query.without_tag(tag)
        # Both are empty, but not of one type.
        if replace(rest, terms=(), direct_hits=()) == ALL:
            found = list(ids[:limit])
        elif rest.tags.is_given or rest.sparse_filters:
            # Their own indexes have fewer tickets.
            continue
        else:
            among = rest.tickets.order_by().filter(pk__in=ids[:WINDOW])
            found = list(among.values_list("pk", flat=True)[:limit])
        if len(found) == limit:
            return found
    return []


def fetch_page(query: TicketQuery, position: Position, size: int) -> list[Ticket]:
    sign = "-" if position.is_newest_first else ""
    keys = (f"{sign}ticket_created_at", f"{sign}ticket_id")
    found: set[int] = set()
    for tag in query.tags.leading:
        rows = TicketTag.objects.filter(tag=tag, ticket__in=query.without_tag(tag).tickets)
        if position.values:
            rows = rows.filter(after(keys, position.values))
        found.update(rows.order_by(*order_by(keys)).values_list("ticket_id", flat=True)[:size])
    tickets = query.readable.in_bulk(found).values()
    return sorted(
        tickets,
        key=lambda ticket: [sort_value(ticket, key) for key in position.keys],
        reverse=position.is_newest_first,
    )[:size]
