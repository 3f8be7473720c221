"""Taking of the next ticket of a queue."""

from dataclasses import replace

from django.db.models import QuerySet

from core.db.transactions import repeatable
from tickets.history.actors import Actor
from tickets.models import Ticket
from tickets.search.ordering import Position, position_after
from tickets.search.page_finder import find_page, read_page
from tickets.search.query import NONE, TicketQuery
from tickets.services import change_ticket
from tickets.vocabulary import UNDONE

# As many are looked at together; others may be about to take the first of them.
CANDIDATES = 50


def to_unassigned(query: TicketQuery) -> TicketQuery | None:
    """Return the query for those of its tickets that are open and that nobody has."""
    wanted = query.sparse_filters.get("assignee", [NONE])
    if NONE not in wanted or NONE in query.sparse_exclusions.get("assignee", ()):
        return None
    if query.sparse_filters.get("folder"):
        # Nobody works on spam, nor on what is in the bin.
        return None
    open_ones = [value for value in query.allowed_values("status") if value in UNDONE]
    return replace(
        query,
        field_filters={**query.field_filters, "status": open_ones},
        sparse_filters={**query.sparse_filters, "assignee": [NONE]},
    )


@repeatable
def take_next(query: TicketQuery, ordering: str, user_id: int, by: Actor) -> Ticket | None:
    """Give somebody the first ticket of a query that nobody has, and return it; None without one.

    A ticket that somebody else is taking at this moment is left to them.
    """
    unassigned = to_unassigned(query)
    if unassigned is None:
        return None
    position = Position(ordering, [])
    while candidates := find_page(unassigned, position, CANDIDATES).tickets:
        ticket = lock_first(unassigned.tickets, [one.pk for one in candidates], ordering)
        if ticket is not None:
            change_ticket(ticket, {"assignee_id": user_id}, by)
            return ticket
        if len(candidates) < CANDIDATES:
            return None
        position = position_after(candidates[-1], ordering)
    return None


def lock_first(tickets: QuerySet[Ticket], ids: list[int], ordering: str) -> Ticket | None:
    """Lock and return the first of the tickets that nobody else has locked and that still match."""
    free = tickets.filter(pk__in=ids).select_for_update(no_key=True, skip_locked=True)
    return next(iter(read_page(free, Position(ordering, []), 1)), None)
