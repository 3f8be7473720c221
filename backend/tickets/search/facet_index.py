"""Pages of tickets with some values of the facets, on PostgreSQL.

An index has the tickets of each cell, a combination of category, priority and status, in the order
of time. A page takes the first tickets of each cell that it can have tickets of, and sorts these.
"""

import itertools
from typing import Any

from django.db.models.expressions import RawSQL

from tickets.models import Ticket
from tickets.search.ordering import Position, after, groups_from
from tickets.search.query import TicketQuery
from tickets.vocabulary import FACETS


def cell_starts(query: TicketQuery, position: Position) -> list[tuple[Any, ...]]:
    """Return the cells that a page can have tickets of, as rows of `cell` in `FIRST_OF_CELLS`.

    Cells share a `place` where the page's ordering does not tell them apart.
    """
    groups = None if position.is_by_time else groups_from(position)
    start = ("infinity", 2**63 - 1) if position.is_newest_first else ("-infinity", 0)
    reached = (position.values[-2].isoformat(), position.values[-1]) if position.values else start
    starts = []
    for values in itertools.product(*(query.allowed_values(field) for field in FACETS)):
        place, is_reached = 0, bool(position.values)
        if groups:
            value = values[FACETS.index(groups.field)]
            if value not in groups.values:
                continue
            place = groups.values.index(value)
            is_reached = groups.is_reached and place == 0
        starts.append((*values, place, *(reached if is_reached else start)))
    return starts


FIRST_OF_CELLS = """
    SELECT tickets_ticket.*
    FROM (
        SELECT next.id, cell.place, next.{time}
        FROM unnest(
            %s::varchar[], %s::varchar[], %s::varchar[], %s::int[], %s::timestamptz[], %s::bigint[]
        ) AS cell (category, priority, status, place, after_time, after_number)
        CROSS JOIN LATERAL ({next}) AS next
        ORDER BY cell.place, next.{time} {direction}, next.id {direction}
        LIMIT %s
    ) AS page
    JOIN tickets_ticket USING (id)
    ORDER BY page.place, page.{time} {direction}, page.id {direction}
"""


def fetch_from_cells(
    query: TicketQuery, position: Position, part: slice, size: int
) -> list[Ticket]:
    """Take a part of each cell's tickets after a position; return the first in the page's order."""
    starts = cell_starts(query, position)
    if not starts:
        return []
    # Columns of the statement around, which the ORM does not know; none comes from outside.
    cell = {field: RawSQL(f"cell.{field}", ()) for field in FACETS}  # noqa: S611 - our own names
    start = [RawSQL("cell.after_time", ()), RawSQL("cell.after_number", ())]
    following = query.base.filter(after(position.time_keys, start), **cell)
    sql, parameters = (
        following.order_by(*position.time_keys)
        .values_list("id", position.time)[part]
        .query.sql_with_params()
    )
    statement = FIRST_OF_CELLS.format(
        next=sql,
        time=position.time,
        direction="DESC" if position.is_newest_first else "ASC",
    )
    columns = [list(values) for values in zip(*starts, strict=True)]
    return list(Ticket.objects.raw(statement, [*columns, *parameters, size]))


def fetch_page(query: TicketQuery, position: Position, size: int) -> list[Ticket]:
    return fetch_from_cells(query, position, slice(size), size)


def find_edge(query: TicketQuery, position: Position, distance: int) -> Ticket | None:
    """Return a ticket at least `distance`, and at most twice as many, tickets after a position.

    Return None where no cell has its share of so many left.
    """
    # The cell with the most tickets decides; the others have fewer up to there.
    share = max(1, 2 * distance // len(cell_starts(query, position)))
    found = fetch_from_cells(query, position, slice(share - 1, share), 1)
    return found[0] if found else None
