"""Conditions on tickets: one meaning of filters for the list, its counts and bulk changes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from django.db.models import QuerySet

from core.dates import start_of_last
from tickets.models import Ticket
from tickets.private_links.links import find_by_reference
from tickets.search.word_match import match_words
from tickets.vocabulary import DONE, FACETS, VOCABULARIES

# Fields of many values, by the name of their filter. Each needs an index of its own: tickets are
# found by it and then sorted. `number` is no filter of the API: a search may be for a reference.
SPARSE_FIELDS = {"requester": "requester_email", "number": "pk"}
# PostgreSQL's trigram index needs three letters or digits in a row.
INDEXED_WORD = re.compile(r"[^\W_]{3}")


@dataclass(frozen=True)
class TicketQuery:
    """Conditions on tickets. Values of one field are alternatives; the conditions all hold.

    `field_filters` has values of the `FACETS`, `sparse_filters` values of the `SPARSE_FIELDS`;
    `created_within` and `resolved_within` are numbers of the team's days, today included. What is
    empty is no condition.
    """

    field_filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sparse_filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    search: str = ""
    created_within: int | None = None
    resolved_within: int | None = None

    @classmethod
    def from_conditions(cls, conditions: Mapping[str, Any]) -> Self:
        """Return the query for validated conditions, by their names in the API."""

        def values(names: Sequence[str]) -> dict[str, list[str]]:
            return {
                name: list(dict.fromkeys(conditions[name]))
                for name in names
                if conditions.get(name)
            }

        sparse_filters = values(tuple(SPARSE_FIELDS))
        search = conditions.get("search") or ""
        # A word of this form that is nobody's reference is searched for as a word.
        if numbers := find_by_reference(search):
            sparse_filters["number"], search = [str(number) for number in numbers], ""
        return cls(
            field_filters=values(FACETS),
            sparse_filters=sparse_filters,
            search=search,
            created_within=conditions.get("created_within"),
            resolved_within=conditions.get("resolved_within"),
        )

    @cached_property
    def base(self) -> QuerySet[Ticket]:
        """The tickets that meet all conditions but the field filters."""
        tickets = match_words(Ticket.objects.all(), self.search)
        for name, values in self.sparse_filters.items():
            tickets = tickets.filter(**{f"{SPARSE_FIELDS[name]}__in": values})
        if self.created_within:
            tickets = tickets.filter(created_at__gte=start_of_last(self.created_within))
        if self.resolved_within:
            tickets = tickets.filter(resolved_at__gte=start_of_last(self.resolved_within))
        return tickets

    @cached_property
    def tickets(self) -> QuerySet[Ticket]:
        return self.base.filter(**{f"{name}__in": v for name, v in self.field_filters.items()})

    def allowed_values(self, name: str) -> list[str]:
        """Return the values of a facet that these tickets can have, in the vocabulary's order."""
        values: list[str] = VOCABULARIES[name].values
        if filtered := self.field_filters.get(name):
            values = [value for value in values if value in filtered]
        if name == "status" and self.resolved_within:
            values = [value for value in values if value in DONE]
        return values

    def with_value(self, name: str, value: str) -> Self:
        """Return the query with one value of a facet as its filter."""
        return replace(self, field_filters={**self.field_filters, name: [value]})

    def with_field_filters_only(self) -> "TicketQuery":
        """Return the query with the field filters and no other condition."""
        return TicketQuery(field_filters=self.field_filters)

    @property
    def is_counted(self) -> bool:
        """True where the counters have these tickets: they count by day, for one kind of event."""
        return (
            not self.search
            and not self.sparse_filters
            and not (self.created_within and self.resolved_within)
        )

    def is_in_order_of(self, time: str) -> bool:
        """True where an index has exactly these tickets in the order of a time column."""
        return (
            not self.search
            and not self.sparse_filters
            and not self.resolved_within
            and (not self.created_within or time == "created_at")
        )

    @property
    def has_index(self) -> bool:
        """True where an index finds these tickets, in any order."""
        return (
            not self.search
            or bool(self.sparse_filters)
            or any(INDEXED_WORD.search(word) for word in self.search.split())
        )
