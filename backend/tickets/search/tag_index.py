"""Pages of tickets with some tags, in the order of their creation.

An index has the tickets of each tag in that order. A page is made of the first tickets of each tag
that its tickets may have.
"""

from dataclasses import replace

from tickets.models import Ticket, TicketTag
from tickets.search.ordering import Position, after, order_by, sort_value
from tickets.search.query import TicketQuery
from tickets.search.tag_conditions import NO_CONDITIONS, TagConditions
from tickets.tags.selectors import rows_of

ALL = TicketQuery()


def is_in_order(query: TicketQuery, position: Position) -> bool:
    """Return if the index of the tags has these tickets in the order of the page."""
    return query.tags.is_sparse and position.is_by_time and position.time == "created_at"


def find_first(query: TicketQuery, limit: int) -> list[int]:
    """Return ids of tickets that have one of the tags, if one is on as many as the limit.

    None where there is another condition too, or fewer. A database would expect these tickets
    anywhere among all, and read on and on where they are all old.
    """
    has_others = query.terms or replace(query, tags=NO_CONDITIONS, terms=(), direct_hits=()) != ALL
    if has_others or query.tags != TagConditions(any_of=query.tags.any_of):
        return []
    for tag in query.tags.any_of:
        rows = rows_of(tag).values_list("ticket_id", flat=True)
        ids = list(rows.order_by("-ticket_created_at", "-ticket_id")[:limit])
        if len(ids) == limit:
            return ids
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
