"""How PostgreSQL puts tickets of several kinds together in the order of a page.

A cell is a combination of a category, a priority and a status. An index has the tickets of each
cell in the order of time, so that a page takes no more than the first of each cell.
"""

import itertools
from typing import Any

from django.db.models.expressions import RawSQL

from tickets.models import Ticket
from tickets.search.ordering import (
    ORDERINGS,
    Position,
    beyond,
    groups_from,
    is_descending,
    name_of,
)
from tickets.search.query import Narrowed
from tickets.vocabulary import FACETS


def starts_of_cells(narrowed: Narrowed, position: Position) -> list[tuple[Any, ...]]:
    """The cells that a page can have tickets of, in the columns of `FROM_CELLS`.

    Cells share a place where the page's order does not tell them apart.
    """
    *group, time, _ = ORDERINGS[position.ordering]
    groups = groups_from(position) if group else None
    start = ("infinity", 2**63 - 1) if is_descending(time) else ("-infinity", 0)
    reached = (position.values[-2].isoformat(), position.values[-1]) if position.values else start
    found = []
    for values in itertools.product(*(narrowed.accepted(field) for field in FACETS)):
        place, is_reached = 0, bool(position.values)
        if groups:
            value = values[FACETS.index(groups.field)]
            if value not in groups.values:
                continue
            place = groups.values.index(value)
            is_reached = groups.is_reached and place == 0
        found.append((*values, place, *(reached if is_reached else start)))
    return found


FROM_CELLS = """
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


def from_cells(narrowed: Narrowed, position: Position, part: slice, size: int) -> list[Ticket]:
    """Of a part of each cell's tickets after a position, the first in the page's order."""
    keys = ORDERINGS[position.ordering][-2:]
    starts = starts_of_cells(narrowed, position)
    if not starts:
        return []
    # Columns of the statement around, which no query of the ORM knows; nothing comes from outside.
    of_cell = {field: RawSQL(f"cell.{field}", ()) for field in FACETS}  # noqa: S611 - our own names
    after = [
        RawSQL("cell.after_time", ()),
        RawSQL("cell.after_number", ()),
    ]
    following = narrowed.otherwise.filter(beyond(keys, after), **of_cell).order_by(*keys)
    sql, parameters = following.values_list("id", name_of(keys[0]))[part].query.sql_with_params()
    statement = FROM_CELLS.format(
        next=sql,
        time=name_of(keys[0]),
        direction="DESC" if is_descending(keys[0]) else "ASC",
    )
    columns = [list(column) for column in zip(*starts, strict=True)]
    return list(Ticket.objects.raw(statement, [*columns, *parameters, size]))


def page_from_cells(narrowed: Narrowed, position: Position, size: int) -> list[Ticket]:
    """The page from a position on."""
    return from_cells(narrowed, position, slice(size), size)


def edge_of_cells(narrowed: Narrowed, position: Position, distance: int) -> Ticket | None:
    """A ticket to which there are about so many in these cells, and at most twice as many.

    None where fewer are left than any cell may have of them.
    """
    # The cell with the most decides, and others have less until there.
    of_each = max(1, 2 * distance // len(starts_of_cells(narrowed, position)))
    found = from_cells(narrowed, position, slice(of_each - 1, of_each), 1)
    return found[0] if found else None
