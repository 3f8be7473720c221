"""Keyset pages: a page far down the list costs what the first one costs.

A page is found by the sort keys of the row before it, not by counting rows, so that tickets which
arrive while a client pages neither repeat nor hide one.
"""

from typing import Any

from django.contrib.auth.models import User
from django.core import signing
from django.db.models import Prefetch, prefetch_related_objects
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from accounts.names import NAME_FIELDS
from people.teams.access import reader_of
from tickets.search.counts import read_counted_total
from tickets.search.cursor import decode_cursor, encode_cursor
from tickets.search.found import find_in_messages
from tickets.search.ordering import (
    DEFAULT_ORDERING,
    ORDERINGS,
    Position,
    Total,
    position_after,
)
from tickets.search.page_finder import find_page
from tickets.search.query import TicketQuery
from tickets.tags.selectors import read_tags

# What a ticket shows of others.
SHOWN = ("requester", Prefetch("assignee", User.objects.only(*NAME_FIELDS)), "team")
DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 200


def most_exact(previous_total: Total | None, observed_total: Total | None) -> Total:
    """Return an exact total, the observed one first; without one, the higher of the two."""
    totals = [total for total in (observed_total, previous_total) if total]
    return next((total for total in totals if total.is_exact), max(totals, default=Total(0, False)))


class KeysetPagination(BasePagination):
    """A page as a JSON array; the next page and the total in headers.

    `Link` (RFC 8288) has the next page, `X-Total-Count` the number of rows over all pages, and
    `X-Total-Relation` tells whether that number is exact (`eq`) or where counting stopped (`gte`).
    """

    PARAMETERS = ("ordering", "page_size", "cursor")

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """Return a page of the tickets of the view's `ticket_query`."""
        query: TicketQuery = getattr(view, "ticket_query", None) or TicketQuery(
            reader=reader_of(request)
        )
        page_size = self.read_page_size(request)
        position = self.read_position(request, query.reader.scope)
        tickets, observed_total = find_page(query, position, page_size + 1)
        counted_total = read_counted_total(query)
        self.total = counted_total or most_exact(position.total, observed_total)
        page = tickets[:page_size]
        # A query for each that somebody has, however the page was found.
        prefetch_related_objects(page, *SHOWN)
        read_tags(page)
        if query.terms:
            found = find_in_messages(page, query.terms, query.direct_hits)
            for ticket in page:
                setattr(ticket, "found", found.get(ticket.pk))  # noqa: B010 - not a field
        self.next_link = None
        if len(tickets) > page_size:
            # A total from the counters is read anew for each page.
            total = None if counted_total else self.total
            self.next_link = replace_query_param(
                remove_query_param(request.build_absolute_uri(), "cursor"),
                "cursor",
                encode_cursor(
                    position_after(page[-1], position.ordering, total), query.reader.scope
                ),
            )
        return page

    def read_page_size(self, request: Request) -> int:
        text = request.query_params.get("page_size", "")
        if not text:
            return DEFAULT_PAGE_SIZE
        if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_PAGE_SIZE:
            return int(text)
        raise ValidationError({"page_size": [f"Give a whole number from 1 to {MAX_PAGE_SIZE}."]})

    def read_position(self, request: Request, scope: str) -> Position:
        ordering = request.query_params.get("ordering") or None
        if ordering is not None and ordering not in ORDERINGS:
            raise ValidationError({"ordering": [f"Choose one of: {', '.join(ORDERINGS)}."]})
        cursor = request.query_params.get("cursor")
        if not cursor:
            return Position(ordering or DEFAULT_ORDERING, [])
        try:
            position = decode_cursor(cursor, scope)
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            position = None
        if position is None or position.ordering != (ordering or position.ordering):
            raise ValidationError(
                {"cursor": ["This cursor is not from this list. Start again without one."]}
            )
        return position

    def get_paginated_response(self, data: Any) -> Response:
        headers = {
            "X-Total-Count": str(self.total.tickets),
            "X-Total-Relation": "eq" if self.total.is_exact else "gte",
        }
        if self.next_link:
            headers["Link"] = f'<{self.next_link}>; rel="next"'
        return Response(data, headers=headers)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return schema

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
            return {
                "name": name,
                "in": "query",
                "required": False,
                "description": description,
                "schema": schema,
            }

        return [
            parameter(
                "cursor",
                "Where the page starts; taken from the `Link` header of the page before.",
                {"type": "string"},
            ),
            parameter(
                "ordering",
                "Sort order; a leading minus turns it round.",
                {"type": "string", "enum": list(ORDERINGS), "default": DEFAULT_ORDERING},
            ),
            parameter(
                "page_size",
                "How many tickets a page holds.",
                {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MAX_PAGE_SIZE,
                    "default": DEFAULT_PAGE_SIZE,
                },
            ),
        ]
