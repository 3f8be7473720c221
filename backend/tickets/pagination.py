"""Keyset pages: a page far down the list costs what the first one costs.

A page is found by the sort keys of the row before it, not by counting rows, so that tickets which
arrive while a client pages neither repeat nor hide one. The keys of that row travel in a signed
cursor; a client need not and cannot read meaning into it.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import Q, Sum
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.http import quote_etag
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from tickets.models import Category, TicketSummary

DEFAULT_PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
MAX_EXACT_TOTAL = 10_000
KEPT_COUNT_OF = ("status", "priority", "category")
NOT_KEPT_COUNT_OF = ("search", "created_within", "resolved_within")
# Without a time in them, unlike `signing.dumps`: the same page has the same cursor, whenever asked.
CURSORS = signing.Signer(salt="tickets.cursor")

ORDERINGS: dict[str, tuple[str, ...]] = {
    "-created_at": ("-created_at", "-id"),
    "created_at": ("created_at", "id"),
    "-updated_at": ("-updated_at", "-id"),
    "updated_at": ("updated_at", "id"),
    "-priority": ("-priority_rank", "-created_at", "-id"),
    "priority": ("priority_rank", "-created_at", "-id"),
    "-status": ("-status_rank", "-created_at", "-id"),
    "status": ("status_rank", "-created_at", "-id"),
    "-category": ("-category", "-created_at", "-id"),
    "category": ("category", "-created_at", "-id"),
}
DEFAULT_ORDERING = "-created_at"


class Position(NamedTuple):
    """Where a page starts: after the row with these sort keys, in this ordering."""

    ordering: str
    values: list[Any]


def encode_cursor(position: Position) -> str:
    return CURSORS.sign_object(
        [
            position.ordering,
            *(v.isoformat() if hasattr(v, "isoformat") else v for v in position.values),
        ]
    )


def read_value(key: str, value: Any) -> Any:
    """A sort key's value out of a cursor; raises `TypeError` or `ValueError` for another kind."""
    name = key.removeprefix("-")
    if name.endswith("_at"):
        moment = parse_datetime(value)
        if moment is None or moment.tzinfo is None:
            raise ValueError(f"{name} is no time")
        return moment
    if name == "category":
        return Category(value)
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError(f"{name} is no number")
    return value


def decode_cursor(cursor: str) -> Position:
    """Undo `encode_cursor`.

    Raises `BadSignature` for what this product did not sign, and `KeyError`, `TypeError` or
    `ValueError` for what an earlier release, or another one with the same key, did.
    """
    ordering, *values = CURSORS.unsign_object(cursor)
    keys = ORDERINGS[ordering]
    return Position(
        ordering, [read_value(key, value) for key, value in zip(keys, values, strict=True)]
    )


def rows_after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """The condition that a row sorts after the given one.

    The bound on the first key is implied by the rest; said on its own, it lets an index start
    right there.
    """
    condition = Q()
    for key, value in reversed(list(zip(keys, values, strict=True))):
        name, beyond = (key[1:], "lt") if key.startswith("-") else (key, "gt")
        strictly = Q(**{f"{name}__{beyond}": value})
        condition = strictly | (Q(**{name: value}) & condition) if condition else strictly
    return Q(**{f"{name}__{beyond}e": value}) & condition


def add_etag(response: Response) -> None:
    """Give a rendered page an `ETag` that its headers take part in, for they can change alone."""
    digest = hashlib.sha256(response.content)
    for name in ("X-Total-Count", "X-Total-Relation", "Link"):
        digest.update(f"\n{response.headers.get(name)}".encode())
    response.headers["ETag"] = quote_etag(digest.hexdigest()[:32])


class Total(NamedTuple):
    """How many tickets there are over all pages, and whether there may be more."""

    tickets: int
    is_exact: bool


def total_of(queryset: Any, parameters: QueryDict) -> Total:
    """The number of rows: exact and at once where the database keeps count of such tickets.

    That is where nothing but values of the fields narrows them; else counting stops at a bound.
    """
    if any(parameters.get(name) for name in NOT_KEPT_COUNT_OF):
        count = queryset.order_by()[: MAX_EXACT_TOTAL + 1].count()
        return Total(min(count, MAX_EXACT_TOTAL), count <= MAX_EXACT_TOTAL)
    kept = TicketSummary.objects.filter(span="all")
    for field in KEPT_COUNT_OF:
        if values := [value for value in parameters.getlist(field) if value]:
            kept = kept.filter(**{f"{field}__in": values})
    return Total(kept.aggregate(total=Sum("count"))["total"] or 0, True)


def found_by_words(queryset: Any) -> tuple[Any, Total]:
    """The rows that a search finds, in a way that the database can sort at once, and how many.

    Asked for the newest of the rows with a word, a database may walk through all from the newest
    on, however rare the word. So it is first asked which there are, in no order: where they are
    few, just these are sorted, and where they are many, the newest are soon found.
    """
    found = list(queryset.order_by().values_list("pk", flat=True)[: MAX_EXACT_TOTAL + 1])
    if len(found) > MAX_EXACT_TOTAL:
        return queryset, Total(MAX_EXACT_TOTAL, False)
    return queryset.model.objects.filter(pk__in=found), Total(len(found), True)


class KeysetPagination(BasePagination):
    """A page as a JSON array; the next page and the total in headers.

    `Link` (RFC 8288) has the next page, `X-Total-Count` the number of rows over all pages, and
    `X-Total-Relation` tells whether that number is exact (`eq`) or where counting stopped (`gte`).
    """

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        page_size = self.read_page_size(request)
        ordering, after = self.read_position(request)
        keys = ORDERINGS[ordering]
        if request.query_params.get("search"):
            queryset, self.total = found_by_words(queryset)
        else:
            self.total = total_of(queryset, request.query_params)
        if any(key.endswith("_rank") for key in keys):
            queryset = queryset.with_ranks()
        rows = queryset.order_by(*keys)
        if after is not None:
            rows = rows.filter(rows_after(keys, after))
        page = list(rows[: page_size + 1])
        self.next_link = None
        if len(page) > page_size:
            del page[page_size:]
            values = [getattr(page[-1], key.removeprefix("-")) for key in keys]
            self.next_link = replace_query_param(
                remove_query_param(request.build_absolute_uri(), "cursor"),
                "cursor",
                encode_cursor(Position(ordering, values)),
            )
        return page

    def read_page_size(self, request: Request) -> int:
        text = request.query_params.get("page_size", "")
        if not text:
            return DEFAULT_PAGE_SIZE
        if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_PAGE_SIZE:
            return int(text)
        raise ValidationError({"page_size": [f"Give a whole number from 1 to {MAX_PAGE_SIZE}."]})

    def read_position(self, request: Request) -> tuple[str, list[Any] | None]:
        ordering = request.query_params.get("ordering") or None
        if ordering is not None and ordering not in ORDERINGS:
            raise ValidationError({"ordering": [f"Choose one of: {', '.join(ORDERINGS)}."]})
        cursor = request.query_params.get("cursor")
        if not cursor:
            return ordering or DEFAULT_ORDERING, None
        try:
            position = decode_cursor(cursor)
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
        response = Response(data, headers=headers)
        response.add_post_render_callback(add_etag)
        return response

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
