"""Pages of tickets with some values of the facets, on PostgreSQL.

An index has the tickets of each combination of category, priority and status in the order of time.
A page is made of the first tickets of each combination that the query allows, sorted.
"""

import itertools
from typing import Any

from django.db.models.expressions import RawSQL

from tickets.models import Ticket
from tickets.search.ordering import Position, after, groups_from, order_by, sort_expression
from tickets.search.query import TicketQuery
from tickets.vocabulary import FACETS


def combination_starts(query: TicketQuery, position: Position) -> list[tuple[Any, ...]]:
    """Return the combinations that a page can have tickets of, with the place to start at in each.

    These are the rows of `combination` in `FIRST_OF_COMBINATIONS`. `rank` is the number of its
    group where the page's ordering has groups, and 0 where it sorts by time alone.
    """
    groups = None if position.is_by_time else groups_from(position)
    start = ("infinity", 2**63 - 1) if position.is_newest_first else ("-infinity", 0)
    reached = (position.values[-2].isoformat(), position.values[-1]) if position.values else start
    starts = []
    for values in itertools.product(*(query.allowed_values(field) for field in FACETS)):
        rank, is_reached = 0, bool(position.values)
        if groups:
            value = values[FACETS.index(groups.field)]
            if value not in groups.values:
                continue
            rank = groups.values.index(value)
            is_reached = groups.is_reached and rank == 0
        starts.append((*values, rank, *(reached if is_reached else start)))
    return starts


FIRST_OF_COMBINATIONS = """
    SELECT tickets_ticket.*
    FROM (
        SELECT next.id, combination.rank, next.time
        FROM unnest(
            %s::varchar[], %s::varchar[], %s::varchar[], %s::int[], %s::timestamptz[], %s::bigint[]
        ) AS combination (category, priority, status, rank, after_time, after_id)
        CROSS JOIN LATERAL ({next}) AS next
        ORDER BY combination.rank, next.time {direction}, next.id {direction}
        LIMIT %s
    ) AS page
    JOIN tickets_ticket USING (id)
    ORDER BY page.rank, page.time {direction}, page.id {direction}
"""


def fetch_from_combinations(
    query: TicketQuery, position: Position, window: slice, size: int
) -> list[Ticket]:
    """Take a slice of each combination's tickets after a position, and return the first `size`."""
    starts = combination_starts(query, position)
    if not starts:
        return []
    # Columns of the outer statement, which the ORM does not know; none is user input.
    combination = {field: RawSQL(f"combination.{field}", ()) for field in FACETS}  # noqa: S611 - our own names
    start = [RawSQL("combination.after_time", ()), RawSQL("combination.after_id", ())]
    following = query.base.filter(after(position.time_keys, start), **combination)
    sql, parameters = (
        following.annotate(time=sort_expression(position.time))
        .order_by(*order_by(position.time_keys))
        .values_list("id", "time")[window]
        .query.sql_with_params()
    )
    statement = FIRST_OF_COMBINATIONS.format(
        next=sql,
        direction="DESC" if position.is_newest_first else "ASC",
    )
    columns = [list(values) for values in zip(*starts, strict=True)]
    return list(Ticket.objects.raw(statement, [*columns, *parameters, size]))


def fetch_page(query: TicketQuery, position: Position, size: int) -> list[Ticket]:
    return fetch_from_combinations(query, position, slice(size), size)


def fetch_edge(query: TicketQuery, position: Position, distance: int) -> Ticket | None:
    """Return a ticket at least `distance`, and at most twice as many, tickets after a position.

    Return None where no combination has its share of them left.
    """
    # The combination with the most tickets decides; the others have fewer up to that point.
    share = max(1, 2 * distance // len(combination_starts(query, position)))
    found = fetch_from_combinations(query, position, slice(share - 1, share), 1)
    return found[0] if found else None
